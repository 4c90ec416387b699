/* Contracts that every component type of the registry must keep: its documentation and parameter rows, and its flow
 * law. */
#include <ctype.h>

#include "tests/contract.h"

#define CONTRACT(name)                                                                                                 \
  static void test_##name(void **state) {                                                                              \
    (void)state;                                                                                                       \
    Findings findings = {.check = #name};                                                                              \
    contract_each_case(&findings, check_##name);                                                                       \
    contract_verdict(&findings);                                                                                       \
  }

CONTRACT(rest)
CONTRACT(turned)
CONTRACT(signs)
CONTRACT(monotone_1)
CONTRACT(monotone_2)
CONTRACT(below_zero)
CONTRACT(start)
CONTRACT(molecular_limit)
CONTRACT(dimensions)
CONTRACT(choked_bound)
CONTRACT(derivative)
CONTRACT(continuous_slope)

static void test_species(void **state) {
  (void)state;
  Findings findings = {.check = "species"};
  check_species(&findings);
  contract_verdict(&findings);
}

/* --- the registry and its rows --- */

static bool has_words(const char *text) {
  return text && strlen(text) >= 4;
}

static void test_types_are_documented(void **state) {
  (void)state;
  Findings findings = {.check = "types"};
  for (int i = 0; component_types[i]; i++) {
    const ComponentType *type = component_types[i];
    assert_true(i < CONTRACT_TYPES_MAX);
    contract_fault(&findings, type, 0, "seen");
    if (!type->name || !has_words(type->text) || !has_words(type->source))
      contract_fault(&findings, type, 1, "lacks name, text or source");
    if ((int)type->section < 0 || type->section >= SECTION_COUNT)
      contract_fault(&findings, type, 1, "section %d", (int)type->section);
    if (component_find(type->section, type->name) != type)
      contract_fault(&findings, type, 1, "another type of its section has its name");
    bool law = type->flow || type->species;
    if (law == (type->section == SECTION_NODES))
      contract_fault(&findings, type, 1, "a node with a law, or a branch without");
    if (type->closes && !(type->flow && type->species))
      contract_fault(&findings, type, 1, "closes but has not both laws");
    if (type->join && !(type->bore_m && type->length_m))
      contract_fault(&findings, type, 1, "joins runs without bore and length");
    if (type->size == 0 || (type->row_count > 0) != (type->rows != NULL))
      contract_fault(&findings, type, 1, "size or rows missing");
  }
  contract_verdict(&findings);
}

static size_t field_size(ParamKind kind) {
  switch (kind) {
  case PARAM_QUANTITY:
    return sizeof(double);
  case PARAM_COUNT:
  case PARAM_CHOICE:
    return sizeof(int);
  case PARAM_FLAG:
    return sizeof(bool);
  case PARAM_PART:
    return PART_TEXT_MAX;
  case PARAM_GAS:
    return sizeof(GasBlend);
  case PARAM_CURVE:
    return sizeof(Curve);
  case PARAM_PER_GAS:
    return sizeof(GasFigures);
  }
  return 0;
}

/* A * stands for a gas between two dots. */
static bool key_is_word(const char *key) {
  if (!key || !isalpha((unsigned char)key[0])) return false;
  for (const char *at = key; *at; at++)
    if (!isalnum((unsigned char)*at) && *at != '_' && !(*at == '.' && at[1]) && strncmp(at - 1, ".*.", 3) != 0)
      return false;
  static const char *const taken[] = {"name", "type", "from", "to", "at", "exhaust"}; /* an object's own keys */
  for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
    if (strcmp(taken[i], key) == 0) return false;
  return true;
}

/* A fallback out of the range is a mark for 'not given'; the text has to say what happens without. */
static bool fallback_is_sane(const ParamRow *row) {
  if (row->required || isnan(row->fallback)) return true;
  if (row->fallback >= row->min && row->fallback <= row->max) return true;
  return row->fallback == 0 && row->text && strstr(row->text, "without");
}

static int choice_count(const ParamRow *row) {
  int n = 0;
  while (row->choices && row->choices[n])
    n++;
  return n;
}

static void check_row(Findings *findings, const ComponentType *type, const ParamRow *row) {
  contract_fault(findings, type, 0, "seen");
  const char *key = row->key ? row->key : "?";
  if (!key_is_word(row->key) || (row->alias && !key_is_word(row->alias)))
    contract_fault(findings, type, 1, "'%s' or its alias is no free word", key);
  if (!has_words(row->text)) contract_fault(findings, type, 1, "%s is not documented", key);
  if (row->dimension < 0 || row->dimension >= DIM_COUNT) contract_fault(findings, type, 1, "%s has no dimension", key);
  if (row->offset % (row->kind == PARAM_QUANTITY ? sizeof(double) : 1) ||
      row->offset + field_size(row->kind) > type->size)
    contract_fault(findings, type, 1, "%s lies outside the parameters", key);
  bool per_gas = row->kind == PARAM_PER_GAS;
  if (row->key && per_gas != (strstr(row->key, ".*.") != NULL))
    contract_fault(findings, type, 1, "%s: a * stands for a gas, in a row per gas alone", key);
  bool ranged = row->kind == PARAM_QUANTITY || row->kind == PARAM_COUNT || row->kind == PARAM_CURVE || per_gas;
  if (ranged && !(isfinite(row->min) && isfinite(row->max) && row->min < row->max))
    contract_fault(findings, type, 1, "%s: range %g to %g", key, row->min, row->max);
  if (row->kind == PARAM_QUANTITY && !fallback_is_sane(row))
    contract_fault(findings, type, 1, "%s: fallback %g outside %g to %g and 'without' not explained", key,
                   row->fallback, row->min, row->max);
  if (row->kind == PARAM_CURVE && !(row->min_y < row->max_y && row->dimension_y >= 0 && row->dimension_y < DIM_COUNT))
    contract_fault(findings, type, 1, "%s: second column", key);
  if (row->kind == PARAM_CHOICE && !(row->fallback >= 0 && row->fallback < choice_count(row)))
    contract_fault(findings, type, 1, "%s: choices", key);
  if (row->kind == PARAM_FLAG && row->fallback != 0 && row->fallback != 1)
    contract_fault(findings, type, 1, "%s: fallback of a flag", key);
}

static bool rows_clash(const ParamRow *a, const ParamRow *b) {
  bool apart = a->offset + field_size(a->kind) <= b->offset || b->offset + field_size(b->kind) <= a->offset;
  bool same_word = strcmp(a->key, b->key) == 0 || (a->alias && strcmp(a->alias, b->key) == 0) ||
                   (b->alias && strcmp(a->key, b->alias) == 0) ||
                   (a->alias && b->alias && strcmp(a->alias, b->alias) == 0);
  return !apart || same_word;
}

static void test_rows(void **state) {
  (void)state;
  Findings findings = {.check = "rows"};
  for (int i = 0; component_types[i]; i++) {
    const ComponentType *type = component_types[i];
    for (int k = 0; k < type->row_count; k++) {
      const ParamRow *row = &type->rows[k];
      check_row(&findings, type, row);
      if (row->alias && strcmp(row->alias, row->key) == 0)
        contract_fault(&findings, type, 1, "%s is its own alias", row->key);
      if (component_row(type, row->key) != row)
        contract_fault(&findings, type, 1, "%s is not found by its key", row->key);
      for (int j = 0; j < k; j++)
        if (rows_clash(row, &type->rows[j]))
          contract_fault(&findings, type, 1, "%s and %s clash in key or place", row->key, type->rows[j].key);
    }
  }
  contract_verdict(&findings);
}

/* Defaults stand in the parameters as the rows say; a required value left out is no accident of the memory. */
static void test_defaults(void **state) {
  (void)state;
  for (int i = 0; component_types[i]; i++) {
    const ComponentType *type = component_types[i];
    char *params = malloc(type->size);
    memset(params, 0x5A, type->size);
    component_defaults(type, params);
    for (int k = 0; k < type->row_count; k++) {
      const ParamRow *row = &type->rows[k];
      if (row->kind == PARAM_QUANTITY) assert_memory_equal(params + row->offset, &row->fallback, sizeof(double));
      if (row->kind == PARAM_GAS) assert_int_equal(((GasBlend *)(params + row->offset))->n, 0);
      if (row->kind == PARAM_CURVE) assert_int_equal(((Curve *)(params + row->offset))->n, 0);
      if (row->kind == PARAM_PER_GAS) assert_int_equal(((GasFigures *)(params + row->offset))->n, 0);
      if (row->kind == PARAM_FLAG) assert_int_equal(*(bool *)(params + row->offset), row->fallback != 0);
    }
    free(params);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_types_are_documented),
      cmocka_unit_test(test_rows),
      cmocka_unit_test(test_defaults),
      cmocka_unit_test(test_rest),
      cmocka_unit_test(test_turned),
      cmocka_unit_test(test_signs),
      cmocka_unit_test(test_monotone_1),
      cmocka_unit_test(test_monotone_2),
      cmocka_unit_test(test_below_zero),
      cmocka_unit_test(test_start),
      cmocka_unit_test(test_molecular_limit),
      cmocka_unit_test(test_dimensions),
      cmocka_unit_test(test_choked_bound),
      cmocka_unit_test(test_derivative),
      cmocka_unit_test(test_continuous_slope),
      cmocka_unit_test(test_species),
  };
  return cmocka_run_group_tests_name("contracts", tests, NULL, NULL);
}
