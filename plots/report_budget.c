/* The leak budget in report.html: rows, what is made of them, what open rows may leak. */
#include <math.h>

#include "plots/report_parts.h"
#include "plots/template.h"
#include "sim/output_number.h"
#include "sim/results_budget.h"
#include "sim/results_leak_test.h"

static void conditions_cell(const BudgetConditions *at, FILE *stream) {
  char text[300];
  if (!at->gas[0] && isnan(at->upstream_pa)) {
    html_cell(stream, "");
    return;
  }
  NumberText up = number_readable(at->upstream_pa, "Pa"), down = number_readable(at->downstream_pa, "Pa");
  snprintf(text, sizeof text, "%s, %s to %s, %s", at->gas, up.text, down.text,
           number_readable(at->temperature_k, "K").text);
  html_cell(stream, text);
}

static void band_cell(const BudgetRow *row, FILE *stream) {
  char text[120];
  if (row->upper_bound)
    snprintf(text, sizeof text, "upper bound");
  else
    snprintf(text, sizeof text, "%s to %s", number_text(row->low_pa_m3_s, 2).text,
             number_text(row->high_pa_m3_s, 2).text);
  html_cell(stream, row->low_pa_m3_s < row->high_pa_m3_s ? text : "");
}

static void print_row(const BudgetRow *row, FILE *stream) {
  char words[80];
  fputs("<tr>", stream);
  html_cell(stream, row->name);
  html_cell(stream, budget_row_words(row, words, sizeof words));
  html_number_cell(stream, row->reference_pa_m3_s, 4);
  conditions_cell(&row->reference, stream);
  html_number_cell(stream, row->service_pa_m3_s, 4);
  conditions_cell(&row->service, stream);
  html_cell(stream, row->scaling);
  band_cell(row, stream);
  fprintf(stream, "<td class=\"n\">%s</td><td class=\"n\">%s</td>",
          row->counted ? number_ratio(row->share).text : "apart",
          row->counted ? number_ratio(row->cumulative).text : "");
  html_number_cell(stream, row->acceptance_pa_m3_s, 3);
  html_cell(stream, isnan(row->acceptance_pa_m3_s) ? row->acceptance_reason : row->note);
  html_cell(stream, row->source);
  fputs("</tr>\n", stream);
}

static void print_words(const RunOutcome *outcome, FILE *stream) {
  const Budget *budget = outcome->budget;
  char text[500];
  html_table(stream, "Leak budget, totals", "Flows at 20 &deg;C, Pa m&sup3;/s.", "what|#Pa m&sup3;/s");
  html_figure_row(stream, "leaks: seats, bodies, joints, leaks, permeation", budget->leak_pa_m3_s, "Pa m&sup3;/s");
  html_figure_row(stream, "with outgassing and trapped volumes", budget->gas_load_pa_m3_s, "Pa m&sup3;/s");
  for (int i = 0; i < BUDGET_COMBINATION_COUNT; i++)
    html_figure_row(stream, budget_combination_word((BudgetCombination)i), budget->combined[i].value_pa_m3_s,
                    "Pa m&sup3;/s");
  if (!isnan(budget->allowable_pa_m3_s)) {
    html_figure_row(stream, budget->allowable_basis, budget->allowable_pa_m3_s, "Pa m&sup3;/s");
    html_figure_row(stream, "margin after the safety factor", budget->margin_pa_m3_s, "Pa m&sup3;/s");
  }
  html_table_end(stream);
  fputs("<p class=\"faint\">", stream);
  html_text(stream, budget_ledger_words(outcome, text, sizeof text));
  fputs("</p>\n", stream);
}

static void print_allocation(const Budget *budget, FILE *stream) {
  if (budget->allotment_count == 0) return;
  html_table(stream, "What open rows may leak", "Helium: under the conditions of the row's own test, each piece.",
             "object|mechanism|#now, Pa m&sup3;/s|#allowed, Pa m&sup3;/s|#He, each, Pa m&sup3;/s|note");
  for (int i = 0; i < budget->allotment_count; i++) {
    const BudgetAllotment *allotment = &budget->allotments[i];
    const BudgetRow *row = &budget->rows[allotment->row];
    char words[80];
    fputs("<tr>", stream);
    html_cell(stream, row->name);
    html_cell(stream, budget_row_words(row, words, sizeof words));
    html_number_cell(stream, allotment->now_pa_m3_s, 4);
    html_number_cell(stream, allotment->allot_pa_m3_s, 4);
    html_number_cell(stream, allotment->acceptance_pa_m3_s, 3);
    html_cell(stream, allotment->acceptance_reason);
    fputs("</tr>\n", stream);
  }
  html_table_end(stream);
}

void report_html_leak_test(const RunOutcome *outcome, FILE *stream) {
  char head[40], words[LEAK_TEST_WORDS];
  if (!leak_test_words(outcome, 0, head, words)) return;
  html_table(stream, "Testing the budget", "Helium rates: 1 atm to vacuum at 20 &deg;C.", "what|finding");
  for (int i = 0; leak_test_words(outcome, i, head, words); i++) {
    fputs("<tr>", stream);
    html_cell(stream, head);
    html_cell(stream, words);
    fputs("</tr>\n", stream);
  }
  html_table_end(stream);
}

void report_html_budget(const RunOutcome *outcome, FILE *stream) {
  char title[300];
  if (!budget_is_known(outcome)) return;
  html_table(
      stream, budget_title_words(outcome, title, sizeof title),
      "Flow into the node at 20 &deg;C. He: what a helium leak detector may read of one piece under the conditions "
      "of its reference.",
      "object|mechanism|#reference, Pa m&sup3;/s|at|#service, Pa m&sup3;/s|at|law|band|#share|#in all|#He, Pa "
      "m&sup3;/s|note|source");
  for (int i = 0; i < outcome->budget->count; i++)
    print_row(&outcome->budget->rows[i], stream);
  html_table_end(stream);
  print_words(outcome, stream);
  print_allocation(outcome->budget, stream);
}
