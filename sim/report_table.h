/* Lines and tables of the first screen. */
#ifndef XSAVAC_SIM_REPORT_TABLE_H
#define XSAVAC_SIM_REPORT_TABLE_H

#include "sim/results.h"

enum { REPORT_COLUMNS = 110, REPORT_LINE_SIZE = 1024, REPORT_NAME_SIZE = 80 };

/* The label, then the text broken at blanks, later lines indented under its beginning. Nothing in it moves the cursor.
 */
void report_wrapped(FILE *stream, const char *label, const char *text);

/* Columns that names get in this line's tables; longer ones are cut. */
int report_name_width(const Network *network);
char *report_name(const char *name, int width, char *text); /* text[REPORT_NAME_SIZE]; returns text */

/* Nodes, elements, pumps, sources and leaks; long tables are cut and say where the rest is. */
void report_print_steady(const RunOutcome *outcome, FILE *stream);

#endif
