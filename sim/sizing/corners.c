#include "sim/sizing/corners.h"

#include <math.h>
#include <string.h>

#include "sim/output_number.h"

enum {
  KINDS = 3,
  COEFFICIENTS_MAX = KINDS * SIZING_ELEMENTS_MAX,
  VARIABLES_MAX = COEFFICIENTS_MAX + SIZING_ELEMENTS_MAX
};

typedef struct {
  int element;
  const char *key;
  double low, high;
} Coefficient;

typedef struct {
  Candidate *candidate;
  const SizingCase *sizing;
  Coefficient coefficients[COEFFICIENTS_MAX];
  int n_coefficients;
  Variable variables[VARIABLES_MAX]; /* the parts, then the coefficients */
  char numbers[SIZING_ELEMENTS_MAX][PART_NUMBER_SIZE];
} Corners;

/* --- which coefficients --- */

static Variable bind(const SizingCase *sizing, int element, const char *key) {
  char path[VARY_TEXT_MAX];
  snprintf(path, sizeof path, "elements.%s.%s", sizing->request->elements[element].name, key);
  return variable_bind(&sizing->study->network, path);
}

static bool is_given(const SizingCase *sizing, const Variable *variable) {
  const Branch *branch = &sizing->study->network.branches[variable->number];
  const void *params = branch->given ? branch->given : branch->params;
  return !isnan(*(const double *)((const char *)params + variable->row->offset));
}

static void add_coefficient(Corners *corners, int element, const char *key, const ValveEstimate *estimate) {
  Variable variable = bind(corners->sizing, element, key);
  bool band = estimate->estimated && estimate->low < estimate->high;
  if (!band || variable.place != VARY_BRANCH || is_given(corners->sizing, &variable)) return;
  corners->variables[corners->sizing->request->n_elements + corners->n_coefficients] = variable;
  corners->coefficients[corners->n_coefficients++] = (Coefficient){element, key, estimate->low, estimate->high};
}

static void find_coefficients(Corners *corners) {
  const SizingRequest *request = corners->sizing->request;
  for (int i = 0; i < request->n_elements; i++) {
    const Part *part = &request->elements[i].parts[corners->candidate->pick[i]];
    corners->variables[i] = bind(corners->sizing, i, "part");
    part_build(part, corners->numbers[i], PART_NUMBER_SIZE);
    if (isnan(part->model->sonic_conductance_m3_s_pa))
      add_coefficient(corners, i, "discharge", &part->model->discharge);
    add_coefficient(corners, i, "b", &part->model->critical_b);
    if (isnan(part->model->molecular_conductance_m3_s))
      add_coefficient(corners, i, "molecular", &part->model->molecular);
  }
}

/* --- one corner --- */

static bool is_high(const Corners *corners, int corner, int coefficient) {
  bool each = corners->n_coefficients <= CORNER_COEFFICIENTS_MAX;
  return (corner >> (each ? coefficient : corners->coefficients[coefficient].element)) & 1;
}

static int corner_count(const Corners *corners) {
  bool each = corners->n_coefficients <= CORNER_COEFFICIENTS_MAX;
  return 1 << (each ? corners->n_coefficients : corners->sizing->request->n_elements);
}

static void set_values(const Corners *corners, int corner, VaryValue *values) {
  int n = corners->sizing->request->n_elements;
  for (int i = 0; i < n; i++)
    values[i] = (VaryValue){NAN, corners->numbers[i]};
  for (int k = 0; k < corners->n_coefficients; k++) {
    const Coefficient *coefficient = &corners->coefficients[k];
    values[n + k] = (VaryValue){is_high(corners, corner, k) ? coefficient->high : coefficient->low, NULL};
  }
}

/* "discharge 0.6, b 0.3"; of several valves "ROUGH discharge 0.6". */
static void corner_words(const Corners *corners, int corner, char *text, size_t size) {
  const SizingRequest *request = corners->sizing->request;
  size_t used = 0;
  text[0] = '\0';
  for (int k = 0; k < corners->n_coefficients && used < size; k++) {
    const Coefficient *coefficient = &corners->coefficients[k];
    bool named = request->n_elements > 1 && (k == 0 || coefficient->element != coefficient[-1].element);
    used +=
        (size_t)snprintf(text + used, size - used, "%s%s%s%s %s", k ? ", " : "",
                         named ? request->elements[coefficient->element].name : "", named ? " " : "", coefficient->key,
                         number_text(is_high(corners, corner, k) ? coefficient->high : coefficient->low, 4).text);
  }
}

/* What fails without a number is worse than anything with one. */
static double badness(const Candidate *at) {
  bool fails = at->status == CANDIDATE_FAIL || at->status == CANDIDATE_NO_RESULT;
  double margin = isnan(at->least_margin) ? (fails ? -INFINITY : INFINITY) : at->least_margin;
  for (int i = 0; i < at->limits.count; i++)
    if (at->limits.rows[i].status == LIMIT_FAIL) margin = fmin(margin, 1 - at->limits.rows[i].utilization);
  return fails ? fmin(-margin, INFINITY) + 1e6 : -margin;
}

static bool look_at(Corners *corners, PointWorker *worker, int corner, double *worst) {
  CornerResult *result = &corners->candidate->corner;
  VaryValue values[VARIABLES_MAX];
  Candidate at = {0};
  memcpy(at.pick, corners->candidate->pick, sizeof at.pick);
  set_values(corners, corner, values);
  bool ok = candidate_judge(&at, corners->sizing, worker, point_run(worker, values));
  bool fails = ok && (at.status == CANDIDATE_FAIL || at.status == CANDIDATE_NO_RESULT);
  if (ok && (corner == 0 || badness(&at) > *worst)) {
    *worst = badness(&at);
    result->least_margin = at.least_margin;
    corner_words(corners, corner, result->at, sizeof result->at);
    snprintf(result->words, sizeof result->words, "%s", fails && at.n_reasons > 0 ? at.reasons[0] : "");
  }
  result->failed += fails;
  result->corners++;
  candidate_free(&at);
  return ok;
}

static bool warn(Candidate *candidate) {
  const CornerResult *result = &candidate->corner;
  char text[700];
  if (result->failed == 0) return true;
  candidate->status = CANDIDATE_WARN;
  snprintf(text, sizeof text, "holds only at nominal: with %s (ends of the estimated bands) %s", result->at,
           result->words);
  return candidate_add_reason(candidate, text);
}

Status corners_run(Candidate *candidate, const SizingCase *sizing, const PointPlan *like, char *message, size_t size) {
  Corners corners = {.candidate = candidate, .sizing = sizing};
  PointWorker worker;
  double worst = 0;
  if (candidate->status != CANDIDATE_PASS && candidate->status != CANDIDATE_WARN) return STATUS_OK;
  find_coefficients(&corners);
  if (corners.n_coefficients == 0) return STATUS_OK;
  PointPlan plan = *like;
  plan.variables = corners.variables;
  plan.n_variables = sizing->request->n_elements + corners.n_coefficients;
  Status status = point_worker_init(&worker, &plan, message, size);
  if (status != STATUS_OK) return status;
  bool ok = true;
  for (int corner = 0; ok && corner < corner_count(&corners); corner++)
    ok = look_at(&corners, &worker, corner, &worst);
  point_worker_free(&worker);
  if (ok && warn(candidate)) return STATUS_OK;
  snprintf(message, size, "out of memory");
  return STATUS_MEMORY;
}
