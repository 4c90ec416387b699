/* Leak, outgassing and virtual leak from a measured pressure rise, by least squares (GSL's gsl_multifit_nlinear), with intervals. */
#ifndef XSAVAC_SIM_LEAKTEST_RISE_FIT_H
#define XSAVAC_SIM_LEAKTEST_RISE_FIT_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/status.h"
#include "sim/leaktest/rise.h"

/* What is looked for beside the pressure at the start. A leak always is. */
typedef enum {
  RISE_LEAK = 0,
  RISE_OUTGASSING = 1,
  RISE_VIRTUAL = 2,
  RISE_BOTH = 3,
  RISE_AUTO =
      4 /* the fewest terms that further ones do not improve upon (F test at 1 %); a trapped volume too weak to be found is then
                   taken for none, and the interval of the leak holds only if it is */
} RiseTerms;

typedef struct {
  const double *time_s, *pressure_pa; /* [count], times rising; not owned */
  int count;
} RiseData;

typedef struct {
  double volume_m3, temperature_k;
  double decay, age_s; /* of the outgassing law, given: a rise tells its amount, hardly its exponent */
  RiseTerms terms;
  double level;         /* of the intervals, such as 0.95 */
  double resolution_pa; /* of the gauge; the scatter is never taken for less than resolution/sqrt(12). 0: not known */
} RiseQuestion;

/* low, high: the interval at the level asked. Of flows it is cut at zero, which no flow is below: where the best value lies below zero it
   is 0 and the interval an upper bound. */
typedef struct {
  double value, low, high, error; /* error: one standard error */
} RiseFigure;

typedef struct {
  RiseTerms terms; /* those found or asked for */
  Rise rise;       /* the curve of the best values */
  RiseFigure start_pa, leak_pa_m3_s, outgassing_pa_m3_s, virtual_pa_m3_s, virtual_time_s;
  double scatter_pa;    /* standard deviation of one reading */
  double durbin_watson; /* of the residuals: 2 without memory; below about 1.5 the intervals are too narrow */
  bool alternative;     /* a term left out as not significant: what the leak is if it is let in */
  RiseTerms alternative_terms;
  RiseFigure alternative_leak_pa_m3_s;
  double f_probability; /* of the last term taken in or left out to be chance; NAN: nothing was compared */
} RiseFit;

enum { RISE_ROWS_MIN = 8, RISE_MESSAGE_MAX = 256 };

const char *rise_terms_words(RiseTerms terms); /* "leak and outgassing" */

/* STATUS_CONFIG with a message: too few rows for what is looked for, times that do not rise, no spread; STATUS_NUMERICS: no fit;
   STATUS_MEMORY. */
Status rise_fit(const RiseData *data, const RiseQuestion *question, RiseFit *fit, char message[RISE_MESSAGE_MAX]);

#endif
