/* bleed.c: what pressure does a 1 mm orifice to the room hold in a chamber pumped at 5 L/s? */
#include <stdio.h>
#include <stdlib.h>

#include "sim/balance.h"
#include "sim/steady.h"

typedef struct {
  const char *key;
  double value;
} Setting;

static bool add(Network *line, Section section, const char *type_name, const char *name, int from, int to,
                const Setting *settings, int count) {
  const ComponentType *type = component_find(section, type_name);
  ComponentContext context = {line->catalogue, line->ambient.pressure_pa, line->ambient.temperature_k};
  char message[256] = "";
  void *params = malloc(type->size);
  if (!params) return false;
  component_defaults(type, params);
  for (int i = 0; i < count; i++)
    *(double *)((char *)params + component_row(type, settings[i].key)->offset) = settings[i].value;
  bool ok = (!type->resolve || type->resolve(params, &context, message, sizeof message)) &&
            network_add_branch(line, name, type, params, from, to) >= 0;
  if (!ok) fprintf(stderr, "%s: %s\n", name, message);
  free(params);
  return ok;
}

int main(void) {
  Catalogue *catalogue = catalogue_new();
  Network line = network_empty(catalogue); /* air at 20 degC */
  int room = network_add_node(&line, "room", &(NodeParams){.pressure_pa = 101325, .temperature_k = 293.15, .fixed = true});
  int chamber = network_add_node(&line, "chamber", &(NodeParams){.volume_m3 = 12e-3, .pressure_pa = 101325, .temperature_k = 293.15});
  bool ok = add(&line, SECTION_ELEMENTS, "orifice", "bleed", room, chamber, (Setting[]){{"diameter", 1e-3}}, 1) &&
            add(&line, SECTION_PUMPS, "pump", "P1", chamber, NETWORK_NOWHERE, (Setting[]){{"speed", 5e-3}, {"ultimate", 1}}, 2);

  char message[NETWORK_MESSAGE_MAX] = "";
  SteadySettings settings = steady_settings_default();
  SteadyWork work = {0};
  SteadyResult result = {0};
  Balance balance;
  ok = ok && network_derive(&line, message, sizeof message) && steady_work_init(&work, &line) && steady_result_init(&result, &line);
  ok = ok && steady_solve(&work, &line, &settings, &result) == STATUS_OK && balance_of(&line, &result, &balance);
  if (ok) /* one gas: p[node], q[branch] */
    printf("chamber %.6g Pa, bleed %.6g Pa m3/s, closed to %.1e\n", result.p[chamber], result.q[0], balance.ledger_relative_error);
  else
    fprintf(stderr, "failed: %s%s\n", message, result.message);

  steady_result_free(&result);
  steady_work_free(&work);
  network_free(&line);
  catalogue_free(catalogue);
  return ok ? 0 : 1;
}
