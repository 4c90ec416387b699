/* The words of a configuration: plain text, numbers, tokens. */
#include "config/lexer.h"
#include "config/number.h"
#include "config/plain_text.h"
#include "tests/check.h"

static ptrdiff_t fault_at(const char *text, size_t length, bool layout) {
  const char *fault = plain_text_fault(text, length, layout);
  return fault ? fault - text : -1;
}

static void test_plain_text(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int fault;
  } rows[] = {
      {"", -1},
      {"plain", -1},
      {"\xc2\xb5m \xe2\x84\xa6 \xf0\x9f\x98\x80", -1},
      {"\xed\x9f\xbf\xee\x80\x80\xf4\x8f\xbf\xbf", -1},
      {"a\x1b[0m", 1},
      {"a\x7f", 1},
      {"ab\xff", 2},
      {"\x80", 0},
      {"\xc0\xaf", 0},         /* overlong */
      {"\xe0\x80\xaf", 0},     /* overlong */
      {"\xf0\x80\x80\xaf", 0}, /* overlong */
      {"\xed\xa0\x80", 0},     /* a surrogate */
      {"\xf4\x90\x80\x80", 0}, /* beyond U+10FFFF */
      {"x\xe2\x84", 1},        /* cut off */
      {"x\xe2\x84z", 1},
      {"\xf5\x80\x80\x80", 0},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    assert_int_equal(fault_at(rows[i].text, strlen(rows[i].text), false), rows[i].fault);
  assert_int_equal(fault_at("a\tb\r\n\f", 6, true), -1);
  assert_int_equal(fault_at("a\tb", 3, false), 1);
  assert_int_equal(fault_at("a\0b", 3, true), 1);
}

static void test_clip(void **state) {
  (void)state;
  char clipped[CLIP_SIZE], words[100];
  assert_string_equal(plain_text_clip("short", 5, clipped), "short");
  assert_string_equal(plain_text_clip("a\x1b\xff"
                                      "b",
                                      4, clipped),
                      "a??b");
  memset(words, 'x', sizeof words);
  plain_text_clip(words, sizeof words, clipped);
  assert_true(strlen(clipped) < CLIP_SIZE && strcmp(clipped + strlen(clipped) - 4, "x...") == 0);
  for (size_t i = 0; i + 1 < sizeof words; i += 2)
    memcpy(words + i, "\xc2\xb5", 2); /* never cut within a character */
  for (size_t from = 0; from < 2; from++) {
    words[0] = 'x';
    plain_text_clip(words + from, sizeof words - from, clipped);
    assert_null(plain_text_fault(clipped, strlen(clipped), false));
  }
}

static void test_numbers(void **state) {
  (void)state;
  static const char *const good[] = {"0",  "+5",  "-1",  "2147483647", "-2147483648", "0x10",      "0X7fffffff", "1.",
                                     ".5", "-.5", "1e5", "1.5E-3",     "1e308",       "4.95e-324", "0e-999",     "0.0"};
  static const char *const bad[] = {"2147483648",  "-2147483649",
                                    "99999999999", "99999999999999999999999",
                                    "0x80000000",  "0xffffffffffffffffff",
                                    "0x",          "0x1g",
                                    "12L",         "12LL",
                                    "0x10L",       "007",
                                    "-01",         ".",
                                    "-.",          "+",
                                    "1e",          "1e+",
                                    "1.5.5",       "1_000",
                                    "1e400",       "-1e400",
                                    "1e-400",      "12mm",
                                    "1.e",         "0x1p4",
                                    "1.5f"};
  char message[256];
  for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
    if (!number_check(good[i], strlen(good[i]), message, sizeof message)) fail_msg("%s: %s", good[i], message);
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    message[0] = '\0';
    if (number_check(bad[i], strlen(bad[i]), message, sizeof message)) fail_msg("%s is taken for a number", bad[i]);
    assert_non_null(strstr(message, bad[i]));
  }
  char nines[500];
  memset(nines, '9', sizeof nines);
  assert_false(number_check(nines, sizeof nines, message, sizeof message));
  assert_string_equal(message, "the number '99999999999999999999...' has 500 letters; legal up to 400");
}

static void test_tokens(void **state) {
  (void)state;
  static const char text[] =
      "a-b_*1=/*x\n*/ \"s\\\"t\" +1.5e-3;#c\n  @include  \"p\\\"q\" TRUE \"open\n-x @include \"no\"\n$ /*";
  static const struct {
    TokenKind kind;
    const char *words;
    int line;
  } rows[] = {{TOKEN_NAME, "a-b_*1", 1},       {TOKEN_PUNCTUATION, "=", 1},
              {TOKEN_STRING, "\"s\\\"t\"", 2}, {TOKEN_NUMBER, "+1.5e-3", 2},
              {TOKEN_PUNCTUATION, ";", 2},     {TOKEN_INCLUDE, "@include  \"p\\\"q\"", 3},
              {TOKEN_BOOL, "TRUE", 3},         {TOKEN_OPEN_STRING, "\"open", 3},
              {TOKEN_STRAY, "-", 4},           {TOKEN_NAME, "x", 4},
              {TOKEN_STRAY, "@", 4},           {TOKEN_NAME, "include", 4},
              {TOKEN_STRING, "\"no\"", 4},     {TOKEN_STRAY, "$", 5},
              {TOKEN_OPEN_COMMENT, "/*", 5},   {TOKEN_END, "", 5}};
  Lexer lexer = lexer_start(text, strlen(text));
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    Token token = lexer_next(&lexer);
    if (token.kind != rows[i].kind || token.length != strlen(rows[i].words) ||
        strncmp(token.start, rows[i].words, token.length) != 0 || token.line != rows[i].line)
      fail_msg("token %zu is kind %d '%.*s' in line %d, '%s' in line %d is wanted", i, (int)token.kind,
               (int)token.length, token.start, token.line, rows[i].words, rows[i].line);
  }
}

static void test_escapes(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int byte;
    size_t length;
  } rows[] = {{"\\n", '\n', 2},   {"\\\\", '\\', 2}, {"\\\"", '"', 2}, {"\\x41", 'A', 4}, {"\\X0a", '\n', 4},
              {"\\xfF", 0xff, 4}, {"\\x4", -1, 2},   {"\\q", -1, 2},   {"\\", -1, 2},     {"\\xg0", -1, 2}};
  size_t length;
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    assert_int_equal(escape_byte(rows[i].text, rows[i].text + strlen(rows[i].text), &length), rows[i].byte);
    assert_int_equal(length, rows[i].length);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_plain_text), cmocka_unit_test(test_clip),
                                     cmocka_unit_test(test_numbers), cmocka_unit_test(test_tokens),
                                     cmocka_unit_test(test_escapes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
