/* The value that just meets a figure: analysis.size.inverse. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "config/read_demand.h"
#include "config/read_size.h"
#include "sim/vary.h"

enum { PATH_LENGTH_MAX = 200 };

static const char *const sense_keys[] = {[INVERSE_EQUALS] = "equals", [INVERSE_MAX] = "max", [INVERSE_MIN] = "min"};
enum { SENSE_COUNT = 3 };

static bool lacks(const Lookup *lookup, const Value *group, const char *key, const char *what) {
  if (value_member(group, key)) return false;
  value_error(lookup->reading->diagnostics, group, "lacks '%s'%s", key, what);
  return true;
}

static const Value *read_sense(const Lookup *lookup, const Value *group, InverseSense *sense) {
  const Value *found = NULL;
  for (int k = 0; k < SENSE_COUNT; k++) {
    const Value *value = value_member(group, sense_keys[k]);
    if (value && found) {
      value_error(lookup->reading->diagnostics, group, "'%s' and '%s' are both given; one of the two is wanted",
                  found->name, value->name);
      return NULL;
    }
    if (value) *sense = (InverseSense)k, found = value;
  }
  if (!found) value_error(lookup->reading->diagnostics, group, "lacks the figure to meet: 'equals', 'max' or 'min'");
  return found;
}

/* A part has its orifice; another in its place is a key of its own. */
static bool is_parts_diameter(const Network *network, const Variable *variable) {
  if (variable->place != VARY_BRANCH || strcmp(variable->row->key, "diameter") != 0) return false;
  const Branch *branch = &network->branches[variable->number];
  return branch_is_valve(branch) && valve_model(branch->params);
}

/* Only what a parameter row describes has a unit and a range to search in. */
static const ParamRow *read_path(const Lookup *lookup, const Value *value, const Network *network, char path[256]) {
  const char *text = read_text(lookup->reading, value, PATH_LENGTH_MAX);
  if (!text) return NULL;
  Variable variable = variable_bind(network, text);
  snprintf(path, 256, "%s", text);
  if (is_parts_diameter(network, &variable)) {
    snprintf(path + strlen(path) - strlen("diameter"), sizeof "diameter", "orifice");
    variable = variable_bind(network, path);
  }
  if (variable.place != VARY_REREAD && variable.row->kind == PARAM_QUANTITY) return variable.row;
  value_error(lookup->reading->diagnostics, value,
              "'%s' is no quantity of a node, element, pump, source or leak, such as elements.L1.diameter", text);
  return NULL;
}

static bool read_ends(const Lookup *lookup, const Value *group, const ParamRow *row, InverseRequest *inverse) {
  Reading *reading = lookup->reading;
  const Value *ends[] = {value_member(group, "from"), value_member(group, "to")};
  double *fields[] = {&inverse->from, &inverse->to};
  bool good = true;
  for (int i = 0; i < 2; i++)
    good = ends[i] && row && read_value(reading, ends[i], row, fields[i]) && good;
  if (!good || inverse->from < inverse->to) return good;
  value_error(reading->diagnostics, group, "'from' is %.6g %s and 'to' %.6g %s; 'to' has to be the larger",
              inverse->from, dimension_unit(row->dimension), inverse->to, dimension_unit(row->dimension));
  return false;
}

bool read_inverse(const Lookup *lookup, const Value *group, const Study *study, InverseRequest *inverse) {
  static const char *const keys[] = {"path", "from", "to", "measure", "equals", "max", "min", NULL};
  if (!read_is_group(lookup->reading, group)) return false;
  bool good = read_keys(lookup->reading, group, keys, "analysis.size.inverse");
  const Value *path = value_member(group, "path"), *measure = value_member(group, "measure");
  if (lacks(lookup, group, "path", ", what is varied")) good = false;
  if (lacks(lookup, group, "from", "")) good = false;
  if (lacks(lookup, group, "to", "")) good = false;
  if (lacks(lookup, group, "measure", "")) good = false;
  const ParamRow *row = path ? read_path(lookup, path, &study->network, inverse->path) : NULL;
  good = row && read_ends(lookup, group, row, inverse) && good;
  inverse->measure = measure ? read_measure_name(lookup->reading, measure, study) : -1;
  const Value *figure = read_sense(lookup, group, &inverse->sense);
  if (!figure || inverse->measure < 0) return false;
  good = read_measure_figure(lookup, figure, &study->measures.rows[inverse->measure], &inverse->target) && good;
  inverse->wanted = good;
  return good;
}
