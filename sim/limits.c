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

static const double atmosphere_in_catalogue_pa = 0.1e6;

double limits_catalogue_pressure_pa(double pressure_pa) {
  if (pressure_pa >= STANDARD_ATMOSPHERE_PA) return pressure_pa - STANDARD_ATMOSPHERE_PA;
  return atmosphere_in_catalogue_pa * (pressure_pa / STANDARD_ATMOSPHERE_PA - 1);
}

/* Below atmosphere the catalogue's terms scale a difference: taken so, two pressures that are close keep their digits. */
double limits_catalogue_difference_pa(double high_pa, double low_pa) {
  if (high_pa < STANDARD_ATMOSPHERE_PA && low_pa < STANDARD_ATMOSPHERE_PA)
    return atmosphere_in_catalogue_pa * ((high_pa - low_pa) / STANDARD_ATMOSPHERE_PA);
  return limits_catalogue_pressure_pa(high_pa) - limits_catalogue_pressure_pa(low_pa);
}

void limit_table_free(LimitTable *table) {
  free(table->rows);
  *table = (LimitTable){0};
}

static LimitRow *add_row(LimitTable *table) {
  if (table->count == table->capacity) {
    int capacity = table->capacity ? 2 * table->capacity : 64;
    LimitRow *rows = realloc(table->rows, (size_t)capacity * sizeof *rows);
    if (!rows) return NULL;
    table->rows = rows;
    table->capacity = capacity;
  }
  return &table->rows[table->count++];
}

bool limit_table_fill(LimitTable *table, const Network *network, LimitJudge *judge, void *context) {
  GasReach reach;
  if (!gas_reach_init(&reach, network)) return false;
  bool ok = true;
  for (int k = 0; k < network->n_branches && ok; k++) {
    if (!limit_concerns(&network->branches[k])) continue;
    for (int check = 0; check < LIMIT_CHECK_COUNT && ok; check++) {
      LimitRow *row = add_row(table);
      ok = row != NULL;
      if (!ok) break;
      *row = judge(context, k, (LimitCheck)check);
      row->branch = k;
      if (check == LIMIT_FLUID) gas_reach_judge(&reach, network, &network->branches[k], row);
    }
  }
  gas_reach_free(&reach);
  return ok;
}

typedef struct {
  const Network *network;
  const LimitsSettings *settings;
  const SteadyResult *steady;
} SteadyLook;

static LimitRow steady_row(void *context, int k, LimitCheck check) {
  const SteadyLook *look = context;
  const Branch *branch = &look->network->branches[k];
  ValveMoment moment = limit_moment(look->network, branch);
  moment.p1_pa = network_total(look->network, look->steady->p, branch->from);
  moment.p2_pa = network_total(look->network, look->steady->p, branch->to);
  moment.q_pa_m3_s = network_total(look->network, look->steady->q, k);
  LimitRow row = limit_judge(check, &moment, look->settings);
  row.when = limit_holds_always(check) ? LIMIT_WHEN_ALWAYS : LIMIT_WHEN_STEADY;
  return row;
}

bool limits_of_steady(const Network *network, const LimitsSettings *settings, const SteadyResult *steady,
                      LimitTable *table) {
  SteadyLook look = {network, settings, steady};
  return limit_table_fill(table, network, steady_row, &look);
}

/* A failure or a warning without a number (a refused gas, a minimum at 0 Pa) is beyond every number; a pass without one is below. */
static double comparable(const LimitRow *row) {
  if (!isnan(row->utilization)) return row->utilization;
  return row->status == LIMIT_FAIL || row->status == LIMIT_WARN ? INFINITY : -INFINITY;
}

static bool worse(const LimitRow *a, const LimitRow *b) {
  static const int rank[] = {[LIMIT_NOT_APPLICABLE] = 0, [LIMIT_PASS] = 1, [LIMIT_WARN] = 2, [LIMIT_FAIL] = 3};
  if (rank[a->status] != rank[b->status]) return rank[a->status] > rank[b->status];
  return comparable(a) > comparable(b);
}

bool limits_worst_of(const LimitTable *a, const LimitTable *b, LimitTable *out) {
  const LimitTable *longer = a->count ? a : b;
  for (int i = 0; i < longer->count; i++) {
    LimitRow *row = add_row(out);
    if (!row) return false;
    bool both = i < a->count && i < b->count;
    *row = both && worse(&b->rows[i], &a->rows[i]) ? b->rows[i] : longer->rows[i];
  }
  return true;
}

bool limits_violated(const LimitTable *table) {
  for (int i = 0; i < table->count; i++)
    if (table->rows[i].status == LIMIT_FAIL) return true;
  return false;
}

double limit_used(const LimitRow *row) {
  bool from_middle = (row->check == LIMIT_TEMPERATURE || row->check == LIMIT_COIL_VOLTAGE) &&
                     row->when != LIMIT_WHEN_TRANSIENT; /* one that moved with the run says something */
  return from_middle && row->status == LIMIT_PASS ? fmin(row->utilization, 0) : row->utilization;
}
