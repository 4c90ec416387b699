#include "sim/results_size.h"

#include <math.h>
#include <string.h>

#include "sim/results_json.h"

enum { NAME_SIZE = 320, WORDS_SIZE = 400, ACCESSORIES_MAX = 32, NOTES_MAX = 8 };

static const char unknown_fact[] = "the catalogue does not state it, or the part leaves it open";

/* --- words --- */

bool sizing_has_candidates(const RunOutcome *outcome) {
  return outcome->sizing && outcome->sizing->count > 0;
}

const char *sizing_order_words(const SizingResult *sizing) {
  return sizing_rank_orders[sizing->request->rank];
}

char *sizing_element_names(const SizingRequest *request, char *text, size_t size) {
  size_t used = 0;
  text[0] = '\0';
  for (int i = 0; i < request->n_elements && used < size; i++)
    used += (size_t)snprintf(text + used, size - used, "%s%s", i ? ", " : "", request->elements[i].name);
  return text;
}

static int fitting_count(const SizingResult *sizing) {
  int count = 0;
  for (int i = 0; i < sizing->count; i++)
    count += sizing->candidates[i].place > 0;
  return count;
}

char *sizing_verdict_text(const RunOutcome *outcome, char *text, size_t size) {
  const SizingResult *sizing = outcome->sizing;
  char names[NAME_SIZE], number[NAME_SIZE];
  text[0] = '\0';
  if (sizing->count == 0) {
    if (sizing->searched) snprintf(text, size, "%s", sizing->inverse.words);
    return text;
  }
  sizing_element_names(sizing->request, names, sizeof names);
  if (sizing->choice < 0) {
    snprintf(text, size, "%s: none of %d candidates fits", names, sizing->count);
    return text;
  }
  const Candidate *choice = &sizing->candidates[sizing->choice];
  snprintf(text, size, "%s: %s is the choice, %d of %d candidates fit, by %s%s", names,
           candidate_name(sizing->request, choice, number, sizeof number), fitting_count(sizing), sizing->count,
           sizing_order_words(sizing), choice->status == CANDIDATE_WARN ? "; with a warning" : "");
  return text;
}

/* --- one candidate --- */

static json_t *measures_json(const RunOutcome *outcome, const Candidate *candidate) {
  const MeasureList *list = &outcome->study->measures;
  json_t *measures = json_object();
  bool ok = measures != NULL;
  for (int i = 0; ok && i < list->count; i++) {
    const MeasureResult *result = &candidate->measures[i];
    json_t *one = json_object();
    bool good = one && results_put_number(one, "value", result->value, result->reason) &&
                results_put(one, "unit", json_string(measure_unit(&list->rows[i])));
    if (result->conditional) good = good && results_put(one, "conditional", json_true());
    ok = results_put(measures, list->rows[i].name, results_whole(one, good));
  }
  return results_whole(measures, ok);
}

static bool put_bound(json_t *object, const char *key, double bound) {
  return isnan(bound) || results_put(object, key, json_real(bound));
}

static json_t *requirement_json(const RunOutcome *outcome, const Candidate *candidate, int i) {
  const Requirement *requirement = &outcome->sizing->request->requirements[i];
  const RequirementResult *result = &candidate->requirements[i];
  const char *reason = result->reason[0] ? result->reason : "it has no value";
  char words[WORDS_SIZE];
  json_t *object = json_object();
  bool ok =
      object &&
      results_put(object, "what", results_text(requirement_words(outcome->study, requirement, words, sizeof words))) &&
      results_put_number(object, "value", result->value, reason) &&
      results_put(object, "unit", json_string(requirement_unit(outcome->study, requirement))) &&
      put_bound(object, "min", requirement->min) && put_bound(object, "max", requirement->max) &&
      results_put_number(object, "margin", result->margin, reason) &&
      results_put(object, "met", json_boolean(result->met));
  return results_whole(object, ok);
}

static json_t *requirements_json(const RunOutcome *outcome, const Candidate *candidate) {
  json_t *rows = json_array();
  bool ok = rows != NULL;
  for (int i = 0; ok && i < outcome->sizing->request->n_requirements; i++)
    ok = json_array_append_new(rows, requirement_json(outcome, candidate, i)) == 0;
  return results_whole(rows, ok);
}

static json_t *reasons_json(const Candidate *candidate) {
  json_t *reasons = json_array();
  bool ok = reasons != NULL;
  for (int i = 0; ok && i < candidate->n_reasons; i++)
    ok = json_array_append_new(reasons, results_text(candidate->reasons[i])) == 0;
  return results_whole(reasons, ok);
}

static json_t *models_json(const SizingRequest *request, const Candidate *candidate) {
  json_t *parts = json_object();
  char number[PART_NUMBER_SIZE];
  bool ok = parts != NULL;
  for (int i = 0; ok && i < request->n_elements; i++)
    ok = results_put(parts, request->elements[i].name,
                     results_text(part_build(&request->elements[i].parts[candidate->pick[i]], number, sizeof number)));
  return results_whole(parts, ok);
}

static json_t *corner_json(const CornerResult *corner) {
  json_t *object = json_object();
  bool ok = object && results_put(object, "corners", json_integer(corner->corners)) &&
            results_put(object, "failed", json_integer(corner->failed)) &&
            results_put(object, "at", results_text(corner->at)) &&
            results_put_number(object, "least_margin", corner->least_margin, "no requirement or limit has a number");
  if (corner->failed > 0) ok = ok && results_put(object, "fails", results_text(corner->words));
  return results_whole(object, ok);
}

static json_t *changes_json(const Candidate *candidate) {
  json_t *changes = json_array();
  bool ok = changes != NULL;
  for (int i = 0; ok && i < candidate->n_changes; i++) {
    const SizingChange *change = &candidate->changes[i];
    json_t *one = json_object();
    bool good = one && results_put(one, "what", results_text(change->what)) &&
                results_put(one, "works", json_boolean(change->works));
    if (!change->works) good = good && results_put(one, "fails", results_text(change->why));
    ok = json_array_append_new(changes, results_whole(one, good)) == 0;
  }
  return results_whole(changes, ok);
}

const char *candidate_power_unit(const SizingRequest *request, const Candidate *candidate) {
  int ac = 0;
  for (int e = 0; e < request->n_elements; e++) {
    const Part *part = &request->elements[e].parts[candidate->pick[e]];
    ac += part->voltage && part->voltage->ac;
  }
  return ac == 0 ? "W" : ac == request->n_elements ? "VA" : "W+VA";
}

static json_t *candidate_json(const RunOutcome *outcome, const Candidate *candidate) {
  const SizingRequest *request = outcome->sizing->request;
  char name[NAME_SIZE];
  json_t *object = json_object();
  bool ok = object &&
            results_put(object, "part", results_text(candidate_name(request, candidate, name, sizeof name))) &&
            results_put(object, "parts", models_json(request, candidate)) &&
            results_put(object, "status", json_string(candidate_status_word(candidate->status))) &&
            results_put(object, "place", candidate->place ? json_integer(candidate->place) : json_null());
  if (!candidate->place) ok = ok && results_put(object, "place_reason", json_string("it does not fit"));
  ok = ok && results_put(object, "reasons", reasons_json(candidate)) &&
       results_put(object, "requirements", requirements_json(outcome, candidate)) &&
       results_put(object, "measures", measures_json(outcome, candidate)) &&
       results_put_number(object, "least_margin", candidate->least_margin, "no requirement or limit has a number") &&
       results_put_number(object, "power", candidate->power, unknown_fact) &&
       results_put(object, "power_unit", json_string(candidate_power_unit(request, candidate))) &&
       results_put_number(object, "weight_kg", candidate->weight_kg, unknown_fact) &&
       results_put(object, "orifice_area_m2", json_real(candidate->area_m2));
  if (candidate->n_changes > 0) ok = ok && results_put(object, "changes", changes_json(candidate));
  if (candidate->corner.corners > 0) ok = ok && results_put(object, "worst_corner", corner_json(&candidate->corner));
  return results_whole(object, ok);
}

/* --- the choice --- */

static bool append_text(json_t *list, const char *text) {
  return json_array_append_new(list, results_text(text)) == 0;
}

static json_t *accessories_json(const Part *part) {
  const PartAccessory *found[ACCESSORIES_MAX];
  int count = part_accessories(part, found, ACCESSORIES_MAX);
  json_t *list = json_array();
  bool ok = list != NULL;
  for (int i = 0; ok && i < count && i < ACCESSORIES_MAX; i++) {
    json_t *one = json_object();
    bool good = one && results_put(one, "what", results_text(found[i]->words)) &&
                results_put(one, "number", results_text(found[i]->number)) &&
                results_put(one, "source", results_text(found[i]->source));
    ok = json_array_append_new(list, results_whole(one, good)) == 0;
  }
  return results_whole(list, ok);
}

static json_t *order_json(const Part *part) {
  const char *notes[NOTES_MAX];
  char number[PART_NUMBER_SIZE];
  int count = part_notes(part, notes, NOTES_MAX);
  json_t *object = json_object(), *list = json_array();
  bool ok = object && list;
  for (int i = 0; ok && i < count && i < NOTES_MAX; i++)
    ok = append_text(list, notes[i]);
  ok = ok && results_put(object, "number", results_text(part_build(part, number, sizeof number))) &&
       results_put(object, "can_be_ordered", json_boolean(part_complete(part))) &&
       results_put(object, "accessories", accessories_json(part));
  return results_whole(object, results_put(object, "notes", list) && ok);
}

static json_t *orders_json(const SizingResult *sizing) {
  const SizingRequest *request = sizing->request;
  json_t *orders = json_object();
  bool ok = orders != NULL;
  for (int i = 0; ok && i < request->n_elements; i++)
    ok = results_put(orders, request->elements[i].name,
                     order_json(&request->elements[i].parts[sizing->candidates[sizing->choice].pick[i]]));
  return results_whole(orders, ok);
}

static bool put_choice(json_t *object, const SizingResult *sizing) {
  char name[NAME_SIZE];
  if (sizing->choice < 0)
    return results_put(object, "choice", json_null()) &&
           results_put(object, "choice_reason", json_string("no candidate fits"));
  const Candidate *choice = &sizing->candidates[sizing->choice];
  return results_put(object, "choice", results_text(candidate_name(sizing->request, choice, name, sizeof name))) &&
         results_put(object, "order", orders_json(sizing));
}

static json_t *probability_json(const ProbabilityResult *probability) {
  json_t *object = json_object();
  bool ok = object && results_put_number(object, "value", probability->share, "no run") &&
            results_put_number(object, "error_95", probability->error, "too few runs tell of it") &&
            results_put(object, "runs", json_integer((json_int_t)probability->runs)) &&
            results_put(object, "kept", json_integer((json_int_t)probability->kept)) &&
            results_put(object, "lost", json_integer((json_int_t)probability->lost));
  return results_whole(object, ok);
}

static json_t *elements_json(const SizingRequest *request) {
  if (request->n_elements == 1) return results_text(request->elements[0].name);
  json_t *names = json_array();
  bool ok = names != NULL;
  for (int i = 0; ok && i < request->n_elements; i++)
    ok = append_text(names, request->elements[i].name);
  return results_whole(names, ok);
}

static bool put_nearest(json_t *object, const SizingResult *sizing) {
  char name[NAME_SIZE];
  const Candidate *nearest = &sizing->candidates[sizing->nearest];
  return results_put(object, "nearest", results_text(candidate_name(sizing->request, nearest, name, sizeof name))) &&
         results_put(object, "limiting",
                     sizing->limiting[0] ? results_text(sizing->limiting)
                                         : json_string("nothing that the line could have more of"));
}

json_t *results_size_json(const RunOutcome *outcome) {
  const SizingResult *sizing = outcome->sizing;
  json_t *object = json_object(), *candidates = json_array();
  bool ok = object && candidates;
  for (int i = 0; ok && i < sizing->count; i++)
    ok = json_array_append_new(candidates, candidate_json(outcome, &sizing->candidates[i])) == 0;
  if (sizing->count > 0)
    ok = ok && results_put(object, "element", elements_json(sizing->request)) &&
         results_put(object, "ranked_by", results_text(sizing_order_words(sizing))) && put_choice(object, sizing);
  ok = results_put(object, "candidates", candidates) && ok;
  if (sizing->nearest >= 0) ok = ok && put_nearest(object, sizing);
  if (sizing->choice >= 0 && sizing->probability.runs > 0)
    ok = ok && results_put(object, "probability", probability_json(&sizing->probability));
  if (sizing->searched) ok = ok && results_put(object, "inverse", results_inverse_json(outcome));
  return results_whole(object, ok);
}
