#include "sim/uncertainty/request.h"

#include <stdlib.h>

void uncertainty_request_free(UncertaintyRequest *request) {
  for (int i = 0; i < request->n_parameters && request->distributions; i++)
    distribution_free(&request->distributions[i]);
  copula_free(&request->copula);
  free(request->variables);
  free(request->distributions);
  free(request->units);
  free(request->outputs);
  free(request->demands);
  *request = (UncertaintyRequest){0};
}

bool demand_is_kept(const MeasureDemand *demand, double value) {
  return value >= demand->min && value <= demand->max;
}
