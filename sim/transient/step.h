/* One accepted step as its observers see it: pressures anywhere within it. */
#ifndef XSAVAC_SIM_TRANSIENT_STEP_H
#define XSAVAC_SIM_TRANSIENT_STEP_H

enum { STEP_QUARTERS = 4 };

typedef struct {
  double t_start_s, t_end_s;                           /* since the run began */
  const double *quarter[STEP_QUARTERS + 1];            /* partial pressures of all nodes at t_start + k/4 of the step */
  const double *(*at)(void *context, double fraction); /* the same at any fraction 0..1; valid until the next call */
  void *context;
} Step;

#endif
