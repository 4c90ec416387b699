/* Testing what a budget promises: planning the tests, and reading a measured rise against it. Belongs to analysis.budget. */
#ifndef XSAVAC_SIM_LEAKTEST_LEAK_TEST_H
#define XSAVAC_SIM_LEAKTEST_LEAK_TEST_H

#include "sim/budget/budget.h"
#include "sim/leaktest/plan.h"
#include "sim/leaktest/rise_fit.h"

typedef struct {
  char *file;                   /* owned; as it was named */
  double *time_s, *pressure_pa; /* [count], owned */
  int count;
  double resolution_pa, level; /* resolution NAN: as the planned gauge's, if there is one */
  double decay, age_s;         /* of outgassing; NAN: the surfaces' */
  RiseTerms terms;
} MeasuredRise;

typedef struct {
  bool wants_plan, wants_fit;
  PlanSettings plan;
  MeasuredRise measured;
  double volume_m3, temperature_k; /* that the rise is in; NAN: the node's (or its group's) */
  double duration_s;               /* of the expected curve; NAN: as the gauge needs */
} LeakTestSettings;

LeakTestSettings leak_test_settings_empty(void);
void leak_test_settings_free(LeakTestSettings *settings); /* takes an empty object */

enum { LEAK_TEST_SURFACES_MAX = 64 };

/* What is expected of a closed volume: the budget's leaks, and every surface by its own law. */
typedef struct {
  Rise leak; /* without outgassing */
  double leak_low_pa_m3_s, leak_high_pa_m3_s;
  int surfaces;
  struct {
    Rise rise;                    /* outgassing alone, from 0 Pa */
    double low_share, high_share; /* of the band, of its figure */
  } surface[LEAK_TEST_SURFACES_MAX];
} ExpectedRise;

typedef enum { RISE_CURVE_LOW, RISE_CURVE_MEAN, RISE_CURVE_HIGH } RiseCurve;
double expected_leak_pa(const ExpectedRise *expected, RiseCurve curve, double time_s);       /* rise by leaks alone */
double expected_outgassing_pa(const ExpectedRise *expected, RiseCurve curve, double time_s); /* by outgassing alone */

typedef struct {
  MethodPlan plan;
  int sees, of;   /* rows of the budget that have a helium acceptance rate */
  int missed_row; /* the smallest of them that it cannot see; -1: it sees all */
} MethodLook;

typedef struct {
  ExpectedRise expected;
  double duration_s; /* of the expected curve */
  Rise judged;       /* the allowable as the leak, with the outgassing expected: what the gauge must see */
  RisePlan rise;
  bool speed_of_line; /* the helium speed is that of the line's gas, not given */
  PlanSettings plan;  /* with what was filled in */
  MethodLook methods[METHOD_COUNT];
  RiseFit fit; /* where wanted and fitted */
  bool fitted;
  double of_total, of_allowable;  /* the measured leak over them; NAN: there is none */
  char message[RISE_MESSAGE_MAX]; /* why there is no fit */
} LeakTest;

/* budget: reckoned. No failure: what cannot be said stays NAN, false, or in message. STATUS_MEMORY alone. */
Status leak_test_reckon(LeakTest *test, const LeakTestSettings *settings, const Budget *budget, const Network *network);

#endif
