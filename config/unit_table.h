/* Units the program knows by itself: those of the vacuum field, of pneumatics and of the SI. Others come from
 * UDUNITS-2. */
#ifndef XSAVAC_CONFIG_UNIT_TABLE_H
#define XSAVAC_CONFIG_UNIT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

/* A unit's kind: its powers of m, kg, s, K, mol, A, rad. The radian is kept apart so that an angle is no plain number.
 */
enum { UNIT_M, UNIT_KG, UNIT_S, UNIT_K, UNIT_MOL, UNIT_A, UNIT_RAD, UNIT_BASES };
typedef struct {
  signed char of[UNIT_BASES];
} UnitPowers;

bool unit_powers_equal(const UnitPowers *a, const UnitPowers *b);

typedef struct {
  const char *name;
  double scale;      /* SI value of one */
  UnitPowers powers; /* a standard volume ("scc", "std cc") is an amount of gas, so it counts in mol */
  double offset;     /* SI value of zero: degC, degF */
  bool prefixes;     /* SI prefixes p to T may stand before it */
  bool gauge;        /* counted from ambient pressure: psig */
} UnitRow;

extern const UnitRow unit_table[];
extern const size_t unit_table_count;

/* The row of name[length], NULL if none. A name with two meanings ("micron" is a pressure or a length) is read as the
   kind in want, else as the first; want may be NULL. */
const UnitRow *unit_row_find(const char *name, size_t length, const UnitPowers *want);

/* The power of ten of an SI prefix at the start of name, 0 if there is none; *length is its number of letters. */
double unit_prefix(const char *name, size_t *length);

/* The best known name for a mistyped one, NULL if none is near. */
const char *unit_row_nearest(const char *name);

#endif
