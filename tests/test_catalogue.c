/* The catalogue: shipped rows against the document's figures and against each other, user rows, search. */
#include "tests/check.h"

#include "models/catalogue.h"

/* SMC CAT.ES140-7A, Specifications, in the document's units */
static const struct {
  const char *name;
  double orifice_mm, differential_mpa, reverse_mpa, fitting_inch, dc_w, ac_va, rise_dc, rise_ac, kg_v, kg_s;
} specifications[] = {
    {"XSA1-12", 2, 0.8, 0.5, 0.25, 4.5, 7, 50, 60, 0.28, 0.28},
    {"XSA1-22", 3, 0.3, 0.25, 0.25, 4.5, 7, 50, 60, 0.28, 0.28},
    {"XSA2-22", 3, 1.0, 0.4, 0.25, 7, 9.5, 55, 70, 0.41, 0.41},
    {"XSA2-32", 4.5, 0.3, 0.2, 0.25, 7, 9.5, 55, 70, 0.41, 0.41},
    {"XSA2-43", 6, 0.1, 0.05, 0.375, 7, 9.5, 55, 70, 0.42, 0.42},
    {"XSA3-32", 4.5, 0.8, 0.2, 0.25, 10.5, 12, 65, 70, 0.53, 0.53},
    {"XSA3-43", 6, 0.3, 0.15, 0.375, 10.5, 12, 65, 70, 0.62, 0.55},
};
enum { MODELS = 7 };
static const double TIGHT = 1e-12;

static void shipped_rows_are_the_documents(void **state) {
  const Catalogue *catalogue = *state;
  assert_int_equal(xsa_model_count, MODELS);
  for (int i = 0; i < MODELS; i++) {
    const ValveModel *m = catalogue_find_model(catalogue, specifications[i].name);
    assert_non_null(m);
    assert_rel(m->orifice_m, specifications[i].orifice_mm / 1000, TIGHT);
    assert_rel(m->max_operating_differential_pa, specifications[i].differential_mpa * 1e6, TIGHT);
    assert_rel(m->reverse_pressure_pa_gauge, specifications[i].reverse_mpa * 1e6, TIGHT);
    assert_rel(m->fitting_m, specifications[i].fitting_inch * 0.0254, TIGHT);
    assert_string_equal(m->fitting_size, specifications[i].fitting_inch < 0.3 ? "1/4 inch" : "3/8 inch");
    assert_rel(m->power_dc_w, specifications[i].dc_w, TIGHT);
    assert_rel(m->apparent_power_ac_va, specifications[i].ac_va, TIGHT);
    assert_rel(m->coil_rise_dc_k, specifications[i].rise_dc, TIGHT);
    assert_rel(m->coil_rise_ac_k, specifications[i].rise_ac, TIGHT);
    assert_rel(m->weight_kg[FITTING_FACE_SEAL], specifications[i].kg_v, TIGHT);
    assert_rel(m->weight_kg[FITTING_COMPRESSION], specifications[i].kg_s, TIGHT);
  }
}

static void figures_common_to_all_are_the_documents(void **state) {
  (void)state;
  for (const ValveModel *m = xsa_models; m < xsa_models + MODELS; m++) {
    assert_rel(m->withstand_pa_gauge, 1.5e6, TIGHT);
    assert_rel(m->max_operating_pa_gauge, 1.0e6, TIGHT);
    assert_rel(m->min_operating_pa_abs, 1e-6, TIGHT);
    assert_rel(m->temperature_min_k, 273.15 + 5, TIGHT);
    assert_rel(m->temperature_max_k, 273.15 + 60, TIGHT);
    assert_rel(m->internal_leakage_pa_m3_s, 1.3e-9, TIGHT);
    assert_rel(m->external_leakage_pa_m3_s, 1.3e-11, TIGHT);
    assert_rel(m->leak_upstream_pa - m->leak_downstream_pa, 0.1e6, TIGHT);
    assert_rel(m->leak_temperature_k, 293.15, TIGHT);
    assert_null(m->leak_gas);
    assert_rel(m->power_tolerance, 0.10, TIGHT);
    assert_rel(m->voltage_tolerance, 0.10, TIGHT);
    assert_rel(m->voltage_tolerance_response_dc, 0.05, TIGHT);
    assert_rel(m->leakage_voltage_dc, 0.02, TIGHT);
    assert_rel(m->leakage_voltage_ac, 0.05, TIGHT);
    assert_string_equal(m->insulation_class, "B");
    assert_string_equal(m->fluid, "air, inert gas");
    assert_true(m->air_inert_gas_only && m->one_way);
  }
}

static void estimates_say_so(void **state) {
  (void)state;
  for (const ValveModel *m = xsa_models; m < xsa_models + MODELS; m++) {
    const ValveEstimate *all[] = {&m->discharge, &m->critical_b, &m->molecular};
    const double want[][3] = {{0.75, 0.6, 0.95}, {0.4, 0.3, 0.5}, {0.35, 0.2, 0.5}};
    for (int i = 0; i < 3; i++) {
      assert_rel(all[i]->value, want[i][0], TIGHT);
      assert_rel(all[i]->low, want[i][1], TIGHT);
      assert_rel(all[i]->high, want[i][2], TIGHT);
      assert_true(all[i]->estimated);
      assert_non_null(strstr(all[i]->source, "not a catalogue fact"));
    }
    assert_true(isnan(m->sonic_conductance_m3_s_pa) && isnan(m->molecular_conductance_m3_s));
    assert_rel(m->subsonic_index, 0.5, TIGHT);
  }
}

static void every_fact_has_a_source(void **state) {
  (void)state;
  for (int i = 0; i < VALVE_FACT_COUNT; i++) {
    const char *source = valve_source(&xsa_models[0], (ValveFact)i);
    assert_non_null(source);
    assert_ptr_equal(strstr(source, "CAT.ES140-7A, "), source);
  }
  assert_string_equal(valve_source(&xsa_models[0], VALVE_FACT_MAX_OPERATING_DIFFERENTIAL),
                      "CAT.ES140-7A, Specifications, note 1");
  assert_non_null(strstr(valve_source(&xsa_models[0], VALVE_FACT_REVERSE_PRESSURE), "note 2"));
  assert_non_null(strstr(valve_source(&xsa_models[0], VALVE_FACT_INTERNAL_LEAKAGE), "note 3"));
  assert_string_equal(valve_fact_name(VALVE_FACT_FLOW_DIRECTION), "flow_direction");
}

/* A stronger coil opens against more; a larger orifice is harder to open and to hold shut. */
static void rows_agree_with_each_other(void **state) {
  (void)state;
  for (const ValveModel *a = xsa_models; a < xsa_models + MODELS; a++)
    for (const ValveModel *b = xsa_models; b < xsa_models + MODELS; b++) {
      bool same_size = a->name[3] == b->name[3];
      if (same_size && a->orifice_m < b->orifice_m) {
        assert_true(a->max_operating_differential_pa > b->max_operating_differential_pa);
        assert_true(a->reverse_pressure_pa_gauge > b->reverse_pressure_pa_gauge);
      }
      if (a->orifice_m == b->orifice_m && a->name[3] < b->name[3]) {
        assert_true(a->max_operating_differential_pa < b->max_operating_differential_pa);
        assert_true(a->reverse_pressure_pa_gauge <= b->reverse_pressure_pa_gauge);
      }
      if (same_size) assert_true(a->power_dc_w == b->power_dc_w && a->coil_rise_ac_k == b->coil_rise_ac_k);
      if (a->name[3] < b->name[3])
        assert_true(a->power_dc_w < b->power_dc_w && a->apparent_power_ac_va < b->apparent_power_ac_va &&
                    a->weight_kg[FITTING_FACE_SEAL] < b->weight_kg[FITTING_FACE_SEAL]);
    }
  for (const ValveModel *m = xsa_models; m < xsa_models + MODELS; m++) {
    assert_true(m->max_operating_differential_pa <= m->max_operating_pa_gauge + 0.1e6);
    assert_true(m->max_operating_pa_gauge < m->withstand_pa_gauge);
    assert_true(m->external_leakage_pa_m3_s < m->internal_leakage_pa_m3_s);
  }
}

/* The table's merged cells are read right when the same coil adds the same millimetres everywhere. */
static void outlines_agree_with_each_other(void **state) {
  (void)state;
  for (int i = 0; i < MODELS; i++)
    for (int f = 0; f < FITTING_COUNT; f++) {
      const ValveOutline *o = valve_outline(&xsa_models[i], (FittingType)f);
      assert_non_null(o);
      assert_int_equal(isnan(o->bs_m), f == FITTING_FACE_SEAL);
      assert_rel(o->entry[OUTLINE_T].g_m - o->entry[OUTLINE_D].g_m, 35e-3, 1e-9);
      assert_rel(o->entry[OUTLINE_T].h_m - o->entry[OUTLINE_D].h_m, 2e-3, 1e-9);
      assert_rel(o->entry[OUTLINE_T].j_m - o->entry[OUTLINE_D].j_m, 16e-3, 1e-9);
      assert_rel(o->entry[OUTLINE_F].h_m, o->entry[OUTLINE_G].h_m, TIGHT);
      assert_rel(o->entry[OUTLINE_C].h_m, o->entry[OUTLINE_T].h_m, TIGHT);
      assert_rel(o->entry[OUTLINE_GS].g_m - o->entry[OUTLINE_G].g_m, 3e-3, 1e-9);
    }
}

static const struct {
  const char *lower, *higher;
  double c_mm, h_mm, g_mm;
} steps[] = {
    {"XSA2-22", "XSA2-43", 4.5, 4.5, 0},
    {"XSA3-32", "XSA3-43", 4.5, 4.5, 0},
    {"XSA2-43", "XSA3-32", 0, 0, 2.5},
    {"XSA2-22", "XSA2-32", 0, 0, 0},
};

static void outlines_step_alike(void **state) {
  for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
    for (int f = 0; f < FITTING_COUNT; f++) {
      const ValveOutline *low = valve_outline(catalogue_find_model(*state, steps[i].lower), (FittingType)f);
      const ValveOutline *high = valve_outline(catalogue_find_model(*state, steps[i].higher), (FittingType)f);
      assert_abs(high->c_m - low->c_m, steps[i].c_mm * 1e-3, 1e-9);
      for (int e = 0; e < OUTLINE_COUNT; e++) {
        assert_abs(high->entry[e].h_m - low->entry[e].h_m, steps[i].h_mm * 1e-3, 1e-9);
        assert_abs(high->entry[e].g_m - low->entry[e].g_m, steps[i].g_mm * 1e-3, 1e-9);
      }
    }
  const ValveOutline *o = valve_outline(catalogue_find_model(*state, "XSA3-43"), FITTING_COMPRESSION);
  const double got[] = {o->a_m, o->b_m, o->bs_m, o->c_m, o->d_m, o->e_m, o->f_m, o->l_m, o->m_m};
  const double want[] = {25, 64.5, 31, 82.5, 40, 11.5, 24.5, 5, 10};
  for (int i = 0; i < 9; i++)
    assert_rel(got[i], want[i] * 1e-3, TIGHT);
}

static void patterns_match_as_written(void **state) {
  static const struct {
    const char *pattern;
    int count;
  } cases[] = {{"*", 7},    {"XSA*", 7}, {"xsa2*", 3}, {"*SA2*", 3}, {"XSA?-43", 2}, {"*-3?", 2},     {"XSA2-43", 1},
               {"XSA2", 0}, {"", 0},     {"**2", 5},   {"*4*3*", 2}, {"???????", 7}, {"????????*", 0}};
  const ValveModel *found[MODELS];
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    assert_int_equal(catalogue_match(*state, cases[i].pattern, found, MODELS), cases[i].count);
  assert_int_equal(catalogue_match(*state, "XSA?-43", found, 1), 2);
  assert_string_equal(found[0]->name, "XSA2-43");
  assert_string_equal(catalogue_nearest(*state, "XAS2-43"), "XSA2-43");
  assert_null(catalogue_nearest(*state, "ball valve"));
  assert_ptr_equal(catalogue_find_model(*state, "xsa3-43"), &xsa_models[6]);
  assert_null(catalogue_find_model(*state, "XSA9-99"));
  assert_null(catalogue_model(*state, MODELS));
}

static void fields_are_whole(void **state) {
  (void)state;
  ValveModel empty = valve_model_empty();
  for (int i = 0; i < catalogue_field_count; i++) {
    const CatalogueField *f = &catalogue_fields[i];
    assert_true(strlen(f->doc) > 4);
    for (int j = 0; j < i; j++) {
      assert_string_not_equal(f->key, catalogue_fields[j].key);
      assert_true(f->offset != catalogue_fields[j].offset);
    }
    if (f->form == FIELD_TEXT) assert_null(*catalogue_field_text(&empty, f));
    if (f->form == FIELD_FLAG) assert_false(*catalogue_field_flag(&empty, f));
    if (f->form == FIELD_TEXT || f->form == FIELD_FLAG) continue;
    assert_true(f->min < f->max);
    assert_true(isnan(*catalogue_field_number(&empty, f)));
  }
}

static ValveModel user_row(char *name, char *source) {
  ValveModel row = valve_model_empty();
  row.name = name;
  row.source = source;
  row.orifice_m = 10e-3;
  return row;
}

static void user_rows_are_owned_and_completed(void **state) {
  Catalogue *catalogue = *state;
  char message[300] = "", name[] = "BELLOWS-10", source[] = "data sheet 7", fluid[] = "Air, inert gas";
  ValveModel row = user_row(name, source);
  row.fluid = fluid;
  row.discharge.value = 0.8;
  row.weight_kg[FITTING_FACE_SEAL] = 1.5;
  assert_true(catalogue_add(catalogue, &row, message, sizeof message));
  memset(name, 'x', sizeof name - 1);
  memset(source, 'x', sizeof source - 1);
  memset(fluid, 'x', sizeof fluid - 1);
  const ValveModel *added = catalogue_find_model(catalogue, "bellows-10");
  assert_non_null(added);
  assert_string_equal(added->source, "data sheet 7");
  assert_string_equal(valve_source(added, VALVE_FACT_ORIFICE), "data sheet 7");
  assert_true(added->air_inert_gas_only);
  assert_true(isnan(added->reverse_pressure_pa_gauge));
  assert_rel(added->weight_kg[FITTING_COMPRESSION], 1.5, TIGHT);
  assert_false(added->discharge.estimated);
  assert_string_equal(added->discharge.source, "data sheet 7");
  assert_rel(added->discharge.low, 0.8, TIGHT);
  assert_rel(added->discharge.high, 0.8, TIGHT);
  assert_true(added->molecular.estimated);
  assert_rel(added->molecular.value, 0.35, TIGHT);
  assert_rel(added->leak_upstream_pa, 1e5, TIGHT);
  assert_null(valve_outline(added, FITTING_FACE_SEAL));
}

static void rows_handed_out_stay(void **state) {
  Catalogue *catalogue = *state;
  const ValveModel *first = NULL;
  for (int i = 0; i < 300; i++) {
    char message[300], name[20], source[] = "x";
    snprintf(name, sizeof name, "M%d", i);
    ValveModel row = user_row(name, source);
    assert_true(catalogue_add(catalogue, &row, message, sizeof message));
    if (i == 0) first = catalogue_find_model(catalogue, "M0");
  }
  assert_ptr_equal(first, catalogue_find_model(catalogue, "M0"));
  assert_int_equal(catalogue_count(catalogue), MODELS + 300);
  assert_int_equal(catalogue_match(catalogue, "M*", NULL, 0), 300);
}

static void copies_of_shipped_rows_are_the_users(void **state) {
  char message[300];
  ValveModel row = xsa_models[4];
  row.name = "MINE";
  row.source = "our bench";
  row.critical_b = (ValveEstimate){0.3, NAN, NAN, false, NULL};
  assert_true(catalogue_add(*state, &row, message, sizeof message));
  const ValveModel *added = catalogue_find_model(*state, "MINE");
  assert_null(added->series);
  assert_string_equal(valve_source(added, VALVE_FACT_REVERSE_PRESSURE), "our bench");
  assert_true(added->discharge.estimated);
  assert_string_equal(added->critical_b.source, "our bench");
}

/* Each case spoils one thing of a good row. */
static void no_name(ValveModel *m) {
  m->name = NULL;
}
static void empty_name(ValveModel *m) {
  m->name = "";
}
static void star_name(ValveModel *m) {
  m->name = "A*";
}
static void taken_name(ValveModel *m) {
  m->name = "xsa2-43";
}
static void no_source(ValveModel *m) {
  m->source = NULL;
}
static void no_orifice(ValveModel *m) {
  m->orifice_m = NAN;
}
static void negative_orifice(ValveModel *m) {
  m->orifice_m = -1e-3;
}
static void endless_orifice(ValveModel *m) {
  m->orifice_m = INFINITY;
}
static void high_discharge(ValveModel *m) {
  m->discharge.value = 1.2;
}
static void band_apart(ValveModel *m) {
  m->discharge.value = 0.7, m->discharge.low = 0.8;
}
static void band_alone(ValveModel *m) {
  m->molecular.high = 0.5;
}
static void crossed_temperatures(ValveModel *m) {
  m->temperature_min_k = 300, m->temperature_max_k = 290;
}
static void crossed_leak(ValveModel *m) {
  m->leak_upstream_pa = 10, m->leak_downstream_pa = 20;
}
static void odd_gas(ValveModel *m) {
  m->leak_gas = "helium";
}
static const char *const wanted[] = {"",
                                     "",
                                     "A*",
                                     "taken",
                                     "source is missing",
                                     "orifice is missing",
                                     "-0.001 m, legal range 1e-05 to 1 m",
                                     "inf m, legal range",
                                     "1.2, legal range 0.01 to 1",
                                     "discharge_low <= discharge",
                                     "molecular_low",
                                     "temperature_min",
                                     "leak_downstream",
                                     "leak_gas"};
static void (*const spoilers[])(ValveModel *) = {no_name,        empty_name, star_name,        taken_name,
                                                 no_source,      no_orifice, negative_orifice, endless_orifice,
                                                 high_discharge, band_apart, band_alone,       crossed_temperatures,
                                                 crossed_leak,   odd_gas};

static void bad_rows_are_refused_in_words(void **state) {
  for (size_t i = 0; i < sizeof spoilers / sizeof spoilers[0]; i++) {
    char message[300] = "", name[] = "GOOD", source[] = "data sheet";
    ValveModel row = user_row(name, source);
    spoilers[i](&row);
    assert_false(catalogue_add(*state, &row, message, sizeof message));
    assert_true(strlen(message) > 20);
    if (!strstr(message, wanted[i])) fail_msg("case %zu: '%s' has no '%s'", i, message, wanted[i]);
    assert_int_equal(catalogue_count(*state), MODELS);
  }
}

static int set_up(void **state) {
  *state = catalogue_new();
  return *state ? 0 : -1;
}

static int tear_down(void **state) {
  catalogue_free(*state);
  return 0;
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(shipped_rows_are_the_documents),
      TEST(figures_common_to_all_are_the_documents),
      TEST(estimates_say_so),
      TEST(every_fact_has_a_source),
      TEST(rows_agree_with_each_other),
      TEST(outlines_agree_with_each_other),
      TEST(outlines_step_alike),
      TEST(patterns_match_as_written),
      TEST(fields_are_whole),
      TEST(user_rows_are_owned_and_completed),
      TEST(rows_handed_out_stay),
      TEST(copies_of_shipped_rows_are_the_users),
      TEST(bad_rows_are_refused_in_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
