#include "sim/sweep/cells.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/sweep/columns.h"

/* --- making --- */

static int find_column(void *study, const char *name) {
  return sweep_column_find(study, name);
}

/* Whether what it uses goes beyond inputs and what follows from them. */
static bool is_late(const SweepCells *cells, const Expression *expression) {
  const SweepRequest *request = &cells->study->sweep;
  const int derived = sweep_column_of_derived(request, 0);
  int count;
  const int *columns = expression_slots(expression, &count);
  for (int i = 0; i < count; i++) {
    if (columns[i] < request->count) continue;
    bool early = columns[i] >= derived && columns[i] < sweep_column_of_limits(request) &&
                 !cells->derived[columns[i] - derived].late;
    if (!early) return true;
  }
  return false;
}

static bool compile(SweepCells *cells, const SweepFormula *formula, CellFormula *cell, char *message, size_t size) {
  char why[EXPRESSION_MESSAGE_SIZE];
  const ExpressionNames names = {find_column, (void *)cells->study};
  cell->expression = expression_compile(formula->text, &names, why);
  if (cell->expression) {
    cell->late = is_late(cells, cell->expression);
    return true;
  }
  snprintf(message, size, "%.400s: %s", formula->text, *why ? why : "uses a name that is no column");
  return false;
}

Status sweep_cells_init(SweepCells *cells, const Study *study, char *message, size_t size) {
  const SweepRequest *request = &study->sweep;
  *cells = (SweepCells){.study = study, .filtered = -1};
  cells->cell = malloc(((size_t)sweep_column_count(study) + 1) * sizeof *cells->cell);
  bool good = true;
  for (int i = 0; i < request->n_derived && good; i++)
    good = compile(cells, &request->derived[i], &cells->derived[i], message, size);
  for (int i = 0; i < request->n_filters && good; i++)
    good = compile(cells, &request->filters[i], &cells->filters[i], message, size);
  if (cells->cell && good) return STATUS_OK;
  if (!cells->cell) snprintf(message, size, "out of memory");
  Status status = cells->cell ? STATUS_CONFIG : STATUS_MEMORY;
  sweep_cells_free(cells);
  return status;
}

void sweep_cells_free(SweepCells *cells) {
  for (int i = 0; i < SWEEP_DERIVED_MOST; i++)
    expression_free(cells->derived[i].expression);
  for (int i = 0; i < SWEEP_FILTERS_MOST; i++)
    expression_free(cells->filters[i].expression);
  free(cells->cell);
  *cells = (SweepCells){.filtered = -1};
}

/* --- what has no value --- */

static void lack(SweepCells *cells, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void lack(SweepCells *cells, const char *format, ...) {
  va_list arguments;
  if (!cells->lacks) {
    va_start(arguments, format);
    vsnprintf(cells->why, sizeof cells->why, format, arguments);
    va_end(arguments);
  }
  cells->lacks = true;
}

static void lack_formula(SweepCells *cells, const SweepFormula *formula, const Expression *expression) {
  const char *name = *formula->name ? formula->name : "filter";
  char column[SWEEP_COLUMN_NAME_MAX];
  int count;
  const int *columns = expression_slots(expression, &count);
  for (int i = 0; i < count; i++)
    if (isnan(cells->cell[columns[i]])) {
      lack(cells, "%s: %s has no value", name, sweep_column_name(cells->study, columns[i], column));
      return;
    }
  lack(cells, "%s: no finite value of %s", name, formula->text);
}

/* --- formulas --- */

static void derive(SweepCells *cells, bool late) {
  const SweepRequest *request = &cells->study->sweep;
  for (int i = 0; i < request->n_derived; i++) {
    CellFormula *formula = &cells->derived[i];
    double *cell = &cells->cell[sweep_column_of_derived(request, i)];
    if (formula->late == late) *cell = expression_value(formula->expression, cells->cell);
    if (late && isnan(*cell)) lack_formula(cells, &request->derived[i], formula->expression);
  }
}

/* A filter without a value decides nothing: the row stays, and says so. */
static void filter(SweepCells *cells, bool late) {
  const SweepRequest *request = &cells->study->sweep;
  for (int i = 0; i < request->n_filters && cells->filtered < 0; i++) {
    CellFormula *formula = &cells->filters[i];
    if (!late && formula->late) continue;
    double value = expression_value(formula->expression, cells->cell);
    if (value == 0) cells->filtered = i;
    if (late && isnan(value)) lack_formula(cells, &request->filters[i], formula->expression);
  }
}

/* --- a row --- */

static void forget_outputs(SweepCells *cells) {
  for (int column = cells->study->sweep.count; column < sweep_column_count(cells->study); column++)
    cells->cell[column] = NAN;
}

bool sweep_cells_begin(SweepCells *cells, const VaryValue *values) {
  cells->filtered = -1;
  cells->lacks = cells->conditional = false;
  for (int i = 0; i < cells->study->sweep.count; i++)
    cells->cell[i] = values[i].text ? NAN : values[i].number;
  forget_outputs(cells);
  derive(cells, false);
  filter(cells, false);
  forget_outputs(cells); /* of a row that is not solved there are inputs alone */
  return cells->filtered < 0;
}

static double limit_value(const LimitTable *table, const SweepOutput *output) {
  for (int i = 0; i < table->count; i++)
    if (table->rows[i].branch == output->branch && table->rows[i].check == output->check)
      return table->rows[i].utilization;
  return NAN;
}

static double measure_value(SweepCells *cells, const Run *run, int measure) {
  const MeasureResult *result = &run->measures[measure];
  cells->conditional = cells->conditional || result->conditional;
  if (isnan(result->value)) lack(cells, "%s: %s", cells->study->measures.rows[measure].name, result->reason);
  return result->value;
}

static double budget_value(SweepCells *cells, const Budget *budget, SweepOutputKind kind) {
  if (!budget->filled) {
    lack(cells, "budget: the state that it is of was not reached");
    return NAN;
  }
  cells->conditional = cells->conditional || budget->conditional;
  double value = kind == SWEEP_BUDGET_TOTAL ? budget->judged_pa_m3_s : budget->margin_pa_m3_s;
  if (!isfinite(value)) lack(cells, "budget: %s", budget->allowable_basis);
  return value;
}

static double output_value(SweepCells *cells, const Run *run, const SweepOutput *output) {
  if (output->kind == SWEEP_MEASURE) return measure_value(cells, run, output->measure);
  return output->kind == SWEEP_LIMIT ? limit_value(&run->limits, output)
                                     : budget_value(cells, &run->budget, output->kind);
}

static void judge_limits(SweepCells *cells, const LimitTable *table) {
  double *cell = &cells->cell[sweep_column_of_limits(&cells->study->sweep)], *tightest = cell + 1;
  *cell = 0;
  *tightest = NAN;
  for (int i = 0; i < table->count; i++) {
    *cell += table->rows[i].status == LIMIT_FAIL;
    if (table->rows[i].status != LIMIT_NOT_APPLICABLE) *tightest = fmax(*tightest, limit_used(&table->rows[i]));
  }
}

void sweep_cells_solved(SweepCells *cells, const PointWorker *worker) {
  const SweepRequest *request = &cells->study->sweep;
  for (int o = 0; o < request->n_outputs; o++)
    cells->cell[sweep_column_of_output(request, o)] = output_value(cells, worker->run, &request->outputs[o]);
  if (cells->study->wants_limits) judge_limits(cells, &worker->run->limits);
  derive(cells, false);
  derive(cells, true);
  filter(cells, true);
  if (cells->filtered >= 0) forget_outputs(cells);
}
