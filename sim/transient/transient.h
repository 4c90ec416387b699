/* A run through time: the schedule carried out on the line from its initial state, every event stepped onto. */
#ifndef XSAVAC_SIM_TRANSIENT_TRANSIENT_H
#define XSAVAC_SIM_TRANSIENT_TRANSIENT_H

#include "sim/base/status.h"
#include "sim/limits.h"
#include "sim/measure.h"
#include "sim/schedule.h"
#include "sim/transient/ledger.h"
#include "sim/transient/series.h"

typedef struct {
  double until_s;
  int outputs; /* rows of the series after each event */
  double rtol, atol_pa;
} TransientSettings;

TransientSettings transient_settings_default(void); /* until_s 0: to be given; 500, 1e-6, 1e-12 Pa */

#define TRANSIENT_EVENTS(X)                                                                                            \
  X(OPEN, "open") /* begins to open, or is open at once */                                                             \
  X(CLOSE, "close")                                                                                                    \
  X(START, "start")                                                                                                    \
  X(STOP, "stop")                                                                                                      \
  X(HELD_SHUT, "held shut")     /* physical: energised, but over its differential */                                   \
  X(FORCED_OPEN, "forced open") /* physical: closed, but over its reverse pressure */                                  \
  X(RESEATED, "reseated")       /* physical: closed again */

typedef enum {
#define X(id, word) EVENT_##id,
  TRANSIENT_EVENTS(X)
#undef X
      EVENT_KIND_COUNT
} EventKind;

const char *event_word(EventKind kind);

typedef struct {
  double time_s;
  EventKind kind;
  int branch;
  char cause[128]; /* "at 1 s", "chamber below 10 Pa", "5 s after the event above it" */
} TransientEvent;

/* Everything a run needs from outside; not owned. */
typedef struct {
  const Schedule *schedule;
  const MeasureList *measures;
  const TransientSettings *settings;
  const LimitsSettings *limits; /* NULL: limits are not judged (commanded behaviour then) */
  const double *p_start;        /* [(n_nodes + 1) * n_gas]; NULL: the nodes' own initial state */
  bool keep_series;
  bool
      laws_unchecked; /* the laws are not integrated again (ledger.law_error 0, worst_node -1): saves a third of the time where
                          one like run was checked, as among the points of a sweep */
  const bool *awaited; /* [measures->count] the run may end once these have their values (what looks at all of it, such as a maximum,
                          has them at until_s); NULL: it does not end before until_s */
  bool (*proceed)(void *context, double time_s); /* false: end here, with what there is; NULL: always */
  void *context;
  /* NULL: none. Told of the line as it stands at look_s (INFINITY: at the end), twice where an event falls on that moment, the second
     time after it. q[n_branches * n_gas]. Not to change the network. Anything but STATUS_OK ends the run with that; message is then to
     be written, with size for it */
  Status (*look)(void *context, const Network *network, double time_s, const double *p, const double *q, char *message,
                 size_t size);
  void *look_context;
  double look_s;
} TransientRequest;

typedef struct {
  bool complete; /* false: ended early by proceed() */
  double end_s;
  Series series; /* empty unless asked for */
  TransientEvent *events;
  int n_events, event_capacity;
  int *unfired, n_unfired; /* schedule entries whose moment never came */
  SteadyResult final;      /* pressures and flows at the end; isolated[] all 0 */
  double *temperature_k;   /* [n_nodes] at the end */
  bool *open;              /* [n_branches] states at the end; pumps: running */
  Ledger ledger;
  MeasureResult *measures; /* [measures->count]; those of the steady state stand empty */
  LimitTable limits;       /* worst moment of each check of each valve; empty unless asked for */
  double
      conditional_from_s; /* from here on a valve did what it could not do (its differential or reverse limit failed);
                                INFINITY: never. Under physical behaviour always INFINITY */
  int loose_node; /* first junction that for a time was closed off on every side and counted as a fitting's volume; -1: none */
  long steps, rejected, evaluations;
  char message[NETWORK_MESSAGE_MAX]; /* of a failure: element or node, and the time, in words */
} TransientResult;

/* Changes the states in network while it runs and puts them back. STATUS_NUMERICS with result->message: it went no further; what
   stands in result up to there is not to be used. The result is freed by the caller in any case. */
Status transient_run(Network *network, const TransientRequest *request, TransientResult *result);
void transient_result_free(TransientResult *result); /* takes an empty one */

#endif
