/* Candidates, requirements and what they fail by, in words. */
#include <math.h>
#include <string.h>

#include "sim/output_number.h"
#include "sim/results_verdict.h"
#include "sim/results_words.h"
#include "sim/sizing/candidate.h"

enum { FIGURE_SIZE = 120 };

static char *joined(const SizingRequest *request, const Candidate *candidate, bool whole, char *text, size_t size) {
  size_t used = 0;
  text[0] = '\0';
  for (int i = 0; i < request->n_elements && used < size; i++) {
    const Part *part = &request->elements[i].parts[candidate->pick[i]];
    char number[PART_NUMBER_SIZE];
    used += (size_t)snprintf(text + used, size - used, "%s%s", i ? " + " : "",
                             whole ? part_build(part, number, sizeof number) : part->model->name);
  }
  return text;
}

char *candidate_name(const SizingRequest *request, const Candidate *candidate, char *text, size_t size) {
  return joined(request, candidate, true, text, size);
}

char *candidate_models(const SizingRequest *request, const Candidate *candidate, char *text, size_t size) {
  return joined(request, candidate, false, text, size);
}

/* --- requirements --- */

const char *requirement_unit(const Study *study, const Requirement *requirement) {
  if (requirement->kind == REQUIRE_FACT) return sizing_facts[requirement->fact].unit;
  return requirement->kind == REQUIRE_MEASURE ? measure_unit(&study->measures.rows[requirement->measure]) : "1";
}

const char *requirement_name(const Study *study, const Requirement *requirement) {
  if (requirement->kind == REQUIRE_FACT) return sizing_facts[requirement->fact].words;
  if (requirement->kind == REQUIRE_MEASURE) return study->measures.rows[requirement->measure].name;
  return requirement->limit == SIZING_EVERY_LIMIT ? "use of every limit"
                                                  : limit_check_words((LimitCheck)requirement->limit);
}

static char *figure(double value, const char *unit, char *text, size_t size) {
  if (strcmp(unit, "1") == 0)
    snprintf(text, size, "%s", number_readable(value, unit).text);
  else
    figure_words(value, unit, text, size);
  return text;
}

static char *bounds_words(const Study *study, const Requirement *requirement, char *text, size_t size) {
  const char *unit = requirement_unit(study, requirement);
  char low[FIGURE_SIZE], high[FIGURE_SIZE];
  figure(requirement->min, unit, low, sizeof low);
  figure(requirement->max, unit, high, sizeof high);
  if (isnan(requirement->min))
    snprintf(text, size, "at most %s", high);
  else if (isnan(requirement->max))
    snprintf(text, size, "at least %s", low);
  else if (requirement->min == requirement->max)
    snprintf(text, size, "%s", low);
  else
    snprintf(text, size, "%s to %s", low, high);
  return text;
}

char *requirement_words(const Study *study, const Requirement *requirement, char *text, size_t size) {
  char bounds[2 * FIGURE_SIZE + 20];
  snprintf(text, size, "%s %s%s", requirement_name(study, requirement),
           bounds_words(study, requirement, bounds, sizeof bounds),
           requirement->kind == REQUIRE_LIMIT ? " of its limit" : "");
  return text;
}

char *requirement_verdict_words(const SizingCase *sizing, const Candidate *candidate, int requirement, char *text,
                                size_t size) {
  const Requirement *asked = &sizing->request->requirements[requirement];
  const RequirementResult *result = &candidate->requirements[requirement];
  char models[160], bounds[2 * FIGURE_SIZE + 20], value[FIGURE_SIZE];
  candidate_models(sizing->request, candidate, models, sizeof models);
  bounds_words(sizing->study, asked, bounds, sizeof bounds);
  const char *name = requirement_name(sizing->study, asked);
  if (isnan(result->value))
    snprintf(text, size, "%s: %s: %s; %s is wanted", models, name, result->reason, bounds);
  else
    snprintf(text, size, "%s: %s is %s, %s is wanted", models, name,
             figure(result->value, requirement_unit(sizing->study, asked), value, sizeof value), bounds);
  return text;
}

/* --- limits --- */

/* "XSA1-22" of a valve that is sized, "VENT (XSA1-12V-5G)" of another. */
static void limit_subject(const SizingCase *sizing, const Candidate *candidate, const LimitRow *row, char *text,
                          size_t size) {
  const SizingRequest *request = sizing->request;
  const Branch *branch = &sizing->study->network.branches[row->branch];
  int element = sizing_element_of(request, row->branch);
  const char *model = element < 0 ? NULL : request->elements[element].parts[candidate->pick[element]].model->name;
  if (element < 0)
    snprintf(text, size, "%.80s (%.40s)", branch->name, valve_part_text(branch->params));
  else if (request->n_elements > 1)
    snprintf(text, size, "%.80s as %.40s", branch->name, model);
  else
    snprintf(text, size, "%.80s", model);
}

static void moment_words(const LimitRow *row, char *text, size_t size) {
  char when[48];
  limit_when_words(row, when, sizeof when);
  bool run = row->when == LIMIT_WHEN_TRANSIENT && when[0];
  snprintf(text, size, "%s%s", run ? ", " : "", run ? when : "");
}

/* The text of limit_failure_text() opens with the element's own name. */
static void failure_words(const SizingCase *sizing, const LimitRow *row, char *text, size_t size) {
  RunOutcome outcome = {.study = sizing->study};
  char whole[512];
  limit_failure_text(&outcome, row, whole, sizeof whole);
  snprintf(text, size, "%s", whole + strlen(sizing->study->network.branches[row->branch].name) + 2);
}

char *limit_verdict_words(const SizingCase *sizing, const Candidate *candidate, const LimitRow *row, char *text,
                          size_t size) {
  char subject[160], what[512], moment[60];
  NumberText seen = number_readable(row->value, limit_check_unit(row->check));
  NumberText limit = number_readable(row->limit, limit_check_unit(row->check));
  bool number = isfinite(row->value) && isfinite(row->limit);
  limit_subject(sizing, candidate, row, subject, sizeof subject);
  if (row->status == LIMIT_WARN && number)
    snprintf(what, sizeof what, "%s %s uses %s of its limit of %s", limit_check_words(row->check), seen.text,
             number_ratio(row->utilization).text, limit.text);
  else if (row->status == LIMIT_WARN)
    snprintf(what, sizeof what, "%s: %s", limit_check_words(row->check), row->reason);
  else if (row->check == LIMIT_MAX_OPERATING_DIFFERENTIAL && number)
    snprintf(what, sizeof what, "opens against %s, needs %s", limit.text, seen.text);
  else if (row->check == LIMIT_REVERSE_PRESSURE && number)
    snprintf(what, sizeof what, "holds %s of reverse pressure, sees %s", limit.text, seen.text);
  else
    failure_words(sizing, row, what, sizeof what);
  moment_words(row, moment, sizeof moment);
  snprintf(text, size, "%s: %s%s", subject, what, moment);
  return text;
}
