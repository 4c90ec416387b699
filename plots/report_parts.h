/* The sections of report.html; each prints a whole section or, where there is nothing to say, nothing. */
#ifndef XSAVAC_PLOTS_REPORT_PARTS_H
#define XSAVAC_PLOTS_REPORT_PARTS_H

#include "sim/results.h"

void report_html_verdict(const RunOutcome *outcome, FILE *stream);
void report_html_measures(const RunOutcome *outcome, FILE *stream);
void report_html_events(const RunOutcome *outcome, FILE *stream);
void report_html_end(const RunOutcome *outcome, FILE *stream);    /* of the run through time: what it ends at */
void report_html_ledger(const RunOutcome *outcome, FILE *stream); /* of the run through time */
void report_html_line(const RunOutcome *outcome, FILE *stream);
void report_html_nodes(const RunOutcome *outcome, FILE *stream);
void report_html_elements(const RunOutcome *outcome, FILE *stream);
void report_html_pumps(const RunOutcome *outcome, FILE *stream);
void report_html_supplies(const RunOutcome *outcome, FILE *stream);
void report_html_limits(const RunOutcome *outcome, FILE *stream);
void report_html_leak_test(const RunOutcome *outcome, FILE *stream);
void report_html_budget(const RunOutcome *outcome, FILE *stream);
void report_html_sizing(const RunOutcome *outcome, FILE *stream);
void report_html_optimise(const RunOutcome *outcome, FILE *stream);
void report_html_balance(const RunOutcome *outcome, FILE *stream);
void report_html_assumptions(const RunOutcome *outcome, FILE *stream);
void report_html_warnings(const RunOutcome *outcome, FILE *stream);

/* --- cells, escaped --- */
void html_cell(FILE *stream, const char *text);                /* NULL: empty */
void html_number_cell(FILE *stream, double value, int digits); /* a dash where there is none */

/* Head of a section: <h2>, and a table whose columns are given as "name|name|#name", # for numbers; html_table_end()
   closes it. */
void html_table(FILE *stream, const char *heading, const char *caption, const char *columns);
void html_table_end(FILE *stream);
void html_figure_row(FILE *stream, const char *what, double value, const char *unit); /* one row of a balance */

#endif
