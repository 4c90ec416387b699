/* A figure of the line that a condition or a measure looks at, and conditions on such figures. */
#ifndef XSAVAC_SIM_PROBE_H
#define XSAVAC_SIM_PROBE_H

#include "sim/network.h"

/* enum, key in the file, in words, unit, dimension, what it belongs to */
#define PROBE_KINDS(X)                                                                                                 \
  X(PRESSURE, "pressure", "pressure", "Pa", DIM_PRESSURE, PROBE_OF_NODE)                                               \
  X(THROUGHPUT, "throughput", "throughput", "Pa m3/s", DIM_THROUGHPUT, PROBE_OF_BRANCH)                                \
  X(PRESSURE_DROP, "pressure_drop", "pressure drop", "Pa", DIM_PRESSURE, PROBE_OF_ELEMENT)                             \
  X(CONDUCTANCE, "conductance", "conductance", "m3/s", DIM_CONDUCTANCE, PROBE_OF_ELEMENT)                              \
  X(MASS_FLOW, "mass_flow", "mass flow", "kg/s", DIM_MASS_FLOW, PROBE_OF_BRANCH)                                       \
  X(FRACTION, "fraction", "mole fraction", "1", DIM_FRACTION, PROBE_OF_NODE)                                           \
  X(TEMPERATURE, "temperature", "temperature", "K", DIM_TEMPERATURE, PROBE_OF_NODE)                                    \
  X(PUMPING_SPEED, "pumping_speed", "effective pumping speed", "m3/s", DIM_CONDUCTANCE, PROBE_OF_NODE)

typedef enum {
#define X(id, key, words, unit, dimension, of) PROBE_##id,
  PROBE_KINDS(X)
#undef X
      PROBE_KIND_COUNT
} ProbeKind;

typedef enum { PROBE_OF_NODE, PROBE_OF_BRANCH, PROBE_OF_ELEMENT } ProbeOf; /* element: has both ends at nodes */

typedef struct {
  const char *key, *words, *unit;
  Dimension dimension;
  ProbeOf of;
} ProbeRow;

extern const ProbeRow probe_rows[PROBE_KIND_COUNT];

typedef struct {
  ProbeKind kind;
  int object;     /* number of the node or branch */
  const Gas *gas; /* of this gas alone; NULL: all gases together. A fraction has one, a temperature none */
} Probe;

/* p[(n_nodes + 1) * n_gas]: partial pressures of all nodes. Pressure drop: p(from) - p(to). Conductance: throughput over pressure
   drop, NAN at no drop. Mole fraction: NAN at 0 Pa. Effective pumping speed: all that leaves the node through elements and pumps, as
   volume at its pressure and temperature; NAN at 0 Pa. Throughputs in the states the branches stand in, temperatures as the nodes have
   them. */
double probe_value(const Network *network, const double *p, const Probe *probe);

/* "chamber", "V1": the object the probe belongs to. */
const char *probe_object_name(const Network *network, const Probe *probe);

/* "pressure of chamber of He", "mole fraction of O2 in chamber"; returns text. */
char *probe_words(const Network *network, const Probe *probe, char *text, size_t size);

/* A value of it with its unit: "10 Pa", "25 ppm"; returns text. */
char *probe_value_words(ProbeKind kind, double value, char *text, size_t size);

typedef struct {
  Probe probe;
  bool below; /* holds at or below the threshold; else at or above it */
  double threshold;
} Condition;

/* >= 0 where the condition holds, in units of the threshold (of 1 where that is 0); NAN: does not hold. */
double condition_excess(const Network *network, const double *p, const Condition *condition);

/* "chamber below 10 Pa"; returns text. */
char *condition_words(const Network *network, const Condition *condition, char *text, size_t size);

#endif
