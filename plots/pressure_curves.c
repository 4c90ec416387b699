#include "plots/pressure_curves.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/time_axis.h"

static const double same_decades = 0.0043;  /* 1 %: less than a line's width on any chart of pressures */
static const double junction_decades = 0.1; /* a junction this near to a curve adds nothing */
static const double least_pa = 1e-12;
static const size_t most_samples = 2000000;

typedef enum { CLASS_VOLUME, CLASS_JUNCTION, CLASS_BOUNDARY } NodeClass;

typedef struct {
  const Network *network;
  PressureCurve *curves; /* [PRESSURE_CURVES_MAX] */
  int count, rows;
  double *log_p; /* [n_nodes * rows] over some rows of the series */
} Choice;

static NodeClass class_of(const Network *network, int node) {
  const NodeParams *params = &network->nodes[node].params;
  if (params->fixed) return CLASS_BOUNDARY;
  return params->volume_m3 > 0 ? CLASS_VOLUME : CLASS_JUNCTION;
}

/* --- how far apart two nodes are --- */

static bool sample(Choice *choice, const Series *series) {
  size_t nodes = (size_t)series->n_nodes, all = nodes * (size_t)series->count;
  int every = (int)(all / most_samples) + 1;
  choice->rows = (series->count + every - 1) / every;
  choice->log_p = malloc(nodes * (size_t)choice->rows * sizeof *choice->log_p + 1);
  for (int node = 0; choice->log_p && node < series->n_nodes; node++)
    for (int i = 0; i < choice->rows; i++)
      choice->log_p[node * choice->rows + i] = log10(fmax(series_pressure_pa(series, i * every, node), least_pa));
  return choice->log_p != NULL;
}

static double distance(const Choice *choice, int a, int b) {
  double most = 0;
  for (int i = 0; i < choice->rows; i++)
    most = fmax(most, fabs(choice->log_p[a * choice->rows + i] - choice->log_p[b * choice->rows + i]));
  return most;
}

/* To the nearest curve; that curve in *nearest. */
static double distance_to_drawn(const Choice *choice, int node, int *nearest) {
  double least = INFINITY;
  for (int i = 0; i < choice->count; i++) {
    double d = distance(choice, node, choice->curves[i].node);
    if (nearest && d < least) *nearest = i;
    least = fmin(least, d);
  }
  return least;
}

static bool has_gas(const Choice *choice, int node) {
  for (int i = 0; i < choice->rows; i++)
    if (choice->log_p[node * choice->rows + i] > log10(least_pa)) return true;
  return false;
}

/* --- choosing --- */

static void take(Choice *choice, int node) {
  PressureCurve *curve = &choice->curves[choice->count++];
  *curve = (PressureCurve){.node = node, .boundary = class_of(choice->network, node) == CLASS_BOUNDARY};
  snprintf(curve->name, sizeof curve->name - 8, "%s", choice->network->nodes[node].name);
}

/* The farthest of a class from what is drawn, again and again, while it is farther than that. */
static void take_farthest(Choice *choice, NodeClass class, double than_decades) {
  while (choice->count < PRESSURE_CURVES_MAX) {
    int best = -1;
    double most = than_decades;
    for (int node = 0; node < choice->network->n_nodes; node++) {
      if (class_of(choice->network, node) != class || !has_gas(choice, node)) continue;
      double d = distance_to_drawn(choice, node, NULL);
      if (d > most) most = d, best = node;
    }
    if (best < 0) return;
    take(choice, best);
  }
}

static void take_watched(Choice *choice, const Probe *probe) {
  int node = probe->object;
  if (probe->kind != PROBE_PRESSURE || choice->count == PRESSURE_CURVES_MAX || !has_gas(choice, node)) return;
  if (class_of(choice->network, node) == CLASS_BOUNDARY || distance_to_drawn(choice, node, NULL) < same_decades) return;
  take(choice, node);
}

static void take_all(Choice *choice, const Study *study) {
  for (int i = 0; i < study->measures.count; i++)
    take_watched(choice, &study->measures.rows[i].probe);
  for (int i = 0; i < study->schedule.count; i++)
    if (study->schedule.entries[i].kind == ENTRY_WHEN)
      take_watched(choice, &study->schedule.entries[i].condition.probe);
  take_farthest(choice, CLASS_VOLUME, same_decades);
  take_farthest(choice, CLASS_JUNCTION, junction_decades);
  int boundaries = 0;
  for (int node = 0; node < choice->network->n_nodes; node++)
    boundaries += class_of(choice->network, node) == CLASS_BOUNDARY;
  if (boundaries <= 2) take_farthest(choice, CLASS_BOUNDARY, same_decades);
}

static int in_file_order(const void *a, const void *b) {
  const PressureCurve *x = a, *y = b;
  return x->boundary != y->boundary ? x->boundary - y->boundary : x->node - y->node;
}

/* What does not fit ends in dots. */
static void name_too(PressureCurve *curve, const char *name) {
  size_t used = strlen(curve->name), size = sizeof curve->name;
  bool full = used > 3 && strcmp(curve->name + used - 3, "...") == 0;
  curve->alike++;
  if (full) return;
  bool fits = used + strlen(name) + 8 < size;
  snprintf(curve->name + used, size - used, ", %s", fits ? name : "...");
}

static int name_the_rest(Choice *choice) {
  int left_out = 0;
  for (int node = 0; node < choice->network->n_nodes; node++) {
    int nearest = 0;
    bool drawn = false;
    for (int i = 0; i < choice->count; i++)
      drawn = drawn || choice->curves[i].node == node;
    if (drawn || class_of(choice->network, node) == CLASS_BOUNDARY) continue;
    if (distance_to_drawn(choice, node, &nearest) < same_decades)
      name_too(&choice->curves[nearest], choice->network->nodes[node].name);
    else
      left_out++;
  }
  return left_out;
}

int pressure_curves_choose(const RunOutcome *outcome, PressureCurve *curves, int *left_out) {
  Choice choice = {.network = &outcome->study->network, .curves = curves};
  if (!sample(&choice, &outcome->transient->series)) return -1;
  take_all(&choice, outcome->study);
  qsort(curves, (size_t)choice.count, sizeof *curves, in_file_order);
  *left_out = name_the_rest(&choice);
  free(choice.log_p);
  return choice.count;
}
