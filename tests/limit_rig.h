/* One valve between two volumes whose pressures move as told: a limit_watch fed by hand. */
#ifndef XSAVAC_TESTS_LIMIT_RIG_H
#define XSAVAC_TESTS_LIMIT_RIG_H

#include "sim/limit_checks.h"
#include "sim/transient/limit_watch.h"
#include "tests/line.h"

enum { IN, OUT, NODES, DEGREE = 3, GASES = 2 };

typedef struct {
  Line line;
  Branch *valve;
  LimitsSettings settings;
  LimitWatch *watch;
  LimitTable table;
  double coefficient[NODES * GASES][DEGREE + 1]; /* of pressure over the fraction of the step */
  double row[STEP_QUARTERS + 2][(NODES + 1) * GASES];
  double opening[2];      /* at start and end of the step; NAN: the valve does not move */
  double passed_pa_m3[2]; /* through the valve, as the integrator counts it; NAN: it does not */
  double warming_k;       /* of the gas at port 1 by mid-step, and back again */
} Rig;

/* b is set anew: its valve V from IN to OUT, closed. */
void rig_valve(Rig *b, const char *part);

/* The same for a line that already stands in b->line. */
void rig_start(Rig *b);
void rig_close(Rig *b);

/* Pressures over the fraction of the step: c0 + c1 x + c2 x^2; constant; a parabola with its top or bottom at a fraction. */
void rig_move(Rig *b, int node, double c0, double c1, double c2);
void rig_hold(Rig *b, int node, double p_pa);
void rig_bend(Rig *b, int node, double extreme_pa, double at, double curvature_pa);

double rig_value(const Rig *b, int entry, double x);
const double *rig_pressures(Rig *b, double fraction); /* and places what moves */
double rig_flow(Rig *b, double fraction);             /* through the valve, all gases */

/* What the engine calls: one side of an event, a step, and a step between two of its moments. */
void rig_moment(Rig *b, double time_s, double fraction);
void rig_step(Rig *b, double t_start_s, double t_end_s);
void rig_run(Rig *b, double t_start_s, double t_end_s);

const LimitRow *rig_row(Rig *b, LimitCheck check); /* valid until the next */

#endif
