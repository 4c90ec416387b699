/* What is to be said of a study that can be run: figures that are estimates, keys that do not do what one may think. */
#ifndef XSAVAC_CONFIG_REMARKS_H
#define XSAVAC_CONFIG_REMARKS_H

#include "config/read_objects.h"
#include "sim/study.h"

/* After everything else. Warnings alone; none where the network is not derived. */
void remarks(Reading *reading, const ObjectPlaces *places, const Study *study);

#endif
