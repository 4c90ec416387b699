#include "tests/line.h"

#include "models/source.h"

Line line_new(void) {
  Line line = {.catalogue = catalogue_new()};
  line.network = network_empty(line.catalogue);
  return line;
}

void line_close(Line *line) {
  steady_result_free(&line->result);
  steady_work_free(&line->work);
  network_free(&line->network);
  catalogue_free(line->catalogue);
}

void line_node(Line *line, const char *name, NodeParams params) {
  assert_true(network_add_node(&line->network, name, &params) >= 0);
}

static int node(const Line *line, const char *name) {
  int number = network_find_node(&line->network, name);
  if (number < 0) fail_msg("no node '%s'", name);
  return number;
}

static void set(void *params, const ComponentType *type, const char *key, va_list *values) {
  const ParamRow *row = component_row(type, key);
  if (!row) {
    fail_msg("type '%s' has no parameter '%s'", type->name, key);
    return;
  }
  char *field = (char *)params + row->offset;
  if (row->kind == PARAM_PART)
    snprintf(field, PART_TEXT_MAX, "%s", va_arg(*values, const char *));
  else if (row->kind == PARAM_QUANTITY)
    *(double *)field = va_arg(*values, double);
  else if (row->kind == PARAM_FLAG)
    *(bool *)field = va_arg(*values, int) != 0;
  else
    *(int *)field = va_arg(*values, int);
}

static void add(Line *line, const char *name, const ComponentType *type, int from, int to, void *params) {
  ComponentContext context = {line->catalogue, line->network.ambient.pressure_pa, line->network.ambient.temperature_k};
  char message[256] = "";
  if (type->resolve && !type->resolve(params, &context, message, sizeof message)) fail_msg("%s: %s", name, message);
  assert_true(network_add_branch(&line->network, name, type, params, from, to) >= 0);
}

void line_element(Line *line, const char *name, const char *type_name, const char *from, const char *to, ...) {
  const ComponentType *type = component_find(SECTION_ELEMENTS, type_name);
  assert_non_null(type);
  void *params = malloc(type->size);
  component_defaults(type, params);
  va_list values;
  va_start(values, to);
  for (const char *key; (key = va_arg(values, const char *));)
    set(params, type, key, &values);
  va_end(values);
  add(line, name, type, node(line, from), node(line, to), params);
  free(params);
}

void line_conductance(Line *line, const char *name, const char *from, const char *to, double value_m3_s) {
  line_element(line, name, "conductance", from, to, "value", value_m3_s, NULL);
}

void line_fixed_flow(Line *line, const char *name, const char *from, const char *to, double flow_pa_m3_s) {
  line_element(line, name, "fixed_flow", from, to, "flow", flow_pa_m3_s, NULL);
}

static void add_with(Line *line, Section section, const char *name, int from, int to, const char *key1, double value1,
                     const char *key2, double value2) {
  const ComponentType *type = component_find(section, section == SECTION_PUMPS ? "pump" : "source");
  void *params = malloc(type->size);
  component_defaults(type, params);
  *(double *)((char *)params + component_row(type, key1)->offset) = value1;
  if (key2) *(double *)((char *)params + component_row(type, key2)->offset) = value2;
  add(line, name, type, from, to, params);
  free(params);
}

void line_pump(Line *line, const char *name, const char *at, double speed_m3_s, double ultimate_pa) {
  add_with(line, SECTION_PUMPS, name, node(line, at), NETWORK_NOWHERE, "speed", speed_m3_s, "ultimate", ultimate_pa);
}

void line_source(Line *line, const char *name, const char *at, double flow_pa_m3_s) {
  add_with(line, SECTION_SOURCES, name, NETWORK_NOWHERE, node(line, at), "flow", flow_pa_m3_s, NULL, 0);
}

void line_source_gas(Line *line, const char *name, const char *at, double flow_pa_m3_s, const char *gas) {
  line_source(line, name, at, flow_pa_m3_s);
  Source *source = line->network.branches[line->network.n_branches - 1].params;
  source->gas = (GasBlend){.n = 1, .gas = {gas_find(gas)}, .x = {1}};
}

Status line_solve(Line *line) {
  SteadySettings settings = steady_settings_default();
  char message[256];
  if (!network_derive(&line->network, message, sizeof message)) fail_msg("%s", message);
  steady_result_free(&line->result);
  steady_work_free(&line->work);
  assert_true(steady_work_init(&line->work, &line->network) && steady_result_init(&line->result, &line->network));
  Status status = steady_solve(&line->work, &line->network, &settings, &line->result);
  if (status == STATUS_OK) assert_true(balance_of(&line->network, &line->result, &line->balance));
  return status;
}

double line_pressure(const Line *line, const char *name) {
  double sum = 0;
  for (int i = 0; i < line->network.n_gas; i++)
    sum += line->result.p[node(line, name) * line->network.n_gas + i];
  return sum;
}

double line_partial(const Line *line, const char *name, const char *gas) {
  for (int i = 0; i < line->network.n_gas; i++)
    if (line->network.gases[i] == gas_find(gas)) return line->result.p[node(line, name) * line->network.n_gas + i];
  return 0;
}

double line_flow(const Line *line, const char *name) {
  int branch = network_find_branch(&line->network, SECTION_ELEMENTS, name);
  assert_true(branch >= 0);
  double sum = 0;
  for (int i = 0; i < line->network.n_gas; i++)
    sum += line->result.q[branch * line->network.n_gas + i];
  return sum;
}
