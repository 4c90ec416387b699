/* What is remarkable about surfaces and seals: figures that are estimates, gases that count as others, an age that lacks. */
#ifndef XSAVAC_CONFIG_REMARKS_PARTS_H
#define XSAVAC_CONFIG_REMARKS_PARTS_H

#include "config/read_objects.h"
#include "sim/study.h"

/* Takes a study whose network is derived. */
void remarks_parts(Reading *reading, const ObjectPlaces *places, const Study *study);

#endif
