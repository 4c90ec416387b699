#include "sim/sizing/candidate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/constants.h"
#include "sim/limit_checks.h"

enum { TEXT_SIZE = 400 };

const char *candidate_status_word(CandidateStatus status) {
  static const char *const words[] = {"pass", "warn", "fail", "no_result"};
  return words[status];
}

int sizing_element_of(const SizingRequest *request, int branch) {
  for (int i = 0; i < request->n_elements; i++)
    if (request->elements[i].branch == branch) return i;
  return -1;
}

bool candidate_add_reason(Candidate *candidate, const char *text) {
  char **reasons = realloc(candidate->reasons, ((size_t)candidate->n_reasons + 1) * sizeof *reasons);
  if (!reasons) return false;
  candidate->reasons = reasons;
  char *copy = strdup(text);
  if (copy) reasons[candidate->n_reasons++] = copy;
  return copy != NULL;
}

void candidate_free(Candidate *candidate) {
  for (int i = 0; i < candidate->n_reasons; i++)
    free(candidate->reasons[i]);
  free(candidate->reasons);
  free(candidate->requirements);
  free(candidate->changes);
  free(candidate->measures);
  limit_table_free(&candidate->limits);
  *candidate = (Candidate){0};
}

/* --- requirements --- */

/* Against a bound of 0 the value itself is the measure. */
static double relative(double room, double bound, double value) {
  double scale = bound != 0 ? fabs(bound) : fabs(value);
  return scale > 0 ? room / scale : 0;
}

static void judge_value(const Requirement *requirement, double value, RequirementResult *result) {
  double margin = INFINITY;
  result->value = value;
  if (!isnan(requirement->max)) margin = relative(requirement->max - value, requirement->max, value);
  if (!isnan(requirement->min)) margin = fmin(margin, relative(value - requirement->min, requirement->min, value));
  result->margin = margin;
  result->met = margin >= -LIMIT_TOLERANCE;
}

static void judge_measure(const Requirement *requirement, const MeasureResult *measure, RequirementResult *result) {
  *result = (RequirementResult){.value = NAN, .margin = NAN};
  if (isfinite(measure->value))
    judge_value(requirement, measure->value, result);
  else
    snprintf(result->reason, sizeof result->reason, "%s", measure->reason[0] ? measure->reason : "it has no value");
}

static void judge_fact(const SizingRequest *request, const Requirement *requirement, const int *pick,
                       RequirementResult *result) {
  *result = (RequirementResult){.value = NAN, .margin = NAN, .met = true};
  for (int i = 0; i < request->n_elements; i++) {
    const Part *part = &request->elements[i].parts[pick[i]];
    RequirementResult one = {.value = NAN, .margin = NAN};
    double value = sizing_fact(requirement->fact, part);
    if (isfinite(value))
      judge_value(requirement, value, &one);
    else
      snprintf(one.reason, sizeof one.reason, "%s of %s is not stated, or its part leaves it open",
               sizing_facts[requirement->fact].words, part->model->name);
    if (i == 0 || isnan(one.margin) || one.margin < result->margin) *result = one;
    if (isnan(one.margin)) return;
  }
}

/* Where nothing is sized every valve of the line counts. */
static bool counts(const SizingRequest *request, int branch) {
  return request->n_elements == 0 || sizing_element_of(request, branch) >= 0;
}

/* The most used of the limits asked; one that does not apply is held. */
static void judge_limit(const SizingRequest *request, const Requirement *requirement, const LimitTable *limits,
                        RequirementResult *result) {
  double most = NAN;
  bool failed = false;
  for (int i = 0; i < limits->count; i++) {
    const LimitRow *row = &limits->rows[i];
    bool asked = requirement->limit == SIZING_EVERY_LIMIT || requirement->limit == (int)row->check;
    if (!asked || !counts(request, row->branch) || row->status == LIMIT_NOT_APPLICABLE) continue;
    failed = failed || row->status == LIMIT_FAIL;
    if (isfinite(row->utilization)) most = fmax(most, row->utilization); /* fmax passes over NAN */
  }
  *result = (RequirementResult){.value = NAN, .margin = NAN, .met = !failed};
  if (isfinite(most))
    judge_value(requirement, most, result);
  else
    snprintf(result->reason, sizeof result->reason, "%s", failed ? "it fails, without a number" : "it does not apply");
  result->met = result->met && !failed;
}

/* By the figure that the budget's own verdict is on. */
static void judge_budget(const Requirement *requirement, const Budget *budget, RequirementResult *result) {
  *result = (RequirementResult){.value = NAN, .margin = NAN};
  if (!budget || !budget->filled) {
    snprintf(result->reason, sizeof result->reason, "the state that the budget is of was not reached");
    return;
  }
  Requirement bound = *requirement;
  if (isnan(bound.max)) bound.max = budget->allowed_pa_m3_s;
  judge_value(&bound, budget->judged_pa_m3_s, result);
}

double requirements_judge(const SizingCase *sizing, const int *pick, const MeasureResult *measures,
                          const LimitTable *limits, const Budget *budget, RequirementResult *results, bool *met) {
  const SizingRequest *request = sizing->request;
  double least = NAN;
  *met = true;
  for (int i = 0; i < request->n_requirements; i++) {
    const Requirement *requirement = &request->requirements[i];
    if (requirement->kind == REQUIRE_MEASURE)
      judge_measure(requirement, &measures[requirement->measure], &results[i]);
    else if (requirement->kind == REQUIRE_BUDGET)
      judge_budget(requirement, budget, &results[i]);
    else if (requirement->kind == REQUIRE_FACT)
      judge_fact(request, requirement, pick, &results[i]);
    else
      judge_limit(request, requirement, limits, &results[i]);
    *met = *met && results[i].met;
    least = fmin(least, results[i].margin);
  }
  return least;
}

/* --- limits --- */

/* The line may have gained or lost an external leakage, which shifts the numbers. */
bool limits_renumbered(const Study *study, const Network *other, const LimitTable *from, LimitTable *to) {
  int kept = 0;
  if (!limits_worst_of(from, from, to)) return false;
  for (int i = 0; i < to->count; i++) {
    LimitRow row = to->rows[i];
    row.branch = network_find_branch(&study->network, SECTION_ELEMENTS, other->branches[row.branch].name);
    if (row.branch >= 0) to->rows[kept++] = row;
  }
  to->count = kept;
  return true;
}

/* What all candidates share (temperature, voltages) tells nothing between them. */
static double limits_margin(const SizingRequest *request, const LimitTable *limits) {
  double least = NAN;
  for (int i = 0; i < limits->count; i++) {
    const LimitRow *row = &limits->rows[i];
    if (row->status == LIMIT_NOT_APPLICABLE || limit_holds_always(row->check)) continue;
    if (sizing_element_of(request, row->branch) >= 0 && isfinite(row->utilization))
      least = fmin(least, 1 - row->utilization);
  }
  return least;
}

static bool add_limit_reasons(Candidate *candidate, const SizingCase *sizing, LimitStatus status, int *found) {
  char text[TEXT_SIZE];
  for (int i = 0; i < candidate->limits.count; i++) {
    const LimitRow *row = &candidate->limits.rows[i];
    bool told = status == LIMIT_FAIL || sizing_element_of(sizing->request, row->branch) >= 0;
    if (row->status != status || !told) continue;
    (*found)++;
    if (!candidate_add_reason(candidate, limit_verdict_words(sizing, candidate, row, text, sizeof text))) return false;
  }
  return true;
}

static bool add_requirement_reasons(Candidate *candidate, const SizingCase *sizing) {
  char text[TEXT_SIZE];
  for (int i = 0; i < sizing->request->n_requirements; i++)
    if (!candidate->requirements[i].met &&
        !candidate_add_reason(candidate, requirement_verdict_words(sizing, candidate, i, text, sizeof text)))
      return false;
  return true;
}

/* --- the candidate --- */

static double total_of(const SizingRequest *request, const int *pick, SizingFact fact) {
  double total = 0;
  for (int i = 0; i < request->n_elements; i++)
    total += sizing_fact(fact, &request->elements[i].parts[pick[i]]);
  return total;
}

static void sum_facts(Candidate *candidate, const SizingRequest *request) {
  candidate->power = total_of(request, candidate->pick, SIZING_FACT_POWER);
  candidate->weight_kg = total_of(request, candidate->pick, SIZING_FACT_WEIGHT);
  for (int i = 0; i < request->n_elements; i++) {
    double d_m = request->elements[i].parts[candidate->pick[i]].model->orifice_m;
    candidate->area_m2 += 0.25 * PI * d_m * d_m;
  }
}

static bool no_result(Candidate *candidate, const SizingCase *sizing, const char *why) {
  char models[160], text[TEXT_SIZE];
  candidate->status = CANDIDATE_NO_RESULT;
  candidate->least_margin = NAN;
  for (int i = 0; i < sizing->study->measures.count; i++)
    candidate->measures[i] = (MeasureResult){.value = NAN, .at_s = NAN, .reason = "its line has no solution"};
  for (int i = 0; i < sizing->request->n_requirements; i++)
    candidate->requirements[i] = (RequirementResult){.value = NAN, .margin = NAN, .reason = "its line has no solution"};
  snprintf(text, sizeof text, "%s: no solution: %.200s",
           candidate_models(sizing->request, candidate, models, sizeof models), why);
  return candidate_add_reason(candidate, text);
}

static bool judge_solved(Candidate *candidate, const SizingCase *sizing, const PointWorker *worker) {
  int failed = 0, warned = 0;
  bool met;
  if (!limits_renumbered(sizing->study, &worker->study->network, &worker->run->limits, &candidate->limits))
    return false;
  memcpy(candidate->measures, worker->run->measures,
         (size_t)sizing->study->measures.count * sizeof *candidate->measures);
  candidate->least_margin =
      requirements_judge(sizing, candidate->pick, candidate->measures, &candidate->limits,
                         worker->study->wants_budget ? &worker->run->budget : NULL, candidate->requirements, &met);
  candidate->least_margin = fmin(candidate->least_margin, limits_margin(sizing->request, &candidate->limits));
  if (!add_limit_reasons(candidate, sizing, LIMIT_FAIL, &failed) || !add_requirement_reasons(candidate, sizing))
    return false;
  candidate->status = failed > 0 || !met ? CANDIDATE_FAIL : CANDIDATE_PASS;
  if (candidate->status == CANDIDATE_FAIL) return true;
  if (!add_limit_reasons(candidate, sizing, LIMIT_WARN, &warned)) return false;
  if (warned > 0) candidate->status = CANDIDATE_WARN;
  return true;
}

bool candidate_judge(Candidate *candidate, const SizingCase *sizing, const PointWorker *worker, Status status) {
  const SizingRequest *request = sizing->request;
  candidate->requirements = calloc((size_t)request->n_requirements + 1, sizeof *candidate->requirements);
  candidate->measures = calloc((size_t)sizing->study->measures.count + 1, sizeof *candidate->measures);
  if (!candidate->requirements || !candidate->measures || status == STATUS_MEMORY) return false;
  candidate->corner.least_margin = NAN;
  sum_facts(candidate, request);
  if (status != STATUS_OK) return no_result(candidate, sizing, worker->message);
  if (worker->study->wants_transient && !worker->run->transient.complete)
    return no_result(candidate, sizing, "its run was ended early");
  return judge_solved(candidate, sizing, worker);
}
