/* The tables of a run as CSV (RFC 4180 quoting, lines end in \n): one header line with units in the column names,
   numbers as %.9g with a point whatever the locale, a field left empty where there is no number. Write errors stay on
   the stream. */
#ifndef XSAVAC_SIM_RESULTS_CSV_H
#define XSAVAC_SIM_RESULTS_CSV_H

#include "sim/results.h"

void csv_field(FILE *stream, const char *text); /* quoted only where it must be; NULL: empty */
void csv_number(FILE *stream, double value);

/* These four need outcome->steady. */
void csv_nodes(const RunOutcome *outcome, FILE *stream);
void csv_elements(const RunOutcome *outcome, FILE *stream);
void csv_pumps(const RunOutcome *outcome, FILE *stream);
void csv_supplies(const RunOutcome *outcome, FILE *stream); /* sources and leaks */

void csv_events(const RunOutcome *outcome, FILE *stream);   /* needs outcome->transient */
void csv_measures(const RunOutcome *outcome, FILE *stream); /* needs outcome->measures */
void csv_limits(const RunOutcome *outcome, FILE *stream);   /* needs outcome->limits */

#endif
