#include "plots/log_tics.h"

#include <math.h>

#include "sim/output_number.h"

/* plain: beside labels such as 200000, 10^5 would be another language. */
static void print_label(double value, bool plain, FILE *stream) {
  int decade = (int)lround(log10(value)), most = plain ? 6 : 4;
  bool round = fabs(value / pow(10, decade) - 1) < 1e-6;
  if (round && (decade < -3 || decade > most))
    fprintf(stream, "'10^{%d}' ", decade);
  else
    fprintf(stream, "'%s' ", number_text(value, 7).text);
  fputs(number_text(value, 9).text, stream);
}

/* Which digits get a label, fewer the more decades there are. */
static bool has_label(int digit, int decade, double decades) {
  int step = (int)ceil(decades / 9);
  if (digit == 1) return decade % step == 0;
  if (decades > 2.2) return false;
  return digit == 2 || digit == 5 || (decades < 1.2 && (digit == 3 || digit == 7));
}

static void print_tic(const LogTics *tics, double value, bool label, double decades, FILE *stream) {
  if (label && tics->labels)
    print_label(value, decades <= 2.2, stream);
  else
    fputs("'' ", stream), fputs(number_text(value, 9).text, stream);
  if (!label) fputs(" 1", stream);
}

/* 1, 2 or 5 times a power of ten, about four of them in the range. */
static double round_step(AxisRange range) {
  double least = (range.to - range.from) / 5, power = pow(10, floor(log10(least)));
  return least <= power ? power : least <= 2 * power ? 2 * power : least <= 5 * power ? 5 * power : 10 * power;
}

/* Less than a factor of two: hardly a whole digit falls into it. */
static void print_even_tics(const LogTics *tics, AxisRange range, FILE *stream) {
  double step = round_step(range), first = ceil(range.from / step * (1 - 1e-9));
  for (int i = 0; (first + i) * step <= range.to * (1 + 1e-9); i++) {
    fputs(i ? ", " : "", stream);
    print_tic(tics, (first + i) * step, true, 0, stream);
  }
}

static void print_digit_tics(const LogTics *tics, AxisRange range, double decades, FILE *stream) {
  const char *between = "";
  for (int decade = (int)floor(log10(range.from)); decade <= (int)ceil(log10(range.to)); decade++)
    for (int digit = 1; digit <= 9; digit++) {
      double value = digit * pow(10, decade);
      if (value < range.from * (1 - 1e-9) || value > range.to * (1 + 1e-9) || (digit > 1 && decades > tics->finest))
        continue;
      fputs(between, stream);
      print_tic(tics, value, has_label(digit, decade, decades), decades, stream);
      between = ", ";
    }
}

/* The look comes last: a colour's name before a bracket would be taken for a function. */
void log_tics_print(const LogTics *tics, AxisRange range, FILE *stream) {
  double decades = log10(range.to / range.from);
  fprintf(stream, "set %s (", tics->axis);
  if (decades < 0.3)
    print_even_tics(tics, range, stream);
  else
    print_digit_tics(tics, range, decades, stream);
  fprintf(stream, ") %s", tics->look);
}
