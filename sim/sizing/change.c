#include "sim/sizing/change.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/output_number.h"

static const double factors[] = {1.25, 1.6, 2, 3}; /* about the steps of tube and pump sizes */
enum { FACTOR_COUNT = 4 };

typedef struct {
  Candidate *candidate;
  const SizingCase *sizing;
  const PointPlan *like;
  char *message;
  size_t size;
} Trying;

static bool fits(const Candidate *at) {
  return at->status == CANDIDATE_PASS || at->status == CANDIDATE_WARN;
}

/* Takes what a run came to into the list; at is freed. */
static Status keep(const Trying *trying, const char *what, Candidate *at) {
  Candidate *candidate = trying->candidate;
  SizingChange *changes = realloc(candidate->changes, ((size_t)candidate->n_changes + 1) * sizeof *changes);
  if (changes) {
    candidate->changes = changes;
    SizingChange *change = &changes[candidate->n_changes++];
    *change = (SizingChange){.works = fits(at), .least_margin = at->least_margin};
    snprintf(change->what, sizeof change->what, "%s", what);
    if (!change->works && at->n_reasons > 0) snprintf(change->why, sizeof change->why, "%s", at->reasons[0]);
  }
  candidate_free(at);
  if (!changes) snprintf(trying->message, trying->size, "out of memory");
  return changes ? STATUS_OK : STATUS_MEMORY;
}

static Candidate like_of(const Trying *trying) {
  Candidate at = {0};
  memcpy(at.pick, trying->candidate->pick, sizeof at.pick);
  return at;
}

/* --- two in parallel --- */

static Status try_doubled(const Trying *trying, int element) {
  Candidate at = like_of(trying);
  char what[sizeof((SizingChange *)0)->what];
  Status status = candidate_run_doubled(&at, trying->sizing, trying->like, element, trying->message, trying->size);
  if (status != STATUS_OK) {
    candidate_free(&at);
    return status;
  }
  snprintf(what, sizeof what, "two in parallel for %s", trying->sizing->request->elements[element].name);
  return keep(trying, what, &at);
}

/* --- wider, faster --- */

static void sized_words(const Sizeable *sizeable, double value, char *text, size_t size) {
  bool length = strcmp(sizeable->what, "speed") != 0;
  snprintf(text, size, "%s of %.60s from %s to %s %s", sizeable->what, sizeable->name,
           number_text(sizeable->value * 1e3, 4).text, number_text(value * 1e3, 4).text, length ? "mm" : "L/s");
}

/* The least factor that does it, else the largest that the line takes. */
static Status try_larger(const Trying *trying, const Sizeable *sizeable) {
  Variable variables[SIZING_ELEMENTS_MAX + 1];
  VaryValue values[SIZING_ELEMENTS_MAX + 1];
  char numbers[SIZING_ELEMENTS_MAX][PART_NUMBER_SIZE], what[sizeof((SizingChange *)0)->what];
  PointPlan plan = *trying->like;
  PointWorker worker;
  plan.variables = variables;
  plan.n_variables = trying->sizing->request->n_elements + 1;
  sizeable_plan(trying->sizing, trying->candidate, sizeable, sizeable->value, variables, values, numbers);
  Status status = point_worker_init(&worker, &plan, trying->message, trying->size);
  if (status != STATUS_OK) return status;
  Candidate at = like_of(trying);
  double tried = NAN;
  for (int k = 0; k < FACTOR_COUNT && status == STATUS_OK && (k == 0 || !fits(&at)); k++) {
    Candidate next = like_of(trying);
    values[plan.n_variables - 1].number = factors[k] * sizeable->value;
    Status ran = point_run(&worker, values);
    if (!candidate_judge(&next, trying->sizing, &worker, ran)) status = STATUS_MEMORY;
    candidate_free(&at);
    at = next;
    tried = factors[k] * sizeable->value;
  }
  point_worker_free(&worker);
  sized_words(sizeable, tried, what, sizeof what);
  if (status == STATUS_OK) return keep(trying, what, &at);
  candidate_free(&at);
  snprintf(trying->message, trying->size, "out of memory");
  return status;
}

/* --- more time --- */

/* To four digits: rounded down it would not be enough. */
static double rounded_up(double value) {
  double unit = pow(10, floor(log10(value)) - 3);
  return unit * ceil(value / unit);
}

/* Its own run has shown how long it takes; it helps where nothing else fails. */
static Status try_slower(const Trying *trying) {
  const Candidate *candidate = trying->candidate;
  const SizingRequest *request = trying->sizing->request;
  int slow = -1, missed = 0, failed = 0;
  for (int i = 0; i < request->n_requirements; i++) {
    if (candidate->requirements[i].met) continue;
    const Requirement *requirement = &request->requirements[i];
    bool time =
        requirement->kind == REQUIRE_MEASURE && strcmp(requirement_unit(trying->sizing->study, requirement), "s") == 0;
    if (time && candidate->requirements[i].value > requirement->max) slow = i;
    missed++;
  }
  for (int i = 0; i < candidate->limits.count; i++)
    failed += candidate->limits.rows[i].status == LIMIT_FAIL;
  if (slow < 0 || missed > 1 || failed > 0) return STATUS_OK;
  Candidate at = {.status = CANDIDATE_PASS};
  char what[sizeof((SizingChange *)0)->what];
  snprintf(what, sizeof what, "slower: %s of %s allowed instead of %s",
           requirement_name(trying->sizing->study, &request->requirements[slow]),
           number_readable(rounded_up(candidate->requirements[slow].value), "s").text,
           number_readable(request->requirements[slow].max, "s").text);
  return keep(trying, what, &at);
}

Status changes_try(Candidate *candidate, const SizingCase *sizing, const PointPlan *like, char *message, size_t size) {
  const Trying trying = {candidate, sizing, like, message, size};
  Sizeable larger[SIZEABLES_MAX];
  int count = sizeables_find(sizing, candidate, false, larger);
  Status status = STATUS_OK;
  if (candidate->status == CANDIDATE_NO_RESULT) return status;
  for (int i = 0; i < sizing->request->n_elements && status == STATUS_OK; i++)
    status = try_doubled(&trying, i);
  for (int i = 0; i < count && status == STATUS_OK; i++)
    status = try_larger(&trying, &larger[i]);
  return status == STATUS_OK ? try_slower(&trying) : status;
}
