/* The ways that gas comes into a node. */
#ifndef XSAVAC_SIM_BUDGET_MECHANISM_H
#define XSAVAC_SIM_BUDGET_MECHANISM_H

/* enum, name, in words, part of what */
#define BUDGET_MECHANISMS(X)                                                                                           \
  X(SEAT, "seat_leak", "seat leak", LEAK)                                                                              \
  X(BODY, "external_leak", "body leak", LEAK)                                                                          \
  X(JOINT, "joint_leak", "joints", LEAK)                                                                               \
  X(LEAK, "leak", "leak", LEAK)                                                                                        \
  X(PERMEATION, "permeation", "permeation", LEAK)                                                                      \
  X(OUTGASSING, "outgassing", "outgassing", LOAD)                                                                      \
  X(TRAPPED, "trapped_volume", "trapped volume", LOAD)                                                                 \
  X(SOURCE, "source", "supplied", NEITHER)                                                                             \
  X(LINE, "line", "from the line", NEITHER)                                                                            \
  X(PUMP, "pump_back_flow", "out of a pump", NEITHER)

typedef enum {
#define X(id, name, words, part) MECHANISM_##id,
  BUDGET_MECHANISMS(X)
#undef X
      MECHANISM_COUNT
} BudgetMechanism;

typedef enum { PART_LEAK, PART_LOAD, PART_NEITHER } BudgetPart; /* load: outgassing and trapped volumes */

const char *mechanism_name(BudgetMechanism mechanism);
const char *mechanism_words(BudgetMechanism mechanism);
BudgetPart mechanism_part(BudgetMechanism mechanism);

#endif
