#include "config/read_allocate.h"

#include <stdio.h>
#include <string.h>

static const char *const method_choices[] = {"ratio", "weight", NULL};

/* allocate = { method = ...; open = ( "V1", { object = "chamber.joints.[0]"; weight = 2; } ); } */
static const ParamRow rows[] = {
    {.key = "method", .kind = PARAM_CHOICE, .offset = 0, .required = true, .choices = method_choices, .text = "how"},
};
static const char *const own_keys[] = {"open", NULL};

static const ParamRow weight_row = {.key = "weight",
                                    .kind = PARAM_QUANTITY,
                                    .dimension = DIM_NONE,
                                    .min = 1e-9,
                                    .max = 1e9,
                                    .text = "its part of what there is to allot"};
static const char *const open_keys[] = {"object", "weight", NULL};

static const Target open_target = {(1u << SECTION_ELEMENTS) | (1u << SECTION_LEAKS) | (1u << SECTION_SURFACES) |
                                       (1u << SECTION_SEALS) | (1u << SECTION_JOINTS),
                                   true, "valve, leak, seal, surface or row of joints",
                                   "a valve, leak, seal, surface or row of joints is wanted"};

static bool is_listed(const AllocateSettings *allocate, const char *object) {
  for (int i = 0; i < allocate->count; i++)
    if (strcmp(allocate->rows[i].object, object) == 0) return true;
  return false;
}

/* A row of the budget there can only be of what ends at its node. */
static bool is_at_node(const Lookup *lookup, const Value *object, int number, const BudgetSettings *budget) {
  const Branch *branch = &lookup->network->branches[number];
  if (budget->extent == BUDGET_EXTENT_GROUP || branch->from == budget->node || branch->to == budget->node) return true;
  value_error(lookup->reading->diagnostics, object, "'%s' does not lead into '%s': it has no row in its budget",
              object->text, lookup->network->nodes[budget->node].name);
  return false;
}

static bool add_object(const Lookup *lookup, const Value *object, double weight, BudgetSettings *budget) {
  AllocateSettings *allocate = &budget->allocate;
  Section section;
  if (object->kind != VALUE_STRING) {
    value_error(lookup->reading->diagnostics, object, "is no text; the name of an object is wanted");
    return false;
  }
  int number = lookup_object(lookup, object, &open_target, &section);
  if (number < 0 || !is_at_node(lookup, object, number, budget)) return false;
  if (is_listed(allocate, object->text)) {
    value_error(lookup->reading->diagnostics, object, "'%s' is in the list twice", object->text);
    return false;
  }
  if (allocate->count == ALLOCATE_ROWS_MAX || strlen(object->text) >= BUDGET_NAME_MAX) {
    value_error(lookup->reading->diagnostics, object, "more than %d open objects, or a name longer than %d",
                ALLOCATE_ROWS_MAX, BUDGET_NAME_MAX - 1);
    return false;
  }
  AllocateRow *row = &allocate->rows[allocate->count++];
  snprintf(row->object, sizeof row->object, "%s", object->text);
  row->weight = weight;
  return true;
}

static bool read_open(const Lookup *lookup, const Value *open, BudgetSettings *budget) {
  double weight = 1;
  if (open->kind != VALUE_GROUP) return add_object(lookup, open, weight, budget);
  const Value *object = value_member(open, "object"), *given = value_member(open, "weight");
  bool good = read_keys(lookup->reading, open, open_keys, "analysis.budget.allocate.open");
  if (!object) value_error(lookup->reading->diagnostics, open, "lacks 'object'");
  if (given && budget->allocate.method == ALLOCATE_RATIO) {
    value_error(lookup->reading->diagnostics, given, "a weight says nothing where method = ratio");
    good = false;
  }
  if (given) good = read_value(lookup->reading, given, &weight_row, &weight) && good;
  return object && good && add_object(lookup, object, weight, budget);
}

bool read_allocate(const Lookup *lookup, const Value *group, BudgetSettings *budget) {
  int method = 0;
  if (!read_params(lookup->reading, group, &(ParamGroup){rows, 1, &method, own_keys, "analysis.budget.allocate"}))
    return false;
  budget->allocate.method = method == 0 ? ALLOCATE_RATIO : ALLOCATE_WEIGHT;
  const Value *open = value_member(group, "open");
  if (!open) return true;
  if (open->kind != VALUE_LIST) {
    value_error(lookup->reading->diagnostics, open, "a list ( ) of objects is wanted");
    return false;
  }
  bool good = true;
  for (int i = 0; i < open->count; i++)
    good = read_open(lookup, &open->members[i], budget) && good;
  return good;
}
