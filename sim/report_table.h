/* Lines and tables of the first screen. */
#ifndef XSAVAC_SIM_REPORT_TABLE_H
#define XSAVAC_SIM_REPORT_TABLE_H

#include "sim/results.h"

enum { REPORT_COLUMNS = 100, REPORT_LINE_SIZE = 1024, REPORT_NAME_SIZE = 80 };

/* The label, then the text broken at blanks, later lines indented under its beginning. Nothing in it moves the cursor.
 */
void report_wrapped(FILE *stream, const char *label, const char *text);

/* Columns that names get in this line's tables; longer ones are cut, shorter yet beside a run through time. */
int report_name_width(const RunOutcome *outcome);
char *report_name(const char *name, int width, char *text); /* text[REPORT_NAME_SIZE]; returns text */

/* "  N2 90 %, He 10 %" of p[n_gas]: the largest shares; nothing where the line has one gas or there is none. */
void report_composition(const Network *network, const double *p, FILE *stream);

void report_cut_line(FILE *stream, int rest, const char *file); /* "  3 more in nodes.csv"; nothing for no rest */

/* The figures behind the estimated flows of valves that are or were open: one line for every different set. */
void report_print_legend(const RunOutcome *outcome, FILE *stream);

/* Nodes, elements, pumps, sources and leaks; long tables are cut and say where the rest is. Beside a run through time only the flows of
   elements and pumps: the nodes stand in its table. */
void report_print_steady(const RunOutcome *outcome, FILE *stream);

#endif
