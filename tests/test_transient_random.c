/* Random lines with random schedules: every one finishes, its ledgers close, no pressure falls below zero. */
#include "tests/check.h"
#include "tests/random.h"
#include "tests/transient_line.h"

/* True for a valve. */
static bool add_random_element(Line *line, Random *random, const char *name, const char *from, const char *to) {
  static const char *const parts[] = {"XSA1-12", "XSA1-22", "XSA2-43", "XSA3-32"};
  switch (below(random, 5)) {
  case 0:
    line_element(line, name, "tube", from, to, "diameter", decades(random, 1e-3, 0.05), "length",
                 decades(random, 0.01, 5), NULL);
    return false;
  case 1:
    line_element(line, name, "orifice", from, to, "diameter", decades(random, 1e-4, 0.02), NULL);
    return false;
  case 2:
    line_element(line, name, "conductance", from, to, "value", decades(random, 1e-8, 0.1), NULL);
    return false;
  default:
    line_element(line, name, "valve", from, to, "part", parts[below(random, 4)], "state", below(random, 2), "stroke",
                 below(random, 3) ? 0 : decades(random, 1e-3, 1), NULL);
    return true;
  }
}

static void act_at_random(TimedLine *timed, Random *random, const char *valve, int nodes) {
  char node[16];
  snprintf(node, sizeof node, "n%d", below(random, nodes));
  ActionKind kind = below(random, 2) ? ACTION_OPEN : ACTION_CLOSE;
  switch (below(random, 4)) {
  case 0:
    timed_after(timed, decades(random, 1e-3, 10), kind, valve);
    break;
  case 1:
    timed_when(timed, PROBE_PRESSURE, node, below(random, 2), decades(random, 1e-4, 1e5), kind, valve);
    break;
  default:
    timed_at(timed, decades(random, 1e-3, 100), kind, valve);
  }
}

static void add_random_nodes(Line *line, Random *random, int n) {
  char name[16];
  line_fixed(line, "n0", uniform(random) < 0.3 ? 0 : decades(random, 1e-6, 1e6));
  for (int i = 1; i < n; i++) {
    snprintf(name, sizeof name, "n%d", i);
    if (uniform(random) < 0.35)
      line_junction(line, name);
    else
      line_volume(line, name, decades(random, 1e-9, 0.1), uniform(random) < 0.2 ? 0 : decades(random, 1e-6, 1e6));
  }
}

/* A tree of elements from n0 and up to three more across; a pump, perhaps a source; valves acted on at random. */
static TimedLine random_line(Random *random, int n) {
  TimedLine timed = timed_new(decades(random, 1, 1e5));
  char name[16], from[16], to[16];
  add_random_nodes(&timed.line, random, n);
  for (int i = 1, extra = below(random, 4); i < n + extra; i++) {
    int a = i < n ? below(random, i) : below(random, n), b = i < n ? i : below(random, n);
    if (a == b) continue;
    snprintf(name, sizeof name, "e%d", i), snprintf(from, sizeof from, "n%d", a), snprintf(to, sizeof to, "n%d", b);
    if (add_random_element(&timed.line, random, name, from, to))
      for (int k = below(random, 4); k > 0; k--)
        act_at_random(&timed, random, name, n);
  }
  snprintf(name, sizeof name, "n%d", n - 1);
  line_pump(&timed.line, "P", name, decades(random, 1e-4, 0.1), uniform(random) < 0.5 ? 0 : decades(random, 1e-6, 10));
  if (uniform(random) < 0.3) {
    timed_at(&timed, decades(random, 0.1, 10), ACTION_STOP, "P");
    timed_after(&timed, decades(random, 0.1, 10), ACTION_START, "P");
  }
  int fed = 1 + below(random, n - 1); /* a junction may be closed off on every side: that is refused, rightly */
  snprintf(name, sizeof name, "n%d", fed);
  if (uniform(random) < 0.5 && timed.line.network.nodes[fed].params.volume_m3 > 0)
    line_source(&timed.line, "S", name, decades(random, 1e-8, 1e-2));
  timed.settings.outputs = 100;
  return timed;
}

/* timed_run() checks that they finish, that both ledgers close and that no pressure is negative. */
static void check_random_lines(int count, bool mixtures) {
  for (int seed = 1; seed <= count; seed++) {
    Random random = {(uint64_t)seed ^ (mixtures ? 0x5eed : 0)};
    TimedLine timed = random_line(&random, 3 + below(&random, 8));
    if (mixtures) timed.line.network.gas = (GasBlend){.n = 2, .gas = {gas_find("N2"), gas_find("He")}, .x = {0.9, 0.1}};
    snprintf(timed.where, sizeof timed.where, "%s %d: ", mixtures ? "mixture" : "line", seed);
    timed_run(&timed);
    timed_free(&timed);
  }
}

static void random_lines(void **state) {
  (void)state;
  check_random_lines(300, false);
}

static void random_lines_with_mixtures(void **state) {
  (void)state;
  check_random_lines(150, true);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(random_lines),
      cmocka_unit_test(random_lines_with_mixtures),
  };
  return cmocka_run_group_tests_name("transient, random lines", tests, NULL, NULL);
}
