/* The flow law of an open valve: a measured figure where there is one, else its bore with coefficients. */
#ifndef XSAVAC_MODELS_VALVE_LAW_H
#define XSAVAC_MODELS_VALVE_LAW_H

#include "models/kernel_bore.h"
#include "models/kernel_iec60534.h"
#include "models/kernel_iso6358.h"

typedef enum {
  VALVE_FLOW_ESTIMATE, /* bore times a discharge coefficient and a molecular factor */
  VALVE_FLOW_ISO6358,  /* measured C (or effective area S), b, m */
  VALVE_FLOW_IEC60534  /* measured Kv, Cv or Av, and xT */
} ValveFlowBasis;

typedef struct {
  ValveFlowBasis basis;
  double bore_m;
  double discharge, critical_b; /* VALVE_FLOW_ESTIMATE; critical_b of VALVE_FLOW_ISO6358 too */
  double sonic_m3_s_pa, subsonic_m;
  double kv, xt;
  double
      molecular_m3_s; /* air at 20 degC; NAN: molecular_factor of the aperture of the effective area over the usual discharge */
  double molecular_factor, usual_discharge;
} ValveCoefficients;

typedef struct {
  ValveFlowBasis basis;
  union {
    Bore bore;
    Iso6358 iso;
    Iec60534 iec;
  } as;
} ValveLaw;

/* False with a message where the coefficients describe no possible opening: more than the ideal nozzle of the bore, or more molecular than
   choked flow. */
bool valve_law_prepare(ValveLaw *law, const ValveCoefficients *coefficients, char *message, size_t size);

void valve_law_flow(const ValveLaw *law, const GasState *gas, double p1_pa, double p2_pa, Flow *flow);
double valve_law_molecular_m3_s(const ValveLaw *law, const GasState *gas); /* at the gas temperature */

#endif
