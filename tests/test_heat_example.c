/* vent_heat.cfg as a user runs it, with a wall, without, and at constant temperature: answers by hand, limits, files. */
#include "tests/check.h"
#include "tests/example_run.h"
#include "tests/outcome.h"

static const double room_k = 293.15;

/* A figure of the first row of transient.csv at a time or later, by its column's name. */
static double series_figure(const Example *example, double time_s, const char *column) {
  char *text = folder_file(example->folder, "transient.csv"), *line, *rest = text;
  assert_non_null(text);
  int wanted = 0;
  char *header = strtok_r(rest, "\n", &rest);
  while (strncmp(header, column, strlen(column)) != 0 || (header[strlen(column)] && header[strlen(column)] != ',')) {
    header = strchr(header, ',');
    if (!header) fail_msg("no column %s", column);
    header++, wanted++;
  }
  double value = NAN;
  while (isnan(value) && (line = strtok_r(NULL, "\n", &rest))) {
    if (strtod(line, NULL) < time_s * (1 - 1e-8)) continue;
    for (int i = 0; i < wanted; i++)
      line = strchr(line, ',') + 1;
    value = strtod(line, NULL);
  }
  free(text);
  return value;
}

/* C = 0.1992 * 0.75 * pi 1.5^2 mm2 = 1.056 dm3/(s bar), as pV 1.053 L/s; n' c_v = 1.053e-3 * 101325/(293.15 * 0.4) = 0.91 W/K:
   117.3 K/(1 + 2.8/0.91) = 28.8 K while choked, a little less for the warmer gas. */
static void example_with_a_wall(void **state) {
  (void)state;
  Example run = example_run("vent_heat", NULL, 0);
  assert_events(&run, "VENT open, VENT close, VENT open");
  assert_rel(example_measured(&run, "T_peak") - room_k, 28.8, 0.05);
  assert_rel(example_measured(&run, "t_vent"), 12 / 1.053 * 1.217, 0.03); /* as loadlock.cfg, at constant temperature */
  double close_s = example_event_time_s(&run, 1), close_k = series_figure(&run, close_s, "T_chamber_K");
  assert_true(close_k > room_k + 5 && close_k < example_measured(&run, "T_peak"));
  double cool_k = series_figure(&run, 30, "T_chamber_K"); /* a closed volume: p/T stays */
  assert_rel(example_measured(&run, "p_cool"), 1e5 * cool_k / close_k, 1e-3);
  assert_rel(example_measured(&run, "p_end"), 101325, 1e-5);
  assert_rel(number(run.results, "transient/final/nodes/chamber/temperature_K"), series_figure(&run, 60, "T_chamber_K"),
             1e-8);
  assert_rel(number(run.results, "transient/final/nodes/room/temperature_K"), room_k, 1e-12);
  example_free(&run);
}

/* gamma T_0 = 410.4 K, less 1e-4 of it for the first 10 Pa: 104.8 K beside the middle of a range of 27.5 K to either side. */
static void example_without_a_wall(void **state) {
  (void)state;
  Example run = example_run("vent_heat", "nodes.chamber.thermal=adiabatic", 1);
  assert_rel(example_measured(&run, "T_peak"), 1.4 * room_k, 2e-4);
  assert_limit(&run, "VENT", "temperature", "fail", (1.4 * room_k - 305.65) / 27.5, 1e-3);
  assert_limit(&run, "ROUGH", "temperature", "fail", (1.4 * room_k - 305.65) / 27.5, 1e-3);
  assert_rel(example_measured(&run, "p_cool"), 1e5, 1e-6);
  example_free(&run);
}

/* The same line at constant temperature has no such column, and says the temperature it was given. */
static void example_at_constant_temperature(void **state) {
  (void)state;
  Example run = example_run("vent_heat", "nodes.chamber={ volume = \"12 L\"; pressure = \"10 Pa\"; }", 0);
  char *text = folder_file(run.folder, "transient.csv");
  assert_null(strstr(text, "T_chamber_K"));
  free(text);
  assert_rel(number(run.results, "transient/final/nodes/chamber/temperature_K"), room_k, 1e-12);
  assert_rel(example_measured(&run, "p_cool"), 1e5, 1e-6);
  example_free(&run);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(example_with_a_wall),
      cmocka_unit_test(example_without_a_wall),
      cmocka_unit_test(example_at_constant_temperature),
  };
  return cmocka_run_group_tests_name("heat, example", tests, NULL, NULL);
}
