/* What a component type is to the rest of the program: a table of parameters and a flow law. One type is one file in models/ and one
   row in the registry; the reader, `xsavac components`, the documentation and the contract tests take everything from here. */
#ifndef XSAVAC_MODELS_COMPONENT_H
#define XSAVAC_MODELS_COMPONENT_H

#include <stdbool.h>
#include <stddef.h>

#include "models/catalogue.h"
#include "models/dimension.h"
#include "models/flow.h"
#include "models/gas.h"

typedef enum {
  SECTION_NODES,
  SECTION_ELEMENTS,
  SECTION_PUMPS,
  SECTION_SOURCES,
  SECTION_LEAKS,
  SECTION_SURFACES, /* from here on: lists within a node */
  SECTION_SEALS,
  SECTION_JOINTS,
  SECTION_COUNT,
  SECTION_TOP_COUNT = SECTION_SURFACES /* those before it stand at the file's top */
} Section;

const char *section_key(Section section); /* the group's or list's name in the file: "nodes", "elements", ... */

typedef enum {
  PARAM_QUANTITY, /* double, SI; NAN while not given */
  PARAM_COUNT,    /* int */
  PARAM_FLAG,     /* bool */
  PARAM_CHOICE,   /* int: index into choices */
  PARAM_PART,     /* char[PART_TEXT_MAX]: a part number or model; "" while not given */
  PARAM_GAS,      /* GasBlend; n = 0 while not given */
  PARAM_CURVE,    /* Curve: pairs of (dimension, dimension_y) */
  PARAM_PER_GAS   /* GasFigures: a quantity per gas; a * in the key stands for the gas's name */
} ParamKind;

enum { PART_TEXT_MAX = 48, CURVE_MAX = 32 };

typedef struct {
  int n;
  double x[CURVE_MAX], y[CURVE_MAX];
} Curve;

/* A figure for some gases; each gas once. */
typedef struct {
  int n;
  const Gas *gas[GAS_TABLE_MAX];
  double value[GAS_TABLE_MAX];
} GasFigures;

double gas_figure(const GasFigures *figures, const Gas *gas); /* NAN: none */

/* The only description of a parameter. A dotted key ("reference.gas") stands in a group of that name in the file. */
typedef struct {
  const char *key;
  const char *alias; /* a second spelling that is accepted; NULL for none */
  ParamKind kind;
  Dimension dimension;
  size_t offset; /* in the type's parameter struct */
  bool required;
  double fallback; /* when not given: SI value, count, flag or choice; NAN leaves 'not given' to the type's resolve */
  double min, max; /* legal range, both ends included */
  const char *const *choices; /* NULL-ended, for PARAM_CHOICE */
  const char *text;
  Dimension dimension_y; /* second column of a curve */
  double min_y, max_y;
} ParamRow;

/* What a type may look at while it resolves its parameters into what its law needs. */
typedef struct {
  const Catalogue *catalogue;
  double ambient_pressure_pa, ambient_temperature_k;
} ComponentContext;

/* The surroundings of one evaluation per gas: partial pressures at both ends and their sums. */
typedef struct {
  int n_gas;
  const Gas *const *gases;
  const double *p1_pa, *p2_pa; /* [n_gas] */
  double total1_pa, total2_pa;
  double temperature1_k, temperature2_k;
  const double
      *share; /* [n_gas] mole fractions of what the component itself supplies (source gas, ultimate pressure) */
} SpeciesPoint;

/* Throughputs per gas, + from end 1 to end 2, and their derivatives: d1[i*n_gas + j] = dq_i/dp1_j. */
typedef struct {
  double *q, *d1, *d2;
} SpeciesFlow;

/* How a bore ends, found when the network is derived: at a volume or boundary an end has its full effect (share 1); at a junction only
   a change of bore counts, 1 - (this bore's area)/(largest other bore's area), 0 where no wider one meets it. Tubes of one bore joined
   end to end are a run: its total length over radius sets the end correction (models/LAWS.md section 2). */
typedef struct {
  double share_1, share_2, run_length_over_radius;
} BoreEnds;

typedef struct ComponentType {
  const char *name;
  Section section;
  const char *text;   /* one line for lists */
  const char *source; /* of the law */
  size_t size;        /* of the parameter struct */
  const ParamRow *rows;
  int row_count;
  bool symmetric; /* flow(p1, p2) = -flow(p2, p1) */
  bool closes;    /* has a state, open or closed */
  bool
      throttles; /* one narrow place: its flow goes as the square root of a small pressure difference, in gas as warm as it comes */

  /* Checks parameters against each other and prepares the law; on failure false with a message. May be NULL. */
  bool (*resolve)(void *self, const ComponentContext *context, char *message, size_t size);

  /* One of the two laws. flow: on total pressures, for one gas or a mixture's state; species: each gas by its own law.
     A type that closes has both: flow while open, species while closed. */
  void (*flow)(const void *self, const GasState *gas, double p1_pa, double p2_pa, Flow *flow);
  void (*species)(const void *self, const SpeciesPoint *at, SpeciesFlow *flow);
  /* The same as flow where that is a search: from where it ended before (read and written), and without derivatives to the last digits
     where the caller has no use for them. NULL: flow is in closed form. */
  void (*flow_from)(const void *self, const GasState *gas, double p1_pa, double p2_pa, FlowStart *start, bool slopes,
                    Flow *flow);

  /* Of a type without flow: whether what species gives is a constant and slopes times pressures, for as long as state, temperatures and
     time stand. NULL: it is not. */
  bool (*affine)(const void *self);
  /* Which smooth piece of the law a point stands on, as the interval of a curve; NULL: it has one. */
  int (*piece)(const void *self, const SpeciesPoint *at);

  /* Free-molecular conductance of the law at this gas state, and the radius its rarefaction is reckoned with; NULL for a law without. */
  double (*molecular_conductance_m3_s)(const void *self, const GasState *gas);
  double (*radius_m)(const void *self);

  /* For elements whose bore meets others at junctions; NULL where there is none. length: of a piece that can be part of a run. */
  double (*bore_m)(const void *self);
  double (*end_bore_m)(const void *self, int end); /* end 1 or 2, where they differ; NULL: bore_m at both */
  double (*length_m)(const void *self);
  void (*join)(void *self, const BoreEnds *ends);
} ComponentType;

/* The registry: NULL-ended. */
extern const ComponentType *const component_types[];

const ComponentType *component_find(Section section, const char *name);
const ParamRow *component_row(const ComponentType *type, const char *key);

/* Sets every parameter to its fallback. */
void component_defaults(const ComponentType *type, void *params);

/* Names the first parameter that is out of its row's range: true if all are inside, else false with a message for the user. */
bool param_in_range(const ParamRow *row, double value);

#endif
