/* Planning a leak test: how long, which instrument, and the smallest leak that each method can see. */
#ifndef XSAVAC_SIM_LEAKTEST_PLAN_H
#define XSAVAC_SIM_LEAKTEST_PLAN_H

#include <stdbool.h>

#include "sim/leaktest/rise.h"

/* NAN or false where not given: what needs it is then not planned. Throughputs at 293.15 K. */
typedef struct {
  /* rate of rise */
  double gauge_resolution_pa; /* smallest step it shows */
  double gauge_drift_pa_s;    /* how fast its zero may walk */
  double readings;            /* rows a test takes, evenly spread */
  /* helium detector, at the line by its own pump or on the foreline */
  double sensitivity_pa_m3_s; /* smallest helium flow it shows */
  double background_pa_m3_s;  /* helium flow it shows with nothing sprayed */
  double background_swing;    /* share of the background by which that wanders: a signal must stand above it */
  double detector_share;      /* of the line's gas that reaches the detector */
  double helium_speed_m3_s;   /* at the node, all pumps together */
  double spray_share;         /* helium in what is sprayed at the leak */
  /* sniffing from outside, the line filled with tracer gas above ambient */
  double sniffer_flow_pa_m3_s; /* what its nozzle draws */
  double sniffer_resolution;   /* smallest change of the tracer's mole fraction it shows */
  double sniffer_catches;      /* share of the leak that its nozzle draws in */
  double sniffer_fill_pa;      /* tracer pressure within, absolute */
  double sniffer_ambient;      /* mole fraction of the tracer in the room: helium 5.24 ppm */
  /* accumulation: the filled line within a hood */
  double hood_volume_m3, hood_time_s, hood_resolution; /* mole fraction */
  double hood_fill_pa;
} PlanSettings;

PlanSettings plan_settings_empty(void);

typedef struct {
  double pressure_pa, temperature_k; /* of the surroundings */
} PlanRoom;

/* --- rate of rise --- */

typedef struct {
  bool planned;
  double
      seen_after_s; /* by the size of the rise alone: two readings apart by more than they can be wrong. INFINITY: never, the zero
                           walks faster than the leak fills */
  double
      apart_after_s; /* by its shape too: leak and outgassing apart, the leak's standard error a third of it. INFINITY: not within a year */
  double half_after_s; /* from when on outgassing brings less than the leak; 0: from the start; INFINITY: never */
} RisePlan;

/* expected: its leak is the one to be seen (the allowable), its outgassing what comes besides. */
RisePlan rise_plan(const Rise *expected, const PlanSettings *settings);

/* Standard error of a leak found by a least-squares fit of start, leak and outgassing to evenly spaced readings (Cramer-Rao), Pa m3/s. */
double rise_leak_error_pa_m3_s(const Rise *expected, double duration_s, double readings, double scatter_pa);

/* --- helium and tracer methods --- */

typedef enum { METHOD_SPRAY, METHOD_SNIFF, METHOD_HOOD, METHOD_COUNT } TestMethod;
const char *test_method_name(TestMethod method);  /* "spray", "sniffing", "accumulation" */
const char *test_method_words(TestMethod method); /* how it is reckoned, one line */

typedef struct {
  bool planned;
  /* Smallest leak it can see, as helium from 1 atm to vacuum at 293.15 K (the form of acceptance rates). Sniffing and accumulation see a
     leak outwards from the fill pressure: they are converted as a molecular leak, in proportion to the pressure difference, so that a
     viscous leak, which flows more readily, is seen sooner. */
  double smallest_pa_m3_s;
  double response_s; /* time to 90 % of the signal at the detector; of a hood its time */
} MethodPlan;

/* volume_m3: of the node and what is open to it. */
MethodPlan method_plan(TestMethod method, const PlanSettings *settings, const PlanRoom *room, double volume_m3);

#endif
