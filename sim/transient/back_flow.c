#include "sim/transient/back_flow.h"

#include <math.h>

/* Beyond what a run at rest was ever seen to swing by. */
static const double errors = 10;

/* A peak read off the pressures stands where their error is no more than this part of it. Where they are level but for that error they tell
   nothing, and the step's mean stands. */
static const double telling_part = 0.02;

/* What pressures within the tolerance can make flow back: their error in every volume of the line, where one stands above the valve no more
   than that of gas at the valve's pressure. */
static double doubtful_pa_m3(const LimitLook *look, const double *p) {
  const Network *network = look->network;
  double at_valve_pa = fmax(network_total(network, p, look->branch->from), network_total(network, p, look->branch->to));
  double sum = 0;
  for (int i = 0; i < network->n_nodes; i++) {
    const NodeParams *node = &network->nodes[i].params;
    if (node->fixed) continue;
    double p_pa = fmin(network_total(network, p, i), at_valve_pa);
    sum += node->volume_m3 * (look->tolerance->rtol * p_pa + look->tolerance->atol_pa);
  }
  return errors * sum;
}

/* By the law over the pressures, pV at 293.15 K: Boole's rule on the quarters. */
typedef struct {
  double net_pa_m3, back_pa_m3, first_pa_m3_s, last_pa_m3_s;
} ByLaw;

static ByLaw by_law(const LimitLook *look, const Step *step) {
  static const double weight[STEP_QUARTERS + 1] = {7.0 / 90, 32.0 / 90, 12.0 / 90, 32.0 / 90, 7.0 / 90};
  double length_s = step->t_end_s - step->t_start_s;
  ByLaw law = {0};
  for (int k = 0; k <= STEP_QUARTERS; k++) {
    double q = limit_look_flow(look, step_quarter(step, k), NULL);
    law.net_pa_m3 += length_s * weight[k] * q;
    law.back_pa_m3 += length_s * weight[k] * fmax(-q, 0);
    if (k == 0) law.first_pa_m3_s = q;
    law.last_pa_m3_s = q;
  }
  return law;
}

static double flow_back(void *context, const double *p) {
  return -limit_look_flow(context, p, NULL);
}

static void note(BackFlow *back, const LimitLook *look, double time_s, const double *p, double q_pa_m3_s) {
  if (!isnan(back->time_s) && !(q_pa_m3_s < back->moment.q_pa_m3_s)) return;
  back->time_s = time_s;
  back->moment = *look->moment;
  back->moment.p1_pa = network_total(look->network, p, look->branch->from);
  back->moment.p2_pa = network_total(look->network, p, look->branch->to);
  back->moment.q_pa_m3_s = q_pa_m3_s;
}

/* The largest flow of the step. */
static void note_largest(BackFlow *back, LimitLook *look, const Step *step, double amount_pa_m3) {
  double fraction, doubt, peak = step_maximum_above(step, flow_back, look, 0, &fraction);
  const double *p = isnan(peak) ? NULL : step_pressures(step, fraction);
  if (p) limit_look_flow(look, p, &doubt);
  if (p && (!step->through_pa_m3 || doubt <= telling_part * peak))
    note(back, look, step_time_s(step, fraction), p, -peak);
  else
    note(back, look, step->t_end_s, step_quarter(step, STEP_QUARTERS),
         -amount_pa_m3 / (step->t_end_s - step->t_start_s));
}

bool back_flow_step(BackFlow *back, LimitLook *look, const Step *step, const StepRanges *ranges) {
  int k = (int)(look->branch - look->network->branches);
  double passed = step->through_pa_m3 ? step->through_pa_m3[k] : NAN;
  if (!(passed < 0) && limit_look_surely_forward(look, ranges)) {
    back->running = false;
    return false;
  }
  ByLaw law = by_law(look, step);
  double net = isnan(passed) ? law.net_pa_m3 : passed, off = fabs(law.net_pa_m3 - net);
  double amount = fmax(-net, law.back_pa_m3 - off);
  bool anew = !back->running || (net >= 0 && law.first_pa_m3_s >= 0);
  back->running = amount > 0;
  if (!back->running) return false;
  if (anew) *back = (BackFlow){.running = true, .time_s = NAN};
  back->amount_pa_m3 += amount;
  note_largest(back, look, step, amount);
  bool real = back->amount_pa_m3 > doubtful_pa_m3(look, step->quarter[STEP_QUARTERS]);
  if (net >= 0 && law.last_pa_m3_s >= 0) back->running = false;
  return real && !isnan(back->time_s) && limit_look_offer(look, back->time_s, &back->moment);
}
