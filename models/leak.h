/* A leak of the user's: from the ambient into a node. */
#ifndef XSAVAC_MODELS_LEAK_H
#define XSAVAC_MODELS_LEAK_H

#include "models/leak_law.h"

typedef struct {
  double rate_pa_m3_s;
  GasBlend reference_gas;
  double reference_upstream_pa, reference_downstream_pa, reference_temperature_k;
  LeakReference reference; /* resolved; only if given */
  bool has_reference;
} Leak;

extern const ComponentType leak_type;

/* A leak that is not the user's: a valve's external leakage. */
Leak leak_from_reference(const LeakReference *reference);

#endif
