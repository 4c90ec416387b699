/* Quantities as a user writes them, "12 L", and as the program holds them, SI. Conversion happens here and nowhere
 * else. */
#ifndef XSAVAC_CONFIG_QUANTITY_H
#define XSAVAC_CONFIG_QUANTITY_H

#include <stdbool.h>
#include <stddef.h>

#include "config/unit_parse.h"
#include "models/dimension.h"

typedef struct {
  double ambient_pressure_pa; /* what "MPa(G)" counts from */
} QuantityContext;

/* Parses "12 L", "1e-9 mbar L/s", "20 degC", "10 sccm", "0.2 MPa(G)", "30 min", "5 %" into the SI unit of the wanted
   dimension (models/dimension.h). A throughput is pV flow at 293.15 K: sccm, slm, mol/s and L/min(ANR) are amounts of
   gas and are multiplied by R * 293.15 K. A pressure is absolute unless it says (G). A dimension other than NONE and
   FRACTION needs a unit. context may be NULL: ambient is then 101325 Pa.
   On failure false, *si untouched, and message says what is wrong, beginning with the text in quotes; the caller puts
   file, line and object in front. Thread safe. */
bool quantity_parse(const char *text, Dimension want, const QuantityContext *context, double *si, char *message,
                    size_t size);

/* A value in SI written readably in the dimension's usual unit: "12 L", "1.3e-09 Pa m3/s", "20 degC"; six digits.
   "no limit" for an infinite value, "unknown" for NaN. Returns text. */
char *quantity_format(double si, Dimension dimension, char *text, size_t size);

/* The number and the unit as they are written, whatever their kind; want as in unit_parse. Failure as above. */
bool quantity_read(const char *text, const UnitPowers *want, double *value, Unit *unit, char *message, size_t size);

/* The dimension of a unit's powers (the first of several: THROUGHPUT before POWER), DIM_COUNT if it has none. */
Dimension quantity_kind(const UnitPowers *powers);

/* "a length"; "a throughput or a power" where one SI unit serves both; "in m kg s-2" without a name of its own.
   Returns name. */
char *quantity_kind_name(const UnitPowers *powers, char *name, size_t size);

/* Why a value in unit, which is si in SI, cannot be: " is below absolute zero (ambient 101325 Pa)"; "" if it can.
   Returns why. */
char *quantity_refusal(const Unit *unit, Dimension dimension, double si, double ambient_pa, char *why, size_t size);

#endif
