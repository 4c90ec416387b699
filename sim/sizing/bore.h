/* What is required of a valve against its orifice: the line run with orifices between and around those of the candidates. */
#ifndef XSAVAC_SIM_SIZING_BORE_H
#define XSAVAC_SIM_SIZING_BORE_H

#include "sim/sizing/candidate.h"

/* For one valve and at least one measure that is required; nothing else, nor where the part's flow is measured. STATUS_OK, STATUS_MEMORY with
   a message. */
Status bore_curve_run(const SizingCase *sizing, const PointPlan *like, BoreCurve *curve, char *message, size_t size);

#endif
