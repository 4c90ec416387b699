/* Inverse sizing: the value of a parameter that just meets a figure, by a bracketing root search on the real network. */
#ifndef XSAVAC_SIM_SIZING_INVERSE_H
#define XSAVAC_SIM_SIZING_INVERSE_H

#include "sim/base/status.h"
#include "sim/sizing/request.h"

struct Study;

typedef enum {
  INVERSE_FOUND,
  INVERSE_EDGE, /* met from the value on; on its other side the measure has no value at all (never reached, no solution) */
  INVERSE_EVERYWHERE, /* met all over the range: nothing to find */
  INVERSE_NOWHERE
} InverseOutcome;

enum { INVERSE_SCAN = 17 }; /* points between the ends that are looked at first */

typedef struct {
  InverseOutcome outcome;
  bool bore;             /* the bore of a valve or orifice is sought */
  const char *unit;      /* of the value, "" for none */
  double value, reached; /* the value, and the measure there; NAN: none */
  double sensitivity;    /* d measure/d value there; NAN: not known */
  double elasticity;     /* relative change of the measure per relative change of the value */
  int crossings;         /* how often the scan met the figure; above 1 the first is told */
  int runs;              /* of the line */
  double next,
      next_reached; /* the next size up that the catalogue has, and the measure with it; NAN: none, or no bore is sought */
  bool next_meets;
  char next_models[160];                   /* "XSA2-32, XSA3-32" */
  double x[INVERSE_SCAN], y[INVERSE_SCAN]; /* the scan, y NAN where there is no value */
  char words[1200];
} InverseResult;

const char *inverse_outcome_word(InverseOutcome outcome); /* "found", "edge", "everywhere", "nowhere" */

/* The study's sizing.inverse. STATUS_CONFIG, STATUS_MEMORY, and STATUS_NUMERICS where no point at all could be solved: message says it. */
Status inverse_run(const struct Study *study, bool (*proceed)(void *context, double time_s), void *context,
                   InverseResult *result, char *message, size_t size);

bool inverse_succeeds(const InverseResult *result); /* some value of the range does it */

#endif
