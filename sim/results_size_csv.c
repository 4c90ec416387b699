/* sizing.csv */
#include <string.h>

#include "sim/results_csv.h"
#include "sim/results_size.h"

enum { WORDS_SIZE = 400 };

static void csv_head(const RunOutcome *outcome, FILE *stream) {
  const SizingRequest *request = outcome->sizing->request;
  char words[WORDS_SIZE], column[WORDS_SIZE + 60];
  fputs("place,status", stream);
  for (int i = 0; i < request->n_elements; i++) {
    snprintf(words, sizeof words, "part_%s", request->elements[i].name);
    fputc(',', stream);
    csv_field(stream, words);
  }
  for (int i = 0; i < request->n_requirements; i++) {
    const Requirement *requirement = &request->requirements[i];
    const char *unit = requirement_unit(outcome->study, requirement);
    snprintf(words, sizeof words, "%s", requirement_name(outcome->study, requirement));
    for (char *at = words; *at; at++)
      if (*at == ' ') *at = '_';
    snprintf(column, sizeof column, ",require_%d_%s_%s,require_%d_margin", i + 1, words,
             strcmp(unit, "1") == 0 ? "share" : unit, i + 1);
    for (char *at = column; *at; at++)
      if (*at == ' ' || *at == '/') *at = '_';
    fputs(column, stream);
  }
  fputs(",least_margin,power,weight_kg,orifice_area_m2,corners,corners_failed,reasons\n", stream);
}

static void csv_candidate(const RunOutcome *outcome, const Candidate *candidate, FILE *stream) {
  const SizingRequest *request = outcome->sizing->request;
  char number[PART_NUMBER_SIZE];
  if (candidate->place) fprintf(stream, "%d", candidate->place);
  fprintf(stream, ",%s", candidate_status_word(candidate->status));
  for (int i = 0; i < request->n_elements; i++) {
    fputc(',', stream);
    csv_field(stream, part_build(&request->elements[i].parts[candidate->pick[i]], number, sizeof number));
  }
  for (int i = 0; i < request->n_requirements; i++) {
    fputc(',', stream);
    csv_number(stream, candidate->requirements[i].value);
    fputc(',', stream);
    csv_number(stream, candidate->requirements[i].margin);
  }
  const double facts[] = {candidate->least_margin, candidate->power, candidate->weight_kg, candidate->area_m2};
  for (int i = 0; i < 4; i++) {
    fputc(',', stream);
    csv_number(stream, facts[i]);
  }
  fprintf(stream, ",%d,%d", candidate->corner.corners, candidate->corner.failed);
  char all[2000] = "";
  for (int i = 0; i < candidate->n_reasons; i++) {
    size_t used = strlen(all);
    snprintf(all + used, sizeof all - used, "%s%s", i ? "; " : "", candidate->reasons[i]);
  }
  fputc(',', stream);
  csv_field(stream, all);
  fputc('\n', stream);
}

void csv_sizing(const RunOutcome *outcome, FILE *stream) {
  csv_head(outcome, stream);
  for (int i = 0; i < outcome->sizing->count; i++)
    csv_candidate(outcome, &outcome->sizing->candidates[i], stream);
}
