#include "sim/transient/series.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/pump.h"
#include "sim/transient/heat.h"

Series series_new(const Network *network) {
  return (Series){.n_nodes = network->n_nodes,
                  .n_gas = network->n_gas,
                  .n_branches = network->n_branches,
                  .has_heat = network_has_heat(network),
                  .keep_every = 1};
}

void series_free(Series *series) {
  free(series->time_s);
  free(series->p);
  free(series->q);
  free(series->temperature_k);
  free(series->opening);
  free(series->side);
  *series = (Series){0};
}

static size_t pressures(const Series *s) {
  return (size_t)s->n_nodes * (size_t)s->n_gas;
}

static size_t flows(const Series *s) {
  return (size_t)s->n_branches * (size_t)s->n_gas;
}

static bool grow_one(double **values, size_t count) {
  double *grown = realloc(*values, count * sizeof **values + 1);
  if (grown) *values = grown;
  return grown != NULL;
}

static bool grow(Series *s) {
  size_t capacity = s->capacity ? 2 * (size_t)s->capacity : 256;
  signed char *side = realloc(s->side, capacity);
  if (!side) return false;
  s->side = side;
  if (!grow_one(&s->time_s, capacity) || !grow_one(&s->p, capacity * pressures(s)) ||
      !grow_one(&s->q, capacity * flows(s)) ||
      (s->has_heat && !grow_one(&s->temperature_k, capacity * (size_t)s->n_nodes)) ||
      !grow_one(&s->opening, capacity * (size_t)s->n_branches))
    return false;
  s->capacity = (int)capacity;
  return true;
}

static void move_row(Series *s, int to, int from) {
  if (to == from) return;
  size_t np = pressures(s), nq = flows(s), nb = (size_t)s->n_branches, t = (size_t)to, f = (size_t)from;
  s->time_s[to] = s->time_s[from];
  s->side[to] = s->side[from];
  memcpy(s->p + t * np, s->p + f * np, np * sizeof(double));
  memcpy(s->q + t * nq, s->q + f * nq, nq * sizeof(double));
  for (size_t i = 0; s->has_heat && i < (size_t)s->n_nodes; i++)
    s->temperature_k[t * (size_t)s->n_nodes + i] = s->temperature_k[f * (size_t)s->n_nodes + i];
  memcpy(s->opening + t * nb, s->opening + f * nb, nb * sizeof(double));
}

static int count_between(const Series *s) {
  int count = 0;
  for (int i = 0; i < s->count; i++)
    count += s->side[i] == 0;
  return count;
}

/* Every second of the rows between events goes; the events' stay. Where they are too few to make room for long, none goes. */
static void thin(Series *s) {
  int kept = 0;
  bool odd = false;
  s->capped = true;
  s->full = count_between(s) < SERIES_ROWS_MAX / 16;
  if (s->full) return;
  for (int i = 0; i < s->count; i++) {
    if (s->side[i] == 0 && (odd = !odd)) continue;
    move_row(s, kept++, i);
  }
  s->count = kept;
  s->keep_every *= 2;
}

static double opening_of(const Branch *branch) {
  if (branch->type == &pump_type) return ((const Pump *)branch->params)->running ? 1 : 0;
  return branch->open ? branch->opening : 0;
}

bool series_add(Series *s, const Network *network, double time_s, int side, int number, const double *p,
                const double *q) {
  if (side == 0 && number % s->keep_every != 0) return true;
  if (s->count >= SERIES_ROWS_MAX && !s->full) thin(s);
  if (s->full) s->count = SERIES_ROWS_MAX - 1;
  if (s->count >= s->capacity && !grow(s)) return false;
  size_t row = (size_t)s->count++;
  s->time_s[row] = time_s;
  s->side[row] = (signed char)side;
  for (size_t i = 0; i < pressures(s); i++)
    s->p[row * pressures(s) + i] = fmax(p[i], 0); /* what stands below, within the tolerance, is none */
  memcpy(s->q + row * flows(s), q, flows(s) * sizeof(double));
  for (int i = 0; s->has_heat && i < s->n_nodes; i++)
    s->temperature_k[row * (size_t)s->n_nodes + (size_t)i] = network->nodes[i].params.temperature_k;
  for (int k = 0; k < s->n_branches; k++)
    s->opening[row * (size_t)s->n_branches + (size_t)k] = opening_of(&network->branches[k]);
  return true;
}
