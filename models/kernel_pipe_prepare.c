#include <math.h>

#include "models/constants.h"
#include "models/kernel_clausing.h"
#include "models/kernel_pchip.h"
#include "models/kernel_pipe.h"

/* 1/W^2 of the ideal nozzle at gamma 5/3, the gas of the table that inertia was fitted to */
static const double monatomic_w_inverse2 = 0.30180492912240897;
static const double filled_per_length = 4; /* omega, entrance length of laminar flow 0.06 Re D against L */
static const double developed_length = 5;  /* L/R */
static const double tube_exit_shift = 0.15;
static const double flights_cut = 3;     /* of delta L/R: collisions end the free flights behind the excess */
static const double longest_flight = 20; /* L/R; beyond, the excess is small against friction */
static const double bend_diameters = 1.33; /* L_eq of a half turn in diameters */

static double smooth_step(double t) {
  return t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t);
}

/* An orifice loses as much on either side; a tube mostly where the jet contracts. */
static double exit_part(double run_over_radius) {
  return 0.5 - tube_exit_shift * smooth_step(run_over_radius / 5);
}

PipeGeometry pipe_geometry(double diameter_m, double length_m) {
  return (PipeGeometry){
      .diameter_m = diameter_m, .length_m = length_m, .entrance_k = 0.5, .end_share_1 = 1, .end_share_2 = 1};
}

/* ln(1 + L/R) of inertia_length_over_radius */
static const double x[INERTIA_LENGTHS] = {0, 0.09531017980432487, 0.4054651081081644, 0.6931471805599453, 1.791759469228055, 2.3978952727983707};
static const double omega[INERTIA_NODES] = {0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096};

/* Between the lengths of the table on ln(1 + L/R); a longer tube keeps the entrance and exit of the longest. */
static void prepare_inertia(Pipe *pipe, double entrance_k) {
  double y[INERTIA_LENGTHS];
  double at = log1p(pipe->run_over_radius), shift = (entrance_k - 0.5) / (2 * PI) * pipe->tube_like;
  for (int i = 0; i < INERTIA_NODES; i++) {
    for (int j = 0; j < INERTIA_LENGTHS; j++)
      y[j] = inertia_table[j][i];
    pipe->inertia[i] = pchip_at(INERTIA_LENGTHS, x, y, at) + shift;
  }
  pchip_slopes(INERTIA_NODES, omega, pipe->inertia, pipe->slope);
  pipe->slope[0] = pipe->slope[INERTIA_NODES - 1] = 0;

  /* Beyond the table's laminar flow a tube's entrance loses entrance_k velocity heads; an orifice goes on as it is. */
  double turbulent = monatomic_w_inverse2 + entrance_k / (2 * PI), last = pipe->inertia[INERTIA_NODES - 1];
  pipe->turbulent_gain = (turbulent - last) * smooth_step((at - x[3]) / (x[5] - x[3]));
}

void pipe_prepare(Pipe *pipe, const PipeGeometry *g) {
  double radius = g->diameter_m / 2, own = g->length_m / radius;
  double run = g->run_length_over_radius > own ? g->run_length_over_radius : own;
  *pipe = (Pipe){.radius_m = radius,
                 .area_m2 = PI * radius * radius,
                 .roughness_over_diameter = g->roughness_m / g->diameter_m,
                 .core = own / sqrt(PI),
                 .core_bends = 2 * bend_diameters * g->bend_angle_rad / (PI * sqrt(PI)),
                 .run_over_radius = run,
                 .excess = clausing_excess(run),
                 .flights_cut = flights_cut * fmin(run, longest_flight),
                 .share_1 = g->end_share_1,
                 .share_2 = g->end_share_2,
                 .tube_like = smooth_step(run),
                 .additive = smooth_step(run / developed_length),
                 .inertia_1 = 1 - exit_part(run),
                 .inertia_2 = exit_part(run),
                 .viscous_omega = filled_per_length * (1 + fmin(run, 20)),
                 .bend_k = g->bend_k};
  prepare_inertia(pipe, g->entrance_k);
}

double pipe_molecular_conductance_m3_s(const Pipe *pipe, const GasState *gas) {
  double tube = 0.375 * sqrt(PI) * (pipe->core + pipe->core_bends);
  double ends = (pipe->share_1 + pipe->share_2) / 2 * (1 + pipe->excess);
  return pipe->area_m2 * gas_mean_speed_m_s(gas) / 4 / (tube + ends);
}

double ideal_choked_m3_s(double area_m2, const GasState *gas) {
  double molecular = area_m2 * gas_mean_speed_m_s(gas) / 4 * REFERENCE_TEMPERATURE_K / gas->temperature_k;
  return molecular * sqrt(2 * PI) * gas->psi;
}
