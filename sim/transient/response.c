#include "sim/transient/response.h"

#include <math.h>
#include <stdlib.h>

void response_free(Response *response) {
  free(response->pieces);
  *response = (Response){0};
}

void response_begin(Response *response, double time_s) {
  response->start = response->begun ? response->last : NAN;
  response->start_s = time_s;
  response->count = 0;
}

void response_moment(Response *response, double value) {
  if (!response->begun) response->start = value;
  response->begun = true;
  response->last = value;
}

static ResponsePiece *new_piece(Response *response) {
  if (response->count == response->capacity) {
    int capacity = response->capacity ? 2 * response->capacity : 64;
    ResponsePiece *pieces = realloc(response->pieces, (size_t)capacity * sizeof *pieces);
    if (!pieces) return NULL;
    response->pieces = pieces;
    response->capacity = capacity;
  }
  return &response->pieces[response->count++];
}

void response_step(Response *response, const Step *step, StepFigure *figure, void *context) {
  ResponsePiece *piece = new_piece(response);
  if (!piece) {
    response->out_of_memory = true;
    return;
  }
  *piece = (ResponsePiece){.t_start_s = step->t_start_s, .t_end_s = step->t_end_s};
  for (int k = 0; k <= STEP_QUARTERS; k++)
    piece->f[k] = figure(context, step_quarter(step, k));
  response->last = piece->f[STEP_QUARTERS];
}

bool response_has_way(const Response *response, double end) {
  const double notable = 1e-6; /* the integration's relative tolerance: less is its error */
  return fabs(end - response->start) > notable * fmax(fabs(end), fabs(response->start));
}

/* Lagrange's polynomial through the quarters; the pressures themselves are of fourth degree in the time within a step. */
static double interpolated(const ResponsePiece *piece, double quarters) {
  double sum = 0;
  for (int k = 0; k <= STEP_QUARTERS; k++) {
    double weight = piece->f[k];
    for (int j = 0; j <= STEP_QUARTERS; j++)
      if (j != k) weight *= (quarters - j) / (k - j);
    sum += weight;
  }
  return sum;
}

/* Between quarters k - 1 and k, on different sides of the target. */
static double crossing_s(const ResponsePiece *piece, int k, double target) {
  double low = k - 1, high = k;
  bool rises = piece->f[k] > piece->f[k - 1];
  for (int i = 0; i < 60; i++) {
    double middle = 0.5 * (low + high), value = interpolated(piece, middle);
    if (rises ? value >= target : value <= target)
      high = middle;
    else
      low = middle;
  }
  return piece->t_start_s + high / STEP_QUARTERS * (piece->t_end_s - piece->t_start_s);
}

double response_time_s(const Response *response, double end, double share) {
  double target = response->start + share * (end - response->start);
  bool rises = end > response->start;
  if (!response_has_way(response, end)) return NAN;
  for (int i = 0; i < response->count; i++) {
    const ResponsePiece *piece = &response->pieces[i];
    for (int k = 0; k <= STEP_QUARTERS; k++)
      if (rises ? piece->f[k] >= target : piece->f[k] <= target)
        return k == 0 || isnan(piece->f[k - 1]) ? piece->t_start_s + 0.25 * k * (piece->t_end_s - piece->t_start_s)
                                                : crossing_s(piece, k, target);
  }
  return NAN;
}
