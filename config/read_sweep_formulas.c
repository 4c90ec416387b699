/* Derived columns and filters of a sweep. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/read_sweep_parts.h"
#include "models/nearest.h"
#include "sim/expression.h"
#include "sim/sweep/columns.h"

static const char *const formula_keys[] = {"value", "unit", NULL};
static const char *const fixed_columns[] = {"index", "status", "reason", "limits_failed", "tightest_utilization", NULL};

/* While one formula is compiled. */
typedef struct {
  const Swept *swept;
  const Value *at, *derived; /* derived: the group, NULL: none is given */
  const Value *member;       /* of derived; NULL: a filter */
  const char *name;          /* of the column; "": a filter */
  bool columns_known;
} Naming;

static bool complain(const Swept *swept, const Value *at, const char *what) {
  if (at->kind != VALUE_UNREADABLE) value_error(swept->reading->diagnostics, at, "%s", what);
  return false;
}

/* --- names in a formula --- */

static bool is_word(const char *name) {
  const char *const *words = expression_words();
  while (*words && strcmp(*words, name) != 0)
    words++;
  return *words != NULL;
}

static bool is_measure(const Study *study, const char *name) {
  for (int i = 0; i < study->measures.count; i++)
    if (strcmp(study->measures.rows[i].name, name) == 0) return true;
  return false;
}

/* "; did you mean 'x'?" among columns and functions. */
static char *hint_for(const Naming *naming, const char *name, char *hint, size_t size) {
  const Study *study = naming->swept->study;
  int count = sweep_column_count(study);
  char(*names)[SWEEP_COLUMN_NAME_MAX] = malloc((size_t)(count + 1) * sizeof *names);
  Nearest nearest = nearest_to(name);
  *hint = '\0';
  if (naming->swept->reading->hints_left-- <= 0 || !names) {
    free(names);
    return hint;
  }
  for (int column = 0; column < count; column++)
    nearest_try(&nearest, sweep_column_name(study, column, names[column]));
  for (const char *const *word = expression_words(); *word; word++)
    nearest_try(&nearest, *word);
  nearest_hint(&nearest, hint, size);
  free(names);
  return hint;
}

/* Of the file's derived columns; false where it is none. */
static bool complain_derived(const Naming *naming, const char *name) {
  const Value *other =
      naming->derived && naming->derived->kind == VALUE_GROUP ? value_member(naming->derived, name) : NULL;
  Diagnostics *diagnostics = naming->swept->reading->diagnostics;
  if (!other) return false;
  if (other == naming->member)
    value_error(diagnostics, naming->at, "refers to itself");
  else if (naming->member && other > naming->member)
    value_error(diagnostics, naming->at, "'%.200s' comes later: a derived column uses those before it", name);
  return true; /* one before it that has findings of its own: what uses it is not to blame */
}

static void complain_unknown(const Naming *naming, const char *name) {
  const Study *study = naming->swept->study;
  Diagnostics *diagnostics = naming->swept->reading->diagnostics;
  char hint[SWEEP_COLUMN_NAME_MAX + 40];
  if (is_word(name))
    value_error(diagnostics, naming->at, "'%s' is a function: %s( )", name, name);
  else if (strcmp(name, "log") == 0)
    value_error(diagnostics, naming->at, "'log' could be either: ln( ) or log10( )");
  else if (is_measure(study, name) || strncmp(name, "limits.", 7) == 0 || strncmp(name, "budget.", 7) == 0)
    value_error(diagnostics, naming->at, "'%.200s' is none of the outputs of this sweep", name);
  else
    value_error(diagnostics, naming->at, "'%.200s' is no column of this sweep%s", name,
                hint_for(naming, name, hint, sizeof hint));
}

static int column_named(void *context, const char *name) {
  const Naming *naming = context;
  const SweepRequest *request = naming->swept->request;
  int column = sweep_column_find(naming->swept->study, name);
  if (column >= 0 && column < request->count && request->parameters[column].axis.kind == AXIS_CHOICE) {
    value_error(naming->swept->reading->diagnostics, naming->at,
                "'%.200s' takes words: an expression has numbers alone", name);
    return -1;
  }
  if (column < 0 && !complain_derived(naming, name) && naming->columns_known) complain_unknown(naming, name);
  return column;
}

/* What it says is understood: false with findings. The text is the caller's. */
static bool read_formula(const Naming *naming, SweepFormula *formula) {
  const char *text = read_text(naming->swept->reading, naming->at, EXPRESSION_TEXT_MAX);
  char message[EXPRESSION_MESSAGE_SIZE];
  if (!text) return false;
  const ExpressionNames names = {column_named, (void *)naming};
  Expression *expression = expression_compile(text, &names, message);
  if (!expression && *message) complain(naming->swept, naming->at, message);
  if (!expression) return false;
  expression_free(expression);
  formula->text = strdup(text);
  naming->swept->reading->out_of_memory = !formula->text;
  return formula->text;
}

/* --- derived columns --- */

static bool is_fixed(const char *name) {
  const char *const *fixed = fixed_columns;
  while (*fixed && strcmp(*fixed, name) != 0)
    fixed++;
  return *fixed != NULL;
}

/* A name of its own, and with its unit a heading of its own. */
static bool is_new(const Swept *swept, const Value *at, const SweepFormula *formula) {
  SweepRequest *request = swept->request;
  char header[SWEEP_COLUMN_NAME_MAX], other[SWEEP_COLUMN_NAME_MAX];
  if (is_fixed(formula->name) || is_measure(swept->study, formula->name) ||
      sweep_column_find(swept->study, formula->name) >= 0)
    return complain(swept, at, "is the name of an input, an output or a measure already");
  const int column = sweep_column_of_derived(request, request->n_derived++); /* as if it were there */
  request->derived[request->n_derived - 1] = *formula;
  sweep_column_header(swept->study, column, header);
  bool good = !is_fixed(header);
  for (int i = 0; i < column && good; i++)
    good = strcmp(sweep_column_header(swept->study, i, other), header) != 0;
  request->n_derived--;
  if (good) return true;
  value_error(swept->reading->diagnostics, at, "its heading '%.200s' is that of another column", header);
  return false;
}

static bool read_name(const Swept *swept, const Value *value, SweepFormula *formula) {
  if (!value->name) return complain(swept, value, "has no name: a group { name = \"expression\"; } is wanted");
  if (strlen(value->name) >= sizeof formula->name) return complain(swept, value, "its name is too long");
  strcpy(formula->name, value->name);
  return true;
}

static bool read_unit(const Swept *swept, const Value *group, SweepFormula *formula) {
  const Value *unit = value_member(group, "unit");
  const char *text = unit ? read_text(swept->reading, unit, sizeof formula->unit - 1) : "";
  if (text) snprintf(formula->unit, sizeof formula->unit, "%s", text);
  return text;
}

/* name = "expression"; or name = { value = "expression"; unit = "min"; }; */
static bool read_one_derived(const Swept *swept, const Value *value, const Naming *naming, SweepFormula *formula) {
  const Value *at = value;
  if (!read_name(swept, value, formula)) return false;
  bool good = true;
  if (value->kind == VALUE_GROUP) {
    good = read_keys(swept->reading, value, formula_keys, "analysis.sweep.derived");
    good = read_unit(swept, value, formula) && good;
    at = value_member(value, "value");
    if (!at) return complain(swept, value, "lacks 'value', an expression");
  }
  Naming of = *naming;
  of.at = at, of.member = value, of.name = formula->name;
  good = is_new(swept, value, formula) && good;
  return read_formula(&of, formula) && good;
}

static void read_derived(const Swept *swept, const Naming *naming) {
  const Value *group = naming->derived;
  SweepRequest *request = swept->request;
  if (group->kind != VALUE_GROUP || group->count > SWEEP_DERIVED_MOST) {
    complain(swept, group, "a group of at most 20 columns { name = \"expression\"; } is wanted");
    return;
  }
  request->derived = calloc((size_t)group->count + 1, sizeof *request->derived);
  swept->reading->out_of_memory = !request->derived;
  for (int i = 0; i < group->count && !swept->reading->out_of_memory; i++) {
    SweepFormula formula = {0};
    bool good = read_one_derived(swept, &group->members[i], naming, &formula);
    if (good)
      request->derived[request->n_derived++] = formula;
    else
      free(formula.text);
  }
}

/* --- filters --- */

static void read_filter(const Swept *swept, const Value *value, const Naming *naming) {
  SweepRequest *request = swept->request;
  SweepFormula *formula = &request->filters[request->n_filters];
  Naming of = *naming;
  of.at = value, of.name = "";
  if (read_formula(&of, formula)) request->n_filters++;
}

static void read_filters(const Swept *swept, const Value *value, const Naming *naming) {
  SweepRequest *request = swept->request;
  bool list = value->kind == VALUE_LIST;
  if ((!list && value->kind != VALUE_STRING) || (list && (value->count < 1 || value->count > SWEEP_FILTERS_MOST))) {
    complain(swept, value, "an expression, or a list [ ] of 1 to 20 of them, is wanted");
    return;
  }
  request->filters = calloc(list ? (size_t)value->count : 1, sizeof *request->filters);
  swept->reading->out_of_memory = !request->filters;
  for (int i = 0; i < (list ? value->count : 1) && !swept->reading->out_of_memory; i++)
    read_filter(swept, list ? &value->members[i] : value, naming);
}

void read_sweep_formulas(const Swept *swept, bool columns_known) {
  const Value *derived = value_member(swept->group, "derived"), *filter = value_member(swept->group, "filter");
  Naming naming = {.swept = swept, .derived = derived, .name = "", .columns_known = columns_known};
  if (derived) read_derived(swept, &naming);
  if (filter && !swept->reading->out_of_memory) read_filters(swept, filter, &naming);
}
