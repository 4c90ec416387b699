/* The parts of read_sweep(). */
#ifndef XSAVAC_CONFIG_READ_SWEEP_PARTS_H
#define XSAVAC_CONFIG_READ_SWEEP_PARTS_H

#include "config/reading.h"
#include "sim/study.h"

typedef struct {
  Reading *reading;
  const Value *root, *group;
  const Study *study;
  SweepRequest *request;
  const char *const *keys; /* of a parameter's group beside path, NULL-ended */
  const char *scope;       /* of those groups */
  double *start;           /* of a range, where `start` is one of the keys and given; NULL: it is none */
} Swept;

extern const char *const sweep_axis_keys[]; /* of a sweep's own */

/* { path; from; to; count; scale; } or { path; values; }. What it owns is freed with the request, whatever comes back. */
bool read_sweep_parameter(const Swept *swept, const Value *group, SweepParameter *parameter);

/* `derived` and `filter`. columns_known: parameters and outputs are read; otherwise no name is called unknown. */
void read_sweep_formulas(const Swept *swept, bool columns_known);

#endif
