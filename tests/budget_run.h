/* A budget of a line written as text: read, run, and looked into. */
#ifndef XSAVAC_TESTS_BUDGET_RUN_H
#define XSAVAC_TESTS_BUDGET_RUN_H

#include "sim/run.h"
#include "tests/reads.h"

typedef struct {
  Reads reads;
  Run run;
} BudgetRun;

/* Fails the test where the text is refused or the run fails. */
static inline BudgetRun *budget_run(const char *text) {
  BudgetRun *made = calloc(1, sizeof *made);
  assert_non_null(made);
  made->reads = read_text_of(text);
  assert_int_equal(run_init(&made->run, &made->reads.study), STATUS_OK);
  Status status = run_solve(&made->run);
  if (status != STATUS_OK) fail_msg("%s: %s", made->run.analysis, made->run.message);
  assert_true(made->run.budget.filled);
  return made;
}

static inline void budget_run_free(BudgetRun *made) {
  run_free(&made->run);
  reads_free(&made->reads);
  free(made);
}

/* The row of an object by one mechanism, of one gas where gas is given; fails the test where there is none. */
static inline const BudgetRow *budget_row(const BudgetRun *made, const char *object, BudgetMechanism mechanism,
                                          const char *gas) {
  const Budget *budget = &made->run.budget;
  for (int i = 0; i < budget->count; i++) {
    const BudgetRow *row = &budget->rows[i];
    bool same_gas = !gas || (row->gas && strcmp(row->gas->name, gas) == 0);
    if (strcmp(row->name, object) == 0 && row->mechanism == mechanism && same_gas) return row;
  }
  fail_msg("no row of %s by %s", object, mechanism_name(mechanism));
  return NULL;
}

static inline double budget_node_pa(const BudgetRun *made, const char *node) {
  const Network *network = &made->reads.study.network;
  return network_total(network, made->run.steady.p, network_find_node(network, node));
}

#endif
