#include <math.h>

#include "sim/rodas.h"

enum { LAND_TRIES_MAX = 80 };

static double at(RodasWork *work, RodasEvent *event, void *context, double t) {
  rodas_dense(work, t, work->y_stage);
  return event(context, t, work->y_stage);
}

bool rodas_event_time(RodasWork *work, RodasEvent *event, void *context, double *t_event) {
  double before = work->t_start, after = before;
  int k = 0;
  if (!(event(context, before, work->y_start) >= 0)) do {
      if (++k > RODAS_EVENT_SAMPLES) return false;
      before = after;
      after = k == RODAS_EVENT_SAMPLES ? work->t : work->t_start + work->h_used * k / RODAS_EVENT_SAMPLES;
    } while (!(at(work, event, context, after) >= 0));
  for (;;) {
    double middle = before + (after - before) / 2;
    if (!(middle > before && middle < after)) break;
    if (at(work, event, context, middle) >= 0)
      after = middle;
    else
      before = middle;
  }
  *t_event = after;
  return true;
}

/* The next length to try: on the line through both sides, now and then the middle; beyond t while only one side is
 * known. */
static double next_try(double low, double g_low, double high, double g_high, double target, int tries) {
  double middle = low + (high - low) / 2, t = low + (target - g_low) * (high - low) / (g_high - g_low);
  return tries % 3 == 2 || !(t > low && t < high) ? middle : t;
}

RodasOutcome rodas_land(RodasWork *work, RodasEvent *event, void *context, double t_event, double tolerance,
                        bool *landed) {
  double t_last = work->t, reach = 1e-9 * work->h_used, t = t_event;
  double low = work->t_start, g_low = event(context, low, work->y_start), high = INFINITY, g_high = NAN;
  *landed = false;
  for (int tries = 0; tries < LAND_TRIES_MAX; tries++) {
    RodasOutcome outcome = rodas_redo(work, t);
    if (outcome != RODAS_OK || work->t < t) return outcome;
    double g = event(context, t, work->y);
    if (g >= 0)
      high = t, g_high = g;
    else
      low = t, g_low = g;
    *landed = g >= 0 && (g <= tolerance || nextafter(low, high) >= high);
    if (*landed || (isinf(high) && t >= t_last)) return RODAS_OK;
    if (!isinf(high))
      t = next_try(low, g_low, high, g_high, tolerance / 2, tries);
    else
      t = fmin(t_last, t + fmax(reach, nextafter(t, INFINITY) - t)), reach *= 10;
  }
  return RODAS_OK;
}
