#include "config/lookup.h"

#include <string.h>

#include "models/nearest.h"

enum { NAME_LENGTH_MAX = 63, HINT_SIZE = 128 };

static bool is_wanted(const Target *target, Section section) {
  return (target->sections >> section) & 1u;
}

static int number_of(const Network *network, Section section, const char *name) {
  return section == SECTION_NODES ? network_find_node(network, name) : network_find_branch(network, section, name);
}

static bool was_left_out(const Lookup *lookup, const Target *target, const char *name) {
  for (int s = 0; s < SECTION_COUNT; s++)
    if (is_wanted(target, (Section)s) && names_find(&lookup->places->sections[s].names, name) >= 0) return true;
  return false;
}

/* --- findings --- */

/* "tube", "node"; NULL: no object of the line has the name. */
static const char *kind_of(const Lookup *lookup, const char *name) {
  static const char *const words[SECTION_COUNT] = {"node", "element", "pump", "source",
                                                   "leak", "surface", "seal", "joint"};
  for (int s = 0; s < SECTION_COUNT; s++) {
    if (names_find(&lookup->places->sections[s].names, name) < 0) continue;
    int number = number_of(lookup->network, (Section)s, name);
    return number < 0 || s == SECTION_NODES ? words[s] : lookup->network->branches[number].type->name;
  }
  return NULL;
}

static const char *article(const char *noun) {
  return strchr("aeiou", *noun) ? "an" : "a";
}

static void complain_kind(const Lookup *lookup, const Value *text, const Target *target, const char *kind) {
  value_error(lookup->reading->diagnostics, text, "'%s' is %s %s; %s", text->text, article(kind), kind, target->wanted);
}

static void try_names(const Lookup *lookup, const Target *target, Nearest *nearest) {
  const Network *network = lookup->network;
  for (int i = 0; is_wanted(target, SECTION_NODES) && i < network->n_nodes; i++)
    nearest_try(nearest, network->nodes[i].name);
  for (int i = 0; i < network->n_branches; i++) {
    const Branch *branch = &network->branches[i];
    bool suits = branch->type->closes || branch->type->section != SECTION_ELEMENTS || !target->with_states;
    if (is_wanted(target, branch->type->section) && suits && !branch->external) nearest_try(nearest, branch->name);
  }
}

static void complain_unknown(const Lookup *lookup, const Value *text, const Target *target) {
  char hint[HINT_SIZE] = "";
  const char *kind = kind_of(lookup, text->text);
  if (kind) {
    complain_kind(lookup, text, target, kind);
    return;
  }
  if (lookup->reading->hints_left > 0) {
    lookup->reading->hints_left--;
    Nearest nearest = nearest_to(text->text);
    try_names(lookup, target, &nearest);
    nearest_hint(&nearest, hint, sizeof hint);
  }
  value_error(lookup->reading->diagnostics, text, "there is no %s '%s'%s", target->noun, text->text, hint);
}

static void complain_ambiguous(const Lookup *lookup, const Value *text, Section first, Section second) {
  value_error(lookup->reading->diagnostics, text, "'%s' stands in %s and in %s; one of the two needs another name",
              text->text, section_key(first), section_key(second));
}

static bool has_states(const Lookup *lookup, const Value *text, const Target *target, Section section, int number) {
  if (!target->with_states || section != SECTION_ELEMENTS) return true;
  const ComponentType *type = lookup->network->branches[number].type;
  if (type->closes) return true;
  value_error(lookup->reading->diagnostics, text, "'%s' is %s %s, it has no states; %s", text->text,
              article(type->name), type->name, target->wanted);
  return false;
}

/* --- the name --- */

int lookup_object(const Lookup *lookup, const Value *text, const Target *target, Section *section) {
  const char *name = read_text(lookup->reading, text, NAME_LENGTH_MAX);
  int found = -1;
  for (int s = 0; name && s < SECTION_COUNT; s++) {
    int number = is_wanted(target, (Section)s) ? number_of(lookup->network, (Section)s, name) : -1;
    if (number < 0) continue;
    if (found >= 0) {
      complain_ambiguous(lookup, text, *section, (Section)s);
      return -1;
    }
    found = number;
    *section = (Section)s;
    if (s == SECTION_NODES) break;
  }
  if (name && found < 0 && !was_left_out(lookup, target, name)) complain_unknown(lookup, text, target);
  return found >= 0 && has_states(lookup, text, target, *section, found) ? found : -1;
}
