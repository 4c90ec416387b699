/* Steady state: the pressures at which every node's balance closes, by damped Newton on the whole network. */
#ifndef XSAVAC_SIM_STEADY_H
#define XSAVAC_SIM_STEADY_H

#include "sim/base/status.h"
#include "sim/linear.h"
#include "sim/system.h"

/* Balances are judged against at least this much: one molecule a second is 4e-21 Pa m3/s. */
#define BALANCE_FLOOR_PA_M3_S 1e-21

typedef struct {
  double horizon_s; /* volumes that would need longer to settle keep their gas and are marked isolated */
  int max_iterations;
} SteadySettings;

SteadySettings steady_settings_default(void); /* horizon 1 year */

/* Workspace for one network structure: allocated once, used for any number of solutions. */
typedef struct {
  System system;
  Linear linear;
  Evaluation evaluation, trial;
  double *p_trial, *p_start, *p_keep, *step, *next, *values, *target, *first; /* [.] scratch */
  unsigned char *held; /* [n_nodes + 1] this node's pressures are given, not solved for */
  const double
      *initial; /* what isolated volumes hold, not owned; NULL: the nodes' own initial state. Set by the caller */
  int *cluster_of_node; /* [n_nodes + 1] representative of the isolated cluster, -1: settles */
} SteadyWork;

bool steady_work_init(SteadyWork *work, const Network *network); /* false when out of memory */
void steady_work_free(SteadyWork *work);                         /* takes an empty object */

typedef struct {
  double *p;                  /* [(n_nodes + 1) * n_gas] partial pressures, Pa */
  double *q;                  /* [n_branches * n_gas] throughput, Pa m3/s, + from `from` to `to` */
  unsigned char *regime_bits; /* [n_branches] as in Evaluation */
  double *steepness;          /* [n_nodes * n_gas] as in Evaluation; 0 at nodes that are fixed */
  unsigned char *isolated;    /* [n_nodes] keeps its gas within the horizon */
  int iterations;
  char message[NETWORK_MESSAGE_MAX]; /* why it failed: element or node, in words */
} SteadyResult;

bool steady_result_init(SteadyResult *result, const Network *network);
void steady_result_free(SteadyResult *result);

/* The initial pressures of the nodes, as a start and for what isolated volumes hold. */
void steady_initial(const Network *network, double *p);

/* Starts from result->p. STATUS_NUMERICS with result->message where it does not close. */
Status steady_solve(SteadyWork *work, const Network *network, const SteadySettings *settings, SteadyResult *result);

/* The pressures of the nodes with held[node] = 0, those of the others standing as in result->p; held[n_nodes + 1]. */
Status steady_solve_beside(SteadyWork *work, const Network *network, const unsigned char *held,
                           const SteadySettings *settings, SteadyResult *result);

#endif
