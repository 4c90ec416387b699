/* What the language has and this version does not run: said so, neither ignored nor called unknown. */
#include <string.h>

#include "config/reading.h"

static const struct {
  const char *scope, *key;
} rows[] = {
    {"analysis", "drive"},
};

bool read_unavailable(Reading *reading, const Value *value, const char *scope) {
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    if (!value->name || strcmp(rows[i].scope, scope) != 0 || strcmp(rows[i].key, value->name) != 0) continue;
    value_error(reading->diagnostics, value, "not available in this version");
    return true;
  }
  return false;
}
