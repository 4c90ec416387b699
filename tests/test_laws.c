/* What every flow kernel promises, over 12 decades: zero at rest, antisymmetry, monotony, exact and continuous
   derivatives, no more than the ideal nozzle, dissipation below 0 Pa; and that a tube cut at junctions passes what the
   whole tube passes. */
#include "models/constants.h"
#include "models/kernel_bore.h"
#include "models/kernel_iec60534.h"
#include "models/kernel_iso6358.h"
#include "models/kernel_pipe.h"
#include "tests/check.h"

typedef struct {
  const char *name;
  void (*flow)(const void *law, const GasState *gas, double p1, double p2, Flow *flow);
  const void *law;
  double area_m2; /* 0: no bore to compare with */
} Kernel;

static void pipe_flow(const void *law, const GasState *gas, double p1, double p2, Flow *flow) {
  kernel_pipe(law, gas, p1, p2, flow);
}
static void bore_flow(const void *law, const GasState *gas, double p1, double p2, Flow *flow) {
  kernel_bore(law, gas, p1, p2, flow);
}
static void iso_flow(const void *law, const GasState *gas, double p1, double p2, Flow *flow) {
  kernel_iso6358(law, gas, p1, p2, flow);
}
static void iec_flow(const void *law, const GasState *gas, double p1, double p2, Flow *flow) {
  kernel_iec60534(law, gas, p1, p2, flow);
}

enum { PIPES = 9, KERNELS = PIPES + 5, GASES = 4, RATIOS = 30 };
static Pipe pipes[PIPES];
static Bore bore;
static Iso6358 iso, iso_molecular;
static Iec60534 iec, iec_molecular;
static Kernel kernels[KERNELS];
static GasState gases[GASES];

static int prepare(void **state) {
  (void)state;
  static const double length[PIPES] = {0, 0.1, 0.4, 1, 3, 10, 25, 200, 4000};
  for (int i = 0; i < PIPES; i++) {
    PipeGeometry geometry = pipe_geometry(5e-3, length[i] * 2.5e-3);
    if (i == 6) geometry.bend_angle_rad = PI, geometry.bend_k = 1.5, geometry.roughness_m = 5e-5;
    pipe_prepare(&pipes[i], &geometry);
    kernels[i] = (Kernel){"pipe", pipe_flow, &pipes[i], pipes[i].area_m2};
  }
  bore_prepare(&bore, 6e-3, 0.75, 0.4, 0.35);
  iso6358_prepare(&iso, 4e-8, 0.3, 0.5, 0);
  iso6358_prepare(&iso_molecular, 4e-8, 0.45, 0.6, 1e-3);
  iec60534_prepare(&iec, 0.5, 0.7, 0);
  iec60534_prepare(&iec_molecular, 0.5, 0.5, 5e-4);
  kernels[PIPES] = (Kernel){"bore", bore_flow, &bore, bore.area_m2};
  kernels[PIPES + 1] = (Kernel){"iso6358", iso_flow, &iso, 0};
  kernels[PIPES + 2] = (Kernel){"iso6358 joined", iso_flow, &iso_molecular, 0};
  kernels[PIPES + 3] = (Kernel){"iec60534", iec_flow, &iec, 0};
  kernels[PIPES + 4] = (Kernel){"iec60534 joined", iec_flow, &iec_molecular, 0};
  static const char *const names[GASES] = {"N2", "He", "SF6", "Xe"};
  for (int i = 0; i < GASES; i++)
    gases[i] = gas_state(gas_find(names[i]), 300);
  return 0;
}

/* 0, the middle, and both ends on logarithmic scales. */
static double ratio_of(int i) {
  if (i < 10) return i / 10.0;
  if (i < 20) return 1 - pow(10, -(i - 9) * 0.7);
  return pow(10, -(i - 19) * 0.8);
}

typedef void (*Visit)(const Kernel *kernel, const GasState *gas, double p1, double p2);

static void visit_all(Visit visit, double step) {
  for (int k = 0; k < KERNELS; k++)
    for (int g = 0; g < GASES; g++)
      for (double p1 = 1e-8; p1 < 2e7; p1 *= step)
        for (int i = 0; i < RATIOS; i++)
          visit(&kernels[k], &gases[g], p1, p1 * ratio_of(i));
}

static void visit_signs(const Kernel *kernel, const GasState *gas, double p1, double p2) {
  Flow flow, back, rest;
  kernel->flow(kernel->law, gas, p1, p2, &flow);
  kernel->flow(kernel->law, gas, p2, p1, &back);
  kernel->flow(kernel->law, gas, p1, p1, &rest);
  assert_true(isfinite(flow.q_pa_m3_s) && flow.q_pa_m3_s > 0);
  if (!(flow.dq_dp1_m3_s > 0 && flow.dq_dp2_m3_s <= 0)) {
    fail_msg("%s: p1 %g p2 %g: slopes %g %g", kernel->name, p1, p2, flow.dq_dp1_m3_s, flow.dq_dp2_m3_s);
  }
  assert_true(back.q_pa_m3_s == -flow.q_pa_m3_s);
  assert_true(back.dq_dp2_m3_s == -flow.dq_dp1_m3_s && back.dq_dp1_m3_s == -flow.dq_dp2_m3_s);
  assert_true(rest.q_pa_m3_s == 0 && isfinite(rest.dq_dp1_m3_s) && rest.dq_dp1_m3_s > 0 &&
              rest.dq_dp2_m3_s == -rest.dq_dp1_m3_s);
  if (kernel->area_m2 > 0) assert_true(flow.q_pa_m3_s <= ideal_choked_m3_s(kernel->area_m2, gas) * p1);
}

static void signs_and_bounds(void **state) {
  (void)state;
  visit_all(visit_signs, 1.7);
}

/* Richardson's central difference, its step a small part of the pressure difference; noise of the difference allowed
 * for. */
static void visit_derivative(const Kernel *kernel, const GasState *gas, double p1, double p2) {
  Flow flow, f[4];
  double h = 2e-4 * (p1 - p2), noise = 4e-13;
  kernel->flow(kernel->law, gas, p1, p2, &flow);
  for (int i = 0; i < 4; i++)
    kernel->flow(kernel->law, gas, p1 + h * (i < 2 ? 2 * i - 1 : 4 * i - 10), p2, &f[i]);
  double near = (f[1].q_pa_m3_s - f[0].q_pa_m3_s) / (2 * h), far = (f[3].q_pa_m3_s - f[2].q_pa_m3_s) / (4 * h);
  double allowed =
      1e-6 * flow.dq_dp1_m3_s + fabs(near - far) + noise * (flow.q_pa_m3_s + flow.dq_dp1_m3_s * p1 * 0.01) / h;
  if (!(fabs((4 * near - far) / 3 - flow.dq_dp1_m3_s) <= allowed)) {
    fail_msg("%s: p1 %g p2 %g: dq/dp1 %.9g, difference %.9g", kernel->name, p1, p2, flow.dq_dp1_m3_s,
             (4 * near - far) / 3);
  }
  if (p2 < 2 * h) return;
  for (int i = 0; i < 4; i++)
    kernel->flow(kernel->law, gas, p1, p2 + h * (i < 2 ? 2 * i - 1 : 4 * i - 10), &f[i]);
  near = (f[1].q_pa_m3_s - f[0].q_pa_m3_s) / (2 * h), far = (f[3].q_pa_m3_s - f[2].q_pa_m3_s) / (4 * h);
  allowed = 1e-6 * flow.dq_dp1_m3_s + fabs(near - far) + noise * (flow.q_pa_m3_s + flow.dq_dp1_m3_s * p1 * 0.01) / h;
  if (!(fabs((4 * near - far) / 3 - flow.dq_dp2_m3_s) <= allowed)) {
    fail_msg("%s: p1 %g p2 %g: dq/dp2 %.9g, difference %.9g", kernel->name, p1, p2, flow.dq_dp2_m3_s,
             (4 * near - far) / 3);
  }
}

static void derivatives(void **state) {
  (void)state;
  visit_all(visit_derivative, 1.9);
}

/* A kink is a slope that still jumps when the sweep is made finer: compared at steps of 3e-3 and 1e-7 across the whole
 * range. */
static void no_kink(void **state) {
  (void)state;
  for (int k = 0; k < KERNELS; k++) {
    for (int i = 0; i < 8; i++) {
      double ratio = i / 8.0, before = 0;
      for (double p1 = 1e-4; p1 < 1e7; p1 *= 1.003) {
        Flow flow, next;
        kernels[k].flow(kernels[k].law, &gases[0], p1, ratio * p1, &flow);
        kernels[k].flow(kernels[k].law, &gases[0], p1 * (1 + 1e-7), ratio * p1 * (1 + 1e-7), &next);
        assert_rel(next.dq_dp1_m3_s, flow.dq_dp1_m3_s, 2e-6);
        if (before > 0) assert_rel(flow.dq_dp1_m3_s, before, 0.1);
        before = flow.dq_dp1_m3_s;
      }
    }
    for (double x = -7; x < -0.005; x += 0.01) { /* through p2 = p1 and the critical ratio */
      double p1 = 3e4, e = pow(10, x);
      Flow above, below, here;
      kernels[k].flow(kernels[k].law, &gases[0], p1, p1 * (1 - e), &here);
      kernels[k].flow(kernels[k].law, &gases[0], p1, p1 * (1 - e * (1 + 1e-5)), &above);
      assert_abs(above.dq_dp2_m3_s, here.dq_dp2_m3_s, 1e-4 * here.dq_dp1_m3_s);
      kernels[k].flow(kernels[k].law, &gases[0], p1, p1 * (1 + 1e-9), &above);
      kernels[k].flow(kernels[k].law, &gases[0], p1, p1 * (1 - 1e-9), &below);
      assert_rel(above.dq_dp2_m3_s, below.dq_dp2_m3_s, 1e-4);
    }
  }
}

static void below_zero(void **state) {
  (void)state;
  for (int k = 0; k < KERNELS; k++) {
    Flow a, b, zero;
    kernels[k].flow(kernels[k].law, &gases[0], 10, -1, &a);
    kernels[k].flow(kernels[k].law, &gases[0], 10, 0, &zero);
    kernels[k].flow(kernels[k].law, &gases[0], -1, 10, &b);
    assert_true(a.q_pa_m3_s > zero.q_pa_m3_s && a.q_pa_m3_s == -b.q_pa_m3_s);
    kernels[k].flow(kernels[k].law, &gases[0], -1, -2, &a);
    assert_true(a.q_pa_m3_s > 0 && a.dq_dp1_m3_s > 0 && a.dq_dp2_m3_s < 0);
    kernels[k].flow(kernels[k].law, &gases[0], 0, 0, &a);
    assert_true(a.q_pa_m3_s == 0 && a.dq_dp1_m3_s > 0 && a.dq_dp2_m3_s == -a.dq_dp1_m3_s);
  }
}

static void molecular_limit(void **state) {
  (void)state;
  const GasState *he = &gases[1];
  Flow flow;
  for (int i = 0; i < PIPES; i++) {
    kernel_pipe(&pipes[i], he, 1e-7, 0, &flow);
    assert_rel(flow.q_pa_m3_s, 1e-7 * pipe_molecular_conductance_m3_s(&pipes[i], he) * 293.15 / 300, 1e-5);
  }
  kernel_bore(&bore, he, 1e-5, 0, &flow);
  assert_rel(flow.q_pa_m3_s, 1e-5 * bore_molecular_conductance_m3_s(&bore, he) * 293.15 / 300, 1e-5);
  kernel_bore(&bore, he, 1e6, 0, &flow);
  assert_rel(flow.q_pa_m3_s, 0.75 * 1e6 * ideal_choked_m3_s(bore.area_m2, he), 1e-3);
}

/* Outlet pressure of a piece that passes q from p1; -1 if it cannot. */
static double outlet_of(const Pipe *pipe, const GasState *gas, double p1, double q) {
  double low = 0, high = p1;
  Flow flow;
  kernel_pipe(pipe, gas, p1, 0, &flow);
  if (flow.q_pa_m3_s < q) return -1;
  for (int i = 0; i < 70; i++) {
    double p = 0.5 * (low + high);
    kernel_pipe(pipe, gas, p1, p, &flow);
    if (flow.q_pa_m3_s > q)
      low = p;
    else
      high = p;
  }
  return 0.5 * (low + high);
}

static double flow_of_pieces(const Pipe *pieces, int n, const GasState *gas, double p1, double p2, double at_most) {
  double low = 0, high = at_most;
  for (int i = 0; i < 60; i++) {
    double q = 0.5 * (low + high), p = p1;
    for (int j = 0; j < n && p >= 0; j++)
      p = outlet_of(&pieces[j], gas, p, q);
    if (p >= p2)
      low = q;
    else
      high = q;
  }
  return low;
}

static void cut_tubes(void **state) {
  (void)state;
  static const double length[] = {1, 10, 40, 400};
  double worst = 0;
  for (int l = 0; l < 4; l++)
    for (int n = 2; n <= 10; n += 8)
      for (double p1 = 1e-3; p1 < 2e6; p1 *= 10)
        for (double ratio = 0; ratio < 1; ratio += 0.45) {
          PipeGeometry whole = pipe_geometry(4e-3, length[l] * 2e-3);
          Pipe pieces[10], pipe;
          Flow flow;
          pipe_prepare(&pipe, &whole);
          for (int i = 0; i < n; i++) {
            PipeGeometry piece = whole;
            piece.length_m /= n;
            piece.run_length_over_radius = length[l];
            piece.end_share_1 = i == 0;
            piece.end_share_2 = i == n - 1;
            pipe_prepare(&pieces[i], &piece);
          }
          kernel_pipe(&pipe, &gases[0], p1, ratio * p1, &flow);
          double q = flow_of_pieces(pieces, n, &gases[0], p1, ratio * p1, 2 * flow.q_pa_m3_s);
          worst = fmax(worst, fabs(q / flow.q_pa_m3_s - 1));
        }
  print_message("cut tubes: largest deviation from the whole %.2g\n", worst);
  assert_true(worst < 5e-3);
}

/* Pieces of a run, taken alone, keep the promises of an element too. */
static void pieces_alone(void **state) {
  (void)state;
  for (int shares = 0; shares < 3; shares++)
    for (double length = 1; length < 300; length *= 2.3) {
      PipeGeometry geometry = pipe_geometry(5e-3, length * 2.5e-3);
      Pipe pipe;
      geometry.end_share_1 = shares & 1;
      geometry.end_share_2 = shares >> 1;
      geometry.run_length_over_radius = 3 * length;
      pipe_prepare(&pipe, &geometry);
      for (double p1 = 1e-6; p1 < 1e7; p1 *= 2.1)
        for (int i = 0; i < RATIOS; i++) {
          Flow flow;
          kernel_pipe(&pipe, &gases[i % GASES], p1, p1 * ratio_of(i), &flow);
          assert_true(flow.q_pa_m3_s > 0 && isfinite(flow.q_pa_m3_s));
          assert_true(flow.dq_dp1_m3_s > 0 && flow.dq_dp2_m3_s <= 0);
        }
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(signs_and_bounds), cmocka_unit_test(derivatives),     cmocka_unit_test(no_kink),
      cmocka_unit_test(below_zero),       cmocka_unit_test(molecular_limit), cmocka_unit_test(cut_tubes),
      cmocka_unit_test(pieces_alone),
  };
  return cmocka_run_group_tests(tests, prepare, NULL);
}
