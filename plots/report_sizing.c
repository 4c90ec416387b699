/* The sizing in report.html: the candidates, what is to be ordered, the search. */
#include <math.h>
#include <stdlib.h>

#include "plots/report_parts.h"
#include "plots/template.h"
#include "sim/output_number.h"
#include "sim/results_size.h"

enum { NAME_SIZE = 320, ACCESSORIES_MAX = 32 };

static void texts_cell(const Candidate *candidate, FILE *stream) {
  fputs("<td>", stream);
  for (int i = 0; i < candidate->n_reasons; i++) {
    html_text(stream, candidate->reasons[i]);
    fputs("<br>", stream);
  }
  for (int i = 0; i < candidate->n_changes; i++) {
    if (!candidate->changes[i].works) continue;
    fputs("would fit: ", stream);
    html_text(stream, candidate->changes[i].what);
    fputs("<br>", stream);
  }
  fputs("</td>", stream);
}

static void candidate_row(const RunOutcome *outcome, const Candidate *candidate, FILE *stream) {
  const SizingRequest *request = outcome->sizing->request;
  char name[NAME_SIZE], place[16];
  const char *word = candidate->status == CANDIDATE_NO_RESULT ? "fail" : candidate_status_word(candidate->status);
  snprintf(place, sizeof place, "%d", candidate->place);
  fprintf(stream, "<tr><td class=\"n\">%s</td>", candidate->place ? place : "");
  html_cell(stream, candidate_name(request, candidate, name, sizeof name));
  fprintf(stream, "<td class=\"%s\">%s</td>", word, candidate->status == CANDIDATE_NO_RESULT ? "no result" : word);
  fputs("<td class=\"n\">", stream);
  for (int i = 0; i < request->n_requirements; i++) {
    const char *unit = requirement_unit(outcome->study, &request->requirements[i]);
    html_text(stream, requirement_name(outcome->study, &request->requirements[i]));
    fprintf(stream, " %s<br>", number_readable(candidate->requirements[i].value, unit).text);
  }
  fprintf(stream, "</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td>",
          number_ratio(candidate->least_margin).text,
          number_readable(candidate->power, candidate_power_unit(request, candidate)).text,
          number_readable(candidate->weight_kg, "kg").text);
  texts_cell(candidate, stream);
  fputs("</tr>\n", stream);
}

static void candidates_table(const RunOutcome *outcome, FILE *stream) {
  const SizingResult *sizing = outcome->sizing;
  const Candidate **order = sizing_shown_order(sizing);
  char verdict[600];
  html_table(stream, "Sizing", NULL, "#place|candidate|status|#required|#least margin|#power|#weight|why");
  for (int i = 0; order && i < sizing->count; i++)
    candidate_row(outcome, order[i], stream);
  html_table_end(stream);
  fputs("<p>", stream);
  html_text(stream, sizing_verdict_text(outcome, verdict, sizeof verdict));
  if (sizing->limiting[0]) fputs(". Limiting: ", stream);
  html_text(stream, sizing->limiting);
  fputs("</p>\n", stream);
  free(order);
}

static void order_rows(const Part *part, const char *element, FILE *stream) {
  const PartAccessory *found[ACCESSORIES_MAX];
  char number[PART_NUMBER_SIZE];
  int count = part_accessories(part, found, ACCESSORIES_MAX);
  fputs("<tr>", stream);
  html_cell(stream, element);
  html_cell(stream, part_build(part, number, sizeof number));
  html_cell(stream, "the valve; confirm the ordering number with the maker");
  html_cell(stream, part->model->source);
  fputs("</tr>\n", stream);
  for (int i = 0; i < count && i < ACCESSORIES_MAX; i++) {
    fputs("<tr>", stream);
    html_cell(stream, element);
    html_cell(stream, found[i]->number);
    html_cell(stream, found[i]->words);
    html_cell(stream, found[i]->source);
    fputs("</tr>\n", stream);
  }
}

static void order_table(const SizingResult *sizing, FILE *stream) {
  const SizingRequest *request = sizing->request;
  html_table(stream, "What is to be ordered", NULL, "for|number|what|source");
  for (int i = 0; i < request->n_elements; i++)
    order_rows(&request->elements[i].parts[sizing->candidates[sizing->choice].pick[i]], request->elements[i].name,
               stream);
  html_table_end(stream);
}

static void inverse_section(const RunOutcome *outcome, FILE *stream) {
  const InverseResult *inverse = &outcome->sizing->inverse;
  fputs("<section>\n<h2>Inverse sizing</h2>\n<p>", stream);
  html_text(stream, inverse->words);
  if (isfinite(inverse->elasticity))
    fprintf(stream, "; there the measure changes by %s %% per 1 %%", number_text(inverse->elasticity, 3).text);
  fputs("</p>\n</section>\n", stream);
}

void report_html_sizing(const RunOutcome *outcome, FILE *stream) {
  const SizingResult *sizing = outcome->sizing;
  if (!sizing) return;
  if (sizing->count > 0) candidates_table(outcome, stream);
  if (sizing->choice >= 0) order_table(sizing, stream);
  if (sizing->searched) inverse_section(outcome, stream);
}
