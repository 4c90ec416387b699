/* Every valve against its catalogue limits (DESIGN section 5), in the state it stands in. */
#ifndef XSAVAC_SIM_LIMITS_H
#define XSAVAC_SIM_LIMITS_H

#include "models/valve.h"
#include "sim/steady.h"

#define LIMIT_CHECKS(X)                                                                                                \
  X(MAX_OPERATING_DIFFERENTIAL, "max_operating_differential", "Pa")                                                    \
  X(REVERSE_PRESSURE, "reverse_pressure", "Pa")                                                                        \
  X(MAX_OPERATING_PRESSURE, "max_operating_pressure", "Pa")                                                            \
  X(WITHSTAND_PRESSURE, "withstand_pressure", "Pa")                                                                    \
  X(MIN_OPERATING_PRESSURE, "min_operating_pressure", "Pa")                                                            \
  X(TEMPERATURE, "temperature", "K")                                                                                   \
  X(FLUID, "fluid", "")                                                                                                \
  X(FLOW_DIRECTION, "flow_direction", "Pa m3/s")                                                                       \
  X(INTERNAL_LEAKAGE, "internal_leakage", "Pa m3/s")                                                                   \
  X(EXTERNAL_LEAKAGE, "external_leakage", "Pa m3/s")                                                                   \
  X(COIL_VOLTAGE, "coil_voltage", "V")                                                                                 \
  X(LEAKAGE_VOLTAGE, "leakage_voltage", "V")

typedef enum {
#define X(id, name, unit) LIMIT_##id,
  LIMIT_CHECKS(X)
#undef X
      LIMIT_CHECK_COUNT
} LimitCheck;

typedef enum { LIMIT_PASS, LIMIT_WARN, LIMIT_FAIL, LIMIT_NOT_APPLICABLE } LimitStatus;

const char *limit_check_name(LimitCheck check);
const char *limit_check_unit(LimitCheck check);
const char *limit_status_name(LimitStatus status); /* "pass", "warn", "fail", "not_applicable" */

typedef enum { DIFFERENTIAL_CATALOGUE, DIFFERENTIAL_ABSOLUTE } DifferentialTerms;
typedef enum { BEHAVIOUR_COMMANDED, BEHAVIOUR_PHYSICAL } LimitsBehaviour;

typedef struct {
  double margin; /* warn from utilization 1 - margin */
  DifferentialTerms differential;
  LimitsBehaviour behaviour;
} LimitsSettings;

LimitsSettings limits_settings_default(void);

/* A utilization above 1 by more than this fails. */
#define LIMIT_TOLERANCE 1e-9

/* A check that looks at no pressure holds always. */
typedef enum { LIMIT_WHEN_ALWAYS, LIMIT_WHEN_STEADY, LIMIT_WHEN_TRANSIENT } LimitWhen;

typedef struct {
  int branch;
  LimitCheck check;
  double value, limit; /* NAN: no number belongs to this row */
  double margin;       /* limit - value (value - limit for minima); NAN likewise */
  double utilization;  /* value/limit, limit/value for minima; NAN likewise */
  LimitStatus status;
  char reason[160];   /* why not applicable, or a note such as 'extrapolated by force balance'; "" for none */
  const char *source; /* catalogue and note */
  LimitWhen when;
  double time_s; /* of the transient */
} LimitRow;

/* How much of a limit a row uses, for ranking rows and points. A distance from mid-range (temperature, coil voltage) is no use of a limit while
   it passes: 20 degC in 5 to 60 degC would lead every list. NAN: no number belongs to it. */
double limit_used(const LimitRow *row);

typedef struct {
  LimitRow *rows;
  int count, capacity;
} LimitTable;

void limit_table_free(LimitTable *table);

/* All checks of every valve that has a catalogue row, one row a check, in file order. False when out of memory. */
bool limits_of_steady(const Network *network, const LimitsSettings *settings, const SteadyResult *steady,
                      LimitTable *table);

/* Two tables of the same line, row by row the worse: by status, then by utilization; what was judged before what was not applicable, a
   before b where they are alike. An empty table yields to the other. out: empty, the caller's to free. False when out of memory. */
bool limits_worst_of(const LimitTable *a, const LimitTable *b, LimitTable *out);

bool limits_violated(const LimitTable *table);

/* Pressure in the catalogue's terms (its note 1): p - 101325 Pa at or above atmosphere, else 0.1 MPa (p/101325 Pa - 1). */
double limits_catalogue_pressure_pa(double pressure_pa);
double limits_catalogue_difference_pa(double high_pa, double low_pa);

#endif
