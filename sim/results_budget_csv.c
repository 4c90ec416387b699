/* budget.csv and allocation.csv. */
#include <math.h>

#include "sim/results_budget.h"
#include "sim/results_csv.h"

static void field(FILE *stream, const char *text) {
  fputc(',', stream);
  csv_field(stream, text);
}

static void numbers(FILE *stream, const double *values, int count) {
  for (int i = 0; i < count; i++) {
    fputc(',', stream);
    csv_number(stream, values[i]);
  }
}

static void conditions(FILE *stream, const BudgetConditions *at) {
  field(stream, at->gas);
  numbers(stream, (const double[]){at->upstream_pa, at->downstream_pa, at->temperature_k}, 3);
}

static void print_row(const BudgetRow *row, FILE *stream) {
  csv_field(stream, row->name);
  field(stream, mechanism_name(row->mechanism));
  field(stream, row->gas ? row->gas->name : "");
  fprintf(stream, ",%d,%d", row->counted, row->count);
  numbers(stream, &row->reference_pa_m3_s, 1);
  conditions(stream, &row->reference);
  numbers(stream, &row->service_pa_m3_s, 1);
  conditions(stream, &row->service);
  numbers(stream, (const double[]){row->low_pa_m3_s, row->high_pa_m3_s}, 2);
  fprintf(stream, ",%d", row->upper_bound);
  numbers(stream, (const double[]){row->share, row->cumulative, row->allowed_pa_m3_s, row->acceptance_pa_m3_s}, 4);
  field(stream, row->acceptance_reason);
  numbers(stream, &row->lag_s, 1);
  field(stream, row->scaling);
  field(stream, row->note);
  field(stream, row->source);
  fputc('\n', stream);
}

void csv_budget(const RunOutcome *outcome, FILE *stream) {
  fputs("object,mechanism,gas,counted,count,reference_Pa_m3_s,reference_gas,reference_upstream_Pa,"
        "reference_downstream_Pa,reference_temperature_K,service_Pa_m3_s,service_gas,service_upstream_Pa,"
        "service_downstream_Pa,service_temperature_K,low_Pa_m3_s,high_Pa_m3_s,upper_bound,share,cumulative_share,"
        "allowed_Pa_m3_s,acceptance_He_Pa_m3_s,acceptance_reason,lag_s,scaling,note,source\n",
        stream);
  for (int i = 0; i < outcome->budget->count; i++)
    print_row(&outcome->budget->rows[i], stream);
}

void csv_allocation(const RunOutcome *outcome, FILE *stream) {
  const Budget *budget = outcome->budget;
  fputs("object,mechanism,count,weight,service_Pa_m3_s,allowed_Pa_m3_s,acceptance_He_each_Pa_m3_s,test_upstream_Pa,"
        "test_downstream_Pa,test_temperature_K,reason\n",
        stream);
  for (int i = 0; i < budget->allotment_count; i++) {
    const BudgetAllotment *allotment = &budget->allotments[i];
    const BudgetRow *row = &budget->rows[allotment->row];
    const BudgetConditions *at = &allotment->acceptance;
    csv_field(stream, row->name);
    field(stream, mechanism_name(row->mechanism));
    fprintf(stream, ",%d", row->count);
    numbers(stream,
            (const double[]){allotment->weight, allotment->now_pa_m3_s, allotment->allot_pa_m3_s,
                             allotment->acceptance_pa_m3_s, at->upstream_pa, at->downstream_pa, at->temperature_k},
            7);
    field(stream, allotment->acceptance_reason);
    fputc('\n', stream);
  }
}
