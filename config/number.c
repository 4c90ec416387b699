#include "config/number.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS_MAX = 400 };

static size_t digits_at(const char *text) {
  size_t n = 0;
  while (isdigit((unsigned char)text[n]))
    n++;
  return n;
}

typedef enum { FORM_NONE, FORM_INTEGER, FORM_HEX, FORM_FLOAT } NumberForm;

static NumberForm hex_form(const char *text) {
  size_t n = 0;
  while (isxdigit((unsigned char)text[n]))
    n++;
  return n > 0 && text[n] == '\0' ? FORM_HEX : FORM_NONE;
}

static NumberForm form_of(const char *text) {
  if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) return hex_form(text + 2);
  if (*text == '+' || *text == '-') text++;
  size_t whole = digits_at(text), fraction = 0;
  text += whole;
  if (whole > 0 && *text == '\0') return FORM_INTEGER;
  if (*text == '.') {
    fraction = digits_at(text + 1);
    text += 1 + fraction;
  }
  if (whole + fraction == 0) return FORM_NONE;
  if (*text == 'e' || *text == 'E') {
    text++;
    if (*text == '+' || *text == '-') text++;
    size_t exponent = digits_at(text);
    if (exponent == 0) return FORM_NONE;
    text += exponent;
  }
  return *text == '\0' ? FORM_FLOAT : FORM_NONE;
}

static bool integer_check(const char *text, char *message, size_t size) {
  const char *digits = text + (*text == '+' || *text == '-');
  if (digits[0] == '0' && digits[1] != '\0') {
    snprintf(message, size, "'%.40s' begins with a zero: write it without", text);
    return false;
  }
  errno = 0;
  long long value = strtoll(text, NULL, 10);
  if (errno == 0 && value >= INT_MIN && value <= INT_MAX) return true;
  snprintf(message, size,
           "the integer %.40s is out of range; legal %d to %d (write a larger number with a decimal point)", text,
           INT_MIN, INT_MAX);
  return false;
}

static bool hex_check(const char *text, char *message, size_t size) {
  errno = 0;
  unsigned long long value = strtoull(text, NULL, 16);
  if (errno == 0 && value <= INT_MAX) return true;
  snprintf(message, size, "the integer %.40s is out of range; legal 0x0 to 0x%x", text, INT_MAX);
  return false;
}

static bool nonzero_mantissa(const char *text) {
  for (; *text && *text != 'e' && *text != 'E'; text++)
    if (*text >= '1' && *text <= '9') return true;
  return false;
}

static bool float_check(const char *text, char *message, size_t size) {
  double value = strtod(text, NULL);
  if (isinf(value))
    snprintf(message, size, "the number %.40s is too large; legal up to 1.79e308", text);
  else if (value == 0 && nonzero_mantissa(text))
    snprintf(message, size, "the number %.40s is too close to zero; legal from 4.95e-324, or 0", text);
  else
    return true;
  return false;
}

/* 12L is an integer of 64 bits to libconfig: a litre it is not. */
static bool other_check(const char *text, char *message, size_t size) {
  size_t n = digits_at(text);
  if (n > 0 && text[0] != '0' && isalpha((unsigned char)text[n]))
    snprintf(message, size, "'%.40s' is not a number; a quantity with a unit stands in quotes: \"%.*s %.20s\"", text,
             (int)(n < 20 ? n : 20), text, text + n);
  else
    snprintf(message, size, "'%.40s' is not a number", text);
  return false;
}

bool number_check(const char *literal, size_t length, char *message, size_t size) {
  char text[DIGITS_MAX + 1];
  if (length > DIGITS_MAX) {
    snprintf(message, size, "the number '%.20s...' has %zu letters; legal up to %d", literal, length, DIGITS_MAX);
    return false;
  }
  memcpy(text, literal, length);
  text[length] = '\0';
  switch (form_of(text)) {
  case FORM_INTEGER:
    return integer_check(text, message, size);
  case FORM_HEX:
    return hex_check(text, message, size);
  case FORM_FLOAT:
    return float_check(text, message, size);
  default:
    return other_check(text, message, size);
  }
}
