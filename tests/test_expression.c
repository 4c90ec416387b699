/* Formulas of a sweep: what they come to, what has no value, what is refused. */
#include <locale.h>
#include <omp.h>

#include "sim/expression.h"
#include "tests/check.h"

/* The row that all look at. */
static const char *const names[] = {"a",   "b", "elements.L1.diameter", "surfaces.[0].area", "elements.L-1.length",
                                    "none"};
static const double row[] = {2, 0, 0.01, 3, 0.5, NAN};

static int slot_of(void *context, const char *name) {
  int *unknown = context;
  for (int i = 0; i < (int)(sizeof names / sizeof names[0]); i++)
    if (strcmp(names[i], name) == 0) return i;
  if (unknown) ++*unknown;
  return -1;
}

static Expression *compiled(const char *text, char *message) {
  return expression_compile(text, &(ExpressionNames){slot_of, NULL}, message);
}

static double value_of(const char *text) {
  char message[EXPRESSION_MESSAGE_SIZE];
  Expression *expression = compiled(text, message);
  if (!expression) fail_msg("%s: %s", text, message);
  double first = expression_value(expression, row), again = expression_value(expression, row);
  if (!isnan(first)) assert_true(first == again);
  expression_free(expression);
  return first;
}

static void test_values(void **state) {
  (void)state;
  static const struct {
    const char *text;
    double value;
  } cases[] = {
      {"a * 3 + 1", 7},
      {"-a^2", -4},
      {"2^3^2", 512},
      {"1.5e-3 * a", 3e-3},
      {".5*a", 1},
      {"3.*a", 6},
      {"elements.L1.diameter * 1e3", 10},
      {"surfaces.[0].area/a", 1.5},
      {"'elements.L-1.length' - 'a' * 'a'", -3.5},
      {"a-'elements.L-1.length'", 1.5},
      {"ln(a)", 0.69314718055994530942},
      {"log10(1000 * a / 2)", 3},
      {"log2(8)", 3},
      {"sqrt(a + a)", 2},
      {"min(a, 3, 1.5)", 1.5},
      {"max(a, 3, 1.5)", 3},
      {"atan2(a, a) * 4 / _pi", 1},
      {"abs(-a) + sign(-a) + round(2.6) + floor(2.6) + ceil(2.2)", 9},
      {"a < 3 && b < 1", 1},
      {"a < 3 && b > 1", 0},
      {"!(a < 3) || b == 0", 1},
      {"b == 0 ? 5 : a / b", 5},
      {"(a > 1 ? a : b) >= 2", 1},
      {"a != 2", 0},
      {"(1 < a) + (a < 3)", 2},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    double value = value_of(cases[i].text);
    if (!(fabs(value - cases[i].value) <= 1e-14 * fabs(cases[i].value)))
      fail_msg("%s: %.17g instead of %.17g", cases[i].text, value, cases[i].value);
  }
}

/* Nothing hides in a comparison, nor in the side of && that does not matter. */
static void test_without_a_value(void **state) {
  (void)state;
  static const char *const texts[] = {
      "a / b",         "1 / b > 3",     "b != 0 && a / b > 1", "ln(-a) < 3",  "ln(b)",
      "sqrt(-a) == 1", "(-a)^0.3",      "exp(1000 * a)",       "10^400 * a",  "none",
      "none < 3",      "a < 3 || none", "min(none, a)",        "atan(a / b)", "asin(a) > 0"};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    if (!isnan(value_of(texts[i]))) fail_msg("%s has a value", texts[i]);
}

static void test_refused(void **state) {
  (void)state;
  static const struct {
    const char *text, *message;
  } cases[] = {
      {"3 +", "is no expression: it ends too early"},
      {"(a", "is no expression: a ')' is missing"},
      {"a)", "is no expression: character 2: a ')' without its '('"},
      {"a b", "is no expression from character 3 on: 'b'"},
      {"a % 2", "is no expression from character 3 on: '% 2'"},
      {"a = 3", "is no expression: character 3: equal is written =="},
      {"1,5 * a", "is no expression: character 2: ',' outside a function; decimals have a point"},
      {"1 < a < 3", "is no expression: character 7: comparisons are joined by &&: a < b && b < c"},
      {"(1 < a == 3)", "is no expression: character 8: comparisons are joined by &&: a < b && b < c"},
      {"a ? 1", "is no expression: a '?' is without its ':'"},
      {"min()", "is no expression: a function is given too few values"},
      {"sqrt(a, 2)", "is no expression: a function is given too many values"},
      {"'a", "is no expression: character 1: a name is wanted between two '"},
      {"\"a\"", "is no expression: character 1: what is this?"},
      {"@00", "is no expression: character 1: what is this?"},
      {"a # 1", "is no expression from character 3 on: '# 1'"},
      {" ", "is no expression"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char message[EXPRESSION_MESSAGE_SIZE] = "accepted";
    Expression *expression = compiled(cases[i].text, message);
    if (expression) fail_msg("%s is accepted", cases[i].text);
    if (strcmp(message, cases[i].message) != 0) fail_msg("%s: %s", cases[i].text, message);
  }
}

static void test_unknown_names(void **state) {
  (void)state;
  char message[EXPRESSION_MESSAGE_SIZE], many[EXPRESSION_TEXT_MAX + 10];
  int unknown = 0;
  ExpressionNames asked = {slot_of, &unknown};
  assert_null(expression_compile("c + d * c + 'e-e' + log(a)", &asked, message));
  assert_string_equal(message, ""); /* log( comes after the names, and is not told of: c, d, e-e, log are */
  assert_int_equal(unknown, 4);
  memset(many, '1', sizeof many);
  many[sizeof many - 1] = '\0';
  assert_null(expression_compile(many, &asked, message));
  assert_string_equal(message, "is longer than 1000 characters");
}

static void test_names_used(void **state) {
  (void)state;
  char message[EXPRESSION_MESSAGE_SIZE];
  int count;
  Expression *expression = compiled("a + elements.L1.diameter * a - 'a'", message);
  const int *slots = expression_slots(expression, &count);
  assert_int_equal(count, 2);
  assert_int_equal(slots[0] + slots[1], 2);
  expression_free(expression);
  expression_free(NULL);
}

static int any_name(void *context, const char *name) {
  (void)context;
  return atoi(name + 1);
}

static void test_many_names(void **state) {
  (void)state;
  char message[EXPRESSION_MESSAGE_SIZE], text[EXPRESSION_TEXT_MAX + 1] = "x0";
  double slots[EXPRESSION_NAMES_MOST + 1], sum = 0;
  for (int i = 0; i <= EXPRESSION_NAMES_MOST; i++)
    slots[i] = 1.5 * i;
  for (int i = 1; i < EXPRESSION_NAMES_MOST; i++)
    sprintf(text + strlen(text), i % 2 ? "+x%d" : "+'y%d'", i), sum += slots[i];
  Expression *expression = expression_compile(text, &(ExpressionNames){any_name, NULL}, message);
  assert_non_null(expression);
  assert_rel(expression_value(expression, slots), sum, 1e-14);
  expression_free(expression);
  sprintf(text + strlen(text), "+x%d", EXPRESSION_NAMES_MOST);
  assert_null(expression_compile(text, &(ExpressionNames){any_name, NULL}, message));
  assert_string_equal(message, "uses more than 64 names");
}

/* Each thread its own, made and computed beside the others, errors too. */
static void test_threads(void **state) {
  (void)state;
  int wrong = 0;
#pragma omp parallel for num_threads(4) schedule(static, 1) reduction(+ : wrong)
  for (int i = 0; i < 400; i++) {
    char message[EXPRESSION_MESSAGE_SIZE], text[64];
    snprintf(text, sizeof text, i % 5 ? "a * %d + b" : "a * %d +", i);
    Expression *expression = compiled(text, message);
    wrong += !expression == !!(i % 5);
    for (int k = 0; expression && k < 100; k++)
      wrong += expression_value(expression, (const double[]){k, 1}) != k * i + 1;
    expression_free(expression);
  }
  assert_int_equal(wrong, 0);
}

int main(void) {
  setlocale(LC_ALL, ""); /* decimals have a point whatever the locale */
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_values),        cmocka_unit_test(test_without_a_value), cmocka_unit_test(test_refused),
      cmocka_unit_test(test_unknown_names), cmocka_unit_test(test_names_used),      cmocka_unit_test(test_many_names),
      cmocka_unit_test(test_threads),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
