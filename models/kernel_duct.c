#include "models/kernel_duct.h"

#include <math.h>

#include "models/constants.h"
#include "models/kernel_clausing.h"

static const double molecular_g = 1.5045055561273502; /* G(0) = 8/(3 sqrt(pi)) of the round tube */
static const double slip_fade = 100;                  /* delta beyond which surplus slip is nothing beside the flow */
static const double short_turn = 0.5, wide_turn = 15; /* L/R_h */

/* Of the equivalent tubes, molecular, 1/W: along the tube and at the ends it has, as pipe_molecular_conductance_m3_s.
 */
static double core_resistance(const Pipe *pipe) {
  return 0.375 * sqrt(PI) * (pipe->core + pipe->core_bends);
}

static double end_resistance(const Pipe *pipe, double gain) {
  return (pipe->share_1 + pipe->share_2) / 2 * (1 + gain * pipe->excess);
}

/* Factor on Clausing's e. A short duct of any section has 1/W - 1 = L/D_h, which is 4 - 3/K; wide slits reach their
   long value late, because only a length of many widths cuts off the logarithm in K. */
static double end_gain(const DuctSection *section, double length_over_radius) {
  double none = 4 - 3 / section->molecular_gain, all = section->end_gain;
  double turn = all < none ? short_turn : wide_turn;
  return none + (all - none) * length_over_radius / (length_over_radius + turn);
}

static void add_term(Duct *duct, double weight, double rate) {
  if (weight != 0) duct->term[duct->terms++] = (DuctTerm){weight, rate};
}

static void add_surplus(Duct *duct, const DuctSection *section) {
  const Pipe *pipe = &duct->pipe;
  double core = core_resistance(pipe), k = section->molecular_gain, reach = end_gain(section, pipe->run_over_radius);
  double tubes = 1 / (core + end_resistance(pipe, 1)), whole = 1 / (core / k + end_resistance(pipe, reach));
  double surplus = fmax(whole - tubes, 0), x = (k - 1) * molecular_g;
  double slip = section->slip_gain / molecular_g * core * whole * tubes;
  if (section->slip_rise > 0) {
    add_term(duct, surplus, 7 + 15 * x * x);
    if (section->slip_rise >= slip_fade) return;
    add_term(duct, slip, 1 / slip_fade);
    add_term(duct, -slip, 1 / section->slip_rise);
    return;
  }
  slip = fmin(slip, surplus);
  x = fmax(x - section->slip_gain, 0);
  add_term(duct, surplus - slip, 7 + 15 * x * x);
  add_term(duct, slip, 1 / slip_fade);
}

static void fill_area(Duct *duct, double area_m2, const PipeGeometry *pipe) {
  *duct = (Duct){0};
  pipe_prepare(&duct->pipe, pipe);
  duct->count = area_m2 / duct->pipe.area_m2;
}

void duct_prepare(Duct *duct, const DuctSection *section, const PipeGeometry *along) {
  double hydraulic = section->hydraulic_radius_m, ratio = section->laminar_radius_m / hydraulic, square = ratio * ratio;
  PipeGeometry pipe = *along;
  pipe.diameter_m = 2 * hydraulic * square;
  pipe.length_m = along->length_m * square;
  pipe.roughness_m = along->roughness_m * square; /* over D as of the duct over D_h */
  fill_area(duct, section->area_m2, &pipe);
  add_surplus(duct, section);
}

void duct_prepare_pipes(Duct *duct, double area_m2, const PipeGeometry *pipe, double transmission, double rate) {
  fill_area(duct, area_m2, pipe);
  double tubes = 1 / (core_resistance(&duct->pipe) + end_resistance(&duct->pipe, 1));
  add_term(duct, fmax(transmission - tubes, 0), rate);
}

/* Integral of a term from delta2 to delta1, by x^(1/4) - y^(1/4) = (x - y)/((r + s)(r^2 + s^2)): nothing cancels, and
   equal pressures give 0. Below 0 the molecular law goes on. */
static void add_beside(const Duct *duct, double delta1, double delta2, double *q, double *d1, double *d2) {
  for (int i = 0; i < duct->terms; i++) {
    const DuctTerm *term = &duct->term[i];
    double square1 = sqrt(1 + term->rate * fmax(delta1, 0)), square2 = sqrt(1 + term->rate * fmax(delta2, 0));
    double root1 = sqrt(square1), root2 = sqrt(square2);
    double part = 4 * (fmax(delta1, 0) - fmax(delta2, 0)) / ((root1 + root2) * (square1 + square2));
    *q += term->weight * (part + fmin(delta1, 0) - fmin(delta2, 0));
    *d1 += term->weight / (root1 * square1);
    *d2 -= term->weight / (root2 * square2);
  }
}

void kernel_duct(const Duct *duct, const GasState *gas, double p1_pa, double p2_pa, Flow *flow) {
  FlowStart nowhere = {0};
  kernel_duct_from(duct, gas, p1_pa, p2_pa, &nowhere, true, flow);
}

void kernel_duct_from(const Duct *duct, const GasState *gas, double p1_pa, double p2_pa, FlowStart *start, bool slopes,
                      Flow *flow) {
  kernel_pipe_from(&duct->pipe, gas, p1_pa, p2_pa, start, slopes, flow);
  double to_delta = duct->pipe.radius_m * gas->rarefaction_per_pa_m, q = 0, d1 = 0, d2 = 0;
  double aperture = duct->pipe.area_m2 * gas->v0_m_s / (2 * sqrt(PI)) * gas->warm;
  add_beside(duct, to_delta * p1_pa, to_delta * p2_pa, &q, &d1, &d2);
  flow->q_pa_m3_s = duct->count * (flow->q_pa_m3_s + aperture * (q / to_delta));
  flow->dq_dp1_m3_s = duct->count * (flow->dq_dp1_m3_s + aperture * d1);
  flow->dq_dp2_m3_s = duct->count * (flow->dq_dp2_m3_s + aperture * d2);
}

double duct_molecular_conductance_m3_s(const Duct *duct, const GasState *gas) {
  double beside = 0;
  for (int i = 0; i < duct->terms; i++)
    beside += duct->term[i].weight;
  double tubes = pipe_molecular_conductance_m3_s(&duct->pipe, gas);
  return duct->count * (tubes + beside * duct->pipe.area_m2 * gas_mean_speed_m_s(gas) / 4);
}
