/* analysis.budget: of which node, in which state, against what. */
#ifndef XSAVAC_CONFIG_READ_BUDGET_H
#define XSAVAC_CONFIG_READ_BUDGET_H

#include "config/read_objects.h"
#include "sim/study.h"

/* After the line has been read and derived, and the other analyses. */
void read_budget(Reading *reading, const Value *root, const ObjectPlaces *places, Study *study);

#endif
