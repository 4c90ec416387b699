/* Designs: order, ends, balance, and any point on its own against the whole sequence. */
#include "tests/check.h"

#include <gsl/gsl_qrng.h>

#include "sim/sample/design.h"

static Design made(DesignKind kind, const DesignAxis *axes, int count, uint64_t samples, uint64_t seed) {
  Design design;
  char message[256] = "";
  DesignSettings settings = {kind, axes, count, samples, seed};
  if (design_init(&design, &settings, message, sizeof message) != STATUS_OK) fail_msg("%s", message);
  return design;
}

static void refused(DesignKind kind, const DesignAxis *axes, int count, uint64_t samples, const char *why) {
  Design design;
  char message[256] = "";
  DesignSettings settings = {kind, axes, count, samples, 1};
  assert_int_equal(design_init(&design, &settings, message, sizeof message), STATUS_CONFIG);
  assert_string_equal(message, why);
  assert_null(design.axes);
  design_free(&design);
}

/* GSL's sequence drawn one after the other is the oracle. */
static void sobol_is_gsls(void **state) {
  (void)state;
  enum { POINTS = 100000 };
  SobolSequence sequence;
  assert_int_equal(sobol_init(&sequence, SOBOL_DIMENSIONS_MOST, 0), STATUS_OK);
  gsl_qrng *oracle = gsl_qrng_alloc(gsl_qrng_sobol, SOBOL_DIMENSIONS_MOST);
  double u[SOBOL_DIMENSIONS_MOST], want[SOBOL_DIMENSIONS_MOST];
  sobol_point(&sequence, 0, u);
  for (int d = 0; d < SOBOL_DIMENSIONS_MOST; d++)
    assert_true(u[d] == 0x1p-53);
  for (uint64_t n = 0; n < POINTS; n++) {
    gsl_qrng_get(oracle, want);
    sobol_point(&sequence, n + 1, u);
    for (int d = 0; d < SOBOL_DIMENSIONS_MOST; d++)
      if (u[d] - 0x1p-53 != want[d]) fail_msg("point %lu, dimension %d: %.17g for %.17g", n, d, u[d], want[d]);
  }
  gsl_qrng_free(oracle);
  sobol_free(&sequence);
}

/* Directions beyond those read off GSL: points 2^j - 1 of GSL up to 2^21. */
static void sobol_goes_on_as_gsl(void **state) {
  (void)state;
  SobolSequence sequence;
  assert_int_equal(sobol_init(&sequence, SOBOL_DIMENSIONS_MOST, 0), STATUS_OK);
  gsl_qrng *oracle = gsl_qrng_alloc(gsl_qrng_sobol, SOBOL_DIMENSIONS_MOST);
  double u[SOBOL_DIMENSIONS_MOST], want[SOBOL_DIMENSIONS_MOST];
  for (uint64_t n = 1; n <= 1 << 21; n++) {
    gsl_qrng_get(oracle, want);
    if (n & (n - 1)) continue;
    sobol_point(&sequence, n, u);
    for (int d = 0; d < SOBOL_DIMENSIONS_MOST; d++)
      if (u[d] - 0x1p-53 != want[d]) fail_msg("point %lu, dimension %d: %.17g for %.17g", n, d, u[d], want[d]);
  }
  gsl_qrng_free(oracle);
  sobol_free(&sequence);
}

/* Any 2^m points in a row from a multiple of 2^m fall one into each of 2^m strata, in every dimension, scrambled or not;
   for all 30 digits, the plain directions are triangular. */
static void sobol_is_a_net(void **state) {
  (void)state;
  enum { M = 12 };
  for (uint64_t seed = 0; seed < 4; seed++) {
    SobolSequence sequence;
    assert_int_equal(sobol_init(&sequence, SOBOL_DIMENSIONS_MOST, seed), STATUS_OK);
    static char hit[SOBOL_DIMENSIONS_MOST][1 << M];
    memset(hit, 0, sizeof hit);
    for (uint64_t n = 0; n < 1 << M; n++) {
      double u[SOBOL_DIMENSIONS_MOST];
      sobol_point(&sequence, (seed << 20) + n, u);
      for (int d = 0; d < SOBOL_DIMENSIONS_MOST; d++)
        assert_int_equal(hit[d][(int)(u[d] * (1 << M))]++, 0);
    }
    for (int d = 0; d < SOBOL_DIMENSIONS_MOST; d++)
      for (int j = 0; seed == 0 && j < SOBOL_BITS; j++) { /* the last digit of direction j is the (j+1)-th */
        uint64_t last = (uint64_t)1 << (51 - j);
        assert_true((sequence.directions[d][j] & (2 * last - 1)) == last);
      }
    sobol_free(&sequence);
  }
}

static void scrambles_differ(void **state) {
  (void)state;
  SobolSequence a, b;
  assert_int_equal(sobol_init(&a, 2, 1), STATUS_OK);
  assert_int_equal(sobol_init(&b, 2, 2), STATUS_OK);
  double ua[2], ub[2], mean = 0;
  for (uint64_t n = 0; n < 1000; n++) {
    sobol_point(&a, n, ua), sobol_point(&b, n, ub);
    assert_true(ua[0] != ub[0] && ua[1] != ub[1] && ua[0] > 0 && ua[0] < 1);
    mean += ua[0] / 1000;
  }
  assert_abs(mean, 0.5, 2e-3);
  sobol_free(&a), sobol_free(&b);
}

/* Each stratum once, in every dimension, at sizes round and odd. */
static void latin_hits_each_stratum_once(void **state) {
  (void)state;
  static const uint64_t sizes[] = {1, 2, 3, 4, 5, 7, 10, 16, 17, 100, 1000, 1024, 9973};
  for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++)
    for (uint64_t seed = 0; seed < 5; seed++) {
      enum { DIMENSIONS = 7 };
      LatinHypercube latin;
      assert_int_equal(latin_init(&latin, DIMENSIONS, sizes[s], seed), STATUS_OK);
      char *hit = calloc(DIMENSIONS, sizes[s]);
      for (uint64_t n = 0; n < sizes[s]; n++) {
        double u[DIMENSIONS];
        latin_point(&latin, n, u);
        for (int d = 0; d < DIMENSIONS; d++) {
          assert_true(u[d] > 0 && u[d] < 1);
          assert_int_equal(hit[d * (int)sizes[s] + (int)(u[d] * (double)sizes[s])]++, 0);
        }
      }
      free(hit);
      latin_free(&latin);
    }
}

/* Over seeds, the correlation of two columns of a hypercube of n points has mean 0 and variance 1/(n-1), which holds
   for independent random permutations. */
static void latin_columns_are_independent(void **state) {
  (void)state;
  enum { SEEDS = 20000 };
  for (uint64_t n = 4; n <= 64; n *= 4) {
    double sum = 0, squares = 0;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
      LatinHypercube latin;
      assert_int_equal(latin_init(&latin, 2, n, seed), STATUS_OK);
      double xy = 0, middle = ((double)n - 1) / 2, xx = ((double)n * (double)n - 1) * (double)n / 12;
      for (uint64_t i = 0; i < n; i++) {
        double u[2];
        latin_point(&latin, i, u);
        xy += (floor(u[0] * (double)n) - middle) * (floor(u[1] * (double)n) - middle);
      }
      sum += xy / xx, squares += xy / xx * (xy / xx);
      latin_free(&latin);
    }
    double variance = 1 / ((double)n - 1);
    assert_abs(sum / SEEDS, 0, 4 * sqrt(variance / SEEDS));
    assert_rel(squares / SEEDS, variance, 0.06);
  }
}

static void latin_is_uniform_in_its_strata(void **state) {
  (void)state;
  LatinHypercube latin;
  assert_int_equal(latin_init(&latin, 1, 100000, 3), STATUS_OK);
  double sum = 0, squares = 0;
  for (uint64_t n = 0; n < latin.points; n++) {
    double u, place;
    latin_point(&latin, n, &u);
    place = u * 1e5 - floor(u * 1e5);
    sum += place, squares += place * place;
  }
  assert_abs(sum / 1e5, 0.5, 4 * sqrt(1 / 12.0 / 1e5));
  assert_abs(squares / 1e5, 1 / 3.0, 4 * sqrt(4 / 45.0 / 1e5));
  latin_free(&latin);
}

static const double three[] = {5, 7, 11};
static const DesignAxis mixed[] = {
    {.name = "a", .kind = AXIS_RANGE, .from = 1, .to = 100, .scale = SCALE_LOG, .count = 3},
    {.name = "b", .kind = AXIS_VALUES, .count = 3, .values = three},
    {.name = "c", .kind = AXIS_CHOICE, .count = 2},
};

static void grid_is_nested_loops(void **state) {
  (void)state;
  static const double a[] = {1, 10, 100};
  Design grid = made(DESIGN_GRID, mixed, 3, 0, 0);
  assert_int_equal(grid.points, 18);
  uint64_t index = 0;
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      for (int k = 0; k < 2; k++) {
        double value[3];
        design_point(&grid, index++, value);
        assert_rel(value[0], a[i], 1e-15);
        assert_true(value[1] == three[j] && value[2] == k);
        if (i != 1) assert_true(value[0] == a[i]); /* ends to the last bit */
      }
  design_free(&grid);
}

static void list_goes_in_step(void **state) {
  (void)state;
  static const double b[] = {3, 1, 2};
  DesignAxis axes[] = {{.name = "a", .kind = AXIS_RANGE, .from = 0.3, .to = 0.1, .count = 3},
                       {.name = "b", .kind = AXIS_VALUES, .count = 3, .values = b}};
  Design list = made(DESIGN_LIST, axes, 2, 0, 0);
  assert_int_equal(list.points, 3);
  double value[2];
  design_point(&list, 2, value);
  assert_true(value[0] == 0.1 && value[1] == 2);
  design_point(&list, 1, value);
  assert_rel(value[0], 0.2, 1e-15);
  assert_true(value[1] == 1);
  design_free(&list);
}

/* Members come up evenly, ranges stay within their ends and have their scale. */
static void samples_fall_on_the_axes(void **state) {
  (void)state;
  for (int kind = DESIGN_SOBOL; kind <= DESIGN_LHS; kind++) {
    Design design = made((DesignKind)kind, mixed, 3, 6144, 7);
    int b[3] = {0}, c[2] = {0};
    double logs = 0;
    for (uint64_t n = 0; n < design.points; n++) {
      double value[3];
      design_point(&design, n, value);
      assert_true(value[0] > 1 && value[0] < 100);
      for (int i = 0; i < 3; i++)
        b[i] += value[1] == three[i];
      c[(int)value[2]]++;
      logs += log10(value[0]) / (double)design.points;
    }
    assert_int_equal(b[0] + b[1] + b[2], 6144);
    assert_abs(b[0], 2048, kind == DESIGN_LHS ? 0 : 4);
    assert_abs(b[1], 2048, kind == DESIGN_LHS ? 0 : 4);
    assert_int_equal(c[0], 3072);
    assert_abs(logs, 1, 1e-3);
    design_free(&design);
  }
}

static void a_point_stands_alone(void **state) {
  (void)state;
  for (int kind = DESIGN_GRID; kind < DESIGN_COUNT; kind++) {
    DesignAxis axes[] = {mixed[1], mixed[1], {.name = "r", .from = -1, .to = 1, .count = 3}};
    Design forward = made((DesignKind)kind, axes, 3, 27, 11), again = made((DesignKind)kind, axes, 3, 27, 11);
    double all[27][3];
    for (uint64_t n = 0; n < forward.points; n++)
      design_point(&forward, n, all[n]);
    for (uint64_t n = again.points; n-- > 0;) {
      double value[3];
      design_point(&again, n, value);
      assert_memory_equal(value, all[n], sizeof value);
    }
    design_free(&forward), design_free(&again);
  }
}

static void faults_are_named(void **state) {
  (void)state;
  static const double bad[] = {1, NAN};
  DesignAxis range = {.name = "elements.L1.diameter", .kind = AXIS_RANGE, .from = 1, .to = 2, .count = 5};
  DesignAxis same = range, negative = range, single = range, two = range;
  same.to = 1, negative.from = -1, negative.scale = SCALE_LOG, single.count = 1, two.count = 2, two.name = "p";
  DesignAxis values = {.name = "v", .kind = AXIS_VALUES, .count = 2, .values = bad},
             none = {.name = "n", .kind = AXIS_CHOICE};
  DesignAxis many[41], long_one = {.name = "x", .kind = AXIS_CHOICE, .count = (uint64_t)1 << 27};
  for (int i = 0; i < 41; i++)
    many[i] = range;
  refused(DESIGN_GRID, &same, 1, 0,
          "'elements.L1.diameter': the ends of the range are the same; give one of `values` for a fixed number");
  refused(DESIGN_LHS, &negative, 1, 9, "'elements.L1.diameter': a logarithmic scale needs both ends above 0");
  refused(DESIGN_GRID, &single, 1, 0,
          "'elements.L1.diameter': count must be 2 or more (both ends are among the values)");
  refused(DESIGN_LIST, (DesignAxis[]){range, two}, 2, 0,
          "a list takes its parameters in step: 'elements.L1.diameter' has 5 values, 'p' 2");
  refused(DESIGN_LIST, (DesignAxis[]){two, range}, 2, 0,
          "a list takes its parameters in step: 'p' has 2 values, 'elements.L1.diameter' 5");
  refused(DESIGN_GRID, &values, 1, 0, "'v': every value must be finite");
  refused(DESIGN_SOBOL, &none, 1, 8, "'n': there are no values");
  refused(DESIGN_SOBOL, many, 41, 8,
          "41 parameters: a Sobol design has 1 to 40; a Latin hypercube (lhs) takes any number");
  refused(DESIGN_SOBOL, many, 1, 0, "samples = 0: a Sobol design has 1 to 1073741824 points");
  refused(DESIGN_LHS, many, 1, (uint64_t)1 << 32,
          "samples = 4294967296: a Latin hypercube design has 1 to 2147483648 points");
  refused(DESIGN_GRID, (DesignAxis[]){long_one, long_one}, 2, 0, "the grid has more than 2^53 points");
  refused(DESIGN_GRID, many, 0, 0, "a design needs at least one parameter");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sobol_is_gsls),
      cmocka_unit_test(sobol_goes_on_as_gsl),
      cmocka_unit_test(sobol_is_a_net),
      cmocka_unit_test(scrambles_differ),
      cmocka_unit_test(latin_hits_each_stratum_once),
      cmocka_unit_test(latin_columns_are_independent),
      cmocka_unit_test(latin_is_uniform_in_its_strata),
      cmocka_unit_test(grid_is_nested_loops),
      cmocka_unit_test(list_goes_in_step),
      cmocka_unit_test(samples_fall_on_the_axes),
      cmocka_unit_test(a_point_stands_alone),
      cmocka_unit_test(faults_are_named),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
