/* Flow coefficients of liquids in terms of Kv (PHYSICS.md section 6: Av = 28e-6 Kv = 24e-6 Cv). */
#ifndef XSAVAC_MODELS_FLOW_COEFFICIENT_H
#define XSAVAC_MODELS_FLOW_COEFFICIENT_H

double kv_of_cv(double cv);
double kv_of_av(double av_m2);

/* Radius of the ideal nozzle of the same choked air flow. */
double kv_radius_m(double kv, double xt);

#endif
