/* The candidates in order, and as a matrix of what is judged. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/output_number.h"
#include "sim/results_csv.h"
#include "sim/results_size.h"
#include "sim/sizing/candidate.h"

enum { CELL_SIZE = 80, NAME_SIZE = 320 };

/* Those that fit in their order, then those that fail, the nearest first. */
static int compare_shown(const void *a, const void *b) {
  const Candidate *x = *(const Candidate *const *)a, *y = *(const Candidate *const *)b;
  if (!x->place != !y->place) return x->place ? -1 : 1;
  if (x->place) return x->place - y->place;
  double m = isnan(x->least_margin) ? -INFINITY : x->least_margin,
         n = isnan(y->least_margin) ? -INFINITY : y->least_margin;
  if (m != n) return m > n ? -1 : 1;
  return x < y ? -1 : x > y;
}

const Candidate **sizing_shown_order(const SizingResult *sizing) {
  const Candidate **order = malloc((size_t)sizing->count * sizeof *order);
  for (int i = 0; order && i < sizing->count; i++)
    order[i] = &sizing->candidates[i];
  if (order) qsort(order, (size_t)sizing->count, sizeof *order, compare_shown);
  return order;
}

/* --- the matrix --- */

typedef enum { COLUMN_LIMITS, COLUMN_CORNER, COLUMN_PLACE, COLUMN_EXTRAS } ExtraColumn;

typedef struct {
  const char *status; /* "pass", "warn", "fail", "none" */
  char text[CELL_SIZE];
} Cell;

int sizing_matrix_rows(const SizingResult *sizing) {
  return sizing->count < MATRIX_ROWS_MAX ? sizing->count : MATRIX_ROWS_MAX;
}

int sizing_matrix_columns(const SizingResult *sizing) {
  return sizing->request->n_requirements + COLUMN_EXTRAS;
}

char *sizing_matrix_heading(const RunOutcome *outcome, int column, char *text, size_t size) {
  static const char *const extras[] = {"limits, most used", "estimates, corners", "place"};
  const SizingRequest *request = outcome->sizing->request;
  if (column < request->n_requirements)
    return requirement_words(outcome->study, &request->requirements[column], text, size);
  snprintf(text, size, "%s", extras[column - request->n_requirements]);
  return text;
}

static Cell requirement_cell(const RunOutcome *outcome, const Candidate *candidate, int i) {
  const RequirementResult *result = &candidate->requirements[i];
  Cell cell = {.status = !result->met ? "fail" : result->margin < outcome->study->limits.margin ? "warn" : "pass"};
  const char *unit = requirement_unit(outcome->study, &outcome->sizing->request->requirements[i]);
  if (isfinite(result->value))
    snprintf(cell.text, sizeof cell.text, "%s", number_readable(result->value, unit).text);
  else
    snprintf(cell.text, sizeof cell.text, "no value");
  return cell;
}

/* A failing limit of any valve; else the one that the sized valves use most. */
static Cell limits_cell(const SizingResult *sizing, const Candidate *candidate) {
  Cell cell = {"none", "-"};
  double most = -INFINITY;
  LimitStatus worst = LIMIT_PASS;
  for (int i = 0; i < candidate->limits.count; i++) {
    const LimitRow *row = &candidate->limits.rows[i];
    bool own = sizing_element_of(sizing->request, row->branch) >= 0;
    if (row->status == LIMIT_NOT_APPLICABLE || (!own && row->status != LIMIT_FAIL)) continue;
    if (row->status > worst) worst = row->status;
    if (isfinite(row->utilization)) most = fmax(most, row->utilization);
    cell.status = limit_status_name(worst);
  }
  if (isfinite(most)) snprintf(cell.text, sizeof cell.text, "%s", number_ratio(most).text);
  return cell;
}

static Cell corner_cell(const Candidate *candidate) {
  const CornerResult *corner = &candidate->corner;
  Cell cell = {"none", "-"};
  if (corner->corners == 0) return cell;
  cell.status = corner->failed ? "warn" : "pass";
  if (corner->failed)
    snprintf(cell.text, sizeof cell.text, "fails at %d of %d", corner->failed, corner->corners);
  else
    snprintf(cell.text, sizeof cell.text, "holds at all %d", corner->corners);
  return cell;
}

static Cell place_cell(const Candidate *candidate) {
  bool no_result = candidate->status == CANDIDATE_NO_RESULT;
  Cell cell = {.status = no_result ? "fail" : candidate_status_word(candidate->status)};
  if (candidate->place)
    snprintf(cell.text, sizeof cell.text, "%d%s", candidate->place, candidate->place == 1 ? " (choice)" : "");
  else
    snprintf(cell.text, sizeof cell.text, "%s", no_result ? "no result" : "rejected");
  return cell;
}

static Cell cell_of(const RunOutcome *outcome, const Candidate *candidate, int column) {
  int extra = column - outcome->sizing->request->n_requirements;
  if (extra < 0) return requirement_cell(outcome, candidate, column);
  if (extra == COLUMN_LIMITS) return limits_cell(outcome->sizing, candidate);
  return extra == COLUMN_CORNER ? corner_cell(candidate) : place_cell(candidate);
}

void csv_sizing_matrix(const RunOutcome *outcome, FILE *stream) {
  const SizingResult *sizing = outcome->sizing;
  const Candidate **order = sizing_shown_order(sizing);
  char name[NAME_SIZE];
  fputs("candidate,row,column,status,text\n", stream);
  for (int i = 0; order && i < sizing_matrix_rows(sizing); i++)
    for (int k = 0; k < sizing_matrix_columns(sizing); k++) {
      Cell cell = cell_of(outcome, order[i], k);
      csv_field(stream, candidate_models(sizing->request, order[i], name, sizeof name));
      fprintf(stream, ",%d,%d,%s,", i + 1, k + 1, cell.status);
      csv_field(stream, cell.text);
      fputc('\n', stream);
    }
  free(order);
}
