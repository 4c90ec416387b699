#include "sim/expression.h"

#include <fenv.h>
#include <math.h>
#include <muParserDLL.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/expression_scan.h"

struct Expression {
  muParserHandle_t parser;
  const ExpressionNames *names; /* while compiling */
  int count, slots[EXPRESSION_NAMES_MOST];
  double values[EXPRESSION_NAMES_MOST + 1]; /* the variables of the parser; one more for what is unknown */
  bool unknown, too_many;
};

/* --- functions --- */

static double sign(double x) {
  return (x > 0) - (x < 0);
}

static double not(double x) {
  return x == 0;
}

static double least(const double *x, int count) {
  double value = x[0];
  for (int i = 1; i < count; i++)
    value = fmin(value, x[i]);
  return value;
}

static double largest(const double *x, int count) {
  double value = x[0];
  for (int i = 1; i < count; i++)
    value = fmax(value, x[i]);
  return value;
}

/* muParser's own are cleared: its `log` is the natural one, which half of the readers take for the decimal. */
static const struct {
  const char *name;
  double (*function)(double);
} functions[] = {{"sqrt", sqrt}, {"exp", exp},   {"ln", log},     {"log10", log10}, {"log2", log2},
                 {"abs", fabs},  {"sign", sign}, {"round", rint}, {"floor", floor}, {"ceil", ceil},
                 {"sin", sin},   {"cos", cos},   {"tan", tan},    {"asin", asin},   {"acos", acos},
                 {"atan", atan}, {"sinh", sinh}, {"cosh", cosh},  {"tanh", tanh}};

static const char *const words[] = {"sqrt",  "exp",  "ln",   "log10", "log2", "abs",  "sign", "round",
                                    "floor", "ceil", "sin",  "cos",   "tan",  "asin", "acos", "atan",
                                    "sinh",  "cosh", "tanh", "atan2", "min",  "max",  "_pi",  NULL};

const char *const *expression_words(void) {
  return words;
}

/* --- names --- */

/* Place in values; -1: unknown. Names used twice have one place. */
static int place_of(Expression *expression, const char *name) {
  int slot = expression->names->slot(expression->names->context, name);
  if (slot < 0) {
    expression->unknown = true;
    return -1;
  }
  for (int i = 0; i < expression->count; i++)
    if (expression->slots[i] == slot) return i;
  if (expression->count == EXPRESSION_NAMES_MOST) {
    expression->too_many = true;
    return -1;
  }
  expression->slots[expression->count] = slot;
  return expression->count++;
}

static int place_of_quoted(void *context, const char *name) {
  return place_of(context, name);
}

/* muParser asks for every name that it does not know, once. */
static double *variable(const char *name, void *context) {
  Expression *expression = context;
  int place = *name == EXPRESSION_MARK ? atoi(name + 1) : place_of(expression, name);
  return &expression->values[place < 0 || place > EXPRESSION_NAMES_MOST ? EXPRESSION_NAMES_MOST : place];
}

/* --- compiling --- */

static void on_error(muParserHandle_t parser) {
  (void)parser; /* asked for afterwards; without a handler the library would print */
}

static void set_up(Expression *expression) {
  muParserHandle_t parser = expression->parser;
  mupSetErrorHandler(parser, on_error);
  mupClearFun(parser);
  mupClearConst(parser); /* a measure may well be called _e */
  mupDefineNameChars(parser, "0123456789_.[]@abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
  for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
    mupDefineFun1(parser, functions[i].name, functions[i].function, 1);
  mupDefineFun2(parser, "atan2", atan2, 1);
  mupDefineMultFun(parser, "min", least, 1);
  mupDefineMultFun(parser, "max", largest, 1);
  mupDefineConst(parser, "_pi", 3.14159265358979323846);
  mupDefineInfixOprt(parser, "!", not, 1);
  mupSetVarFactory(parser, variable, expression);
}

/* What muParser's error codes (its muParserError.h) come to. Its own texts are not taken: they pass through one buffer of the library
   that all threads share, and count characters from 0. */
static void tell(muParserHandle_t parser, const char *text, char *message) {
  enum { UNEXPECTED_END = 2, MISSING_PARENTHESIS = 11, TOO_MANY = 14, TOO_FEW = 15, MISSING_ELSE = 33 };
  int code = mupGetErrorCode(parser), at = mupGetErrorPos(parser), length = (int)strlen(text);
  const char *what = code == UNEXPECTED_END        ? "it ends too early"
                     : code == MISSING_PARENTHESIS ? "a ')' is missing"
                     : code == TOO_MANY            ? "a function is given too many values"
                     : code == TOO_FEW             ? "a function is given too few values"
                     : code == MISSING_ELSE        ? "a '?' is without its ':'"
                                                   : NULL;
  if (what)
    snprintf(message, EXPRESSION_MESSAGE_SIZE, "is no expression: %s", what);
  else if (at < 0 || at >= length)
    snprintf(message, EXPRESSION_MESSAGE_SIZE, "is no expression");
  else
    snprintf(message, EXPRESSION_MESSAGE_SIZE, "is no expression from character %d on: '%.40s'", at + 1, text + at);
}

/* The first evaluation reads the text; from then on mupEval() runs what came of it, in memory that is there. */
static bool parse(Expression *expression, const char *text, char *message) {
  char plain[EXPRESSION_TEXT_MAX + 1];
  const ExpressionQuotes quotes = {place_of_quoted, expression};
  for (int i = 0; i <= EXPRESSION_NAMES_MOST; i++)
    expression->values[i] = 1;
  if (!expression_scan(text, &quotes, plain, message)) return false;
  mupSetExpr(expression->parser, plain);
  mupEval(expression->parser);
  bool failed = mupError(expression->parser);
  if (expression->too_many)
    snprintf(message, EXPRESSION_MESSAGE_SIZE, "uses more than %d names", EXPRESSION_NAMES_MOST);
  else if (failed && !expression->unknown)
    tell(expression->parser, text, message);
  return !failed && !expression->unknown && !expression->too_many;
}

Expression *expression_compile(const char *text, const ExpressionNames *names, char message[EXPRESSION_MESSAGE_SIZE]) {
  Expression *expression = calloc(1, sizeof *expression);
  muParserHandle_t parser = expression ? mupCreate(muBASETYPE_FLOAT) : NULL;
  message[0] = '\0';
  if (!parser) {
    snprintf(message, EXPRESSION_MESSAGE_SIZE, "out of memory");
    free(expression);
    return NULL;
  }
  expression->parser = parser;
  expression->names = names;
  set_up(expression);
  bool good = parse(expression, text, message);
  expression->names = NULL;
  if (good) return expression;
  expression_free(expression);
  return NULL;
}

void expression_free(Expression *expression) {
  if (expression) mupRelease(expression->parser);
  free(expression);
}

/* --- computing --- */

/* The flags catch what a comparison would hide: 1/0 > 3 is true, and the logarithm of a negative is less than nothing and not more. */
double expression_value(Expression *expression, const double *slots) {
  const int no_value = FE_INVALID | FE_DIVBYZERO | FE_OVERFLOW;
  for (int i = 0; i < expression->count; i++) {
    expression->values[i] = slots[expression->slots[i]];
    if (isnan(expression->values[i])) return NAN;
  }
  feclearexcept(no_value);
  double value = mupEval(expression->parser);
  bool good = !fetestexcept(no_value) && !mupError(expression->parser);
  return good && isfinite(value) ? value : NAN;
}

const int *expression_slots(const Expression *expression, int *count) {
  *count = expression->count;
  return expression->slots;
}
