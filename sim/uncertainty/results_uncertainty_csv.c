/* The tables of an uncertainty. */
#include <ctype.h>
#include <math.h>

#include "sim/results_csv.h"
#include "sim/uncertainty/results_uncertainty.h"

static void next(FILE *stream, double value) {
  fputc(',', stream);
  csv_number(stream, value);
}

static void next_text(FILE *stream, const char *text) {
  fputc(',', stream);
  csv_field(stream, text);
}

static void next_count(FILE *stream, size_t count) {
  fprintf(stream, ",%zu", count);
}

/* "_Pa_m3_s" of "Pa m3/s": letters and digits, one _ between; nothing of "1". */
static void column_unit(FILE *stream, const char *unit) {
  bool gap = true;
  if (!*unit || (unit[0] == '1' && !unit[1])) return;
  for (; *unit; unit++) {
    bool letter = isalnum((unsigned char)*unit) || *unit == '-';
    if (letter && gap) fputc('_', stream);
    if (letter) fputc(*unit, stream);
    gap = !letter;
  }
}

static const Measure *measure_of(const UncertaintyResult *result, int o) {
  return &result->study->measures.rows[result->request->outputs[o]];
}

/* --- samples --- */

static void samples_header(const UncertaintyResult *result, FILE *stream) {
  const UncertaintyRequest *request = result->request;
  fputs("sample", stream);
  for (int i = 0; i < request->n_parameters; i++) {
    fprintf(stream, ",%s", request->variables[i].path);
    column_unit(stream, request->units[i]);
  }
  for (int o = 0; o < request->n_outputs; o++) {
    fprintf(stream, ",%s", measure_of(result, o)->name);
    column_unit(stream, measure_unit(measure_of(result, o)));
  }
  fputs(",limits_failed,conditional,status,reason\n", stream);
}

static int limits_failed(const SampleBlock *samples, size_t i) {
  int failed = 0;
  for (int l = 0; l < samples->n_limits; l++)
    failed += samples->limits[(size_t)l * samples->n + i] == LIMIT_FAIL;
  return failed;
}

void csv_uncertainty(const RunOutcome *outcome, FILE *stream) {
  const UncertaintyResult *result = outcome->uncertainty;
  const SampleBlock *samples = &result->samples;
  double inputs[UNCERTAINTY_PARAMETERS_MOST];
  samples_header(result, stream);
  for (size_t i = 0; i < samples->n; i++) {
    fprintf(stream, "%zu", i);
    uncertainty_inputs(result, i, inputs);
    for (int k = 0; k < result->request->n_parameters; k++)
      next(stream, inputs[k]);
    for (int o = 0; o < samples->n_outputs; o++)
      next(stream, samples->outputs[(size_t)o * samples->n + i]);
    bool carried_out = samples->status[i] == SAMPLE_COMPLETE || samples->status[i] == SAMPLE_NO_VALUE;
    next(stream, carried_out && samples->n_limits ? limits_failed(samples, i) : NAN);
    next(stream, samples->conditional[i]);
    next_text(stream, sample_status_word((SampleStatus)samples->status[i]));
    next_text(stream, samples->reasons[i]);
    fputc('\n', stream);
  }
}

/* --- statistics --- */

static void statistic(const UncertaintyResult *result, int o, const char *what, double probability, Estimate estimate,
                      FILE *stream) {
  csv_field(stream, measure_of(result, o)->name);
  next_text(stream, measure_unit(measure_of(result, o)));
  next_text(stream, what);
  next(stream, probability);
  next(stream, estimate.value);
  next(stream, estimate.error);
  fputc('\n', stream);
}

void csv_quantiles(const RunOutcome *outcome, FILE *stream) {
  const UncertaintyResult *result = outcome->uncertainty;
  fputs("measure,unit,statistic,probability,value,error_95\n", stream);
  for (int o = 0; o < result->request->n_outputs; o++) {
    const Summary *summary = &result->outputs[o].summary;
    statistic(result, o, "mean", NAN, summary->mean, stream);
    statistic(result, o, "sd", NAN, summary->sd, stream);
    statistic(result, o, "min", NAN, (Estimate){summary->least, NAN}, stream);
    statistic(result, o, "max", NAN, (Estimate){summary->most, NAN}, stream);
    for (int k = 0; k < SUMMARY_QUANTILES; k++)
      statistic(result, o, "quantile", summary_probabilities[k], summary->quantiles[k], stream);
  }
}

static void share_row(const char *kind, const char *object, const char *what, const Share *share, double demanded,
                      FILE *stream) {
  csv_field(stream, kind);
  next_text(stream, object);
  next_text(stream, what);
  next(stream, share->share.value);
  next(stream, share->share.error);
  next_count(stream, share->hits);
  next_count(stream, share->counted);
  next(stream, demanded);
  fputc('\n', stream);
}

void csv_probabilities(const RunOutcome *outcome, FILE *stream) {
  const UncertaintyResult *result = outcome->uncertainty;
  const UncertaintyRequest *request = result->request;
  char text[256];
  fputs("kind,object,what,probability,error_95,runs,of_runs,demanded\n", stream);
  for (int d = 0; d < request->n_demands; d++)
    share_row("requirement", result->study->measures.rows[request->demands[d].measure].name,
              demand_words(result->study, &request->demands[d], text, sizeof text), &result->demands[d].kept,
              request->demands[d].probability, stream);
  for (int l = 0; l < result->n_limits; l++)
    share_row("limit", result->study->network.branches[result->limits[l].branch].name,
              limit_check_name(result->limits[l].check), &result->limits[l].held, NAN, stream);
  for (int o = 0; o < request->n_outputs; o++)
    share_row("measure", measure_of(result, o)->name, "without a value", &result->outputs[o].without_value, NAN,
              stream);
  share_row("samples", "", "refused or failed", &result->not_carried_out, NAN, stream);
  share_row("samples", "", "every requirement and limit kept together", &result->all_kept, NAN, stream);
}

/* --- where it comes from --- */

void csv_sensitivity(const RunOutcome *outcome, FILE *stream) {
  const UncertaintyResult *result = outcome->uncertainty;
  const UncertaintyRequest *request = result->request;
  fputs("measure,parameter,first_order,first_order_error_95,total,total_error_95,rows\n", stream);
  for (int o = 0; o < request->n_outputs; o++)
    for (int i = 0; i < request->n_parameters; i++) {
      const SobolIndex *index = &result->indices[o * request->n_parameters + i];
      csv_field(stream, measure_of(result, o)->name);
      next_text(stream, request->variables[i].path);
      next(stream, index->first.value);
      next(stream, index->first.error);
      next(stream, index->total.value);
      next(stream, index->total.error);
      next_count(stream, index->count);
      fputc('\n', stream);
    }
}

void csv_tornado(const RunOutcome *outcome, FILE *stream) {
  const UncertaintyResult *result = outcome->uncertainty;
  const UncertaintyRequest *request = result->request;
  fputs("measure,unit,parameter,parameter_unit,low_input,high_input,low,at_medians,high,swing,reason\n", stream);
  for (int o = 0; o < request->n_outputs; o++)
    for (int i = 0; i < request->n_parameters; i++) {
      const TornadoRow *row = &result->tornado[o * request->n_parameters + i];
      csv_field(stream, measure_of(result, o)->name);
      next_text(stream, measure_unit(measure_of(result, o)));
      next_text(stream, request->variables[row->parameter].path);
      next_text(stream, request->units[row->parameter]);
      next(stream, row->low_input);
      next(stream, row->high_input);
      next(stream, row->low);
      next(stream, result->base[o]);
      next(stream, row->high);
      next(stream, row->swing);
      next_text(stream, row->reason);
      fputc('\n', stream);
    }
}
