/* The trace: a row for every run of the line, in the order of the search. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/optimise/results_optimise.h"
#include "sim/results_csv.h"

enum { COLUMN_SIZE = 400 };

/* --- columns --- */

/* "_Pa_m3_s" of "Pa m3/s", nothing of "1". */
static void add_unit(char *text, size_t size, const char *unit) {
  bool gap = true;
  if (!*unit || strcmp(unit, "1") == 0) return;
  for (size_t used = strlen(text); *unit && used + 3 < size; unit++) {
    bool letter = isalnum((unsigned char)*unit) || *unit == '-';
    if (letter && gap) text[used++] = '_';
    if (letter) text[used++] = *unit;
    text[used] = '\0';
    gap = !letter;
  }
}

char *optimise_parameter_column(const OptimiseResult *result, int parameter, char *text, size_t size) {
  const SweepParameter *axis = &result->request->parameters[parameter].axis;
  snprintf(text, size, "%s", axis->variable.path);
  if (!axis->texts) add_unit(text, size, axis->unit);
  return text;
}

char *optimise_measure_column(const OptimiseResult *result, char *text, size_t size) {
  const Measure *measure = &result->study->measures.rows[result->request->measure];
  snprintf(text, size, "%s", measure->name);
  add_unit(text, size, measure_unit(measure));
  return text;
}

char *optimise_require_column(const OptimiseResult *result, int requirement, char *text, size_t size) {
  const Requirement *asked = &result->request->demands.requirements[requirement];
  const char *name = asked->kind == REQUIRE_MEASURE       ? result->study->measures.rows[asked->measure].name
                     : asked->kind == REQUIRE_BUDGET      ? "budget"
                     : asked->limit == SIZING_EVERY_LIMIT ? "every_limit_used"
                                                          : limit_check_name((LimitCheck)asked->limit);
  bool one = asked->kind == REQUIRE_LIMIT && asked->limit != SIZING_EVERY_LIMIT;
  snprintf(text, size, "require_%s%s", name, one ? "_used" : "");
  add_unit(text, size, requirement_unit(result->study, asked));
  return text;
}

static void header(const OptimiseResult *result, FILE *stream) {
  char text[COLUMN_SIZE];
  fputs("index,combination,phase", stream);
  for (int i = 0; i < result->request->count; i++)
    fputc(',', stream), csv_field(stream, optimise_parameter_column(result, i, text, sizeof text));
  fprintf(stream, ",%s", optimise_measure_column(result, text, sizeof text));
  for (int i = 0; i < result->request->demands.n_requirements; i++)
    fprintf(stream, ",%s", optimise_require_column(result, i, text, sizeof text));
  fputs(",holds,best_so_far,reason\n", stream);
}

/* --- rows --- */

static void parameter_field(const OptimiseResult *result, const Combination *combination, int trial, int parameter,
                            FILE *stream) {
  const SweepParameter *axis = &result->request->parameters[parameter].axis;
  int member = combination->pick[parameter];
  if (axis->texts)
    csv_field(stream, axis->texts[member]);
  else
    csv_number(stream, axis->values ? axis->values[member] : optimise_number_at(result, combination, trial, parameter));
}

static double better_of(const OptimiseResult *result, const Trial *trial, double best) {
  if (!trial->holds) return best;
  if (isnan(best)) return trial->value;
  return result->request->maximise ? fmax(best, trial->value) : fmin(best, trial->value);
}

static void row(const OptimiseResult *result, int number, int trial, int index, double best, FILE *stream) {
  const Combination *combination = &result->combinations[number];
  const Trial *found = &combination->trials[trial];
  size_t n = (size_t)result->request->demands.n_requirements;
  fprintf(stream, "%d,%d,%s", index, number + 1, optimise_phase_word(found->phase));
  for (int i = 0; i < result->request->count; i++)
    fputc(',', stream), parameter_field(result, combination, trial, i, stream);
  fputc(',', stream), csv_number(stream, found->value);
  for (size_t i = 0; i < n; i++)
    fputc(',', stream), csv_number(stream, combination->required[(size_t)trial * n + i]);
  fprintf(stream, ",%d,", found->holds);
  csv_number(stream, best);
  fputc(',', stream), csv_field(stream, found->reason);
  fputc('\n', stream);
}

void csv_optimise(const RunOutcome *outcome, FILE *stream) {
  const OptimiseResult *result = outcome->optimise;
  double best = NAN;
  int index = 0;
  header(result, stream);
  for (int number = 0; number < result->count; number++)
    for (int trial = 0; trial < result->combinations[number].count; trial++) {
      best = better_of(result, &result->combinations[number].trials[trial], best);
      row(result, number, trial, ++index, best, stream);
    }
}

/* --- order --- */

static bool comes_before(const OptimiseResult *result, int a, int b) {
  const Combination *x = &result->combinations[a], *y = &result->combinations[b];
  if ((x->best >= 0) != (y->best >= 0)) return x->best >= 0;
  if (x->best >= 0) {
    double sign = result->request->maximise ? -1 : 1;
    double at_x = sign * x->trials[x->best].value, at_y = sign * y->trials[y->best].value;
    if (at_x != at_y) return at_x < at_y;
  } else if (x->nearest >= 0 && y->nearest >= 0 && x->trials[x->nearest].violation != y->trials[y->nearest].violation)
    return x->trials[x->nearest].violation < y->trials[y->nearest].violation;
  return a < b;
}

int *optimise_order(const OptimiseResult *result) {
  int *order = malloc(((size_t)result->count + 1) * sizeof *order);
  for (int i = 0; order && i < result->count; i++) {
    int at = i;
    for (; at > 0 && comes_before(result, i, order[at - 1]); at--)
      order[at] = order[at - 1];
    order[at] = i;
  }
  return order;
}
