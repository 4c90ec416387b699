/* What a curve says: as CSV, as JSON, and as a table for the screen. */
#ifndef XSAVAC_SIM_CURVE_OUTPUT_H
#define XSAVAC_SIM_CURVE_OUTPUT_H

#include <stdio.h>

#include "sim/curve.h"
#include "sim/study.h"

enum { CURVE_TEXT_SIZE = 512 };

/* "curve_V1.csv" for ending ".csv"; letters, digits, _ and - of the name stay, all else becomes _. Returns text. */
char *curve_file_name(const ElementCurve *curve, const char *ending, char *text, size_t size);

/* Words for headings; each returns text. */
char *curve_element_words(const ElementCurve *curve, char *text,
                          size_t size); /* "valve XSA2-43V-5G, chamber > manifold, open" */
char *curve_parameter_words(const ElementCurve *curve, char *text,
                            size_t size); /* "diameter 1 mm, length 100 mm": what the file gives */
char *curve_gas_words(const ElementCurve *curve, char *text, size_t size); /* "air at 20 degC into 0 Pa" */
char *curve_estimate_words(const ElementCurve *curve, char *text,
                           size_t size); /* "discharge 0.75 (0.6 to 0.95), ..."; "" if none */

/* One header line with units in the column names, %.9g. The columns of the band are there where something is estimated.
 */
void curve_csv(const ElementCurve *curve, FILE *stream);

/* False when a write or memory failed. */
bool curve_print_json(const ElementCurve *curve, const Study *study, FILE *stream);

/* The curve at the ends of its range and every decade between. folder: where the files went, NULL: nowhere. */
void curve_print_text(const ElementCurve *curve, const char *folder, FILE *stream);

#endif
