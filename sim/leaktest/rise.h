/* Pressure in a closed volume over time: a leak rises straight, outgassing flattens, a trapped volume empties.
   dp/dt = (T/293.15 K) Q(t)/V, Q as throughput at 293.15 K. */
#ifndef XSAVAC_SIM_LEAKTEST_RISE_H
#define XSAVAC_SIM_LEAKTEST_RISE_H

typedef struct {
  double volume_m3, temperature_k;
  double start_pa;
  double leak_pa_m3_s;
  /* outgassing: at 1 h, falling as ((t + age + 60 s)/1 h)^-decay (models/surface.h) */
  double outgassing_pa_m3_s, decay, age_s;
  /* trapped volume (virtual leak): first flow, falling as exp(-t/time) */
  double virtual_pa_m3_s, virtual_time_s;
} Rise;

double rise_pa_per_pa_m3(const Rise *rise); /* pressure for an amount, Pa per Pa m3 at 293.15 K */

/* Amounts let in up to time_s per unit of flow, in s: outgassing's is the closed integral of its power law. */
double rise_outgassing_s(const Rise *rise, double time_s);
double rise_virtual_s(const Rise *rise, double time_s);

double rise_pressure_pa(const Rise *rise, double time_s);

#endif
