#include "sim/optimise/request.h"

#include <math.h>
#include <stdlib.h>

void optimise_request_free(OptimiseRequest *request) {
  for (int i = 0; i < request->count; i++)
    sweep_parameter_free(&request->parameters[i].axis);
  free(request->parameters);
  sizing_request_free(&request->demands);
  *request = (OptimiseRequest){0};
}

bool optimise_is_free(const OptimiseParameter *parameter) {
  return parameter->axis.axis.kind == AXIS_RANGE;
}

int optimise_free(const OptimiseRequest *request, int *free) {
  int count = 0;
  for (int i = 0; i < request->count; i++)
    if (optimise_is_free(&request->parameters[i])) free[count++] = i;
  return count;
}

int optimise_combinations(const OptimiseRequest *request) {
  uint64_t all = 1;
  for (int i = 0; i < request->count && all <= OPTIMISE_COMBINATIONS_MOST; i++)
    if (!optimise_is_free(&request->parameters[i])) all *= request->parameters[i].axis.axis.count;
  return all <= OPTIMISE_COMBINATIONS_MOST ? (int)all : OPTIMISE_COMBINATIONS_MOST + 1;
}

void optimise_pick(const OptimiseRequest *request, int combination, int *pick) {
  for (int i = request->count - 1; i >= 0; i--) {
    pick[i] = 0;
    if (optimise_is_free(&request->parameters[i])) continue;
    int members = (int)request->parameters[i].axis.axis.count;
    pick[i] = combination % members;
    combination /= members;
  }
}

/* Ends are met exactly. */
double optimise_number(const OptimiseParameter *parameter, double u) {
  const DesignAxis *axis = &parameter->axis.axis;
  if (u <= 0) return axis->from;
  if (u >= 1) return axis->to;
  return axis->scale == SCALE_LOG ? axis->from * pow(axis->to / axis->from, u)
                                  : axis->from + (axis->to - axis->from) * u;
}

double optimise_place(const OptimiseParameter *parameter, double number) {
  const DesignAxis *axis = &parameter->axis.axis;
  double u = axis->scale == SCALE_LOG ? log(number / axis->from) / log(axis->to / axis->from)
                                      : (number - axis->from) / (axis->to - axis->from);
  return fmin(fmax(u, 0), 1);
}

bool optimise_looks_at_limits(const OptimiseRequest *request) {
  bool looks = request->limits;
  for (int i = 0; i < request->demands.n_requirements; i++)
    looks = looks || request->demands.requirements[i].kind == REQUIRE_LIMIT;
  return looks;
}
