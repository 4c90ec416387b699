#include "sim/budget/detail.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "models/constants.h"
#include "models/joint.h"
#include "models/leak.h"
#include "models/seal.h"
#include "models/source.h"
#include "models/surface.h"

BudgetRow budget_row_empty(void) {
  const BudgetConditions none = {.upstream_pa = NAN, .downstream_pa = NAN, .temperature_k = NAN};
  return (BudgetRow){.count = 1,
                     .reference_pa_m3_s = NAN,
                     .reference = none,
                     .service = none,
                     .acceptance = none,
                     .scaling = "",
                     .source = "",
                     .share = NAN,
                     .cumulative = NAN,
                     .allowed_pa_m3_s = NAN,
                     .acceptance_pa_m3_s = NAN,
                     .lag_s = NAN,
                     .lag_low_s = NAN,
                     .lag_high_s = NAN};
}

static void note(BudgetRow *row, const char *words) {
  size_t used = strlen(row->note);
  if (used < sizeof row->note) snprintf(row->note + used, sizeof row->note - used, "%s%s", used ? "; " : "", words);
}

/* --- leaks --- */

static void state_reference(BudgetRow *row, const LeakReference *reference) {
  row->reference_pa_m3_s = reference->rate_pa_m3_s;
  row->reference.upstream_pa = reference->upstream_pa;
  row->reference.downstream_pa = reference->downstream_pa;
  row->reference.temperature_k = reference->temperature_k;
  snprintf(row->reference.gas, sizeof row->reference.gas, "%s", reference->gas ? reference->gas->name : "not stated");
  static const char *const stated[] = {"molecular", "viscous", "larger of molecular and viscous"};
  static const char *const unstated[] = {"molecular, larger of the He and the air reading",
                                         "viscous, larger of the He and the air reading",
                                         "larger of molecular and viscous, larger of the He and the air reading"};
  row->scaling = (reference->gas ? stated : unstated)[leak_scaling(reference)];
}

/* Where the test gas is not stated the smaller reading is the low end. */
static double smaller_reading(const BudgetView *view, const Branch *branch, LeakReference reference) {
  reference.gas = gas_find("He");
  double helium = view_leak_into(view, branch, &reference);
  reference.gas = gas_find("air");
  return fmin(helium, view_leak_into(view, branch, &reference));
}

static void detail_valve_leak(BudgetRow *row, const BudgetView *view) {
  const Network *network = view->network;
  const Branch *branch = &network->branches[row->branch];
  bool seat = row->mechanism == MECHANISM_SEAT;
  int k = seat ? row->branch : network_find_branch(network, SECTION_ELEMENTS, branch->name);
  if (k < 0) return;
  const Valve *valve = network->branches[k].params;
  LeakReference reference;
  if (!(seat ? valve_seat_leak(valve, &reference) : valve_external_leak(valve, &reference))) return;
  state_reference(row, &reference);
  double measured = seat ? valve_measured_internal_leak_pa_m3_s(valve) : valve_measured_external_leak_pa_m3_s(valve);
  if (isnan(measured)) {
    const ValveModel *model = valve_model(valve);
    row->upper_bound = true;
    row->low_pa_m3_s = 0;
    row->source = valve_source(model, seat ? VALVE_FACT_INTERNAL_LEAKAGE : VALVE_FACT_EXTERNAL_LEAKAGE);
    note(row, "catalogue maximum: an upper bound, a sound valve leaks less; permeation is not in it");
  } else {
    row->source = "measured figure given for this valve";
    if (!reference.gas) row->low_pa_m3_s = smaller_reading(view, branch, reference);
  }
}

static void detail_joint(BudgetRow *row, const BudgetView *view) {
  const Branch *branch = &view->network->branches[row->branch];
  const Joint *joint = branch->params;
  JointRate rate = joint_rate(joint);
  LeakReference low = joint->reference, high = joint->reference;
  low.rate_pa_m3_s = rate.low_pa_m3_s;
  high.rate_pa_m3_s = rate.high_pa_m3_s;
  row->count = joint->count;
  state_reference(row, &joint->reference);
  row->low_pa_m3_s = joint->count * view_leak_into(view, branch, &low);
  row->high_pa_m3_s = joint->count * view_leak_into(view, branch, &high);
  row->source = isnan(joint->rate_pa_m3_s) ? joint->row->source : "rate given in the file";
  note(row, joint_kinds[joint->kind]);
}

static void detail_leak(BudgetRow *row, const BudgetView *view) {
  const Leak *leak = view->network->branches[row->branch].params;
  row->source = "given in the file";
  if (leak->has_reference) {
    state_reference(row, &leak->reference);
    return;
  }
  row->reference_pa_m3_s = leak->rate_pa_m3_s;
  row->scaling = "none: a service rate that does not change";
}

/* --- the gas load --- */

static void detail_seal(BudgetRow *row, const BudgetView *view) {
  const Seal *seal = view->network->branches[row->branch].params;
  PermeationBand conductance, at_row, lag;
  SealPressures at = view_seal_pressures(view, &view->network->branches[row->branch], row->gas);
  row->service.upstream_pa = at.outer_pa; /* partial pressures */
  row->service.downstream_pa = at.inner_pa;
  row->service.temperature_k = seal->at_k;
  if (!seal_conductance(seal, row->gas, &conductance)) return;
  Seal warm = *seal;
  warm.at_k = 298.15;
  row->low_pa_m3_s = row->service_pa_m3_s * conductance.low / conductance.value;
  row->high_pa_m3_s = row->service_pa_m3_s * conductance.high / conductance.value;
  if (seal_conductance(&warm, row->gas, &at_row)) {
    row->reference_pa_m3_s = at_row.value * STANDARD_ATMOSPHERE_PA;
    row->reference =
        (BudgetConditions){.upstream_pa = STANDARD_ATMOSPHERE_PA, .downstream_pa = 0, .temperature_k = warm.at_k};
    snprintf(row->reference.gas, sizeof row->reference.gas, "%s", row->gas->name);
  }
  row->scaling = "permeation: partial pressure difference, exp(-E/(R T))";
  row->source = seal_source(seal, row->gas);
  if (seal_lag(seal, row->gas, &lag)) row->lag_s = lag.value, row->lag_low_s = lag.low, row->lag_high_s = lag.high;
  note(row, "the catalogue's leakage excludes permeation");
  note(row, isnan(row->lag_s) ? "time lag not known" : "time lag d^2/(6 D), D an estimate");
}

static void detail_surface(BudgetRow *row, const BudgetView *view) {
  const Surface *surface = view->network->branches[row->branch].params;
  SurfaceLoad load = surface_load(surface);
  char words[120];
  if (load.value_pa_m3_s > 0) {
    row->low_pa_m3_s = row->service_pa_m3_s * load.low_pa_m3_s / load.value_pa_m3_s;
    row->high_pa_m3_s = row->service_pa_m3_s * load.high_pa_m3_s / load.value_pa_m3_s;
  }
  row->reference_pa_m3_s = surface->area_m2 * surface->used_q1h_pa_m_s;
  row->scaling = "((t + 60 s)/1 h)^-decay from the rate after one hour";
  row->source = surface->row && isnan(surface->q1h_pa_m_s) ? surface->row->source : "rate given in the file";
  snprintf(words, sizeof words, "%s, %.4g h under vacuum, decay %.3g", surface_materials[surface->material],
           surface->exposed_s / 3600, surface->used_decay);
  note(row, words);
}

static void detail_trapped(BudgetRow *row, const BudgetView *view) {
  char words[80];
  snprintf(words, sizeof words, "virtual leak: its volume empties in %.3g s",
           trapped_time_s(view, &view->network->branches[row->branch]));
  row->scaling = "the element's own law";
  row->source = "the line itself";
  note(row, words);
}

static void detail_other(BudgetRow *row) {
  row->scaling = "the component's own law";
  row->source = "the line itself";
}

/* --- conditions of service --- */

/* What comes in: "air", "N2 78 %, O2 21 %". */
static void name_gases(const BudgetView *view, const Branch *branch, char *text, size_t size) {
  const Network *network = view->network;
  BranchFlow flow;
  branch_throughput(network, branch, view->p, &flow);
  double in[GAS_MAX], sum = 0;
  for (int i = 0; i < network->n_gas; i++)
    sum += in[i] = view->weight[i] * fmax(view_side(view, branch) * flow.q[i], 0);
  text[0] = '\0';
  for (int i = 0; i < network->n_gas; i++) {
    size_t used = strlen(text);
    if (in[i] < 1e-3 * sum || !(in[i] > 0) || used >= size) continue;
    snprintf(text + used, size - used, "%s%s", used ? ", " : "", network->gases[i]->name);
    used = strlen(text);
    if (in[i] < 0.9995 * sum) snprintf(text + used, size - used, " %.2g %%", 100 * in[i] / sum);
  }
}

static double total_at(const BudgetView *view, int node) {
  return node >= 0 ? network_total(view->network, view->p, node) : NAN;
}

static void state_service(BudgetRow *row, const BudgetView *view) {
  const Branch *branch = &view->network->branches[row->branch];
  bool with = view_side(view, branch) > 0;
  row->service.upstream_pa = total_at(view, with ? branch->from : branch->to);
  row->service.downstream_pa = total_at(view, with ? branch->to : branch->from);
  row->service.temperature_k = branch->mean_temperature_k;
  if (row->gas)
    snprintf(row->service.gas, sizeof row->service.gas, "%s", row->gas->name);
  else if (view->counted_gas)
    snprintf(row->service.gas, sizeof row->service.gas, "%s", view->counted_gas->name);
  else
    name_gases(view, branch, row->service.gas, sizeof row->service.gas);
}

void budget_detail(BudgetRow *row, const BudgetView *view) {
  row->note[0] = '\0';
  state_service(row, view);
  switch (row->mechanism) {
  case MECHANISM_SEAT:
  case MECHANISM_BODY:
    detail_valve_leak(row, view);
    break;
  case MECHANISM_JOINT:
    detail_joint(row, view);
    break;
  case MECHANISM_LEAK:
    detail_leak(row, view);
    break;
  case MECHANISM_PERMEATION:
    detail_seal(row, view);
    break;
  case MECHANISM_OUTGASSING:
    detail_surface(row, view);
    break;
  case MECHANISM_TRAPPED:
    detail_trapped(row, view);
    break;
  default:
    detail_other(row);
  }
  if (mechanism_part(row->mechanism) == PART_LEAK && !(row->service_pa_m3_s > 0)) note(row, "nothing flows in");
}

bool budget_row_leak(const BudgetRow *row, const BudgetView *view, LeakReference *reference) {
  const Network *network = view->network;
  const Branch *branch = &network->branches[row->branch];
  if (row->mechanism == MECHANISM_SEAT) return valve_seat_leak(branch->params, reference);
  if (row->mechanism == MECHANISM_JOINT) {
    *reference = ((const Joint *)branch->params)->reference;
    return true;
  }
  if (row->mechanism != MECHANISM_BODY && row->mechanism != MECHANISM_LEAK) return false;
  const Leak *leak = branch->params;
  *reference = leak->reference;
  if (!leak->has_reference)
    *reference = (LeakReference){leak->rate_pa_m3_s, network->gases[0], network->ambient.pressure_pa, 0,
                                 REFERENCE_TEMPERATURE_K};
  return true;
}
