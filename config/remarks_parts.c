#include "config/remarks_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "models/constants.h"
#include "models/joint.h"
#include "models/leak.h"
#include "models/seal.h"
#include "models/surface.h"
#include "sim/ambient.h"

enum { LIST_SIZE = 400 };

typedef struct {
  Reading *reading;
  const ObjectPlaces *places;
  const Network *network;
} Parts;

static const Value *place_of(const Parts *parts, const Branch *branch) {
  return object_place(parts->places, branch->type->section, branch->name);
}

static void add_words(char *list, const char *words) {
  size_t used = strlen(list);
  snprintf(list + used, LIST_SIZE - used, "%s%s", used ? ", " : "", words);
}

static bool in_line(const Network *network, const Gas *gas) {
  for (int i = 0; i < network->n_gas; i++)
    if (network->gases[i] == gas) return true;
  return false;
}

/* Whether no branch before k holds for the same (said once). */
static bool is_first(const Network *network, int k, bool (*same)(const Branch *, const Branch *)) {
  for (int i = 0; i < k; i++)
    if (network->branches[i].type == network->branches[k].type && same(&network->branches[i], &network->branches[k]))
      return false;
  return true;
}

/* --- surfaces --- */

static bool same_row(const Branch *a, const Branch *b) {
  return ((const Surface *)a->params)->row == ((const Surface *)b->params)->row;
}

static void remark_on_rate(const Parts *parts, int k) {
  const Branch *branch = &parts->network->branches[k];
  const Surface *surface = branch->params;
  const OutgassingRow *row = surface->row;
  if (!row || !isnan(surface->q1h_pa_m_s) || !is_first(parts->network, k, same_row)) return;
  value_warning(
      parts->reading->diagnostics, place_of(parts, branch),
      "ESTIMATE: %s, %s: %.3g (%.2g to %.2g) Pa m3/(s m2) after one hour, falling as t^-%.3g; a measured rate "
      "and decay rule [%s]",
      row->material, row->treatment, row->q1h_pa_m_s, row->low_pa_m_s, row->high_pa_m_s, surface->used_decay,
      row->source);
}

static bool same_emission(const Branch *a, const Branch *b) {
  const GasBlend *x = &((const Surface *)a->params)->emits, *y = &((const Surface *)b->params)->emits;
  return x->n == y->n && x->gas[0] == y->gas[0];
}

static void remark_on_emission(const Parts *parts, int k) {
  const Network *network = parts->network;
  const Branch *branch = &network->branches[k];
  const GasBlend *emits = &((const Surface *)branch->params)->emits;
  char list[LIST_SIZE] = "";
  for (int i = 0; i < emits->n; i++)
    if (!in_line(network, emits->gas[i])) add_words(list, emits->gas[i]->name);
  if (!*list || !is_first(network, k, same_emission)) return;
  value_warning(parts->reading->diagnostics, place_of(parts, branch),
                "gives off %s, which counts as %s here: the line has one gas alone", list, network->gases[0]->name);
}

static void wants_age(const Parts *parts, const Branch *branch) {
  if (!surface_has_age(branch->params))
    value_error(
        parts->reading->diagnostics, place_of(parts, branch),
        "lacks 'age' (in s, or a text with a unit): a steady state has to know how long it has been under vacuum");
}

/* --- joints --- */

static bool same_kind(const Branch *a, const Branch *b) {
  const Joint *x = a->params, *y = b->params;
  return x->row == y->row && isnan(x->rate_pa_m3_s) && isnan(y->rate_pa_m3_s);
}

static void remark_on_joint(const Parts *parts, int k) {
  const Branch *branch = &parts->network->branches[k];
  const Joint *joint = branch->params;
  if (!isnan(joint->rate_pa_m3_s) || !is_first(parts->network, k, same_kind)) return;
  value_warning(
      parts->reading->diagnostics, place_of(parts, branch),
      "ESTIMATE: %s leaks %.2g (%.2g to %.2g) Pa m3/s of helium, each; a measured or specified rate rules [%s]",
      joint->row->text, joint->row->rate_pa_m3_s, joint->row->low_pa_m3_s, joint->row->high_pa_m3_s,
      joint->row->source);
}

/* --- seals --- */

static bool same_figures(const Branch *a, const Branch *b) {
  const Seal *x = a->params, *y = b->params;
  return x->material == y->material && x->at_k == y->at_k;
}

static void remark_on_permeability(const Parts *parts, int k) {
  const Branch *branch = &parts->network->branches[k];
  const Seal *seal = branch->params;
  GasBlend outside;
  char list[LIST_SIZE] = "", words[80];
  if (!is_first(parts->network, k, same_figures) || !ambient_at_seals(parts->network, &outside)) return;
  for (int i = 0; i < outside.n; i++) {
    PermeationBand band;
    if (!isnan(gas_figure(&seal->gas_permeability, outside.gas[i]))) continue;
    if (!seal_permeability(seal, outside.gas[i], &band)) continue;
    snprintf(words, sizeof words, "%s %.2g (%.2g to %.2g)", outside.gas[i]->name, band.value, band.low, band.high);
    add_words(list, words);
  }
  if (*list)
    value_warning(parts->reading->diagnostics, place_of(parts, branch),
                  "ESTIMATE: %s at %.4g degC lets through, in m2/s, %s; measured figures go into gases",
                  seal_materials[seal->material], seal->at_k - ZERO_CELSIUS_K, list);
}

static bool any_seal(const Branch *a, const Branch *b) {
  return a->type == b->type;
}

static void remark_on_rest(const Parts *parts, int k) {
  const Network *network = parts->network;
  GasBlend outside;
  char list[LIST_SIZE] = "";
  if (!is_first(network, k, any_seal) || !ambient_at_seals(network, &outside)) return;
  for (int i = 0; i < outside.n; i++)
    if (!in_line(network, outside.gas[i])) add_words(list, outside.gas[i]->name);
  if (*list)
    value_warning(parts->reading->diagnostics, place_of(parts, &network->branches[k]),
                  "%s permeates into the line and counts as %s here: the line has one gas alone", list,
                  network->gases[0]->name);
}

static void remark_on_inside(const Parts *parts, int k) {
  const Network *network = parts->network;
  const Branch *branch = &network->branches[k];
  char list[LIST_SIZE] = "";
  if (!is_first(network, k, same_figures)) return;
  for (int i = 0; i < network->n_gas; i++) {
    PermeationBand band;
    if (!seal_permeability(branch->params, network->gases[i], &band)) add_words(list, network->gases[i]->name);
  }
  if (*list)
    value_warning(parts->reading->diagnostics, place_of(parts, branch),
                  "no permeability of '%s' is known for %s: none leaves the line through it",
                  seal_materials[((const Seal *)branch->params)->material], list);
}

/* Leaks draw `air`, seals its parts: the oxygen of the one does not count as that of the other. */
static void remark_on_two_airs(const Parts *parts, int k) {
  const Network *network = parts->network;
  const Branch *branch = &network->branches[k];
  bool drawn = false;
  for (int i = 0; i < network->n_branches; i++)
    drawn = drawn || ((network->branches[i].type == &leak_type || network->branches[i].type == &joint_type) &&
                      network->branches[i].from == network->n_nodes);
  int air = 0;
  while (air < network->n_gas && network->gases[air] != gas_find("air"))
    air++;
  if (!drawn || air == network->n_gas || branch->share[air] > 0 || !is_first(network, k, any_seal)) return;
  for (int i = 0; i < network->ambient.gas.n; i++)
    if (network->ambient.gas.gas[i] == network->gases[air])
      value_warning(
          parts->reading->diagnostics, place_of(parts, branch),
          "air permeates as N2, O2 and Ar, but leaks draw it as the one species of ambient.gas; give fractions "
          "there to see all of them as N2 and O2");
}

void remarks_parts(Reading *reading, const ObjectPlaces *places, const Study *study) {
  const Network *network = &study->network;
  const Parts parts = {reading, places, network};
  for (int k = 0; k < network->n_branches; k++) {
    if (network->branches[k].type == &surface_type) {
      remark_on_rate(&parts, k);
      remark_on_emission(&parts, k);
      if (study->wants_steady) wants_age(&parts, &network->branches[k]);
    } else if (network->branches[k].type == &seal_type) {
      remark_on_permeability(&parts, k);
      remark_on_rest(&parts, k);
      remark_on_inside(&parts, k);
      remark_on_two_airs(&parts, k);
    } else if (network->branches[k].type == &joint_type) {
      remark_on_joint(&parts, k);
    }
  }
}
