#include "sim/sizing/bore.h"

#include <math.h>
#include <stdlib.h>

static const double beyond = 1.5; /* the smallest over this, the largest times this */

static bool measures_required(const SizingRequest *request) {
  for (int i = 0; i < request->n_requirements; i++)
    if (request->requirements[i].kind == REQUIRE_MEASURE) return true;
  return false;
}

static void orifices(const SizingElement *element, double *low, double *high) {
  *low = INFINITY, *high = 0;
  for (int i = 0; i < element->n_parts; i++) {
    *low = fmin(*low, element->parts[i].model->orifice_m);
    *high = fmax(*high, element->parts[i].model->orifice_m);
  }
  *low /= beyond, *high *= beyond;
}

static void keep(const SizingRequest *request, const PointWorker *worker, BoreCurve *curve, int point) {
  for (int i = 0; i < request->n_requirements; i++) {
    const Requirement *requirement = &request->requirements[i];
    double value = requirement->kind == REQUIRE_MEASURE ? worker->run->measures[requirement->measure].value : NAN;
    curve->values[i * BORE_POINTS + point] = isfinite(value) ? value : NAN;
  }
}

static Status run_points(const SizingCase *sizing, PointWorker *worker, BoreCurve *curve) {
  double low, high;
  int refused = 0;
  orifices(&sizing->request->elements[0], &low, &high);
  for (int k = 0; k < BORE_POINTS; k++) {
    curve->orifice_m[k] = low * pow(high / low, (double)k / (BORE_POINTS - 1));
    for (int i = 0; i < sizing->request->n_requirements; i++)
      curve->values[i * BORE_POINTS + k] = NAN;
    VaryValue value = {curve->orifice_m[k], NULL};
    Status status = point_run(worker, &value);
    if (status == STATUS_MEMORY) return status;
    if (status == STATUS_OK) keep(sizing->request, worker, curve, k);
    refused += status == STATUS_CONFIG;
  }
  curve->n = refused == 0 ? BORE_POINTS : 0; /* a measured flow knows no other orifice */
  return STATUS_OK;
}

Status bore_curve_run(const SizingCase *sizing, const PointPlan *like, BoreCurve *curve, char *message, size_t size) {
  const SizingRequest *request = sizing->request;
  char path[VARY_TEXT_MAX];
  PointWorker worker;
  PointPlan plan = *like;
  if (request->n_elements != 1 || !measures_required(request)) return STATUS_OK;
  snprintf(path, sizeof path, "elements.%s.orifice", request->elements[0].name);
  Variable variable = variable_bind(&sizing->study->network, path);
  plan.variables = &variable, plan.n_variables = 1;
  curve->values = malloc((size_t)(request->n_requirements * BORE_POINTS) * sizeof *curve->values);
  Status status = curve->values ? point_worker_init(&worker, &plan, message, size) : STATUS_MEMORY;
  if (status != STATUS_OK) return status;
  status = run_points(sizing, &worker, curve);
  point_worker_free(&worker);
  if (status != STATUS_OK) snprintf(message, size, "out of memory");
  return status;
}
