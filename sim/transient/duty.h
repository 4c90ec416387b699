/* What the valves do: as commanded, or only what they can within their limits (`limits.behaviour = "physical"`). */
#ifndef XSAVAC_SIM_TRANSIENT_DUTY_H
#define XSAVAC_SIM_TRANSIENT_DUTY_H

#include "sim/limits.h"

/* A valve opened by reverse pressure closes again a tenth below the pressure that opened it: an assumption (the catalogue names no
   reseating pressure), without which it would open and close without end. */
#define DUTY_RESEAT_AT 0.9

typedef enum { DUTY_AS_COMMANDED, DUTY_HELD_SHUT, DUTY_FORCED_OPEN } DutyState;

typedef struct {
  DutyState state;
  bool energised;
  int changes, window_changes; /* of its own accord; since window_s */
  double window_s;
} Duty;

typedef struct {
  const Network *network;
  const LimitsSettings *settings;
  bool physical;
  double tolerance; /* a command is carried out, and a closed valve stays closed, where its limit is exceeded by less */
  Duty *rows;       /* [n_branches] */
} Duties;

/* settings NULL: as commanded. False when out of memory. */
bool duties_init(Duties *duties, const Network *network, const LimitsSettings *settings, double rtol);
void duties_free(Duties *duties);

/* >= 0 where valve k, as it stands, does something of its own accord; NAN: it never does. p: pressures of all nodes. */
double duty_excess(const Duties *duties, int k, const double *p);

/* Whether a valve that is told to open can, at these pressures. */
bool duty_can_open(const Duties *duties, int k, const double *p);

#endif
