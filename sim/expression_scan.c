#include "sim/expression_scan.h"

#include <stdio.h>
#include <string.h>

enum { DEPTH_MOST = 64, NONE_SUCH = 99 };

typedef struct {
  const char *text;
  char *plain, *message;
  int at, depth;
  bool compared[DEPTH_MOST]; /* by depth: a comparison stands before, and nothing that ends it */
} Scan;

static bool complain(const Scan *scan, const char *what) {
  snprintf(scan->message, EXPRESSION_MESSAGE_SIZE, "is no expression: character %d: %s", scan->at + 1, what);
  return false;
}

static bool take_quoted(Scan *scan, const ExpressionQuotes *quotes) {
  const char *begin = scan->text + scan->at + 1, *end = strchr(begin, '\'');
  char name[EXPRESSION_TEXT_MAX + 1], mark[16];
  if (!end || end == begin) return complain(scan, "a name is wanted between two '");
  snprintf(name, sizeof name, "%.*s", (int)(end - begin), begin);
  int place = quotes->place(quotes->context, name);
  snprintf(mark, sizeof mark, "%c%02d", EXPRESSION_MARK, place < 0 ? NONE_SUCH : place);
  memset(scan->plain + scan->at, ' ', (size_t)(end - begin) + 2);
  memcpy(scan->plain + scan->at, mark, 3);
  scan->at += (int)(end - begin) + 2;
  return true;
}

/* a < b < c compares 0 or 1 with c. */
static bool take_comparison(Scan *scan, int length) {
  if (scan->compared[scan->depth]) return complain(scan, "comparisons are joined by &&: a < b && b < c");
  scan->compared[scan->depth] = true;
  scan->at += length;
  return true;
}

static bool take_equals(Scan *scan) {
  return scan->text[scan->at + 1] == '=' ? take_comparison(scan, 2) : complain(scan, "equal is written ==");
}

static bool take_parenthesis(Scan *scan, char letter) {
  if (letter == ')' && scan->depth == 0) return complain(scan, "a ')' without its '('");
  if (letter == '(' && scan->depth == DEPTH_MOST - 1) return complain(scan, "too many '(' within each other");
  scan->depth += letter == '(' ? 1 : -1;
  if (letter == '(') scan->compared[scan->depth] = false;
  scan->at++;
  return true;
}

static bool take(Scan *scan, const ExpressionQuotes *quotes) {
  const char letter = scan->text[scan->at];
  const bool with_equals = scan->text[scan->at + 1] == '=';
  if (letter == '\'') return take_quoted(scan, quotes);
  if (letter == '(' || letter == ')') return take_parenthesis(scan, letter);
  if (letter == '=') return take_equals(scan);
  if (letter == '<' || letter == '>' || (letter == '!' && with_equals)) return take_comparison(scan, 1 + with_equals);
  if (letter == ',' && scan->depth == 0) return complain(scan, "',' outside a function; decimals have a point");
  if (letter == EXPRESSION_MARK || letter == '"') return complain(scan, "what is this?");
  if (strchr("&|?:,", letter)) scan->compared[scan->depth] = false;
  scan->at++;
  return true;
}

bool expression_scan(const char *text, const ExpressionQuotes *quotes, char plain[EXPRESSION_TEXT_MAX + 1],
                     char message[EXPRESSION_MESSAGE_SIZE]) {
  Scan scan = {.text = text, .plain = plain, .message = message};
  if (strlen(text) > EXPRESSION_TEXT_MAX) {
    snprintf(message, EXPRESSION_MESSAGE_SIZE, "is longer than %d characters", EXPRESSION_TEXT_MAX);
    return false;
  }
  strcpy(plain, text);
  while (text[scan.at])
    if (!take(&scan, quotes)) return false;
  return true;
}
