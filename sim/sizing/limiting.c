/* What holds a candidate back. */
#include <math.h>
#include <string.h>

#include "sim/output_number.h"
#include "sim/sizing/change.h"

static const double step = 1.05;

/* The requirement that is missed by most; -1: none has a number. */
static int worst_requirement(const Candidate *candidate, int count) {
  int worst = -1;
  for (int i = 0; i < count; i++) {
    const RequirementResult *result = &candidate->requirements[i];
    if (result->met || isnan(result->margin)) continue;
    if (worst < 0 || result->margin < candidate->requirements[worst].margin) worst = i;
  }
  return worst;
}

static bool by_limit(const Candidate *candidate, const SizingCase *sizing, char *text, size_t size) {
  char words[400];
  for (int i = 0; i < candidate->limits.count; i++) {
    const LimitRow *row = &candidate->limits.rows[i];
    if (row->status != LIMIT_FAIL) continue;
    snprintf(text, size, "%s: %s", sizing->study->network.branches[row->branch].name,
             limit_verdict_words(sizing, candidate, row, words, sizeof words));
    return true;
  }
  return false;
}

/* How much nearer the requirement comes by 5 % more of it; NAN: not known. */
static Status gain_of(const Candidate *candidate, const SizingCase *sizing, const PointPlan *like,
                      const Sizeable *sizeable, int requirement, double *gain, char *message, size_t size) {
  Variable variables[SIZING_ELEMENTS_MAX + 1];
  VaryValue values[SIZING_ELEMENTS_MAX + 1];
  char numbers[SIZING_ELEMENTS_MAX][PART_NUMBER_SIZE];
  PointPlan plan = *like;
  PointWorker worker;
  Candidate at = {0};
  *gain = NAN;
  plan.variables = variables;
  plan.n_variables = sizing->request->n_elements + 1;
  memcpy(at.pick, candidate->pick, sizeof at.pick);
  sizeable_plan(sizing, candidate, sizeable, step * sizeable->value, variables, values, numbers);
  Status status = point_worker_init(&worker, &plan, message, size);
  if (status != STATUS_OK) return status;
  Status ran = point_run(&worker, values);
  if (!candidate_judge(&at, sizing, &worker, ran))
    status = STATUS_MEMORY;
  else if (ran == STATUS_OK)
    *gain = at.requirements[requirement].margin - candidate->requirements[requirement].margin;
  candidate_free(&at);
  point_worker_free(&worker);
  return status;
}

Status limiting_find(const Candidate *candidate, const SizingCase *sizing, const PointPlan *like, char *text,
                     size_t text_size, char *message, size_t size) {
  Sizeable parts[SIZEABLES_MAX];
  double most = 0;
  text[0] = '\0';
  if (by_limit(candidate, sizing, text, text_size)) return STATUS_OK;
  int requirement = worst_requirement(candidate, sizing->request->n_requirements);
  if (requirement < 0) return STATUS_OK;
  int count = sizeables_find(sizing, candidate, true, parts);
  for (int i = 0; i < count; i++) {
    double gain;
    Status status = gain_of(candidate, sizing, like, &parts[i], requirement, &gain, message, size);
    if (status != STATUS_OK) return status;
    if (!(gain > most)) continue;
    most = gain;
    snprintf(text, text_size, "%s: 5 %% more %s brings %s nearer by %s of its bound, more than any other",
             parts[i].name, parts[i].what, requirement_name(sizing->study, &sizing->request->requirements[requirement]),
             number_ratio(gain).text);
  }
  return STATUS_OK;
}
