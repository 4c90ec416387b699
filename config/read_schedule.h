/* The `schedule`: what is opened, closed, started and stopped, and when. */
#ifndef XSAVAC_CONFIG_READ_SCHEDULE_H
#define XSAVAC_CONFIG_READ_SCHEDULE_H

#include "config/read_objects.h"
#include "sim/study.h"

/* After the objects, the analysis and the structure. Entries with findings are left out. A pump whose first action is a start begins
   stopped, unless the file says what it does. */
void read_schedule(Reading *reading, const Value *root, const ObjectPlaces *places, Study *study);

#endif
