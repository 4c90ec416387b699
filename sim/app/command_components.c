/* `xsavac components [TYPE]`: the registry as users see it. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "models/component.h"
#include "models/nearest.h"
#include "sim/app/commands.h"
#include "sim/base/status.h"

static void print_list(void) {
  printf("%-10s %-12s %s\n", "section", "type", "what it is");
  for (const ComponentType *const *type = component_types; *type; type++)
    printf("%-10s %-12s %s\n", section_key((*type)->section), (*type)->name, (*type)->text);
  printf("\n'xsavac components TYPE' lists a type's parameters.\n");
}

static const char *unit_of(const ParamRow *row) {
  switch (row->kind) {
  case PARAM_QUANTITY:
  case PARAM_PER_GAS:
    return dimension_unit(row->dimension);
  case PARAM_COUNT:
    return "count";
  case PARAM_FLAG:
    return "true, false";
  case PARAM_CHOICE:
    return "word";
  case PARAM_PART:
    return "part";
  case PARAM_GAS:
    return "gas";
  case PARAM_CURVE:
    return "pairs";
  }
  return "";
}

static void range_of(const ParamRow *row, char *text, size_t size) {
  text[0] = '\0';
  if (row->kind == PARAM_QUANTITY || row->kind == PARAM_COUNT || row->kind == PARAM_PER_GAS)
    snprintf(text, size, "%g to %g", row->min, row->max);
  if (row->kind == PARAM_CHOICE)
    for (int i = 0; row->choices[i]; i++)
      snprintf(text + strlen(text), size - strlen(text), "%s%s", i ? ", " : "", row->choices[i]);
  if (row->kind == PARAM_CURVE)
    snprintf(text, size, "%g to %g %s; %g to %g %s", row->min, row->max, dimension_unit(row->dimension), row->min_y,
             row->max_y, dimension_unit(row->dimension_y));
}

static void default_of(const ParamRow *row, char *text, size_t size) {
  if (row->required)
    snprintf(text, size, "required");
  else if (row->kind == PARAM_FLAG)
    snprintf(text, size, "%s", row->fallback != 0 ? "true" : "false");
  else if (row->kind == PARAM_CHOICE)
    snprintf(text, size, "%s", row->choices[(int)row->fallback]);
  else if ((row->kind == PARAM_QUANTITY || row->kind == PARAM_COUNT) && !isnan(row->fallback))
    snprintf(text, size, "%g", row->fallback);
  else
    snprintf(text, size, "-");
}

/* Where an object stands in the line is no parameter of its law. */
static void print_ends(Section section) {
  static const struct {
    Section section;
    const char *key, *fallback, *text;
  } ends[] = {
      {SECTION_ELEMENTS, "from", "required", "node at its end 1 (a valve's port 1, IN)"},
      {SECTION_ELEMENTS, "to", "required", "node at its end 2 (a valve's port 2, OUT)"},
      {SECTION_PUMPS, "at", "required", "node it pumps from"},
      {SECTION_PUMPS, "exhaust", "-", "node it pumps into; without it the gas leaves the line"},
      {SECTION_SOURCES, "at", "required", "node it feeds"},
      {SECTION_LEAKS, "at", "required", "node it leaks into"}}; /* surfaces, seals and joints stand within their node */
  for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
    if (ends[i].section == section)
      printf("%-22s %-12s %-10s %-28s %s\n", ends[i].key, "node", ends[i].fallback, "", ends[i].text);
}

static void print_type(const ComponentType *type) {
  printf("%s (in %s): %s\n", type->name, section_key(type->section), type->text);
  printf("law: %s\n\n", type->source);
  printf("%-22s %-12s %-10s %-28s %s\n", "parameter", "unit", "default", "range", "what it is");
  print_ends(type->section);
  for (int i = 0; i < type->row_count; i++) {
    const ParamRow *row = &type->rows[i];
    char range[600], fallback[48];
    range_of(row, range, sizeof range);
    default_of(row, fallback, sizeof fallback);
    printf("%-22s %-12s %-10s %-28s %s\n", row->key, unit_of(row), fallback, range, row->text);
  }
}

int command_components(int argc, char **argv) {
  if (argc > 1 && strcmp(argv[1], "--help") == 0) {
    printf("xsavac components [TYPE]    component types, or one type's parameters with unit, range and text\n");
    return 0;
  }
  if (argc > 2) {
    fprintf(stderr, "xsavac components: one TYPE at most; see 'xsavac components --help'\n");
    return status_exit_code(STATUS_USAGE);
  }
  if (argc < 2) {
    print_list();
    return 0;
  }
  Nearest nearest = nearest_to(argv[1]);
  for (const ComponentType *const *type = component_types; *type; type++) {
    if (strcmp((*type)->name, argv[1]) == 0) {
      print_type(*type);
      return 0;
    }
    nearest_try(&nearest, (*type)->name);
  }
  char hint[96];
  fprintf(stderr, "xsavac components: unknown type '%s'%s\n", argv[1], nearest_hint(&nearest, hint, sizeof hint));
  return status_exit_code(STATUS_USAGE);
}
