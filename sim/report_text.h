/* The first screen: the verdict, then the figures it rests on, for a terminal of 100 columns (110 with long names). */
#ifndef XSAVAC_SIM_REPORT_TEXT_H
#define XSAVAC_SIM_REPORT_TEXT_H

#include "sim/results.h"

/* folder: where the results lie, NULL for not written. colour: the caller has looked at isatty() and NO_COLOR. Write
   errors stay on the stream. */
void report_text_print(const RunOutcome *outcome, const char *folder, bool colour, FILE *stream);

#endif
