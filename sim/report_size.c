#include "sim/report_size.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/output_number.h"
#include "sim/report_limits.h"
#include "sim/report_table.h"
#include "sim/results_size.h"

enum { CANDIDATES_SHOWN = 8, REQUIREMENTS_SHOWN = 3, NAME_SIZE = 320, NAME_COLUMNS = 24, ACCESSORIES_MAX = 32 };

static const LimitStatus status_colour[] = {[CANDIDATE_PASS] = LIMIT_PASS,
                                            [CANDIDATE_WARN] = LIMIT_WARN,
                                            [CANDIDATE_FAIL] = LIMIT_FAIL,
                                            [CANDIDATE_NO_RESULT] = LIMIT_FAIL};

static int name_width(const SizingResult *sizing) {
  int width = 9;
  char name[NAME_SIZE];
  for (int i = 0; i < sizing->count; i++) {
    int length = (int)strlen(candidate_models(sizing->request, &sizing->candidates[i], name, sizeof name));
    width = length > width ? length : width;
  }
  return width > NAME_COLUMNS ? NAME_COLUMNS : width;
}

static int requirements_shown(const SizingRequest *request) {
  return request->n_requirements < REQUIREMENTS_SHOWN ? request->n_requirements : REQUIREMENTS_SHOWN;
}

static void print_heading(const RunOutcome *outcome, int width, FILE *stream) {
  const SizingRequest *request = outcome->sizing->request;
  char names[NAME_SIZE], name[REPORT_NAME_SIZE];
  sizing_element_names(request, names, sizeof names);
  fprintf(stream, "\nSize of %s\n  %-*s %-9s", names, width, "candidate", "");
  for (int i = 0; i < requirements_shown(request); i++)
    fprintf(stream, " %13s", report_name(requirement_name(outcome->study, &request->requirements[i]), 13, name));
  fprintf(stream, " %9s %9s %9s\n", "margin", "power", "weight");
}

/* What would bring it in, as runs have shown. */
static void print_changes(const Candidate *candidate, FILE *stream) {
  char text[REPORT_LINE_SIZE] = "";
  size_t used = 0;
  for (int i = 0; i < candidate->n_changes && used < sizeof text; i++)
    if (candidate->changes[i].works)
      used +=
          (size_t)snprintf(text + used, sizeof text - used, "%s%s", used ? "; or " : "", candidate->changes[i].what);
  if (candidate->n_changes > 0)
    report_wrapped(stream, "      would fit: ", used ? text : "by no single change that was tried");
}

static void print_candidate(const RunOutcome *outcome, const Candidate *candidate, int width, bool colour,
                            FILE *stream) {
  const SizingRequest *request = outcome->sizing->request;
  char models[NAME_SIZE], name[REPORT_NAME_SIZE];
  const char *word = candidate->status == CANDIDATE_NO_RESULT ? "no result" : candidate_status_word(candidate->status);
  candidate_models(request, candidate, models, sizeof models);
  fprintf(stream, "  %-*s %s%-9s%s", width, report_name(models, width, name),
          report_colour(colour, status_colour[candidate->status]), word, colour ? "\033[0m" : "");
  for (int i = 0; i < requirements_shown(request); i++)
    fprintf(
        stream, " %13s",
        number_readable(candidate->requirements[i].value, requirement_unit(outcome->study, &request->requirements[i]))
            .text);
  fprintf(stream, " %9s %9s %9s\n", number_ratio(candidate->least_margin).text,
          number_readable(candidate->power, candidate_power_unit(request, candidate)).text,
          number_readable(candidate->weight_kg, "kg").text);
  for (int i = 0; i < candidate->n_reasons; i++)
    report_wrapped(stream, "      ", candidate->reasons[i]);
  print_changes(candidate, stream);
}

/* What is to be ordered, and what the catalogue names beside it. */
static void print_order(const SizingRequest *request, const Candidate *choice, FILE *stream) {
  char number[PART_NUMBER_SIZE], text[REPORT_LINE_SIZE];
  const char *notes[8];
  const PartAccessory *accessories[ACCESSORIES_MAX];
  for (int i = 0; i < request->n_elements; i++) {
    const Part *part = &request->elements[i].parts[choice->pick[i]];
    int used =
        snprintf(text, sizeof text, "%s for %s", part_build(part, number, sizeof number), request->elements[i].name);
    int count = part_accessories(part, accessories, ACCESSORIES_MAX);
    for (int k = 0; k < count && k < ACCESSORIES_MAX && used < (int)sizeof text; k++)
      used += snprintf(text + used, sizeof text - (size_t)used, "%s%s %s",
                       k ? ", " : "; beside it: ", accessories[k]->words, accessories[k]->number);
    report_wrapped(stream, "Order    ", text);
    count = part_notes(part, notes, 8);
    for (int k = 0; k < count && k < 8; k++)
      report_wrapped(stream, "         ", notes[k]);
  }
}

static void print_inverse(const RunOutcome *outcome, FILE *stream) {
  const InverseResult *inverse = &outcome->sizing->inverse;
  const Measure *measure = &outcome->study->measures.rows[outcome->sizing->request->inverse.measure];
  const char *value_unit = *inverse->unit ? inverse->unit : "1";
  char text[REPORT_LINE_SIZE];
  report_wrapped(stream, "Inverse  ", inverse->words);
  if (!isfinite(inverse->sensitivity)) return;
  snprintf(text, sizeof text, "there %s changes by %s %s per %s: by %s %% per 1 %%", measure->name,
           number_text(inverse->sensitivity, 4).text, measure_unit(measure), value_unit,
           number_text(inverse->elasticity, 3).text);
  report_wrapped(stream, "         ", text);
}

static const Candidate *first_sure(const SizingResult *sizing) {
  const Candidate *first = NULL;
  for (int i = 0; i < sizing->count; i++) {
    const Candidate *candidate = &sizing->candidates[i];
    if (candidate->place == 0 || candidate->corner.failed > 0) continue;
    if (!first || candidate->place < first->place) first = candidate;
  }
  return first;
}

/* How far the choice can be relied on: the figures behind its flow are estimates. */
static void print_certainty(const SizingResult *sizing, FILE *stream) {
  const CornerResult *corner = &sizing->candidates[sizing->choice].corner;
  const ProbabilityResult *probability = &sizing->probability;
  char text[REPORT_LINE_SIZE], name[NAME_SIZE];
  if (corner->corners > 0 && corner->failed == 0) {
    snprintf(text, sizeof text, "the choice holds at all %d corners of its estimated bands; least margin %s, with %s",
             corner->corners, number_ratio(corner->least_margin).text, corner->at);
    report_wrapped(stream, "         ", text);
  }
  const Candidate *sure = corner->failed > 0 ? first_sure(sizing) : NULL;
  if (corner->failed > 0) {
    snprintf(text, sizeof text, "the choice holds only at nominal; %s%s",
             sure ? "the first that holds at every corner of the estimated bands: " : "none holds at every corner",
             sure ? candidate_name(sizing->request, sure, name, sizeof name) : "");
    report_wrapped(stream, "Note     ", text);
  }
  if (probability->runs == 0) return;
  snprintf(text, sizeof text,
           "with analysis.uncertainty it does all that is required with probability %s +/- %s (%zu runs)",
           number_ratio(probability->share).text, number_ratio(probability->error).text, probability->runs);
  report_wrapped(stream, "         ", text);
}

static void print_candidates(const RunOutcome *outcome, bool colour, FILE *stream) {
  const SizingResult *sizing = outcome->sizing;
  if (sizing->count == 0) return;
  int width = name_width(sizing), shown = sizing->count < CANDIDATES_SHOWN ? sizing->count : CANDIDATES_SHOWN;
  const Candidate **order = sizing_shown_order(sizing);
  if (!order) return;
  print_heading(outcome, width, stream);
  for (int i = 0; i < shown; i++)
    print_candidate(outcome, order[i], width, colour, stream);
  report_cut_line(stream, sizing->count - shown, "sizing.csv");
  if (sizing->nearest >= 0 && sizing->limiting[0]) report_wrapped(stream, "Limiting ", sizing->limiting);
  if (sizing->choice >= 0) print_order(sizing->request, &sizing->candidates[sizing->choice], stream);
  if (sizing->choice >= 0) print_certainty(sizing, stream);
  free(order);
}

void report_print_size(const RunOutcome *outcome, bool colour, FILE *stream) {
  if (outcome->sizing->count > 0) print_candidates(outcome, colour, stream);
  if (outcome->sizing->searched) print_inverse(outcome, stream);
}
