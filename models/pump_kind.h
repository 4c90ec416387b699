/* How the speed of a pump differs by gas, by the kind of pump alone: an ESTIMATE, for want of the maker's figures. */
#ifndef XSAVAC_MODELS_PUMP_KIND_H
#define XSAVAC_MODELS_PUMP_KIND_H

#include "models/gas.h"

/* What comes back against a gas's compression: ln K as sqrt(M) (turbo, drag and vapour stages), or K as sqrt(M) (gaps in molecular
   flow: the low side, for gaps in laminar flow hold all gases alike). */
typedef enum { BACK_FLOW_STAGES, BACK_FLOW_GAPS } BackFlow;

typedef struct {
  double value, low, high; /* of the speed for N2 or air */
} PumpFactor;

typedef struct {
  const char *gas;
  PumpFactor factor;
} PumpGasFactor;

typedef struct {
  const char *name;
  BackFlow back_flow;
  bool captures;     /* holds what it pumps: it has no exhaust to compress against */
  double rest_power; /* gases without a figure: (28/M)^power, 0.x to 1.x of that */
  double rest_low, rest_high;
  const PumpGasFactor *factors; /* ends at gas NULL; N2 and air are 1 */
  const char *source;
} PumpKind;

extern const PumpKind pump_kinds[];         /* models/data/pump_kinds.c; the first: no kind, every gas alike */
extern const char *const pump_kind_names[]; /* the same names, NULL-ended */
extern const int pump_kind_count;

PumpFactor pump_kind_factor(const PumpKind *kind, const Gas *gas);

/* 1/K of a gas by K for N2; at most 1. */
double pump_kind_back_fraction(const PumpKind *kind, double compression_n2, const Gas *gas);

#endif
