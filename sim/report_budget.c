#include "sim/report_budget.h"

#include <math.h>
#include <stdlib.h>

#include "sim/output_number.h"
#include "sim/report_table.h"
#include "sim/results_budget.h"
#include "sim/results_leak_test.h"

enum { ROWS_SHOWN = 10, ALLOTMENTS_SHOWN = 8, OBJECT_COLUMNS = 22 };

static void band_text(const BudgetRow *row, char *text, size_t size) {
  if (row->upper_bound)
    snprintf(text, size, "maximum");
  else if (row->low_pa_m3_s < row->high_pa_m3_s)
    snprintf(text, size, "%s to %s", number_text(row->low_pa_m3_s, 2).text, number_text(row->high_pa_m3_s, 2).text);
  else
    snprintf(text, size, "-");
}

static void print_row(const BudgetRow *row, FILE *stream) {
  char name[REPORT_NAME_SIZE], words[80], band[120];
  band_text(row, band, sizeof band);
  fprintf(stream, "  %-*s %-16.16s %10s %9s %9s  %-18s %9s\n", OBJECT_COLUMNS,
          report_name(row->name, OBJECT_COLUMNS, name), budget_row_words(row, words, sizeof words),
          number_text(row->service_pa_m3_s, 4).text, row->counted ? number_ratio(row->share).text : "apart",
          row->counted ? number_ratio(row->cumulative).text : "", band,
          isnan(row->acceptance_pa_m3_s) ? "-" : number_text(row->acceptance_pa_m3_s, 3).text);
}

static void print_rows(const Budget *budget, FILE *stream) {
  int shown = 0, rest = 0;
  for (int i = 0; i < budget->count; i++) {
    bool none = !(budget->rows[i].service_pa_m3_s > 0);
    if (none || shown == ROWS_SHOWN)
      rest += !none;
    else
      print_row(&budget->rows[i], stream), shown++;
  }
  report_cut_line(stream, rest, "budget.csv");
}

static void print_totals(const RunOutcome *outcome, FILE *stream) {
  const Budget *budget = outcome->budget;
  char text[REPORT_LINE_SIZE];
  bool load = outcome->study->budget.scope == BUDGET_SCOPE_GAS_LOAD;
  snprintf(text, sizeof text, "leaks %s%s; with outgassing and trapped volumes %s%s Pa m3/s",
           number_text(budget->leak_pa_m3_s, 4).text, load ? "" : " (the scope judged)",
           number_text(budget->gas_load_pa_m3_s, 4).text, load ? " (the scope judged)" : "");
  report_wrapped(stream, "  Total      ", text);
  report_wrapped(stream, "  Combined   ", budget_combination_words(outcome, text, sizeof text));
  if (!isnan(budget->allowable_pa_m3_s)) {
    snprintf(text, sizeof text, "%s Pa m3/s: %s; safety %s; margin %s Pa m3/s",
             number_text(budget->allowable_pa_m3_s, 4).text, budget->allowable_basis,
             number_text(outcome->study->budget.safety, 3).text, number_text(budget->margin_pa_m3_s, 4).text);
    report_wrapped(stream, "  Allowable  ", text);
  }
  report_wrapped(stream, "  Ledger     ", budget_ledger_words(outcome, text, sizeof text));
}

static void print_allotment(const Budget *budget, const BudgetAllotment *allotment, FILE *stream) {
  const BudgetRow *row = &budget->rows[allotment->row];
  char name[REPORT_NAME_SIZE], words[80];
  fprintf(stream, "  %-*s %-16.16s %10s %10s %10s\n", OBJECT_COLUMNS, report_name(row->name, OBJECT_COLUMNS, name),
          budget_row_words(row, words, sizeof words), number_text(allotment->now_pa_m3_s, 4).text,
          allotment->allot_pa_m3_s > 0 ? number_text(allotment->allot_pa_m3_s, 4).text : "nothing",
          isnan(allotment->acceptance_pa_m3_s) ? "-" : number_text(allotment->acceptance_pa_m3_s, 3).text);
}

static void print_allocation(const Budget *budget, FILE *stream) {
  int shown = budget->allotment_count < ALLOTMENTS_SHOWN ? budget->allotment_count : ALLOTMENTS_SHOWN;
  if (shown == 0) return;
  fprintf(stream, "\n  %-*s %-16s %10s %10s %10s\n", OBJECT_COLUMNS, "May leak, Pa m3/s", "", "now", "allowed",
          "He, each");
  for (int i = 0; i < shown; i++)
    print_allotment(budget, &budget->allotments[i], stream);
  report_cut_line(stream, budget->allotment_count - shown, "allocation.csv");
  if (budget->allocated_pa_m3_s <= 0)
    fprintf(stream, "  nothing is left to share out: what is not open takes %s Pa m3/s\n",
            number_text(budget->fixed_pa_m3_s, 4).text);
}

static void print_tests(const RunOutcome *outcome, FILE *stream) {
  char head[40], words[LEAK_TEST_WORDS], first[48];
  for (int i = 0; leak_test_words(outcome, i, head, words); i++) {
    if (i == 0) fputs("\nTesting it\n", stream);
    snprintf(first, sizeof first, "  %-13s", head);
    report_wrapped(stream, first, words);
  }
}

void report_print_budget(const RunOutcome *outcome, FILE *stream) {
  char text[REPORT_LINE_SIZE];
  fprintf(stream, "\n%s\n", budget_title_words(outcome, text, sizeof text));
  fprintf(stream, "  %-*s %-16s %10s %9s %9s  %-18s %9s\n", OBJECT_COLUMNS, "Flow at 20 degC, Pa m3/s", "", "service",
          "share", "in all", "band", "He, each");
  print_rows(outcome->budget, stream);
  print_totals(outcome, stream);
  print_allocation(outcome->budget, stream);
  print_tests(outcome, stream);
}
