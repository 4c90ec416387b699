/* Points of a design over k parameters, by index: any point on its own, at a cost of O(k), without a state and without
   memory that grows with the number of points. A point is a function of (settings, index): shards, threads and a resumed
   run find the same one.
     grid   every combination; the last parameter changes fastest, as in nested loops with the first outermost
     list   the parameters in step: point i takes each parameter's i-th level
     sobol  quasi-random over the ranges (sim/sample/sobol.h), up to 40 parameters
     lhs    Latin hypercube (sim/sample/latin.h), a new one for every seed and number of points */
#ifndef XSAVAC_SIM_SAMPLE_DESIGN_H
#define XSAVAC_SIM_SAMPLE_DESIGN_H

#include <stdbool.h>

#include "sim/sample/latin.h"
#include "sim/sample/sobol.h"

typedef enum { DESIGN_GRID, DESIGN_LIST, DESIGN_SOBOL, DESIGN_LHS, DESIGN_COUNT } DesignKind;
extern const char *const design_words[DESIGN_COUNT]; /* "grid", "list", "sobol", "lhs" */

/* AXIS_RANGE: count levels, ends included, in a grid or list; any value between the ends in sobol or lhs.
   AXIS_VALUES: the given numbers. AXIS_CHOICE: 0 ... count - 1, the members of the caller's list (parts, gases,
   states). A sampled coordinate falls on the members of VALUES and CHOICE evenly. */
typedef enum { AXIS_RANGE, AXIS_VALUES, AXIS_CHOICE } AxisKind;
typedef enum { SCALE_LINEAR, SCALE_LOG } AxisScale;

typedef struct {
  const char *name; /* borrowed; the parameter's path, for messages */
  AxisKind kind;
  double from, to;      /* RANGE; to may be below from */
  AxisScale scale;      /* RANGE */
  uint64_t count;       /* RANGE in a grid or list: levels; VALUES, CHOICE: members */
  const double *values; /* VALUES: [count], borrowed until design_free */
} DesignAxis;

typedef struct {
  DesignKind kind;
  const DesignAxis *axes; /* [axis_count], borrowed until design_init returns */
  int axis_count;
  uint64_t samples; /* sobol, lhs: the number of points; ignored by grid and list */
  uint64_t seed;    /* lhs: any; sobol: 0 is the plain sequence, others scramble it */
} DesignSettings;

#define DESIGN_POINTS_MOST ((uint64_t)1 << 53) /* indices stay exact as doubles */

typedef struct {
  DesignKind kind;
  DesignAxis *axes; /* [axis_count], owned */
  int axis_count;
  uint64_t points;
  SobolSequence sobol;
  LatinHypercube latin;
} Design;

/* Whether an axis can stand in such a design; otherwise the message says what is wrong with it, without its name. For a
   reader that reports every parameter's fault at its own line; design_init asks the same. */
bool design_axis_check(const DesignAxis *axis, DesignKind kind, char *message, size_t size);

/* STATUS_CONFIG (an axis, lengths of a list that differ, too many points or parameters) or STATUS_MEMORY, each with a
   message; the design is then empty. */
Status design_init(Design *design, const DesignSettings *settings, char *message, size_t size);
void design_free(Design *design); /* takes an empty object */

/* value[axis_count]; index < design->points. A CHOICE gives its member's number. Ends of a range are met exactly. */
void design_point(const Design *design, uint64_t index, double *value);

#endif
