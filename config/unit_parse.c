#include "config/unit_parse.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/unit_text.h"
#include "config/unit_udunits.h"

enum { LARGEST_POWER = 9, LARGEST_RESULT = 99 };

typedef struct {
  const char *at; /* the rest of the text */
  const UnitPowers *want;
  char *message;
  size_t size;
} Parser;

static bool parse_product(Parser *parser, Unit *unit);

static bool fail(Parser *parser, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool fail(Parser *parser, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(parser->message, parser->size, format, arguments);
  va_end(arguments);
  return false;
}

static bool is_letter(char c) {
  return (unsigned char)c >= 0x80 || isalpha((unsigned char)c) || c == '_' || c == '%';
}

static void skip_blanks(Parser *parser) {
  while (*parser->at == ' ')
    parser->at++;
}

static Unit unit_of_row(const UnitRow *row, double prefix) {
  return (Unit){.scale = prefix * row->scale, .offset = row->offset, .powers = row->powers, .gauge = row->gauge};
}

static bool find_known(const char *name, size_t length, const UnitPowers *want, Unit *unit) {
  const UnitRow *row = unit_row_find(name, length, want);
  double prefix = 1;
  if (!row) {
    size_t letters;
    prefix = unit_prefix(name, &letters);
    if (prefix == 0 || letters >= length) return false;
    row = unit_row_find(name + letters, length - letters, want);
    if (!row || !row->prefixes) return false;
  }
  *unit = unit_of_row(row, prefix);
  return true;
}

static bool find_foreign(Parser *parser, const char *name, Unit *unit) {
  if (unit_from_udunits(name, unit)) {
    snprintf(unit->foreign, sizeof unit->foreign, "%s", name);
    return true;
  }
  const char *near = unit_row_nearest(name);
  return near ? fail(parser, "unknown unit '%s'; did you mean '%s'?", name, near)
              : fail(parser, "unknown unit '%s'", name);
}

/* A name; a few hold a digit ("inH2O", "Nm3"), in all others a digit begins the power. */
static bool parse_name(Parser *parser, Unit *unit) {
  const char *start = parser->at;
  size_t letters = 0, length;
  while (is_letter(start[letters]))
    letters++;
  for (length = letters; is_letter(start[length]) || isdigit((unsigned char)start[length]);)
    length++;
  const UnitRow *whole = length > letters ? unit_row_find(start, length, parser->want) : NULL;
  parser->at += whole ? length : letters;
  if (whole) {
    *unit = unit_of_row(whole, 1);
    return true;
  }
  if (find_known(start, letters, parser->want, unit)) return true;
  char name[UNIT_NAME_SIZE];
  if (letters >= sizeof name) return fail(parser, "unknown unit '%.24s...'", start);
  memcpy(name, start, letters);
  name[letters] = '\0';
  return find_foreign(parser, name, unit);
}

/* "3", "^3", "**3", "-1" after a name; 1 where nothing stands, 0 for one that makes no sense. */
static int parse_power(Parser *parser) {
  const char *at = parser->at;
  bool marked = *at == '^' || (at[0] == '*' && at[1] == '*');
  if (marked) at += *at == '^' ? 1 : 2;
  if (!isdigit((unsigned char)at[*at == '-' || *at == '+'])) return marked ? 0 : 1;
  char *end;
  long power = strtol(at, &end, 10);
  parser->at = end;
  return labs(power) <= LARGEST_POWER ? (int)power : 0;
}

static bool multiply(Parser *parser, Unit *product, const Unit *factor, int power) {
  product->scale *= pow(factor->scale, power);
  product->offset = 0; /* "W/(m2 degC)" speaks of a difference */
  for (int i = 0; i < UNIT_BASES; i++) {
    int sum = product->powers.of[i] + power * factor->powers.of[i];
    if (abs(sum) > LARGEST_RESULT) return fail(parser, "the unit's powers are too large");
    product->powers.of[i] = (signed char)sum;
  }
  if (!product->foreign[0]) memcpy(product->foreign, factor->foreign, sizeof product->foreign);
  return true;
}

static bool parse_raised_name(Parser *parser, Unit *unit) {
  Unit base;
  if (!parse_name(parser, &base)) return false;
  const char *written = parser->at;
  int power = parse_power(parser);
  if (power == 0) return fail(parser, "the power at '%.24s' makes no sense", written);
  if (power == 1) return *unit = base, true;
  if (base.gauge) return fail(parser, "a gauge pressure cannot have a power");
  *unit = (Unit){.scale = 1};
  return multiply(parser, unit, &base, power);
}

static bool parse_factor(Parser *parser, Unit *unit) {
  const char *at = parser->at;
  if (is_letter(*at)) return parse_raised_name(parser, unit);
  if (*at == '1' && !isdigit((unsigned char)at[1])) { /* "1/s" */
    parser->at++;
    *unit = (Unit){.scale = 1};
    return true;
  }
  if (*at == '(') {
    parser->at++;
    if (!parse_product(parser, unit)) return false;
    if (*parser->at != ')') return fail(parser, "a ')' is missing in the unit");
    parser->at++;
    return true;
  }
  return *at ? fail(parser, "a unit is expected at '%.24s'", at) : fail(parser, "the unit is not complete");
}

/* The operator before the next factor: 1 or -1 for times or per, 0 where the product ends. */
static int parse_operator(Parser *parser) {
  skip_blanks(parser);
  char c = *parser->at;
  int sign = c == '/' ? -1 : 1;
  bool hyphen = c == '-' && is_letter(parser->at[1]); /* "atm-cc/s" */
  if (c == '/' || c == '*' || c == '.' || hyphen)
    parser->at++;
  else if (c != '(' && c != '1' && !is_letter(c))
    return 0;
  skip_blanks(parser);
  return sign;
}

static bool parse_product(Parser *parser, Unit *unit) {
  bool slash = false;
  skip_blanks(parser);
  if (!parse_factor(parser, unit)) return false;
  for (int sign; (sign = parse_operator(parser)) != 0;) {
    Unit factor;
    if (!parse_factor(parser, &factor)) return false;
    if (unit->gauge || factor.gauge) return fail(parser, "a gauge pressure cannot be part of a compound unit");
    if (!multiply(parser, unit, &factor, sign)) return false;
    unit->product_after_slash |= factor.product_after_slash || (slash && sign > 0);
    slash |= sign < 0;
  }
  return true;
}

/* Takes a closing "(G)" or "(abs)" off plain; 'G', 'A' or 0 for none. */
static char take_reference(char *plain) {
  static const char *const words[] = {"(G)", "(g)", "(gauge)", "(abs)", "(a)", "(A)"};
  size_t length = strlen(plain);
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    size_t n = strlen(words[i]);
    if (length <= n || strcmp(plain + length - n, words[i]) != 0) continue;
    plain[length - n] = '\0';
    return (char)toupper((unsigned char)words[i][1]);
  }
  return 0;
}

static bool apply_reference(Parser *parser, char reference, Unit *unit) {
  static const UnitPowers pressure = {{-1, 1, -2}};
  if (!reference) return true;
  if (!unit_powers_equal(&unit->powers, &pressure)) return fail(parser, "(G) and (abs) belong to a pressure");
  if (unit->gauge) return fail(parser, "the unit says twice what it counts from");
  unit->gauge = reference == 'G';
  return true;
}

bool unit_parse(const char *text, const UnitPowers *want, Unit *unit, char *message, size_t size) {
  char plain[UNIT_TEXT_SIZE];
  Parser parser = {plain, want, message, size};
  if (!unit_text_plain(text, plain, sizeof plain)) return fail(&parser, "the unit is too long");
  *unit = (Unit){.scale = 1, .bare = !plain[0]};
  if (unit->bare) return true;
  char reference = take_reference(plain);
  if (!parse_product(&parser, unit)) return false;
  if (*parser.at) return fail(&parser, "'%.24s' in the unit is not understood", parser.at);
  if (!(unit->scale > 0 && isfinite(unit->scale))) return fail(&parser, "the unit is out of all range");
  return apply_reference(&parser, reference, unit);
}

/* A difference that is nothing but the rounding of the value it is taken from: "-101.325 kPa(G)", "32 degF" in degC. */
static double without_rounding(double difference, double of) {
  return fabs(difference) < 1e-14 * of ? 0 : difference;
}

double unit_to_si(const Unit *unit, double value, double ambient_pa) {
  double zero = unit->offset + (unit->gauge ? ambient_pa : 0);
  return without_rounding(value * unit->scale + zero, zero);
}

double unit_from_si(const Unit *unit, double si, double ambient_pa) {
  double zero = unit->offset + (unit->gauge ? ambient_pa : 0);
  return without_rounding(si - zero, zero) / unit->scale;
}
