/* A decimal number at the start of a text, read alike in every locale. */
#ifndef XSAVAC_CONFIG_QUANTITY_NUMBER_H
#define XSAVAC_CONFIG_QUANTITY_NUMBER_H

#include <stdbool.h>

/* Reads "12", "-.5", "1.25e-9" at *at and moves *at behind it; the value is the nearest double. An 'e' without digits
   behind it belongs to the unit. On failure false and *fault says why in words (a constant). */
bool quantity_number(const char **at, double *value, const char **fault);

#endif
