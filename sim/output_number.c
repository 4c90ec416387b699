#include "sim/output_number.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "models/constants.h"

/* printf writes the locale's decimal point; a C program that embeds the engine may have set one. */
static void point_only(char *text) {
  const char *point = localeconv()->decimal_point;
  size_t length = strlen(point);
  char *at = length ? strstr(text, point) : NULL;
  if (!at || strcmp(point, ".") == 0) return;
  *at = '.';
  memmove(at + 1, at + length, strlen(at + length) + 1);
}

static NumberText formatted(const char *format, int places, double value) {
  NumberText number = {""};
  if (!isfinite(value)) return number;
  if (strchr(format, 'f'))
    snprintf(number.text, sizeof number.text, "%.*f", places, value);
  else
    snprintf(number.text, sizeof number.text, "%.*g", places, value);
  point_only(number.text);
  return number;
}

NumberText number_text(double value, int digits) {
  return formatted("g", digits, value);
}

NumberText number_fixed(double value, int decimals) {
  return formatted("f", decimals, value);
}

static NumberText with_unit(double value, int digits, const char *unit) {
  NumberText number = number_text(value, digits);
  size_t length = strlen(number.text);
  if (*unit) snprintf(number.text + length, sizeof number.text - length, " %s", unit);
  return number;
}

NumberText number_readable(double value, const char *unit) {
  if (!isfinite(value)) return (NumberText){"-"};
  if (strcmp(unit, "K") == 0) return with_unit(value - ZERO_CELSIUS_K, 4, "degC");
  if (strcmp(unit, "1") == 0)
    return fabs(value) < 0.01 ? with_unit(1e6 * value, 4, "ppm") : with_unit(100 * value, 4, "%");
  if (strcmp(unit, "Pa") != 0) return with_unit(value, 4, unit);
  if (fabs(value) >= 1e4) return with_unit(value * 1e-6, 4, "MPa");
  return fabs(value) >= 1e3 ? with_unit(value * 1e-3, 4, "kPa") : with_unit(value, 4, "Pa");
}

/* On the side of 100 % that it is on, as far as that can be told in a column. */
static NumberText close_to_whole(double ratio) {
  for (int digits = 4; digits <= 6; digits++)
    if (strcmp(number_text(100 * ratio, digits).text, "100") != 0) return with_unit(100 * ratio, digits, "%");
  return ratio > 1 ? (NumberText){">100 %"} : (NumberText){"<100 %"};
}

NumberText number_ratio(double ratio) {
  if (!isfinite(ratio)) return (NumberText){"-"};
  if (ratio != 1 && strcmp(number_text(100 * ratio, 3).text, "100") == 0) return close_to_whole(ratio);
  return fabs(ratio) < 10 ? with_unit(100 * ratio, 3, "%") : with_unit(ratio, 3, "times");
}
