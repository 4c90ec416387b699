#include "sim/limits.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "models/constants.h"
#include "sim/limit_checks.h"

static const struct {
  const char *name, *unit;
} check_rows[LIMIT_CHECK_COUNT] = {
#define X(id, name, unit) {name, unit},
    LIMIT_CHECKS(X)
#undef X
};

const char *limit_check_name(LimitCheck check) {
  return check_rows[check].name;
}

const char *limit_check_unit(LimitCheck check) {
  return check_rows[check].unit;
}

const char *limit_status_name(LimitStatus status) {
  static const char *const names[] = {"pass", "warn", "fail", "not_applicable"};
  return names[status];
}

LimitsSettings limits_settings_default(void) {
  return (LimitsSettings){.margin = 0.1, .differential = DIFFERENTIAL_CATALOGUE, .behaviour = BEHAVIOUR_COMMANDED};
}

double limits_catalogue_pressure_pa(double pressure_pa) {
  const double atmosphere_in_catalogue_pa = 0.1e6;
  if (pressure_pa >= STANDARD_ATMOSPHERE_PA) return pressure_pa - STANDARD_ATMOSPHERE_PA;
  return atmosphere_in_catalogue_pa * (pressure_pa / STANDARD_ATMOSPHERE_PA - 1);
}

void limit_table_free(LimitTable *table) {
  free(table->rows);
  *table = (LimitTable){0};
}

static LimitRow *table_next(LimitTable *table) {
  if (table->count == table->capacity) {
    int capacity = table->capacity ? 2 * table->capacity : 64;
    LimitRow *rows = realloc(table->rows, (size_t)capacity * sizeof *rows);
    if (!rows) return NULL;
    table->rows = rows;
    table->capacity = capacity;
  }
  return &table->rows[table->count++];
}

static double total(const Network *network, const double *values, int index) {
  double sum = 0;
  for (int i = 0; i < network->n_gas; i++)
    sum += values[index * network->n_gas + i];
  return sum;
}

static ValveMoment moment_of(const Network *network, const SteadyResult *steady, int k) {
  const Branch *branch = &network->branches[k];
  const NodeParams *n1 = &network->nodes[branch->from].params, *n2 = &network->nodes[branch->to].params;
  const Valve *valve = branch->params;
  return (ValveMoment){.valve = valve,
                       .model = valve_model(valve),
                       .open = branch->open,
                       .p1_pa = total(network, steady->p, branch->from),
                       .p2_pa = total(network, steady->p, branch->to),
                       .q_pa_m3_s = total(network, steady->q, k),
                       .fixed2 = n2->fixed,
                       .temperature1_k = n1->temperature_k,
                       .temperature2_k = n2->temperature_k,
                       .ambient_temperature_k = network->ambient.temperature_k,
                       .ambient_pressure_pa = network->ambient.pressure_pa};
}

bool limits_of_steady(const Network *network, const LimitsSettings *settings, const SteadyResult *steady,
                      LimitTable *table) {
  GasReach reach;
  if (!gas_reach_init(&reach, network)) return false;
  bool ok = true;
  for (int k = 0; k < network->n_branches && ok; k++) {
    const Branch *branch = &network->branches[k];
    if (!branch_is_valve(branch) || !valve_model(branch->params)) continue;
    ValveMoment moment = moment_of(network, steady, k);
    for (int check = 0; check < LIMIT_CHECK_COUNT && ok; check++) {
      LimitRow *row = table_next(table);
      ok = row != NULL;
      if (!ok) break;
      *row = limit_judge((LimitCheck)check, &moment, settings);
      if (check == LIMIT_FLUID) gas_reach_judge(&reach, network, branch, row);
      row->branch = k;
    }
  }
  gas_reach_free(&reach);
  return ok;
}

bool limits_violated(const LimitTable *table) {
  for (int i = 0; i < table->count; i++)
    if (table->rows[i].status == LIMIT_FAIL) return true;
  return false;
}
