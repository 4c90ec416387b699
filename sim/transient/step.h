/* One accepted step as its observers see it: pressures anywhere within it. */
#ifndef XSAVAC_SIM_TRANSIENT_STEP_H
#define XSAVAC_SIM_TRANSIENT_STEP_H

#include <stdbool.h>

enum { STEP_QUARTERS = 4 };

typedef struct {
  double t_start_s, t_end_s;                           /* since the run began */
  const double *quarter[STEP_QUARTERS + 1];            /* partial pressures of all nodes at t_start + k/4 of the step */
  const double *(*at)(void *context, double fraction); /* the same at any fraction 0..1; valid until the next call */
  void *context;
  const double *
      through_pa_m3; /* [n_branches] what passed, all gases, by the integrator's own sums; NAN: not counted. NULL: none is */
  bool
      moving; /* a stroke goes on or a temperature moves: at() also sets the network to where they are then, quarter[] does not */
} Step;

/* quarter[k], with strokes and temperatures where they are then; and the same anywhere. Valid until the next at(). */
const double *step_quarter(const Step *step, int k);
const double *step_pressures(const Step *step, double fraction);

/* A figure of the pressures of all nodes. */
typedef double StepFigure(void *context, const double *p);

double step_time_s(const Step *step, double fraction);

/* The largest value within the step, found on the quarters and refined where it lies between them; *fraction: where. A NaN counts as
   less than everything; NAN where there is nothing else. */
double step_maximum(const Step *step, StepFigure *figure, void *context, double *fraction);

/* The same, NAN also where nothing rises above floor. What cannot rise above it, by the quarters, is not looked at again. */
double step_maximum_above(const Step *step, StepFigure *figure, void *context, double floor, double *fraction);

/* Where the figure first is >= 0, to the last bit of the fraction. False: at no quarter; quarters[] is then the figure at each. */
bool step_crossing(const Step *step, StepFigure *figure, void *context, double quarters[STEP_QUARTERS + 1],
                   double *fraction);

/* The same between two places, < 0 at the first and >= 0 at the second. */
double step_crossing_between(const Step *step, StepFigure *figure, void *context, double before, double after);

#endif
