/* The course of one figure through a run, kept to tell afterwards when it had gone a share of its way to its last value. */
#ifndef XSAVAC_SIM_TRANSIENT_RESPONSE_H
#define XSAVAC_SIM_TRANSIENT_RESPONSE_H

#include "sim/transient/step.h"

typedef struct {
  double t_start_s, t_end_s, f[STEP_QUARTERS + 1]; /* the figure at the quarters of a step */
} ResponsePiece;

typedef struct {
  ResponsePiece *pieces; /* owned */
  int count, capacity;
  double start, start_s; /* where the way begins; NAN: the figure had no value there */
  double last;           /* latest value seen; NAN: none yet */
  bool begun, out_of_memory;
} Response;

void response_free(Response *response); /* takes a zeroed one */

/* The way begins anew, with the value just before this moment; with the next one seen where there is none yet. */
void response_begin(Response *response, double time_s);

void response_moment(Response *response, double value); /* the figure on the later side of an event */
void response_step(Response *response, const Step *step, StepFigure *figure, void *context);

/* When the figure first had gone that share of the way from its start to `end`; NAN: it did not (there is no way to go, say). */
double response_time_s(const Response *response, double end, double share);

/* Whether start and end differ by more than a run's own error. */
bool response_has_way(const Response *response, double end);

#endif
