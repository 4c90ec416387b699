#include "sim/optimise/words.h"

#include <math.h>
#include <string.h>

#include "sim/output_number.h"
#include "sim/results_verdict.h"
#include "sim/results_words.h"

enum { FIGURE_SIZE = 120, PIECE_SIZE = 700 };

/* --- figures --- */

static char *number_words(double value, const char *unit, char *text, size_t size) {
  bool length = strcmp(unit, "m") == 0, plain = strcmp(unit, "1") == 0 || *unit == '\0';
  snprintf(text, size, "%s%s%s", number_text(length ? 1e3 * value : value, 6).text, plain ? "" : " ",
           length  ? "mm"
           : plain ? ""
                   : unit);
  return text;
}

static char *figure(double value, const char *unit, char *text, size_t size) {
  if (isnan(value))
    snprintf(text, size, "no value");
  else if (strcmp(unit, "1") == 0)
    number_words(value, unit, text, size);
  else
    figure_words(value, unit, text, size);
  return text;
}

static void add(char *text, size_t size, const char *piece) {
  size_t used = strlen(text);
  if (*piece && used < size) snprintf(text + used, size - used, "%s%s", used ? "; " : "", piece);
}

/* --- why a setting does not hold --- */

void reason_add_requirement(const Study *study, const Requirement *requirement, const RequirementResult *result,
                            char *text, size_t size) {
  char piece[PIECE_SIZE], wanted[300], value[FIGURE_SIZE];
  requirement_words(study, requirement, wanted, sizeof wanted);
  if (isnan(result->value))
    snprintf(piece, sizeof piece, "%.250s is wanted: %.160s", wanted, result->reason);
  else
    snprintf(piece, sizeof piece, "%.250s is wanted, it is %s", wanted,
             figure(result->value, requirement_unit(study, requirement), value, sizeof value));
  add(text, size, piece);
}

void reason_add_measure(const Measure *measure, const MeasureResult *result, char *text, size_t size) {
  char piece[PIECE_SIZE];
  snprintf(piece, sizeof piece, "%s: %s", measure->name, result->reason[0] ? result->reason : "it has no value");
  add(text, size, piece);
}

void reason_add_limit(const Study *study, const LimitRow *row, char *text, size_t size) {
  char piece[PIECE_SIZE];
  RunOutcome outcome = {.study = study};
  add(text, size, limit_failure_text(&outcome, row, piece, sizeof piece));
}

/* --- what is asked --- */

static const Measure *objective_of(const OptimiseResult *result) {
  return &result->study->measures.rows[result->request->measure];
}

char *optimise_objective_words(const OptimiseResult *result, char *text, size_t size) {
  snprintf(text, size, "%s %s", result->request->maximise ? "maximise" : "minimise", objective_of(result)->name);
  return text;
}

char *optimise_constraint_words(const OptimiseResult *result, int constraint, char *text, size_t size) {
  const SizingRequest *demands = &result->request->demands;
  if (constraint < demands->n_requirements)
    return requirement_words(result->study, &demands->requirements[constraint], text, size);
  snprintf(text, size, "catalogue limits");
  return text;
}

char *optimise_margin_words(double margin, char *text, size_t size) {
  static const double at_bound = 1e-6; /* as good as nothing */
  if (margin < at_bound)
    snprintf(text, size, "at its bound");
  else if (isfinite(margin))
    snprintf(text, size, "%s of the bound left", number_ratio(margin).text);
  else
    snprintf(text, size, "does not apply");
  return text;
}

/* --- settings --- */

char *optimise_setting_words(const OptimiseResult *result, const Combination *combination, int trial, int parameter,
                             char *text, size_t size) {
  const SweepParameter *axis = &result->request->parameters[parameter].axis;
  int member = combination->pick[parameter];
  if (axis->texts)
    snprintf(text, size, "%s", axis->texts[member]);
  else if (axis->values)
    number_words(axis->values[member], axis->unit, text, size);
  else
    number_words(optimise_number_at(result, combination, trial, parameter), axis->unit, text, size);
  return text;
}

char *optimise_settings_words(const OptimiseResult *result, const Combination *combination, int trial, char *text,
                              size_t size) {
  size_t used = 0;
  text[0] = '\0';
  for (int i = 0; i < result->request->count && used < size; i++) {
    char value[VARY_TEXT_MAX];
    used += (size_t)snprintf(text + used, size - used, "%s%s = %s", i ? ", " : "",
                             result->request->parameters[i].axis.variable.path,
                             optimise_setting_words(result, combination, trial, i, value, sizeof value));
  }
  return text;
}

/* --- what came out --- */

char *optimise_verdict_words(const OptimiseResult *result, char *text, size_t size) {
  char objective[200], setting[PIECE_SIZE], value[FIGURE_SIZE];
  optimise_objective_words(result, objective, sizeof objective);
  if (result->best >= 0) {
    const Combination *combination = &result->combinations[result->best];
    const Trial *best = &combination->trials[combination->best];
    snprintf(text, size, "%s: %s with %s", objective,
             figure(best->value, measure_unit(objective_of(result)), value, sizeof value),
             optimise_settings_words(result, combination, combination->best, setting, sizeof setting));
    return text;
  }
  const Combination *nearest = result->nearest < 0 ? NULL : &result->combinations[result->nearest];
  const Trial *trial = nearest ? &nearest->trials[nearest->nearest] : NULL;
  char miss[100] = "";
  if (trial && isfinite(trial->violation))
    snprintf(miss, sizeof miss, ", by %s of its bound", number_ratio(trial->violation).text);
  if (!trial)
    snprintf(text, size, "%s: no setting does what is required", objective);
  else
    snprintf(text, size, "%s: no setting does what is required; the least is missed%s, with %s: %.300s", objective,
             miss, optimise_settings_words(result, nearest, nearest->nearest, setting, sizeof setting), trial->reason);
  return text;
}

char *optimise_flat_words(const OptimiseResult *result, int parameter, int side, char *text, size_t size) {
  const Combination *combination = &result->combinations[result->best];
  const Flatness *flat = &combination->flat[parameter];
  const double best = combination->trials[combination->best].value;
  const Trial *trial = flat->trial[side] < 0 ? NULL : &combination->trials[flat->trial[side]];
  if (!trial && combination->bound[parameter] == (side ? BOUND_UPPER : BOUND_LOWER))
    snprintf(text, size, "at its bound");
  else if (!trial)
    snprintf(text, size, "not run");
  else if (isnan(trial->value))
    snprintf(text, size, "no value");
  else if (best != 0)
    snprintf(text, size, "%+.3g %%%s", 100 * (trial->value - best) / fabs(best), trial->holds ? "" : ", does not hold");
  else
    snprintf(text, size, "%s%s", number_text(trial->value, 3).text, trial->holds ? "" : ", does not hold");
  return text;
}

/* --- remarks --- */

static bool remark_converged(const OptimiseResult *result, const Combination *combination, char *text, size_t size) {
  int free[OPTIMISE_PARAMETERS_MOST], n = optimise_free(result->request, free);
  const char *extreme = result->request->maximise ? "maximum" : "minimum";
  if (!combination->converged)
    snprintf(text, size,
             "NOT converged: evaluations = %d did not suffice (%d were used); what is told is the best that was run",
             result->request->evaluations, combination->count);
  else if (n == 0)
    snprintf(text, size, "every combination was run");
  else if (n > 1)
    snprintf(text, size, "a local %s, from the best of a design over the ranges: another seed may find a better one",
             extreme);
  else if (combination->valleys == 1)
    snprintf(text, size,
             "the one %s that a scan of the range saw, followed to its end; one narrower than the scan would be missed",
             extreme);
  else
    snprintf(text, size, "the best of %d %s that a scan of the range saw and that were followed to their ends",
             combination->valleys, result->request->maximise ? "maxima" : "minima");
  return true;
}

static bool remark_bound(const OptimiseResult *result, const Combination *combination, int parameter, char *text,
                         size_t size) {
  const OptimiseParameter *asked = &result->request->parameters[parameter];
  BoundSide side = combination->bound[parameter];
  char value[FIGURE_SIZE];
  if (!optimise_is_free(asked) || side == BOUND_NONE) return false;
  double bound = side == BOUND_UPPER ? asked->axis.axis.to : asked->axis.axis.from;
  snprintf(text, size, "%s is at its %s bound %s: a wider range may give better", asked->axis.variable.path,
           side == BOUND_UPPER ? "upper" : "lower", number_words(bound, asked->axis.unit, value, sizeof value));
  return true;
}

/* A figure a hair beyond its bound tells nothing; why there is none does, and which limit it is. */
static bool remark_beyond(const OptimiseResult *result, const Combination *combination, char *text, size_t size) {
  int n = result->request->demands.n_requirements;
  char words[300], list[500] = "";
  if (combination->beyond < 0) return false;
  const Trial *beyond = &combination->trials[combination->beyond];
  for (int c = 0; c <= n; c++)
    if (combination->active[c]) add(list, sizeof list, optimise_constraint_words(result, c, words, sizeof words));
  bool told = combination->active[n] || isinf(beyond->violation);
  snprintf(text, size, "held back by %s%s%.380s", *list ? list : "the measure itself, which has no value further on",
           told ? "; a little further: " : "", told ? beyond->reason : "");
  return true;
}

static bool remark_conditional(const Combination *combination, char *text, size_t size) {
  snprintf(text, size, "conditional: the measure comes after a valve failed its differential or reverse limit");
  return combination->trials[combination->best].conditional;
}

bool optimise_remark(const OptimiseResult *result, int remark, char *text, size_t size) {
  if (result->best < 0) return false;
  const Combination *combination = &result->combinations[result->best];
  int seen = 0, all = result->request->count + 3;
  for (int k = 0; k < all; k++) {
    bool said = k == 0         ? remark_converged(result, combination, text, size)
                : k == 1       ? remark_beyond(result, combination, text, size)
                : k == all - 1 ? remark_conditional(combination, text, size)
                               : remark_bound(result, combination, k - 2, text, size);
    if (said && seen++ == remark) return true;
  }
  return false;
}
