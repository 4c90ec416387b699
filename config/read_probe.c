#include "config/read_probe.h"

#include <stdio.h>
#include <string.h>

#include "config/quantity_number.h"

enum { LIST_SIZE = 160, NAME_LENGTH_MAX = 63 };

#define BRANCH_SECTIONS                                                                                                \
  ((1u << SECTION_ELEMENTS) | (1u << SECTION_PUMPS) | (1u << SECTION_SOURCES) | (1u << SECTION_LEAKS) |                \
   (1u << SECTION_SURFACES) | (1u << SECTION_SEALS) | (1u << SECTION_JOINTS))

static const Target node_target = {1u << SECTION_NODES, false, "node", "a node is wanted"};
static const Target branch_target = {BRANCH_SECTIONS, false, "element, pump, source or leak",
                                     "an element, pump, source or leak is wanted"};
static const Target any_target = {BRANCH_SECTIONS | (1u << SECTION_NODES), false, "node, element or pump",
                                  "a node, element or pump is wanted"};

/* --- which figure --- */

void probe_keys(const char *const *own, const char *keys[PROBE_KEYS_MAX]) {
  int count = 0;
  for (int i = 0; i < PROBE_KIND_COUNT; i++)
    keys[count++] = probe_rows[i].key;
  for (; *own && count < PROBE_KEYS_MAX - 1; own++)
    keys[count++] = *own;
  keys[count] = NULL;
}

const Value *read_probe_key(const Lookup *lookup, const Value *group, const char *others, ProbeKind *kind) {
  char list[LIST_SIZE];
  const Value *found = NULL;
  snprintf(list, sizeof list, "%s", others);
  for (int i = 0; i < PROBE_KIND_COUNT; i++) {
    const Value *value = value_member(group, probe_rows[i].key);
    size_t length = strlen(list);
    snprintf(list + length, sizeof list - length, "%s'%s'", length ? ", " : "", probe_rows[i].key);
    if (value && found) {
      value_error(lookup->reading->diagnostics, group, "'%s' and '%s' are both given; one of the two is wanted",
                  found->name, value->name);
      return NULL;
    }
    if (value) *kind = (ProbeKind)i;
    if (value) found = value;
  }
  if (!found) value_error(lookup->reading->diagnostics, group, "lacks what it looks at; one of: %s", list);
  return found;
}

/* --- of which object --- */

/* Before the network is derived a leak's supply is not known. */
static bool has_both_ends(const Lookup *lookup, const Branch *branch) {
  Section section = branch->type->section;
  bool from_outside = section == SECTION_LEAKS || section == SECTION_SEALS || section == SECTION_JOINTS;
  if (from_outside && lookup->network->n_gas == 0) return true;
  return branch->from >= 0 && branch->to >= 0;
}

static bool read_probe_object(const Lookup *lookup, const Value *object, Probe *probe) {
  Section section;
  ProbeOf of = probe_rows[probe->kind].of;
  probe->object = lookup_object(lookup, object, of == PROBE_OF_NODE ? &node_target : &branch_target, &section);
  if (probe->object < 0) return false;
  if (of != PROBE_OF_ELEMENT || has_both_ends(lookup, &lookup->network->branches[probe->object])) return true;
  value_error(lookup->reading->diagnostics, object, "'%s' has one end only; a %s lies between two nodes", object->text,
              probe_rows[probe->kind].words);
  return false;
}

/* --- of which gas --- */

static void complain_absent(const Lookup *lookup, const Value *value, const Gas *gas) {
  char list[LIST_SIZE] = "";
  for (int i = 0; i < lookup->network->n_gas; i++) {
    size_t length = strlen(list);
    snprintf(list + length, sizeof list - length, "%s%s", length ? ", " : "", lookup->network->gases[i]->name);
  }
  value_error(lookup->reading->diagnostics, value, "'%s' never occurs in this line, which holds: %s", gas->name, list);
}

static bool occurs(const Network *network, const Gas *gas) {
  for (int i = 0; i < network->n_gas; i++)
    if (network->gases[i] == gas) return true;
  return network->n_gas == 0; /* not derived: the file is refused for other reasons */
}

/* value: NULL where none is given. */
static bool read_probe_gas(const Lookup *lookup, const Value *value, Probe *probe) {
  GasBlend blend;
  probe->gas = NULL;
  if (!value) return true;
  if (probe->kind == PROBE_TEMPERATURE) {
    value_error(lookup->reading->diagnostics, value,
                "does not go with 'temperature': all gases of a node have the same");
    return false;
  }
  if (!read_text(lookup->reading, value, NAME_LENGTH_MAX) || !read_blend(lookup->reading, value, &blend)) return false;
  probe->gas = blend.gas[0];
  if (occurs(lookup->network, probe->gas)) return true;
  complain_absent(lookup, value, probe->gas);
  return false;
}

bool read_probe(const Lookup *lookup, const Value *object, ProbeKind kind, const Value *gas, Probe *probe) {
  probe->kind = kind;
  bool good = read_probe_object(lookup, object, probe);
  if (kind == PROBE_FRACTION && !gas) {
    value_error(lookup->reading->diagnostics, object->parent, "lacks 'gas', whose mole fraction is meant");
    return false;
  }
  return read_probe_gas(lookup, gas, probe) && good;
}

/* With a unit: a bare number may be anything. */
static bool is_written_as(const Lookup *lookup, const Value *value, Dimension dimension) {
  char message[READING_MESSAGE_SIZE];
  const char *at = value->kind == VALUE_STRING ? value->text : "", *fault;
  double si;
  if (!quantity_number(&at, &si, &fault) || !at[strspn(at, " ")]) return false;
  return quantity_parse(value->text, dimension, &lookup->reading->quantities, &si, message, sizeof message);
}

static ProbeKind node_figure(const Lookup *lookup, const Value *threshold) {
  if (threshold && is_written_as(lookup, threshold, DIM_FRACTION)) return PROBE_FRACTION;
  if (threshold && is_written_as(lookup, threshold, DIM_TEMPERATURE)) return PROBE_TEMPERATURE;
  return PROBE_PRESSURE;
}

static bool read_figure_gas(const Lookup *lookup, const Value *gas, const Value *threshold, Probe *probe) {
  char words[VALUE_WORDS_SIZE];
  if (probe->kind != PROBE_FRACTION || gas) return read_probe_gas(lookup, gas, probe);
  value_error(lookup->reading->diagnostics, threshold, "%s is a mole fraction, and 'gas' is not given: of which gas",
              value_words(threshold, words));
  return false;
}

bool read_probe_of_any(const Lookup *lookup, const Value *object, const Value *gas, const Value *threshold,
                       Probe *probe) {
  Section section;
  probe->object = lookup_object(lookup, object, &any_target, &section);
  bool node = probe->object >= 0 && section == SECTION_NODES;
  probe->kind = node ? node_figure(lookup, threshold) : PROBE_THROUGHPUT;
  return read_figure_gas(lookup, gas, threshold, probe) && probe->object >= 0;
}

/* --- thresholds --- */

/* No pressure is below 0, and none is reached exactly there. */
static const struct {
  double min, max;
} threshold_ranges[PROBE_KIND_COUNT] = {
    [PROBE_PRESSURE] = {1e-15, 1e8}, [PROBE_THROUGHPUT] = {-1e9, 1e9}, [PROBE_PRESSURE_DROP] = {-1e8, 1e8},
    [PROBE_CONDUCTANCE] = {0, 1e9},  [PROBE_MASS_FLOW] = {-1e9, 1e9},  [PROBE_FRACTION] = {1e-15, 1},
    [PROBE_TEMPERATURE] = {1, 1e4},  [PROBE_PUMPING_SPEED] = {0, 1e9},
};

/* A difference: it may be negative, which no pressure is, and counts from nothing. */
static bool read_drop(const Lookup *lookup, const Value *value, double *drop_pa) {
  char words[VALUE_WORDS_SIZE];
  Value size = *value;
  bool negative = value->kind == VALUE_STRING && *value->text == '-';
  if (negative) size.text++;
  if (read_is_gauge(&size)) {
    value_error(lookup->reading->diagnostics, value,
                "%s is a gauge pressure; a pressure drop is a difference, without (G)", value_words(value, words));
    return false;
  }
  if (!read_quantity(lookup->reading, &size, DIM_PRESSURE, &lookup->reading->quantities, drop_pa)) return false;
  if (negative) *drop_pa = -*drop_pa;
  return true;
}

bool read_threshold(const Lookup *lookup, const Value *group, ProbeKind kind, Condition *condition) {
  Reading *reading = lookup->reading;
  const Value *below = value_member(group, "below"), *above = value_member(group, "above");
  const Value *value = below ? below : above;
  Dimension dimension = probe_rows[kind].dimension;
  double *si = &condition->threshold;
  if (!below == !above) {
    value_error(reading->diagnostics, group,
                below ? "'below' and 'above' are both given; one of the two is wanted" : "lacks 'below' or 'above'");
    return false;
  }
  condition->below = below != NULL;
  bool good = kind == PROBE_PRESSURE_DROP ? read_drop(lookup, value, si)
                                          : read_quantity(reading, value, dimension, &reading->quantities, si);
  return good && read_range(reading, value, *si, dimension, threshold_ranges[kind].min, threshold_ranges[kind].max);
}

void warn_of_boundary(const Lookup *lookup, const Value *object, const Probe *probe) {
  Diagnostics *diagnostics = lookup->reading->diagnostics;
  if (probe_rows[probe->kind].of != PROBE_OF_NODE) return;
  const NodeParams *node = &lookup->network->nodes[probe->object].params;
  if (node->fixed)
    value_warning(diagnostics, object, "'%s' is a boundary, its %s never changes", object->text,
                  probe_rows[probe->kind].words);
  else if (probe->kind == PROBE_TEMPERATURE && node->thermal == THERMAL_ISOTHERMAL)
    value_warning(diagnostics, object, "'%s' is isothermal, its temperature never changes", object->text);
}
