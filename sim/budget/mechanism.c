#include "sim/budget/mechanism.h"

const char *mechanism_name(BudgetMechanism mechanism) {
  static const char *const names[] = {
#define X(id, name, words, part) name,
      BUDGET_MECHANISMS(X)
#undef X
  };
  return names[mechanism];
}

const char *mechanism_words(BudgetMechanism mechanism) {
  static const char *const all[] = {
#define X(id, name, words, part) words,
      BUDGET_MECHANISMS(X)
#undef X
  };
  return all[mechanism];
}

BudgetPart mechanism_part(BudgetMechanism mechanism) {
  static const BudgetPart parts[] = {
#define X(id, name, words, part) PART_##part,
      BUDGET_MECHANISMS(X)
#undef X
  };
  return parts[mechanism];
}
