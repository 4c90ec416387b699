#include "models/component.h"

#include <math.h>
#include <string.h>

const char *section_key(Section section) {
  static const char *const keys[SECTION_COUNT] = {"nodes", "elements", "pumps", "sources",
                                                  "leaks", "surfaces", "seals", "joints"};
  return keys[section];
}

const ComponentType *component_find(Section section, const char *name) {
  for (const ComponentType *const *type = component_types; *type; type++)
    if ((*type)->section == section && strcmp((*type)->name, name) == 0) return *type;
  return NULL;
}

const ParamRow *component_row(const ComponentType *type, const char *key) {
  for (int i = 0; i < type->row_count; i++) {
    const ParamRow *row = &type->rows[i];
    if (strcmp(row->key, key) == 0 || (row->alias && strcmp(row->alias, key) == 0)) return row;
  }
  return NULL;
}

static void set_fallback(const ParamRow *row, void *field) {
  switch (row->kind) {
  case PARAM_QUANTITY:
    *(double *)field = row->fallback;
    break;
  case PARAM_COUNT:
  case PARAM_CHOICE:
    *(int *)field = (int)row->fallback;
    break;
  case PARAM_FLAG:
    *(bool *)field = row->fallback != 0;
    break;
  case PARAM_PART:
    *(char *)field = '\0';
    break;
  case PARAM_GAS:
    ((GasBlend *)field)->n = 0;
    break;
  case PARAM_CURVE:
    ((Curve *)field)->n = 0;
    break;
  case PARAM_PER_GAS:
    ((GasFigures *)field)->n = 0;
    break;
  }
}

void component_defaults(const ComponentType *type, void *params) {
  memset(params, 0, type->size);
  for (int i = 0; i < type->row_count; i++)
    set_fallback(&type->rows[i], (char *)params + type->rows[i].offset);
}

double gas_figure(const GasFigures *figures, const Gas *gas) {
  for (int i = 0; i < figures->n; i++)
    if (figures->gas[i] == gas) return figures->value[i];
  return NAN;
}

bool param_in_range(const ParamRow *row, double value) {
  return value >= row->min && value <= row->max;
}
