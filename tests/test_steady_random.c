/* Random lines: the steady solver must close every one from any start, to the same state, with the ledger balanced. */
#include "tests/check.h"
#include "tests/line.h"
#include "tests/random.h"

static void add_random_element(Line *line, Random *random, int number, const char *from, const char *to) {
  static const char *const parts[] = {"XSA1-12", "XSA1-22", "XSA2-43", "XSA3-32"};
  char name[16];
  snprintf(name, sizeof name, "e%d", number);
  switch (below(random, 4)) {
  case 0:
    line_element(line, name, "tube", from, to, "diameter", decades(random, 1e-3, 0.1), "length",
                 decades(random, 0.01, 10), NULL);
    break;
  case 1:
    line_element(line, name, "valve", from, to, "part", parts[below(random, 4)], "state", below(random, 4) > 0, NULL);
    break;
  case 2:
    line_element(line, name, "conductance", from, to, "value", decades(random, 1e-9, 1), NULL);
    break;
  default:
    line_element(line, name, "orifice", from, to, "diameter", decades(random, 1e-4, 0.05), NULL);
    break;
  }
}

static Line random_line(Random *random, int n) {
  Line line = line_new();
  char name[16], other[16];
  line_fixed(&line, "n0", uniform(random) < 0.2 ? 0 : decades(random, 1e-6, 1e6));
  for (int i = 1; i < n; i++) {
    snprintf(name, sizeof name, "n%d", i);
    double p = uniform(random) < 0.2 ? 0 : decades(random, 1e-6, 1e6);
    if (uniform(random) < 0.4)
      line_junction(&line, name);
    else
      line_volume(&line, name, decades(random, 1e-6, 0.1), p);
  }
  int elements = 0;
  for (int i = 1; i < n; i++) {
    snprintf(name, sizeof name, "n%d", i), snprintf(other, sizeof other, "n%d", below(random, i));
    add_random_element(&line, random, elements++, other, name);
  }
  for (int extra = below(random, 4); extra > 0; extra--) {
    int a = below(random, n), b = below(random, n);
    if (a == b) continue;
    snprintf(name, sizeof name, "n%d", a), snprintf(other, sizeof other, "n%d", b);
    add_random_element(&line, random, elements++, name, other);
  }
  snprintf(name, sizeof name, "n%d", n - 1);
  line_pump(&line, "P", name, decades(random, 1e-4, 0.1), uniform(random) < 0.5 ? 0 : decades(random, 1e-6, 10));
  snprintf(name, sizeof name, "n%d", 1 + below(random, n - 1));
  if (uniform(random) < 0.5) line_source(&line, "S", name, decades(random, 1e-8, 1));
  return line;
}

static void start_elsewhere(Line *line, Random *random) {
  for (int i = 0; i < line->network.n_nodes; i++) {
    if (line->network.nodes[i].params.fixed) continue;
    for (int g = 0; g < line->network.n_gas; g++)
      line->result.p[i * line->network.n_gas + g] = uniform(random) < 0.3 ? 0 : decades(random, 1e-8, 1e7);
  }
}

static void check_one(uint64_t seed) {
  Random random = {seed};
  Line line = random_line(&random, 3 + below(&random, 10));
  Status status = line_solve(&line);
  if (status != STATUS_OK &&
      strstr(line.result.message, "beyond 1e+07 Pa")) { /* a source with no way out: rightly refused */
    line_close(&line);
    return;
  }
  if (status != STATUS_OK) fail_msg("seed %llu: %s", (unsigned long long)seed, line.result.message);
  if (!(line.balance.relative_error <= 1e-9) || !(line.balance.ledger_relative_error <= 1e-9))
    fail_msg("seed %llu: balance %g, ledger %g", (unsigned long long)seed, line.balance.relative_error,
             line.balance.ledger_relative_error);
  size_t count = (size_t)((line.network.n_nodes + 1) * line.network.n_gas);
  double *first = malloc(count * sizeof *first), largest = 0;
  memcpy(first, line.result.p, count * sizeof *first);
  start_elsewhere(&line, &random);
  SteadySettings settings = steady_settings_default();
  status = steady_solve(&line.work, &line.network, &settings, &line.result);
  if (status != STATUS_OK) fail_msg("seed %llu from elsewhere: %s", (unsigned long long)seed, line.result.message);
  for (size_t i = 0; i < count; i++)
    largest = fmax(largest, first[i]);
  for (size_t i = 0; i < count; i++) {
    if (first[i] < 0) fail_msg("seed %llu: %g Pa", (unsigned long long)seed, first[i]);
    if (!(fabs(first[i] - line.result.p[i]) <= 1e-6 * first[i] + 1e-13 * largest + 1e-20))
      fail_msg("seed %llu: %.12g Pa and %.12g Pa from two starts", (unsigned long long)seed, first[i],
               line.result.p[i]);
  }
  free(first);
  line_close(&line);
}

/* The same lines filled with a mixture, helium fed in, air leaking in: closed, balanced per gas, nothing below zero or absurd. */
static void check_mixture(uint64_t seed) {
  Random random = {seed ^ 0x5eed};
  Line line = random_line(&random, 3 + below(&random, 8));
  line.network.gas = (GasBlend){.n = 2, .gas = {gas_find("N2"), gas_find("He")}, .x = {0.9, 0.1}};
  Status status = line_solve(&line);
  if (status != STATUS_OK && strstr(line.result.message, "beyond 1e+07 Pa")) {
    line_close(&line);
    return;
  }
  if (status != STATUS_OK)
    fail_msg("mixture, seed %llu: %s", (unsigned long long)seed,
             status == STATUS_NUMERICS ? line.result.message : status_words(status));
  if (!(line.balance.relative_error <= 1e-9))
    fail_msg("mixture, seed %llu: balance %g", (unsigned long long)seed, line.balance.relative_error);
  for (int i = 0; i < line.network.n_nodes * line.network.n_gas; i++)
    if (!(line.result.p[i] >= 0 && line.result.p[i] <= 1e7))
      fail_msg("mixture, seed %llu: %g Pa", (unsigned long long)seed, line.result.p[i]);
  line_close(&line);
}

static void test_random_mixtures(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 1000; seed++)
    check_mixture(seed);
}

static void test_random_lines(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 3000; seed++)
    check_one(seed);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_lines), cmocka_unit_test(test_random_mixtures)};
  return cmocka_run_group_tests_name("steady, random lines", tests, NULL, NULL);
}
