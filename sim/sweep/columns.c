#include "sim/sweep/columns.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char *const of_limits[] = {"limits_failed", "tightest_utilization"};

int sweep_column_of_output(const SweepRequest *request, int output) {
  return request->count + output;
}

int sweep_column_of_derived(const SweepRequest *request, int derived) {
  return request->count + request->n_outputs + derived;
}

int sweep_column_of_limits(const SweepRequest *request) {
  return request->count + request->n_outputs + request->n_derived;
}

int sweep_column_count(const Study *study) {
  return sweep_column_of_limits(&study->sweep) + (study->wants_limits ? 2 : 0);
}

/* --- names --- */

static char *output_name(const Study *study, const SweepOutput *output, char *text, size_t size) {
  if (output->kind == SWEEP_MEASURE)
    snprintf(text, size, "%s", study->measures.rows[output->measure].name);
  else if (output->kind == SWEEP_LIMIT)
    snprintf(text, size, "limits.%.200s.%s", study->network.branches[output->branch].name,
             limit_check_name(output->check));
  else
    snprintf(text, size, "budget.%s", output->kind == SWEEP_BUDGET_TOTAL ? "total" : "margin");
  return text;
}

static const char *output_unit(const Study *study, const SweepOutput *output) {
  if (output->kind == SWEEP_MEASURE) return measure_unit(&study->measures.rows[output->measure]);
  return output->kind == SWEEP_LIMIT ? "" : "Pa m3/s";
}

char *sweep_column_name(const Study *study, int column, char text[SWEEP_COLUMN_NAME_MAX]) {
  const SweepRequest *request = &study->sweep;
  const int outputs = sweep_column_of_output(request, 0), derived = sweep_column_of_derived(request, 0),
            limits = sweep_column_of_limits(request);
  if (column >= outputs && column < derived)
    return output_name(study, &request->outputs[column - outputs], text, SWEEP_COLUMN_NAME_MAX);
  snprintf(text, SWEEP_COLUMN_NAME_MAX, "%s",
           column < outputs  ? request->parameters[column].variable.path
           : column < limits ? request->derived[column - derived].name
                             : of_limits[column - limits]);
  return text;
}

/* "_Pa_m3_s" of "Pa m3/s"; nothing of "1". */
static void add_unit(char *text, const char *unit) {
  bool gap = true;
  size_t length = strlen(text);
  if (strcmp(unit, "1") == 0) return;
  for (; *unit && length + 2 < SWEEP_COLUMN_NAME_MAX; unit++) {
    bool letter = isalnum((unsigned char)*unit) || *unit == '-';
    if (letter && gap) text[length++] = '_';
    if (letter) text[length++] = *unit;
    gap = !letter;
  }
  text[length] = '\0';
}

char *sweep_column_header(const Study *study, int column, char text[SWEEP_COLUMN_NAME_MAX]) {
  const SweepRequest *request = &study->sweep;
  const int outputs = sweep_column_of_output(request, 0), derived = sweep_column_of_derived(request, 0),
            limits = sweep_column_of_limits(request);
  sweep_column_name(study, column, text);
  add_unit(text, column < outputs   ? request->parameters[column].unit
                 : column < derived ? output_unit(study, &request->outputs[column - outputs])
                 : column < limits  ? request->derived[column - derived].unit
                                    : "");
  return text;
}

int sweep_column_find(const Study *study, const char *name) {
  char text[SWEEP_COLUMN_NAME_MAX];
  for (int column = 0; column < sweep_column_count(study); column++)
    if (strcmp(sweep_column_name(study, column, text), name) == 0) return column;
  return -1;
}
