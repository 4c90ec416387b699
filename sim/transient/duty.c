#include "sim/transient/duty.h"

#include <math.h>
#include <stdlib.h>

#include "sim/limit_checks.h"

/* Beyond what the integration can err by, so that a valve that moves by itself has failed its check without a doubt; however loose the run,
   no more than twice what a limit leaves in doubt. */
static const double sure_errors = 20, sure_at_most = 2e-5;

bool duties_init(Duties *duties, const Network *network, const LimitsSettings *settings, double rtol) {
  *duties = (Duties){.network = network, .settings = settings, .tolerance = fmin(sure_errors * rtol, sure_at_most)};
  duties->physical = settings && settings->behaviour == BEHAVIOUR_PHYSICAL;
  duties->rows = calloc((size_t)network->n_branches + 1, sizeof *duties->rows);
  for (int k = 0; duties->rows && k < network->n_branches; k++)
    duties->rows[k].energised = network->branches[k].open;
  return duties->rows != NULL;
}

void duties_free(Duties *duties) {
  free(duties->rows);
  *duties = (Duties){0};
}

static double differential_excess(const Duties *duties, int k, const double *p) {
  const Branch *valve = &duties->network->branches[k];
  return limit_differential_excess(valve, duties->settings, network_total(duties->network, p, valve->from),
                                   network_total(duties->network, p, valve->to));
}

static double reverse_excess(const Duties *duties, int k, const double *p) {
  const Branch *valve = &duties->network->branches[k];
  return limit_reverse_excess(valve, duties->settings, network_total(duties->network, p, valve->from),
                              network_total(duties->network, p, valve->to));
}

bool duty_can_open(const Duties *duties, int k, const double *p) {
  return !duties->physical || !(differential_excess(duties, k, p) > duties->tolerance);
}

double duty_excess(const Duties *duties, int k, const double *p) {
  const Duty *duty = &duties->rows[k];
  if (!duties->physical || !branch_is_valve(&duties->network->branches[k])) return NAN;
  if (duty->state == DUTY_HELD_SHUT) return LIMIT_TOLERANCE - differential_excess(duties, k, p);
  if (duty->state == DUTY_FORCED_OPEN) return (DUTY_RESEAT_AT - 1) - reverse_excess(duties, k, p);
  return duty->energised ? NAN : reverse_excess(duties, k, p) - duties->tolerance;
}
