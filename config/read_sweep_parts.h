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
} Swept;

/* { path; from; to; count; scale; } or { path; values; }. What it owns is freed with the request, whatever comes back. */
bool read_sweep_parameter(const Swept *swept, const Value *group, SweepParameter *parameter);

#endif
