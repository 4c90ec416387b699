#ifndef XSAVAC_MODELS_PLAIN_BORE_H
#define XSAVAC_MODELS_PLAIN_BORE_H
#include "models/flow.h"
typedef struct { double choked_m3_s, b, molecular_m3_s, delta_per_pa; } PlainBore;
void plain_bore(const PlainBore *bore, double p1, double p2, Flow *flow);
#endif
