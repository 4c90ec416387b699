/* What a sizing is asked: which valves, which candidates, what they must do (the `size` group of DESIGN section 4). */
#ifndef XSAVAC_SIM_SIZING_REQUEST_H
#define XSAVAC_SIM_SIZING_REQUEST_H

#include "models/part_number.h"
#include "sim/limits.h"
#include "sim/measure.h"

enum { SIZING_ELEMENTS_MAX = 3, SIZING_CANDIDATES_MAX = 64, SIZING_TOGETHER_MAX = 4096, SIZING_NAME_MAX = 64 };

/* What the catalogue states of a part: enum, word, words, unit, dimension */
#define SIZING_FACTS(X)                                                                                                \
  X(POWER, "power", "power", "W", DIM_POWER) /* DC; with an AC coil its apparent power */                              \
  X(WEIGHT, "weight", "weight", "kg", DIM_MASS)                                                                        \
  X(FITTING_SIZE, "fitting_size", "fitting size", "m", DIM_LENGTH)                                                     \
  X(VOLTAGE, "voltage", "rated voltage", "V", DIM_VOLTAGE)

typedef enum {
#define X(id, word, words, unit, dimension) SIZING_FACT_##id,
  SIZING_FACTS(X)
#undef X
      SIZING_FACT_COUNT
} SizingFact;

typedef struct {
  const char *word, *words, *unit;
  Dimension dimension;
} SizingFactRow;

extern const SizingFactRow sizing_facts[SIZING_FACT_COUNT];

/* NAN where the catalogue does not state it or the part leaves it open. */
double sizing_fact(SizingFact fact, const Part *part);

typedef enum { REQUIRE_MEASURE, REQUIRE_LIMIT, REQUIRE_FACT, REQUIRE_BUDGET } RequirementKind;

enum { SIZING_EVERY_LIMIT = LIMIT_CHECK_COUNT };

typedef struct {
  RequirementKind kind;
  int measure;     /* of the study's list */
  int limit;       /* LimitCheck, or SIZING_EVERY_LIMIT; of the valves that are sized, of all where none is */
  SizingFact fact; /* of each of them */
  double min,
      max; /* SI, both ends included; NAN: none. Of a limit: max alone, of its utilization; of the budget: max alone, NAN: what it allows */
} Requirement;

#define SIZING_RANKS(X)                                                                                                \
  X(POWER, "power", "power, then size, weight, margin")                                                                \
  X(WEIGHT, "weight", "weight, then power, size, margin")                                                              \
  X(SIZE, "size", "size (orifice area), then power, weight, margin")                                                   \
  X(MARGIN, "margin", "least relative margin (the largest first), then power, size, weight")

typedef enum {
#define X(id, word, words) SIZING_RANK_##id,
  SIZING_RANKS(X)
#undef X
      SIZING_RANK_COUNT
} SizingRank;

extern const char *const sizing_rank_words[SIZING_RANK_COUNT + 1];  /* NULL-ended: as in the file */
extern const char *const sizing_rank_orders[SIZING_RANK_COUNT + 1]; /* with how ties are broken */

/* A valve that is sized, and the parts it may become. */
typedef struct {
  int branch;
  char name[SIZING_NAME_MAX];
  Part *parts; /* [n_parts] owned; one a model, in the catalogue's order */
  int n_parts;
} SizingElement;

typedef enum { INVERSE_EQUALS, INVERSE_MAX, INVERSE_MIN } InverseSense;

/* The value of a path that just meets a figure. */
typedef struct {
  bool wanted;
  char path[256]; /* a parameter of an element, pump, node, ... */
  double from, to;
  int measure;
  InverseSense sense;
  double target;
} InverseRequest;

typedef struct {
  SizingElement elements[SIZING_ELEMENTS_MAX];
  int n_elements; /* 0: only an inverse is wanted */
  Requirement *requirements;
  int n_requirements;
  SizingRank rank;
  InverseRequest inverse;
  bool wants_steady, wants_transient; /* what every candidate's line runs, its limits with it */
} SizingRequest;

void sizing_request_free(SizingRequest *request); /* takes an empty one */

/* How many combinations of candidates there are; pick[n_elements]: which part each element has in one of them. */
int sizing_together(const SizingRequest *request);
void sizing_pick(const SizingRequest *request, int together, int pick[SIZING_ELEMENTS_MAX]);

#endif
