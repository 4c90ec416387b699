/* What a line can have more of, as variables of a run. */
#include <math.h>
#include <string.h>

#include "models/pump.h"
#include "sim/sizing/change.h"

static void add(const SizingCase *sizing, const Branch *branch, const char *key, double value, Sizeable *found,
                int *count) {
  char path[VARY_TEXT_MAX];
  if (*count == SIZEABLES_MAX) return;
  snprintf(path, sizeof path, "%s.%.80s.%s", section_key(branch->type->section), branch->name, key);
  Variable variable = variable_bind(&sizing->study->network, path);
  if (variable.place != VARY_BRANCH) return;
  if (isnan(value)) value = *(const double *)((const char *)branch->given + variable.row->offset);
  if (isfinite(value) && value > 0) found[(*count)++] = (Sizeable){variable, branch->name, key, value};
}

static double orifice_of(const SizingCase *sizing, const Candidate *candidate, int branch) {
  int element = sizing_element_of(sizing->request, branch);
  const ValveModel *model = element >= 0 ? sizing->request->elements[element].parts[candidate->pick[element]].model
                                         : valve_model(sizing->study->network.branches[branch].params);
  return model ? model->orifice_m : NAN;
}

int sizeables_find(const SizingCase *sizing, const Candidate *candidate, bool valves, Sizeable *found) {
  const Network *network = &sizing->study->network;
  int count = 0;
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    const char *type = branch->type->name;
    if (branch->external) continue;
    if (branch->type == &pump_type) add(sizing, branch, "speed", NAN, found, &count);
    if (strcmp(type, "tube") == 0 || strcmp(type, "orifice") == 0) add(sizing, branch, "diameter", NAN, found, &count);
    if (!valves || !branch_is_valve(branch)) continue;
    double orifice_m = orifice_of(sizing, candidate, k);
    add(sizing, branch, isnan(orifice_m) ? "diameter" : "orifice", orifice_m, found, &count);
  }
  return count;
}

void sizeable_plan(const SizingCase *sizing, const Candidate *candidate, const Sizeable *sizeable, double value,
                   Variable *variables, VaryValue *values, char numbers[SIZING_ELEMENTS_MAX][PART_NUMBER_SIZE]) {
  const SizingRequest *request = sizing->request;
  for (int i = 0; i < request->n_elements; i++) {
    char path[VARY_TEXT_MAX];
    snprintf(path, sizeof path, "elements.%s.part", request->elements[i].name);
    variables[i] = variable_bind(&sizing->study->network, path);
    part_build(&request->elements[i].parts[candidate->pick[i]], numbers[i], PART_NUMBER_SIZE);
    values[i] = (VaryValue){NAN, numbers[i]};
  }
  variables[request->n_elements] = sizeable->variable;
  values[request->n_elements] = (VaryValue){value, NULL};
}
