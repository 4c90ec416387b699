#include "sim/sample/design.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const design_words[DESIGN_COUNT] = {"grid", "list", "sobol", "lhs"};

static bool levelled(DesignKind kind) {
  return kind == DESIGN_GRID || kind == DESIGN_LIST;
}

static const char *range_fault(const DesignAxis *axis, DesignKind kind) {
  if (!isfinite(axis->from) || !isfinite(axis->to)) return "the ends of a range must be finite";
  if (axis->from == axis->to) return "the ends of the range are the same; give one of `values` for a fixed number";
  if (axis->scale == SCALE_LOG && !(axis->from > 0 && axis->to > 0))
    return "a logarithmic scale needs both ends above 0";
  if (levelled(kind) && axis->count < 2) return "count must be 2 or more (both ends are among the values)";
  return NULL;
}

static const char *members_fault(const DesignAxis *axis) {
  if (axis->count < 1) return "there are no values";
  for (uint64_t i = 0; axis->kind == AXIS_VALUES && i < axis->count; i++)
    if (!isfinite(axis->values[i])) return "every value must be finite";
  return NULL;
}

bool design_axis_check(const DesignAxis *axis, DesignKind kind, char *message, size_t size) {
  const char *fault = axis->kind == AXIS_RANGE ? range_fault(axis, kind) : members_fault(axis);
  if (!fault && axis->count > DESIGN_POINTS_MOST) fault = "count must be at most 2^53";
  if (fault) snprintf(message, size, "%s", fault);
  return !fault;
}

static Status check_axes(const DesignSettings *settings, char *message, size_t size) {
  if (settings->axis_count < 1) {
    snprintf(message, size, "a design needs at least one parameter");
    return STATUS_CONFIG;
  }
  for (int i = 0; i < settings->axis_count; i++) {
    char fault[128];
    if (design_axis_check(&settings->axes[i], settings->kind, fault, sizeof fault)) continue;
    snprintf(message, size, "'%s': %s", settings->axes[i].name, fault);
    return STATUS_CONFIG;
  }
  return STATUS_OK;
}

static Status count_grid(Design *design, char *message, size_t size) {
  design->points = 1;
  for (int i = 0; i < design->axis_count; i++) {
    if (design->axes[i].count > DESIGN_POINTS_MOST / design->points) {
      snprintf(message, size, "the grid has more than 2^53 points");
      return STATUS_CONFIG;
    }
    design->points *= design->axes[i].count;
  }
  return STATUS_OK;
}

static Status count_list(Design *design, char *message, size_t size) {
  const DesignAxis *first = &design->axes[0];
  design->points = first->count;
  for (const DesignAxis *axis = first + 1; axis < first + design->axis_count; axis++) {
    if (axis->count == first->count) continue;
    snprintf(message, size, "a list takes its parameters in step: '%s' has %llu values, '%s' %llu", first->name,
             (unsigned long long)first->count, axis->name, (unsigned long long)axis->count);
    return STATUS_CONFIG;
  }
  return STATUS_OK;
}

static Status init_sampled(Design *design, const DesignSettings *settings, char *message, size_t size) {
  bool sobol = settings->kind == DESIGN_SOBOL;
  uint64_t most = sobol ? (uint64_t)1 << SOBOL_BITS : LATIN_POINTS_MOST;
  design->points = settings->samples;
  if (design->points < 1 || design->points > most) {
    snprintf(message, size, "samples = %llu: a %s design has 1 to %llu points", (unsigned long long)design->points,
             sobol ? "Sobol" : "Latin hypercube", (unsigned long long)most);
    return STATUS_CONFIG;
  }
  if (sobol && settings->axis_count > SOBOL_DIMENSIONS_MOST) {
    snprintf(message, size, "%d parameters: a Sobol design has 1 to %d; a Latin hypercube (lhs) takes any number",
             settings->axis_count, SOBOL_DIMENSIONS_MOST);
    return STATUS_CONFIG;
  }
  Status status = sobol ? sobol_init(&design->sobol, settings->axis_count, settings->seed)
                        : latin_init(&design->latin, settings->axis_count, settings->samples, settings->seed);
  if (status == STATUS_NUMERICS) snprintf(message, size, "this version of GSL has a Sobol sequence of another form");
  return status;
}

static Status count_points(Design *design, const DesignSettings *settings, char *message, size_t size) {
  if (design->kind == DESIGN_GRID) return count_grid(design, message, size);
  if (design->kind == DESIGN_LIST) return count_list(design, message, size);
  return init_sampled(design, settings, message, size);
}

Status design_init(Design *design, const DesignSettings *settings, char *message, size_t size) {
  *design = (Design){.kind = settings->kind, .axis_count = settings->axis_count};
  Status status = check_axes(settings, message, size);
  if (status == STATUS_OK) {
    size_t bytes = (size_t)settings->axis_count * sizeof *design->axes;
    design->axes = malloc(bytes);
    status = design->axes ? STATUS_OK : STATUS_MEMORY;
    if (design->axes)
      memcpy(design->axes, settings->axes, bytes), status = count_points(design, settings, message, size);
  }
  if (status == STATUS_MEMORY) snprintf(message, size, "out of memory");
  if (status != STATUS_OK) design_free(design);
  return status;
}

void design_free(Design *design) {
  free(design->axes);
  sobol_free(&design->sobol);
  latin_free(&design->latin);
  *design = (Design){0};
}

/* t from 0 to 1, both included; the ends are met to the last bit. */
static double range_at(const DesignAxis *axis, double t) {
  if (t == 1) return axis->to;
  if (axis->scale == SCALE_LOG) return t == 0 ? axis->from : axis->from * pow(axis->to / axis->from, t);
  return axis->from + t * (axis->to - axis->from);
}

static double level_at(const DesignAxis *axis, uint64_t level) {
  if (axis->kind == AXIS_CHOICE) return (double)level;
  if (axis->kind == AXIS_VALUES) return axis->values[level];
  return range_at(axis, (double)level / (double)(axis->count - 1));
}

/* u < 1 by 2^-53 at least, so that u * count rounds to a number below count. */
static double sampled_at(const DesignAxis *axis, double u) {
  if (axis->kind == AXIS_RANGE) return range_at(axis, u);
  return level_at(axis, (uint64_t)(u * (double)axis->count));
}

void design_point(const Design *design, uint64_t index, double *value) {
  const DesignAxis *axes = design->axes;
  switch (design->kind) {
  case DESIGN_GRID:
    for (int i = design->axis_count; i-- > 0; index /= axes[i].count)
      value[i] = level_at(&axes[i], index % axes[i].count);
    return;
  case DESIGN_LIST:
    for (int i = 0; i < design->axis_count; i++)
      value[i] = level_at(&axes[i], index);
    return;
  case DESIGN_SOBOL:
    sobol_point(&design->sobol, index, value);
    break;
  default:
    latin_point(&design->latin, index, value);
  }
  for (int i = 0; i < design->axis_count; i++)
    value[i] = sampled_at(&axes[i], value[i]);
}
