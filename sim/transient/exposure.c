#include "sim/transient/exposure.h"

#include <math.h>
#include <stdlib.h>

#include "models/surface.h"

static double total_pa(const Network *network, const double *p, int node) {
  double sum = 0;
  for (int i = 0; i < network->n_gas; i++)
    sum += p[node * network->n_gas + i];
  return sum;
}

static int place_of(const Exposure *exposure, int node) {
  for (int i = 0; i < exposure->n_nodes; i++)
    if (exposure->nodes[i].node == node) return i;
  return -1;
}

/* Surfaces of one node stand together, as they were read. */
static void add_surface(Exposure *exposure, const Network *network, int k, const double *p) {
  int node = network->branches[k].to, last = exposure->n_nodes - 1;
  int place = last >= 0 && exposure->nodes[last].node == node ? last : place_of(exposure, node);
  if (place < 0) {
    place = exposure->n_nodes++;
    bool below = total_pa(network, p, node) < SURFACE_COUNTS_BELOW_PA;
    exposure->nodes[place] = (Exposed){node, below ? 0 : NAN};
  }
  exposure->node_of[exposure->n_surfaces] = place;
  exposure->surfaces[exposure->n_surfaces++] = k;
}

bool exposure_init(Exposure *exposure, const Network *network, const double *p) {
  size_t count = 1;
  for (int k = 0; k < network->n_branches; k++)
    count += network->branches[k].type == &surface_type;
  *exposure = (Exposure){.nodes = malloc(count * sizeof *exposure->nodes),
                         .surfaces = malloc(count * sizeof *exposure->surfaces),
                         .node_of = malloc(count * sizeof *exposure->node_of)};
  if (!exposure->nodes || !exposure->surfaces || !exposure->node_of) {
    free(exposure->nodes);
    free(exposure->surfaces);
    free(exposure->node_of);
    *exposure = (Exposure){0};
    return false;
  }
  for (int k = 0; k < network->n_branches; k++)
    if (network->branches[k].type == &surface_type) add_surface(exposure, network, k, p);
  return true;
}

void exposure_free(Exposure *exposure, Network *network) {
  for (int i = 0; i < exposure->n_surfaces; i++)
    surface_expose(network->branches[exposure->surfaces[i]].params, 0);
  free(exposure->nodes);
  free(exposure->surfaces);
  free(exposure->node_of);
  *exposure = (Exposure){0};
}

void exposure_place(const Exposure *exposure, Network *network, double segment_s) {
  for (int i = 0; i < exposure->n_surfaces; i++) {
    double since_s = exposure->nodes[exposure->node_of[i]].since_s;
    double vacuum_s = isnan(since_s) ? 0 : fmax((exposure->base_s - since_s) + segment_s, 0);
    surface_expose(network->branches[exposure->surfaces[i]].params, vacuum_s);
  }
}

bool exposure_runs(const Exposure *exposure) {
  for (int i = 0; i < exposure->n_nodes; i++)
    if (!isnan(exposure->nodes[i].since_s)) return true;
  return false;
}

double exposure_excess(const Exposure *exposure, int i, const Network *network, const double *p) {
  const Exposed *exposed = &exposure->nodes[i];
  double pressure = total_pa(network, p, exposed->node) / SURFACE_COUNTS_BELOW_PA;
  return isnan(exposed->since_s) ? 1 - pressure : pressure - EXPOSURE_ENDS_AT;
}

bool exposure_turn(Exposure *exposure, const Network *network, double time_s, const double *p) {
  bool any = false;
  for (int i = 0; i < exposure->n_nodes; i++) {
    Exposed *exposed = &exposure->nodes[i];
    if (!(exposure_excess(exposure, i, network, p) >= 0)) continue;
    exposed->since_s = isnan(exposed->since_s) ? time_s : NAN;
    any = true;
  }
  return any;
}
