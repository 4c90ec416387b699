/* Ordering numbers: every possible one there and back, the impossible ones refused with a reason and a possible one. */
#include "tests/check.h"

#include <ctype.h>

#include "models/part_number.h"

static bool parts_equal(const Part *a, const Part *b) {
  return a->model == b->model && a->fitting_given == b->fitting_given && a->fitting == b->fitting &&
         a->voltage == b->voltage && a->entry == b->entry && a->spacer == b->spacer && a->direction == b->direction;
}

static void assert_reads_as(const Catalogue *catalogue, const char *text, const Part *want) {
  Part got;
  char message[512];
  if (!part_decode(catalogue, text, &got, message, sizeof message)) fail_msg("%s", message);
  if (!parts_equal(&got, want)) fail_msg("%s reads as another part", text);
}

static void without_fixed_two(const char *number, const Part *part, char *text) {
  size_t at = strlen("XSA2-43V-5") + strlen(part->entry->code);
  memcpy(text, number, at);
  strcpy(text + at, number + at + 1);
}

/* 7 models x 2 fittings x (10 voltages x 7 entries + 2 DC voltages x 2 DC-only entries) x spacer x 4 directions */
enum { POSSIBLE_BASE = 7 * 2 * (10 * 7 + 2 * 2), POSSIBLE = POSSIBLE_BASE * 2 * 4 };

static int round_trip_options(const Catalogue *catalogue, Part part) {
  int count = 0;
  for (int spacer = 0; spacer < 2; spacer++)
    for (int d = 0; d < 4; d++, count++) {
      char number[PART_NUMBER_SIZE], other[PART_NUMBER_SIZE];
      part.spacer = spacer;
      part.direction = "\0ABC"[d];
      part_build(&part, number, sizeof number);
      assert_true(part_complete(&part));
      assert_reads_as(catalogue, number, &part);
      without_fixed_two(number, &part, other);
      assert_reads_as(catalogue, other, &part);
      for (char *c = number; *c; c++)
        *c = (char)tolower((unsigned char)*c);
      assert_reads_as(catalogue, number, &part);
    }
  return count;
}

static void every_number_comes_back(void **state) {
  int count = 0;
  for (int m = 0; m < xsa_model_count; m++)
    for (int f = 0; f < FITTING_COUNT; f++)
      for (int v = 0; v < part_voltage_count; v++)
        for (int e = 0; e < part_entry_count; e++) {
          Part part = {&xsa_models[m], true, (FittingType)f, &part_voltages[v], &part_entries[e], false, 0};
          if (part.entry->ac || !part.voltage->ac) count += round_trip_options(*state, part);
        }
  assert_int_equal(count, POSSIBLE);
}

static int accepted(const Catalogue *catalogue, const char *model, char fitting, char voltage, const char *entry) {
  Part part;
  char message[512], text[PART_NUMBER_SIZE];
  snprintf(text, sizeof text, "%s%c-%c%s2", model, fitting, voltage, entry);
  return part_decode(catalogue, text, &part, message, sizeof message);
}

/* Nothing but the possible numbers is accepted, whatever the letters: every model code with one good tail, every tail
   with every model. */
static void only_possible_numbers_are_accepted(void **state) {
  static const char codes[] = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ0";
  int models = 0, tails = 0;
  for (int i = 0; i < 36 * 36 * 36; i++) {
    char model[] = {'X', 'S', 'A', codes[i % 36], '-', codes[i / 36 % 36], codes[i / 36 / 36], '\0'};
    models += accepted(*state, model, 'V', '5', "G");
  }
  for (int m = 0; m < xsa_model_count; m++)
    for (const char *fitting = codes; *fitting; fitting++)
      for (const char *voltage = codes; *voltage; voltage++)
        for (int e = 0; e < part_entry_count; e++)
          tails += accepted(*state, xsa_models[m].name, *fitting, *voltage, part_entries[e].code);
  assert_int_equal(models, 7);
  assert_int_equal(tails, POSSIBLE_BASE);
}

static const struct {
  const char *text, *reason, *nearest;
} refused[] = {
    {"XSA1-32V-5G", "size 1 has no 4.5 mm orifice", "XSA2-32V-5G2"},
    {"XSA1-13V", "no fitting size 3 (only 2 = 1/4 inch)", "XSA1-12V"},
    {"XSA1-13S-6D2", "no fitting size 3", "XSA1-12S-6D2"},
    {"XSA2-44V-5G", "no fitting size 4 (only 3 = 3/8 inch)", "XSA2-43V-5G2"},
    {"XSA2-42V-5G", "no fitting size 2 (only 3 = 3/8 inch)", "XSA2-43V-5G2"},
    {"XSA3-22", "size 3 has no 3 mm orifice", "XSA2-22"},
    {"XSA2-92V-5G", "no orifice code 9", "XSA2-43V-5G2"},
    {"XSA4-43V-5G", "valve size 4 does not exist (1, 2, 3)", "XSA3-43V-5G2"},
    {"XSA2-43V-1G", "DC only, voltage code 1 is 100 VAC", "XSA2-43V-1GS2"},
    {"xsa2-43v-jf", "DC only, voltage code J is 230 VAC", "XSA2-43V-JD2"},
    {"XSA2-43V-9G", "voltage code 9 does not exist", "XSA2-43V-5G2"},
    {"XSA2-43V-G2", "voltage code is missing", "XSA2-43V-5G2"},
    {"XSA2-43V-", "voltage code is missing", "XSA2-43V-5D2"},
    {"XSA2-43V-5", "electrical entry is missing", "XSA2-43V-5D2"},
    {"XSA2-43V-5Q", "electrical entry Q does not exist", "XSA2-43V-5D2"},
    {"XSA2-43X-5G", "fitting type X does not exist", "XSA2-43V-5G2"},
    {"XSA2-43-5G", "fitting type is missing", "XSA2-43V-5G2"},
    {"XSA2-43V5G", "a '-' is wanted", "XSA2-43V-5G2"},
    {"XSA2-43V-5G2X", "'X' after the number", "XSA2-43V-5G2"},
    {"XSA2-43V-5G2 ", "' ' after the number", "XSA2-43V-5G2"},
    {"XSA2-43V-5G22", "'2' after the number", "XSA2-43V-5G2"},
    {"XSA2-43V-5G2-D", "direction D does not exist", "XSA2-43V-5G2"},
    {"XSA2-43V-5G2-AB", "'-AB' after the number", "XSA2-43V-5G2"},
    {"XAS2-43V-5G", "unknown valve", "XSA2-43V-5G2"},
    {"XSA243", "unknown valve", "XSA2-43"},
};

static void impossible_numbers_get_reason_and_nearest(void **state) {
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    Part part;
    char message[512];
    assert_false(part_decode(*state, refused[i].text, &part, message, sizeof message));
    if (!strstr(message, refused[i].reason)) fail_msg("'%s' has no '%s'", message, refused[i].reason);
    const char *colon = strrchr(message, ':'), *quote = strchr(message, '?') ? strrchr(message, 'X') : NULL;
    const char *nearest = quote ? quote : colon + 2;
    size_t length = strlen(refused[i].nearest);
    if (strncmp(nearest, refused[i].nearest, length) != 0 || isalnum((unsigned char)nearest[length]))
      fail_msg("'%s' does not name %s", message, refused[i].nearest);
    assert_true(part_decode(*state, refused[i].nearest, &part, message, sizeof message));
  }
}

static void words_that_are_no_number_are_unknown(void **state) {
  static const char *const words[] = {"",       "X",       "XSA",        "hello", "XSA-",
                                      "XSA2-4", "-------", "XSA2-4\xff", "\n",    "\x1b[31mXSA"};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    Part part;
    char message[512] = "";
    assert_false(part_decode(*state, words[i], &part, message, sizeof message));
    assert_non_null(strstr(message, "unknown valve"));
    for (const char *c = message; *c; c++)
      assert_true(isprint((unsigned char)*c));
  }
}

/* One slip in a good number, anywhere, with any letter (fewer in "XSA2-", where the search is long): accepted as
 * another possible number, or refused with one. */
static void slips_are_always_answered(void **state) {
  static const char good[] = "XSA2-43V-5DL2A-B";
  for (size_t at = 0; at < sizeof good - 1; at++)
    for (int letter = 1; letter < 256; letter += at < 5 ? 17 : 1) {
      Part part;
      char text[sizeof good], message[512] = "", short_message[8];
      memcpy(text, good, sizeof good);
      text[at] = (char)letter;
      if (part_decode(*state, text, &part, message, sizeof message)) continue;
      if (!strstr(message, "nearest possible") && !strstr(message, "did you mean")) fail_msg("'%s'", message);
      assert_false(part_decode(*state, text, &part, short_message, sizeof short_message));
    }
}

static void a_model_is_enough_to_simulate(void **state) {
  Part part;
  char message[512], number[PART_NUMBER_SIZE];
  const char *notes[8];
  assert_true(part_decode(*state, "xsa3-43", &part, message, sizeof message));
  assert_string_equal(part_build(&part, number, sizeof number), "XSA3-43");
  assert_false(part_complete(&part));
  assert_int_equal(part_notes(&part, notes, 8), 1);
  assert_non_null(strstr(notes[0], "not to order"));
  assert_true(isnan(part_weight_kg(&part)));
  assert_true(part_decode(*state, "XSA3-43S", &part, message, sizeof message));
  assert_rel(part_weight_kg(&part), 0.55, 1e-12);
  assert_int_equal(part_notes(&part, notes, 8), 1);
}

static void notes_say_what_the_document_leaves_open(void **state) {
  Part part;
  char message[512];
  const char *notes[8];
  assert_true(part_decode(*state, "XSA2-43V-5G", &part, message, sizeof message));
  assert_int_equal(part_notes(&part, notes, 8), 1);
  assert_non_null(strstr(notes[0], "confirm the ordering number with the maker"));
  assert_true(part_decode(*state, "XSA2-43V-1GS2-C", &part, message, sizeof message));
  assert_int_equal(part_notes(&part, notes, 8), 3);
  assert_non_null(strstr(notes[1], "CE: check with the maker"));
  assert_non_null(strstr(notes[2], "direction"));
  assert_string_equal(part_direction_words(part.direction), "270 degrees");
  assert_true(part_decode(*state, "XSA2-43V-5GS2", &part, message, sizeof message));
  assert_int_equal(part_notes(&part, notes, 8), 1);
}

static const struct {
  const char *text, *parts;
} accessories[] = {
    {"XSA1-12V-5G", "XSA1R-8-1"},
    {"XSA2-43V-5D", "XSA2R-8-1 C18312G6GCU VCW20-1-29-1"},
    {"XSA3-43V-1D", "XSA2R-8-1 C18312G6GCU VCW20-1-29-1"},
    {"XSA2-43V-5DL", "XSA2R-8-1 GDM2A-L5 VCW20-1-29-1"},
    {"XSA2-43V-BDL", "XSA2R-8-1 GDM2A-L5 VCW20-1-29-1"},
    {"XSA2-43V-6DL", "XSA2R-8-1 GDM2A-L6 VCW20-1-29-1"},
    {"XSA2-43V-1DL", "XSA2R-8-1 GDM2A-L1 VCW20-1-29-1"},
    {"XSA2-43V-3DL", "XSA2R-8-1 GDM2A-L1 VCW20-1-29-1"},
    {"XSA2-43V-2DL", "XSA2R-8-1 GDM2A-L2 VCW20-1-29-1"},
    {"XSA2-43V-4DL", "XSA2R-8-1 GDM2A-L2 VCW20-1-29-1"},
    {"XSA2-43V-JDL", "XSA2R-8-1 GDM2A-L2 VCW20-1-29-1"},
    {"XSA2-43V-7DL", "XSA2R-8-1 GDM2A-L2 VCW20-1-29-1"},
    {"XSA2-43V-8DL", "XSA2R-8-1 GDM2A-L15 VCW20-1-29-1"},
    {"XSA2-43V-8DO", "XSA2R-8-1 C18312G6GCU GDM2A-L15 VCW20-1-29-1"},
    {"XSA2-43V-5F", "XSA2R-8-1 VX021S-1-16FB"},
    {"XSA2-43V-5C", "XSA2R-8-1 VCW20-15-6"},
    {"XSA2-43V-5T", "XSA2R-8-1"},
};

static void accessories_suit_the_part(void **state) {
  for (size_t i = 0; i < sizeof accessories / sizeof accessories[0]; i++) {
    Part part;
    char message[512], got[200] = "";
    const PartAccessory *found[16];
    assert_true(part_decode(*state, accessories[i].text, &part, message, sizeof message));
    int count = part_accessories(&part, found, 16);
    for (int j = 0; j < count; j++) {
      if (j) strcat(got, " ");
      strcat(got, found[j]->number);
    }
    assert_string_equal(got, accessories[i].parts);
  }
}

static void voltages_are_the_documents(void **state) {
  (void)state;
  static const struct {
    char code;
    double volts;
    bool ac;
  } want[] = {{'1', 100, true}, {'2', 200, true}, {'3', 110, true}, {'4', 220, true}, {'5', 24, false},
              {'6', 12, false}, {'7', 240, true}, {'8', 48, true},  {'B', 24, true},  {'J', 230, true}};
  assert_int_equal(part_voltage_count, 10);
  for (int i = 0; i < 10; i++) {
    char words[20];
    assert_int_equal(part_voltages[i].code, want[i].code);
    assert_rel(part_voltages[i].volts, want[i].volts, 1e-12);
    assert_int_equal(part_voltages[i].ac, want[i].ac);
    snprintf(words, sizeof words, "%g V%s", want[i].volts, want[i].ac ? "AC" : "DC");
    assert_string_equal(part_voltages[i].words, words);
  }
}

static void entries_are_the_documents(void **state) {
  (void)state;
  assert_int_equal(part_entry_count, 9);
  for (int i = 0; i < 9; i++) {
    const PartEntry *e = &part_entries[i];
    bool dc_only = strcmp(e->code, "G") == 0 || strcmp(e->code, "F") == 0;
    assert_int_equal(e->ac, !dc_only);
    assert_int_equal(e->surge_suppressor, !dc_only);
    assert_int_equal(e->instead != NULL, dc_only);
    assert_int_equal(e->light, e->code[1] == 'L');
  }
}

static void a_users_model_is_its_name(void **state) {
  Part part;
  char message[512], number[PART_NUMBER_SIZE];
  const char *notes[8];
  ValveModel row = valve_model_empty();
  row.name = "Bellows valve DN16";
  row.source = "data sheet";
  row.orifice_m = 16e-3;
  assert_true(catalogue_add(*state, &row, message, sizeof message));
  assert_true(part_decode(*state, "bellows valve dn16", &part, message, sizeof message));
  assert_string_equal(part_build(&part, number, sizeof number), "Bellows valve DN16");
  assert_int_equal(part_notes(&part, notes, 8), 0);
  assert_int_equal(part_accessories(&part, NULL, 0), 0);
  assert_false(part_decode(*state, "Bellows valve DN17", &part, message, sizeof message));
  assert_non_null(strstr(message, "did you mean 'Bellows valve DN16'"));
  row.name = "XSA2-99"; /* the maker's parts do not suit it for its name */
  assert_true(catalogue_add(*state, &row, message, sizeof message));
  assert_true(part_decode(*state, "XSA2-99", &part, message, sizeof message));
  assert_int_equal(part_accessories(&part, NULL, 0), 0);
  assert_false(part_decode(*state, "XSA2-99V-5G2", &part, message, sizeof message));
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
      TEST(every_number_comes_back),
      TEST(only_possible_numbers_are_accepted),
      TEST(impossible_numbers_get_reason_and_nearest),
      TEST(words_that_are_no_number_are_unknown),
      TEST(slips_are_always_answered),
      TEST(a_model_is_enough_to_simulate),
      TEST(notes_say_what_the_document_leaves_open),
      TEST(accessories_suit_the_part),
      TEST(voltages_are_the_documents),
      TEST(entries_are_the_documents),
      TEST(a_users_model_is_its_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
