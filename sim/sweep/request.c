#include "sim/sweep/request.h"

#include <stdlib.h>

void sweep_parameter_free(SweepParameter *parameter) {
  for (uint64_t k = 0; parameter->texts && k < parameter->axis.count; k++)
    free(parameter->texts[k]);
  free(parameter->texts);
  free(parameter->values);
  *parameter = (SweepParameter){0};
}

static void free_formulas(SweepFormula *formulas, int count) {
  for (int i = 0; formulas && i < count; i++)
    free(formulas[i].text);
  free(formulas);
}

void sweep_request_free(SweepRequest *request) {
  for (int i = 0; i < request->count; i++)
    sweep_parameter_free(&request->parameters[i]);
  free(request->parameters);
  free(request->outputs);
  free_formulas(request->derived, request->n_derived);
  free_formulas(request->filters, request->n_filters);
  *request = (SweepRequest){0};
}

Status sweep_design(const SweepRequest *request, Design *design, char *message, size_t size) {
  DesignAxis axes[SWEEP_PARAMETERS_MOST];
  for (int i = 0; i < request->count; i++) {
    axes[i] = request->parameters[i].axis;
    axes[i].name = request->parameters[i].variable.path;
  }
  const DesignSettings settings = {request->design, axes, request->count, request->samples, request->seed};
  return design_init(design, &settings, message, size);
}
