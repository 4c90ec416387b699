/* Contract checks on the flow itself: rest, signs, monotony, limits. */
#include <float.h>

#include "models/constants.h"
#include "tests/contract.h"

/* 1e-8 to 1e7 Pa, evenly in the logarithm. */
enum { STEPS = 180 };
static double rung(int k) {
  return pow(10, -8 + 15.0 * k / STEPS);
}

static const double ratios[] = {0,   1e-9, 1e-5, 1e-2, 0.1,  0.25,  0.4,    0.5,      0.55, 0.6,
                                0.7, 0.8,  0.9,  0.95, 0.99, 0.999, 0.9999, 0.999999, 1};
enum { RATIOS = sizeof ratios / sizeof ratios[0] };

/* What the rounding of two nearly equal pressures does to a flow. */
static double grain(const Flow *f, double p1, double p2) {
  return 1e-10 * fabs(f->q_pa_m3_s) + 16 * DBL_EPSILON * (fabs(f->dq_dp1_m3_s * p1) + fabs(f->dq_dp2_m3_s * p2));
}

/* No flow at equal pressures, exactly; and a finite slope that is not 0. */
void check_rest(const Case *c) {
  for (int k = -1; k <= STEPS; k++) {
    double p = k < 0 ? 0 : rung(k);
    Flow f = case_flow(c, p, p);
    if (f.q_pa_m3_s != 0) case_fault(c, fabs(f.q_pa_m3_s), p, p, "q = %g at equal pressures", f.q_pa_m3_s);
    if (!(f.dq_dp1_m3_s > 0) || !(fabs(f.dq_dp1_m3_s + f.dq_dp2_m3_s) <= 1e-12 * f.dq_dp1_m3_s))
      case_fault(c, fabs(f.dq_dp1_m3_s + f.dq_dp2_m3_s), p, p, "slopes %g and %g at rest do not mirror", f.dq_dp1_m3_s,
                 f.dq_dp2_m3_s);
  }
}

/* flow(p2, p1) = -flow(p1, p2), derivatives with it. */
void check_turned(const Case *c) {
  if (!c->subject->type->symmetric || !c->subject->whole) return;
  for (int k = 0; k <= STEPS; k += 2)
    for (int r = 0; r < RATIOS; r++) {
      double p1 = rung(k), p2 = ratios[r] * p1;
      Flow a = case_flow(c, p1, p2), b = case_flow(c, p2, p1);
      double scale = fabs(a.dq_dp1_m3_s) + fabs(a.dq_dp2_m3_s),
             off = fabs(a.q_pa_m3_s + b.q_pa_m3_s) / (scale * p1 + DBL_MIN);
      double slope_off =
          (fabs(a.dq_dp1_m3_s + b.dq_dp2_m3_s) + fabs(a.dq_dp2_m3_s + b.dq_dp1_m3_s)) / (scale + DBL_MIN);
      if (!(off <= 1e-12) || !(slope_off <= 1e-9) || a.choked != b.choked || a.turbulent != b.turbulent)
        case_fault(c, off + slope_off, p1, p2, "q %g and turned %g, slopes off by %g", a.q_pa_m3_s, b.q_pa_m3_s,
                   slope_off);
    }
}

/* q from the higher to the lower pressure; dq/dp1 >= 0, dq/dp2 <= 0. */
static void signs_at(const Case *c, double p1, double p2) {
  Flow f = case_flow(c, p1, p2);
  double scale = fabs(f.dq_dp1_m3_s) + fabs(f.dq_dp2_m3_s);
  if (f.q_pa_m3_s * (p1 - p2) < 0 || (p1 != p2 && f.q_pa_m3_s == 0))
    case_fault(c, 1, p1, p2, "q = %g runs uphill or stands", f.q_pa_m3_s);
  if (f.dq_dp1_m3_s < 0)
    case_fault(c, -f.dq_dp1_m3_s / scale, p1, p2, "dq/dp1 = %g (dq/dp2 = %g)", f.dq_dp1_m3_s, f.dq_dp2_m3_s);
  if (f.dq_dp2_m3_s > 0)
    case_fault(c, f.dq_dp2_m3_s / scale, p1, p2, "dq/dp2 = %g (dq/dp1 = %g)", f.dq_dp2_m3_s, f.dq_dp1_m3_s);
}

void check_signs(const Case *c) {
  for (int k = 0; k <= STEPS; k++)
    for (int r = 0; r < RATIOS; r++) {
      signs_at(c, rung(k), ratios[r] * rung(k));
      signs_at(c, ratios[r] * rung(k), rung(k));
    }
}

/* q never falls as p1 rises at a fixed p2, from below p2 to far above. */
void check_monotone_1(const Case *c) {
  static const double fixed[] = {0, 1e-6, 1e-3, 0.3, 10, 300, 1e4, 101325, 2e6};
  for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++) {
    Flow last = case_flow(c, 0, fixed[i]);
    double last_p = 0;
    for (int k = 0; k <= 4 * STEPS; k++) {
      double p1 = pow(10, -8 + 15.0 * k / (4 * STEPS));
      Flow f = case_flow(c, p1, fixed[i]);
      double fall = last.q_pa_m3_s - f.q_pa_m3_s;
      if (fall > grain(&f, p1, fixed[i]))
        case_fault(c, fall / fabs(f.q_pa_m3_s), p1, fixed[i], "q falls from %.17g at p1 = %.9g to %.17g",
                   last.q_pa_m3_s, last_p, f.q_pa_m3_s);
      last = f, last_p = p1;
    }
  }
}

/* q never rises as p2 rises from 0 to p1 (and a little on). */
void check_monotone_2(const Case *c) {
  for (int i = 0; i <= STEPS; i += 6) {
    double p1 = rung(i), last_p = 0;
    Flow last = case_flow(c, p1, 0);
    for (int k = 1; k <= 260; k++) {
      double r = k <= 205 ? k / 200.0 : 1 - pow(10, -(k - 205) / 10.0); /* evenly, then towards 0.999997 */
      if (k == 206) last = case_flow(c, p1, 0), last_p = 0;
      Flow f = case_flow(c, p1, r * p1);
      double rise = f.q_pa_m3_s - last.q_pa_m3_s;
      if (rise > grain(&f, p1, r * p1))
        case_fault(c, rise / fabs(f.q_pa_m3_s), p1, r * p1, "q rises from %.17g at p2 = %.9g to %.17g", last.q_pa_m3_s,
                   last_p, f.q_pa_m3_s);
      last = f, last_p = r * p1;
    }
  }
}

/* A solver's step may go a little below 0 Pa: laws go on, monotone and dissipating, without a step of q at 0. */
void check_below_zero(const Case *c) {
  static const double p[] = {-1, -1e-3, -1e-9, 0, 1e-9, 1e-3, 1, 1e3, 1e5};
  enum { N = sizeof p / sizeof p[0] };
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      signs_at(c, p[i], p[j]);
      Flow f = case_flow(c, p[i], p[j]);
      if (i == 0) continue;
      Flow less1 = case_flow(c, p[i - 1], p[j]), less2 = case_flow(c, p[j], p[i - 1]), at2 = case_flow(c, p[j], p[i]);
      if (less1.q_pa_m3_s - f.q_pa_m3_s > grain(&f, p[i], p[j]))
        case_fault(c, less1.q_pa_m3_s - f.q_pa_m3_s, p[i], p[j], "q falls as p1 rises");
      if (at2.q_pa_m3_s - less2.q_pa_m3_s > grain(&at2, p[j], p[i]))
        case_fault(c, at2.q_pa_m3_s - less2.q_pa_m3_s, p[j], p[i], "q rises with p2");
    }
}

/* q/(p1 - p2) goes over into the type's own molecular conductance. */
void check_molecular_limit(const Case *c) {
  const ComponentType *type = c->subject->type;
  double want = type->molecular_conductance_m3_s ? type->molecular_conductance_m3_s(c->subject->params, &c->gas) : 0;
  if (!(want > 0)) return; /* the type, or this set of it, has none */
  double radius = type->radius_m ? type->radius_m(c->subject->params) : 0,
         p1 = radius > 0 ? 1e-11 / gas_rarefaction(&c->gas, radius, 1) : 1e-6;
  for (int r = 0; r < RATIOS - 1; r++) {
    double p2 = ratios[r] * p1, got = case_flow(c, p1, p2).q_pa_m3_s / (p1 - p2), off = fabs(got / want - 1);
    if (!(off <= 1e-3)) case_fault(c, off, p1, p2, "q/(p1 - p2) = %g, molecular conductance %g m3/s", got, want);
  }
}

/* A law of a bore knows a gas by viscosity, speed and gamma alone: q = v0 s F(p1/s, p2/s, gamma) with s = mu v0. Mixtures take the
   derivatives in their properties from that (sim/mixture.c). */
void check_dimensions(const Case *c) {
  const ComponentType *type = c->subject->type;
  if (!type->radius_m) return;
  Case other = *c;
  const double thinner = 0.37, slower = 0.4;
  other.gas.viscosity_pa_s *= thinner;
  other.gas.v0_m_s *= slower;
  other.gas.molar_mass_kg_mol /= slower * slower;
  gas_complete(&other.gas);
  for (int k = 0; k <= STEPS; k += 3)
    for (int r = 0; r < RATIOS; r++) {
      double p1 = rung(k), p2 = ratios[r] * p1, s = thinner * slower;
      Flow want = case_flow(c, p1, p2), got = case_flow(&other, s * p1, s * p2);
      double off = fabs(got.q_pa_m3_s / (slower * s) - want.q_pa_m3_s);
      if (!(off <= grain(&want, p1, p2)))
        case_fault(c, off / fabs(want.q_pa_m3_s), p1, p2, "q = %.17g, by a gas like it %.17g", want.q_pa_m3_s,
                   got.q_pa_m3_s / (slower * s));
    }
  double want = type->molecular_conductance_m3_s ? type->molecular_conductance_m3_s(c->subject->params, &c->gas) : 0,
         got = want > 0 ? type->molecular_conductance_m3_s(c->subject->params, &other.gas) : 0;
  if (!(fabs(got - slower * want) <= 1e-12 * want))
    case_fault(c, 1, 0, 0, "molecular conductance %.17g does not go with v0: %.17g", want, got);
}

/* The isentropic nozzle of the bore, choked: A p1 psi sqrt(R/(M T)) 293.15 K as throughput. An inner piece of a run
   sees static pressures: not bounded so. Where only a radius is known it stands for the nozzle of the same choked flow
   of air, and the standards' ways from air to other gases differ from psi: IEC 60534 by +2.9 % for gamma 5/3. */
void check_choked_bound(const Case *c) {
  const ComponentType *type = c->subject->type;
  if (!c->subject->whole || (!type->bore_m && !type->radius_m)) return;
  double radius = type->bore_m ? 0.5 * type->bore_m(c->subject->params) : type->radius_m(c->subject->params),
         g = c->gas.gamma;
  double psi = sqrt(g) * pow(2 / (g + 1), (g + 1) / (2 * (g - 1)));
  double per_pa = 3.14159265358979 * radius * radius * psi *
                  sqrt(8.31446261815324 / (c->gas.molar_mass_kg_mol * c->gas.temperature_k)) * 293.15;
  for (int k = 0; k <= STEPS; k++)
    for (int r = 0; r < RATIOS; r++) {
      double p1 = rung(k), over = case_flow(c, p1, ratios[r] * p1).q_pa_m3_s / (per_pa * p1);
      if (!(over <= (type->bore_m ? 1 + 1e-9 : 1.03)))
        case_fault(c, over - 1, p1, ratios[r] * p1, "%.9g of the ideal choked flow of a bore of %g m", over,
                   2 * radius);
    }
}

/* From where a search of this element ended before, wherever that was, a flow is the one found from nowhere; its slopes too where they are wanted. */
static void start_at(const Case *c, double p1, double p2, FlowStart *start, bool slopes) {
  const ComponentType *type = c->subject->type;
  Flow want = case_flow(c, p1, p2), got;
  type->flow_from(c->subject->params, &c->gas, p1, p2, start, slopes, &got);
  double off = fabs(got.q_pa_m3_s - want.q_pa_m3_s), scale = fabs(want.dq_dp1_m3_s) + fabs(want.dq_dp2_m3_s);
  double allowed = slopes ? 0 : start->within * fabs(want.q_pa_m3_s);
  if (!(off <= grain(&want, p1, p2) + allowed))
    case_fault(c, off / fabs(want.q_pa_m3_s), p1, p2, "q = %.17g from a start, %.17g without", got.q_pa_m3_s,
               want.q_pa_m3_s);
  double slope_off = fabs(got.dq_dp1_m3_s - want.dq_dp1_m3_s) + fabs(got.dq_dp2_m3_s - want.dq_dp2_m3_s);
  if (slopes && !(slope_off <= 1e-6 * scale)) case_fault(c, slope_off / scale, p1, p2, "slopes off by %g", slope_off);
}

/* Along the pressures in steps small and large, and turning round. */
static void walk(const Case *c, FlowStart walking) {
  for (int k = 0; k <= STEPS; k += 3)
    for (int r = 0; r < RATIOS; r++) {
      double p1 = rung(k), p2 = ratios[r] * p1;
      bool slopes = r % 2;
      start_at(c, p1, p2, &walking, slopes);
      start_at(c, 1.01 * p1, p2, &walking, !slopes);
      if (r % 5 == 0) start_at(c, p2, p1, &walking, slopes);
      start_at(c, rung((k * 7 + r) % STEPS), p2, &walking, slopes);
    }
}

void check_start(const Case *c) {
  if (!c->subject->type->flow_from) return;
  walk(c, (FlowStart){0});
  walk(c, (FlowStart){.within = 1e-9});
  walk(c, (FlowStart){.within = 1e-7});
}
