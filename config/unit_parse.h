/* A unit as a user writes it: "mbar L/s", "Pa.m3/s", "dm3/(s bar)", "W/(m2 K)", "atm-cc/s", "MPa(G)", "L/min(ANR)". */
#ifndef XSAVAC_CONFIG_UNIT_PARSE_H
#define XSAVAC_CONFIG_UNIT_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "config/unit_table.h"

enum { UNIT_NAME_SIZE = 32 };

typedef struct {
  double scale, offset;         /* SI = value * scale + offset; an offset only where degC or degF stands alone */
  UnitPowers powers;            /* m, kg, s, K, mol, A, rad */
  bool gauge;                   /* ambient pressure is to be added: (G), psig, barg */
  bool bare;                    /* no unit was written */
  bool product_after_slash;     /* "W/m2 K": read (W/m2) K, and may have been meant otherwise */
  char foreign[UNIT_NAME_SIZE]; /* the first name that UDUNITS had to be asked for, "" if none */
} Unit;

/* Parses text: products (blank, '*', '.', '-' between letters), quotients (read from left to right), brackets, powers
   ("m3", "m^3", "s-1") and a closing (G), (abs) or (ANR). want decides a name with two meanings (may be NULL).
   On failure false and message says what is wrong with it. */
bool unit_parse(const char *text, const UnitPowers *want, Unit *unit, char *message, size_t size);

/* ambient_pa is what gauge pressure counts from. */
double unit_to_si(const Unit *unit, double value, double ambient_pa);
double unit_from_si(const Unit *unit, double si, double ambient_pa);

#endif
