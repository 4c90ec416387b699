/* A surface that gives off gas into its node: q = A q1h ((t + 60 s)/1 h)^-decay (models/LAWS.md section 7). t counts from when the
   node last fell below SURFACE_COUNTS_BELOW_PA, and the surface's age is added to it. */
#ifndef XSAVAC_MODELS_SURFACE_H
#define XSAVAC_MODELS_SURFACE_H

#include "models/component.h"
#include "models/outgassing.h"

#define SURFACE_COUNTS_BELOW_PA 1e4

typedef struct {
  int material, treatment; /* places in surface_materials, surface_treatments */
  double area_m2, age_s;   /* age: NAN while not given */
  GasBlend gas;
  double q1h_pa_m_s, decay; /* measured; NAN: the material's */
  /* resolved */
  const OutgassingRow *row; /* NULL: material "other" */
  GasBlend emits;
  double used_q1h_pa_m_s, used_decay;
  /* the present moment */
  double exposed_s; /* t with the age; a run through time moves it, elsewhere it is the age (0 without one) */
} Surface;

extern const ComponentType surface_type;

bool surface_has_age(const Surface *surface);

/* What it gives off at its exposed_s, Pa m3/s; low and high are equal where the user's own rate is used. */
typedef struct {
  double value_pa_m3_s, low_pa_m3_s, high_pa_m3_s;
} SurfaceLoad;
SurfaceLoad surface_load(const Surface *surface);

/* Sets exposed_s: vacuum_s is the time since the node last fell below SURFACE_COUNTS_BELOW_PA, 0 while it is above. */
void surface_expose(void *surface, double vacuum_s);

#endif
