/* A sizing in the results: the "size" member, sizing.csv, and its verdict in words. */
#ifndef XSAVAC_SIM_RESULTS_SIZE_H
#define XSAVAC_SIM_RESULTS_SIZE_H

#include "sim/results.h"

json_t *results_size_json(const RunOutcome *outcome); /* needs outcome->sizing; as in results_json.h */

json_t *results_inverse_json(const RunOutcome *outcome); /* needs one that searched */

/* "W" of DC coils, "VA" of AC ones, "W+VA" where a candidate has both. */
const char *candidate_power_unit(const SizingRequest *request, const Candidate *candidate);

/* One row a candidate: parts, status, value and margin of every requirement, facts, reasons. */
void csv_sizing(const RunOutcome *outcome, FILE *stream);
bool sizing_has_candidates(const RunOutcome *outcome);

/* Those that fit in their order, then the others, the nearest first; owned. NULL: out of memory. */
const Candidate **sizing_shown_order(const SizingResult *sizing);

/* The candidates by what is judged, for the chart: one row a cell, MATRIX_ROWS_MAX candidates at most. */
enum { MATRIX_ROWS_MAX = 24 };
int sizing_matrix_rows(const SizingResult *sizing);
int sizing_matrix_columns(const SizingResult *sizing); /* the requirements, limits, worst corner, place */
char *sizing_matrix_heading(const RunOutcome *outcome, int column, char *text, size_t size); /* returns text */
void csv_sizing_matrix(const RunOutcome *outcome, FILE *stream);

/* Every measure that is required against the orifice of the valve: orifice_m and one column each. */
void csv_sizing_bore(const RunOutcome *outcome, FILE *stream);
bool sizing_has_bore(const RunOutcome *outcome);

/* "V1: XSA2-43V-5G2 fits, the least power of 3 that fit out of 7"; returns text. */
char *sizing_verdict_text(const RunOutcome *outcome, char *text, size_t size);

/* "power, then size, weight, margin": how those that fit are ordered. */
const char *sizing_order_words(const SizingResult *sizing);

char *sizing_element_names(const SizingRequest *request, char *text, size_t size); /* "V1, V2"; returns text */

#endif
