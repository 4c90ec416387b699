/* The leak budget of one node (DESIGN sections 4 and 5): every flow into it, collected from the network in one state of it, against
   what the node can bear. All flows are pV flows at 293.15 K. Only flow into the node counts, gas by gas. */
#ifndef XSAVAC_SIM_BUDGET_BUDGET_H
#define XSAVAC_SIM_BUDGET_BUDGET_H

#include "sim/budget/mechanism.h"
#include "sim/steady.h"

typedef enum { BUDGET_SCOPE_LEAK, BUDGET_SCOPE_GAS_LOAD } BudgetScope;
typedef enum { BUDGET_AT_STEADY, BUDGET_AT_END, BUDGET_AT_TIME } BudgetMoment;
typedef enum { BUDGET_EXTENT_NODE, BUDGET_EXTENT_GROUP } BudgetExtent; /* group: all that open elements join to it */

/* In which form the allowable is given. */
typedef enum {
  ALLOWABLE_NONE,
  ALLOWABLE_THROUGHPUT,
  ALLOWABLE_PRESSURE,
  ALLOWABLE_RISE,
  ALLOWABLE_PURITY
} AllowableForm;

typedef struct {
  AllowableForm form;
  double throughput_pa_m3_s;
  double pressure_pa;
  double rise_pa, rise_s;
  const Gas *purity_gas;
  double purity_fraction;
} AllowableSettings;

/* How the rows' bands become one figure (sim/budget/combine.h); the verdict is on the one asked for. */
#define BUDGET_COMBINATIONS(X)                                                                                         \
  X(SUM, "sum")                                                                                                        \
  X(WORST, "worst")                                                                                                    \
  X(RSS, "rss")                                                                                                        \
  X(MONTE_CARLO, "monte_carlo")

typedef enum {
#define X(id, word) BUDGET_##id,
  BUDGET_COMBINATIONS(X)
#undef X
      BUDGET_COMBINATION_COUNT
} BudgetCombination;
const char *budget_combination_word(BudgetCombination combination);

typedef enum { ALLOCATE_NONE, ALLOCATE_RATIO, ALLOCATE_WEIGHT } AllocateMethod;
enum { ALLOCATE_ROWS_MAX = 64, BUDGET_NAME_MAX = 96 };

/* Rows that are open: an object, all its rows in scope. */
typedef struct {
  char object[BUDGET_NAME_MAX];
  double weight;
} AllocateRow;

typedef struct {
  AllocateMethod method;
  AllocateRow rows[ALLOCATE_ROWS_MAX];
  int count; /* 0: every row in scope that a helium test can judge */
} AllocateSettings;

typedef struct {
  int node;
  BudgetScope scope;
  BudgetMoment moment;
  double time_s;
  BudgetExtent extent;
  AllowableSettings allowable;
  double safety;
  BudgetCombination combine;
  double quantile; /* of Monte Carlo, which the verdict is on */
  AllocateSettings allocate;
} BudgetSettings;

BudgetSettings budget_settings_default(void);

/* Conditions of a rate: what gas, from which pressure to which, how warm. NAN and "": does not apply. */
typedef struct {
  char gas[80];
  double upstream_pa, downstream_pa, temperature_k;
} BudgetConditions;

typedef struct {
  int branch;
  BudgetMechanism mechanism;
  const Gas *gas;           /* of permeation: what comes through; NULL: as conditions say */
  const char *name;         /* of the object, the network's */
  bool counted;             /* in the scope that the verdict is on */
  int count;                /* of joints; 1 */
  double reference_pa_m3_s; /* of one; NAN: none */
  BudgetConditions reference;
  double service_pa_m3_s, low_pa_m3_s, high_pa_m3_s; /* of all of them */
  bool upper_bound; /* the figure is a maker's maximum: low is 0 and high the figure itself */
  BudgetConditions service;
  const char *scaling; /* constant text */
  char note[360];
  const char *source;       /* constant text, or the catalogue's */
  double share, cumulative; /* of the scope's total; NAN where not counted, or nothing flows */
  double
      allowed_pa_m3_s; /* what it may let through: service, less where the budget is exceeded; NAN where not counted */
  double acceptance_pa_m3_s; /* helium, of one, under the acceptance conditions; NAN: acceptance_reason says why */
  BudgetConditions acceptance;
  const char *acceptance_reason;
  double lag_s, lag_low_s, lag_high_s; /* of permeation; NAN */
} BudgetRow;

typedef struct {
  double value_pa_m3_s, low_pa_m3_s, high_pa_m3_s;
  double error_pa_m3_s; /* of Monte Carlo: one standard error of value; else 0 */
} BudgetFigure;

typedef struct {
  int row;                   /* place in rows */
  double weight;             /* share of what is there to allot, over all open rows 1 */
  double now_pa_m3_s;        /* service */
  double allot_pa_m3_s;      /* service it may have; <= 0: nothing is left for it */
  double acceptance_pa_m3_s; /* helium, of one; NAN */
  const char *acceptance_reason;
  BudgetConditions acceptance;
} BudgetAllotment;

typedef struct {
  bool filled; /* the state asked for was reached */
  double time_s, pressure_pa;
  bool conditional;               /* after a valve failed its differential or reverse limit */
  const BudgetSettings *settings; /* not owned */
  BudgetRow *rows; /* counted ones first, by falling service; then the other scope's, then what belongs to neither */
  int count, capacity;
  double leak_pa_m3_s, gas_load_pa_m3_s; /* both totals, sums of the rows' service */
  double total_pa_m3_s;                  /* of the scope asked for */
  /* the ledger of the node: all rows = out + stored */
  double in_pa_m3_s, out_pa_m3_s, stored_pa_m3_s, pumped_pa_m3_s;
  double closure;   /* |in - (out + stored)| over the larger, out and stored read from the network's own solution */
  double rise_pa_s; /* dp/dt of the node by what it stores; NAN: no volume */
  BudgetFigure combined[BUDGET_COMBINATION_COUNT];
  /* verdict */
  double allowable_pa_m3_s; /* as given or as it follows; NAN: none */
  char allowable_basis[240];
  double allowed_pa_m3_s, judged_pa_m3_s, margin_pa_m3_s; /* allowable over safety; what is judged; the difference */
  BudgetAllotment *allotments;
  int allotment_count;
  double allocated_pa_m3_s, fixed_pa_m3_s; /* what there is to allot; what the fixed rows take */
  bool out_of_memory;
} Budget;

void budget_free(Budget *budget); /* takes an empty object */

/* True where there is no verdict, or it is a pass. */
bool budget_passes(const Budget *budget);
const char *budget_status(const Budget *budget); /* "pass", "fail", "not_judged" */

/* The line in one state: its network stands as it does then. */
typedef struct {
  const Network *network;
  const double *p;            /* [(n_nodes + 1) * n_gas] */
  const double *q;            /* [n_branches * n_gas] the network's own flows there */
  const unsigned char *keeps; /* [n_nodes] keeps its gas whatever flows in; NULL: every volume stores */
  double time_s;              /* NAN: steady */
} BudgetState;

/* Collects the rows and reckons everything from them. work and steady serve the form `pressure`, which has the rest of the line settle
   beside the node held there. STATUS_MEMORY; STATUS_NUMERICS with a message where that does not settle. budget: empty before; freed by
   the caller in any case. */
Status budget_reckon(Budget *budget, const BudgetSettings *settings, const BudgetState *state, SteadyWork *work,
                     const SteadySettings *steady, char *message, size_t size);

#endif
