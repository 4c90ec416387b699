/* Everything a run leaves in its folder: results.json, CSV, charts, report.html (DESIGN section 5). */
#ifndef XSAVAC_SIM_APP_WRITE_RESULTS_H
#define XSAVAC_SIM_APP_WRITE_RESULTS_H

#include "sim/results.h"

/* Makes folder where it is missing; removes what an earlier run left there. STATUS_OK: message is "" or a warning (a chart that could not be
   rendered). STATUS_IO, STATUS_MEMORY: message says which file and why, and none is left. */
Status results_write(const RunOutcome *outcome, const char *folder, bool render, char *message, size_t size);

/* Takes away every file that results_write() writes, and no other. */
void results_remove(const char *folder);

#endif
