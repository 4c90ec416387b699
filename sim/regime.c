#include "sim/regime.h"

#include <math.h>

#include "models/constants.h"
#include "models/valve.h"

static const double molecular_above_kn = 0.5, viscous_below_kn = 0.01;

const char *regime_name(Regime regime) {
  static const char *const names[REGIME_COUNT] = {
#define X(id, words) words,
      REGIMES(X)
#undef X
  };
  return names[regime];
}

Regime regime_of_knudsen(double knudsen) {
  if (knudsen > molecular_above_kn) return REGIME_MOLECULAR;
  return knudsen < viscous_below_kn ? REGIME_VISCOUS : REGIME_TRANSITIONAL;
}

typedef struct {
  double total1_pa, total2_pa, x[GAS_MAX]; /* mole fractions of both ends together */
} Ends;

static Ends ends_of(const Network *network, const Branch *branch, const double *p) {
  Ends ends = {0};
  int n = network->n_gas;
  for (int i = 0; i < n; i++) {
    double p1 = branch->from >= 0 ? p[branch->from * n + i] : 0, p2 = branch->to >= 0 ? p[branch->to * n + i] : 0;
    ends.total1_pa += p1;
    ends.total2_pa += p2;
    ends.x[i] = fmax(p1, 0) + fmax(p2, 0);
  }
  double sum = 0;
  for (int i = 0; i < n; i++)
    sum += ends.x[i];
  for (int i = 0; i < n; i++)
    ends.x[i] = sum > 0 ? ends.x[i] / sum : network->line_fractions[i];
  return ends;
}

/* Between the thresholds the larger of both readings flows (models/leak_law.c): the one that carries more is the
   regime. */
static Regime leak_regime(const Network *network, const Branch *branch, const LeakReference *leak, const Ends *ends) {
  LeakScaling scaling = leak_scaling(leak);
  if (scaling != LEAK_LARGER) return scaling == LEAK_VISCOUS ? REGIME_VISCOUS : REGIME_MOLECULAR;
  double molecular = 0, viscous = 0, carrier = fabs(ends->total1_pa) + fabs(ends->total2_pa);
  for (int i = 0; i < network->n_gas; i++) {
    LeakCoefficients c = leak_coefficients(leak, network->gases[i], branch->mean_temperature_k);
    molecular += ends->x[i] * c.molecular_m3_s;
    viscous += ends->x[i] * c.viscous_m3_s_pa * carrier;
  }
  return viscous > molecular ? REGIME_VISCOUS : REGIME_MOLECULAR;
}

static BranchRegime closed_regime(const Network *network, const Branch *branch, const Ends *ends) {
  BranchRegime answer = {.knudsen = NAN, .knudsen_reason = "closed: the width of a seat leak is not known"};
  LeakReference leak;
  if (branch_is_valve(branch) && valve_seat_leak(branch->params, &leak))
    answer.regime = leak_regime(network, branch, &leak, ends);
  else
    answer.regime_reason = answer.knudsen_reason = "closed and taken as tight: no seat leak is known";
  return answer;
}

static void set_knudsen(const Network *network, const Branch *branch, const Ends *ends, BranchRegime *answer) {
  double radius = branch->type->radius_m ? branch->type->radius_m(branch->params) : NAN;
  double mean_pa = 0.5 * (ends->total1_pa + ends->total2_pa);
  answer->knudsen = NAN;
  if (!branch->type->radius_m)
    answer->knudsen_reason = "this type has no bore to reckon a Knudsen number with";
  else if (!(radius > 0 && isfinite(radius)))
    answer->knudsen_reason = "the bore is not known";
  else if (!(mean_pa > 0))
    answer->knudsen_reason = "no gas at either end";
  else {
    GasState gas = gas_mixture_state(network->gases, ends->x, network->n_gas, branch->mean_temperature_k);
    answer->knudsen = sqrt(PI) / (4 * gas_rarefaction(&gas, radius, mean_pa));
  }
}

/* Rarer gas flows into vacuum without feeling the outlet because nothing comes back, not because it moves at the speed of sound. */
static const double choked_below_knudsen = 0.05;

BranchRegime branch_regime(const Network *network, const Branch *branch, const double *p, unsigned char regime_bits) {
  Ends ends = ends_of(network, branch, p);
  if (branch->type->closes && !branch->open) return closed_regime(network, branch, &ends);
  BranchRegime answer = {0};
  set_knudsen(network, branch, &ends, &answer);
  bool dense = !(answer.knudsen > choked_below_knudsen); /* NaN: no bore to reckon with, the law's word counts */
  if (dense && (regime_bits & REGIME_BIT_CHOKED))
    answer.regime = REGIME_CHOKED;
  else if (dense && (regime_bits & REGIME_BIT_TURBULENT))
    answer.regime = REGIME_TURBULENT;
  else if (answer.knudsen_reason)
    answer.regime_reason = answer.knudsen_reason;
  else
    answer.regime = regime_of_knudsen(answer.knudsen);
  return answer;
}
