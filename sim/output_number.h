/* Numbers as text for files and screens: a point whatever the locale, nothing where there is no number. */
#ifndef XSAVAC_SIM_OUTPUT_NUMBER_H
#define XSAVAC_SIM_OUTPUT_NUMBER_H

#include <stddef.h>

enum { NUMBER_TEXT_SIZE = 48 };

typedef struct {
  char text[NUMBER_TEXT_SIZE];
} NumberText;

/* %.<digits>g; "" when value is not finite. */
NumberText number_text(double value, int digits);

/* %.<decimals>f; "" when value is not finite. */
NumberText number_fixed(double value, int decimals);

/* With its unit, for reading: "0.08 MPa", "12.5 kPa", "20 degC" for K, "25 ppm" or "3 %" for 1, else %.4g and the unit; "-" when not finite. */
NumberText number_readable(double value, const char *unit);

/* A ratio as "87 %", "0.012 %" or, from 10 up, "23 times"; "-" when not finite. */
NumberText number_ratio(double ratio);

#endif
