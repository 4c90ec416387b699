#include "sim/budget/allocate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/budget/accept.h"

static const AllocateRow *open_object(const AllocateSettings *settings, const char *name) {
  for (int i = 0; i < settings->count; i++)
    if (strcmp(settings->rows[i].object, name) == 0) return &settings->rows[i];
  return NULL;
}

/* Without a list everything that a helium test can judge. */
static bool is_open(const AllocateSettings *settings, const BudgetRow *row) {
  if (!row->counted || !(row->service_pa_m3_s > 0)) return false;
  if (settings->count > 0) return open_object(settings, row->name) != NULL;
  return mechanism_part(row->mechanism) == PART_LEAK && row->mechanism != MECHANISM_PERMEATION;
}

/* Of all open rows of the same object. */
static double object_total(const Budget *budget, const BudgetRow *of) {
  double sum = 0;
  for (int i = 0; i < budget->count; i++)
    if (is_open(&budget->settings->allocate, &budget->rows[i]) && strcmp(budget->rows[i].name, of->name) == 0)
      sum += budget->rows[i].service_pa_m3_s;
  return sum;
}

static double weight_of(const Budget *budget, const BudgetRow *row) {
  const AllocateSettings *settings = &budget->settings->allocate;
  const AllocateRow *object = open_object(settings, row->name);
  if (settings->method == ALLOCATE_RATIO) return row->service_pa_m3_s;
  return (object ? object->weight : 1) * row->service_pa_m3_s / object_total(budget, row);
}

static void allot(Budget *budget, const BudgetView *view, double weights) {
  for (int i = 0; i < budget->allotment_count; i++) {
    BudgetAllotment *allotment = &budget->allotments[i];
    const BudgetRow *row = &budget->rows[allotment->row];
    allotment->weight /= weights;
    allotment->allot_pa_m3_s = allotment->weight * budget->allocated_pa_m3_s;
    allotment->acceptance_pa_m3_s = accept_helium_pa_m3_s(row, view, allotment->allot_pa_m3_s, &allotment->acceptance,
                                                          &allotment->acceptance_reason);
  }
}

bool budget_allocate(Budget *budget, const BudgetView *view) {
  const AllocateSettings *settings = &budget->settings->allocate;
  double weights = 0;
  if (settings->method == ALLOCATE_NONE || isnan(budget->allowed_pa_m3_s)) return true;
  budget->allotments = calloc((size_t)budget->count + 1, sizeof *budget->allotments);
  if (!budget->allotments) return false;
  for (int i = 0; i < budget->count; i++) {
    const BudgetRow *row = &budget->rows[i];
    if (is_open(settings, row)) {
      double weight = weight_of(budget, row);
      weights += weight;
      budget->allotments[budget->allotment_count++] =
          (BudgetAllotment){.row = i,
                            .weight = weight,
                            .now_pa_m3_s = row->service_pa_m3_s,
                            .acceptance = {.upstream_pa = NAN, .downstream_pa = NAN, .temperature_k = NAN}};
    } else if (row->counted) {
      budget->fixed_pa_m3_s += row->service_pa_m3_s;
    }
  }
  budget->allocated_pa_m3_s = budget->allowed_pa_m3_s - budget->fixed_pa_m3_s;
  allot(budget, view, weights);
  return true;
}
