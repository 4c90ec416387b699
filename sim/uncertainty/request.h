/* What an uncertainty is asked: parameters with their distributions, and what is to be told (the `uncertainty` group of DESIGN
   section 4). */
#ifndef XSAVAC_SIM_UNCERTAINTY_REQUEST_H
#define XSAVAC_SIM_UNCERTAINTY_REQUEST_H

#include <stdint.h>

#include "sim/sample/copula.h"
#include "sim/sample/distribution.h"
#include "sim/vary.h"

enum { UNCERTAINTY_SAMPLES = 4096, UNCERTAINTY_SAMPLES_MOST = 10000000, UNCERTAINTY_PARAMETERS_MOST = 100 };

/* What a measure has to keep; told as a probability. */
typedef struct {
  int measure;        /* of the study's list */
  double min, max;    /* SI, both ends included; -INFINITY, INFINITY: none */
  double probability; /* that it is kept with, at least: less violates; NAN: told, not judged */
} MeasureDemand;

typedef struct {
  bool wanted;
  Variable *variables;         /* [n_parameters] owned */
  Distribution *distributions; /* [n_parameters] owned; in SI */
  const char **units;          /* [n_parameters] owned, texts are not: "m", "" */
  int n_parameters;
  bool correlated;
  Copula copula; /* owned */
  int *outputs;  /* [n_outputs] owned: measures, in the file's order */
  int n_outputs;
  MeasureDemand *demands; /* [n_demands] owned */
  int n_demands;
  uint64_t samples; /* a multiple of REPLICATES */
  uint64_t seed;
  bool indices, tornado;
} UncertaintyRequest;

void uncertainty_request_free(UncertaintyRequest *request); /* takes an empty one */

/* Whether a value keeps a demand; NAN does not. */
bool demand_is_kept(const MeasureDemand *demand, double value);

#endif
