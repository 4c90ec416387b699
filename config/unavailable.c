/* What the language has and this version does not run: said so, neither ignored nor called unknown. */
#include <string.h>

#include "config/reading.h"

static const struct {
  const char *scope, *key;
  const char *text; /* only this value of the key; NULL: the key as such */
} rows[] = {
    {"", "schedule", NULL},
    {"", "measure", NULL},
    {"analysis", "transient", NULL},
    {"analysis", "budget", NULL},
    {"analysis", "size", NULL},
    {"analysis", "sweep", NULL},
    {"analysis", "uncertainty", NULL},
    {"analysis", "drive", NULL},
    {"analysis.limits", "behaviour", "physical"},
    {"nodes", "surfaces", NULL},
    {"nodes", "seals", NULL},
};

static bool row_suits(size_t i, const Value *value, const char *scope) {
  if (!value->name || strcmp(rows[i].scope, scope) != 0 || strcmp(rows[i].key, value->name) != 0) return false;
  return !rows[i].text || (value->kind == VALUE_STRING && strcmp(value->text, rows[i].text) == 0);
}

bool read_unavailable(Reading *reading, const Value *value, const char *scope) {
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    if (!row_suits(i, value, scope)) continue;
    value_error(reading->diagnostics, value, "%s%s%snot available in this version", rows[i].text ? "'" : "",
                rows[i].text ? rows[i].text : "", rows[i].text ? "' is " : "");
    return true;
  }
  return false;
}
