#include "config/quantity_number.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

enum { DIGITS_MAX = 400, EXPONENT_MAX = 99999 };

/* The number as digits times a power of ten: strtod knows no decimal point that a locale could change in "125e-11". */
typedef struct {
  char digits[DIGITS_MAX + 16];
  int count, exponent;
} Decimal;

static bool is_digit(char c) {
  return isdigit((unsigned char)c);
}

static bool take_digits(const char **at, Decimal *decimal, int exponent_step) {
  for (; is_digit(**at); (*at)++) {
    if (decimal->count == DIGITS_MAX) return false;
    decimal->digits[decimal->count++] = **at;
    decimal->exponent += exponent_step;
  }
  return true;
}

static void take_exponent(const char **at, Decimal *decimal) {
  const char *c = *at;
  if (*c != 'e' && *c != 'E') return;
  bool minus = *++c == '-';
  if (*c == '-' || *c == '+') c++;
  if (!is_digit(*c)) return;
  int exponent = 0;
  for (; is_digit(*c); c++)
    exponent = exponent > EXPONENT_MAX ? exponent : 10 * exponent + (*c - '0');
  decimal->exponent += minus ? -exponent : exponent;
  *at = c;
}

static const char *fault_before(const char *c) {
  if (strncasecmp(c, "inf", 3) == 0 || strncasecmp(c, "nan", 3) == 0) return "the number is not finite";
  if (c[0] == '0' && (c[1] == 'x' || c[1] == 'X')) return "a hexadecimal number is not accepted";
  if (!is_digit(c[0]) && !(c[0] == '.' && is_digit(c[1]))) return "there is no number";
  return NULL;
}

static const char *fault_of_value(const Decimal *decimal, double value) {
  if (!isfinite(value)) return "the number is too large";
  if (value != 0) return NULL;
  for (int i = 0; i < decimal->count; i++)
    if (decimal->digits[i] != '0') return "the number is too close to zero";
  return NULL;
}

bool quantity_number(const char **at, double *value, const char **fault) {
  const char *c = *at;
  bool minus = *c == '-';
  if (*c == '-' || *c == '+') c++;
  *fault = fault_before(c);
  if (*fault) return false;
  Decimal decimal = {.count = 0};
  bool fits = take_digits(&c, &decimal, 0);
  if (fits && *c == '.') c++, fits = take_digits(&c, &decimal, -1);
  if (!fits) return *fault = "the number has too many digits", false;
  take_exponent(&c, &decimal);
  snprintf(decimal.digits + decimal.count, sizeof decimal.digits - (size_t)decimal.count, "e%d", decimal.exponent);
  double magnitude = strtod(decimal.digits, NULL);
  *fault = fault_of_value(&decimal, magnitude);
  if (*fault) return false;
  *value = minus && magnitude != 0 ? -magnitude : magnitude;
  *at = c;
  return true;
}
