/* Values: what may stand behind '='. */
#include <stdio.h>
#include <string.h>

#include "config/number.h"
#include "config/syntax_walk.h"

enum { DEPTH_MAX = 64 };

static char *clip(const Token *token, char text[CLIP_SIZE]) {
  return plain_text_clip(token->start, token->length, text);
}

static bool is_assignment(const Token *token) {
  return token_is(token, '=') || token_is(token, ':');
}

static bool string_check(Syntax *syntax) {
  const Token *token = &syntax->token;
  const char *end = token->start + token->length - 1;
  size_t length;
  for (const char *at = token->start + 1; at < end; at++) {
    if (*at != '\\') continue;
    int byte = escape_byte(at, end, &length);
    if (byte < 0 || (byte >= 0x20 && byte < 0x7f)) {
      at += byte < 0 ? 0 : length - 1;
      continue;
    }
    char text[CLIP_SIZE];
    syntax_complain(syntax, token->line, "%s: the escape %.*s is not accepted; a text holds plain characters only",
                    clip(token, text), (int)length, at);
    return false;
  }
  return true;
}

/* One or more strings in a row are one, as in C. */
static bool string_value(Syntax *syntax) {
  int line = syntax->token.line;
  bool good = true;
  size_t start = syntax->length;
  int start_line = syntax->out_line;
  for (; syntax->token.kind == TOKEN_STRING; syntax_advance(syntax)) {
    good = string_check(syntax) && good;
    syntax_emit(syntax, &syntax->token);
  }
  if (good) return true;
  syntax->length = start;
  syntax->out_line = start_line;
  syntax_emit_unreadable(syntax, line);
  return true;
}

/* Words that follow a number on its line can only be its unit. */
static bool skip_unit(Syntax *syntax, const Token *number) {
  const char *end = NULL;
  while (
      syntax->token.line == number->line &&
      (syntax->token.kind == TOKEN_NAME || syntax->token.kind == TOKEN_NUMBER || syntax->token.kind == TOKEN_STRAY)) {
    Token next = syntax_ahead(syntax);
    if (syntax->token.kind == TOKEN_NAME && is_assignment(&next)) break;
    if (!end && syntax->token.kind != TOKEN_NAME) break;
    end = syntax->token.start + syntax->token.length;
    syntax_advance(syntax);
  }
  if (!end) return false;
  char text[CLIP_SIZE];
  plain_text_clip(number->start, (size_t)(end - number->start), text);
  syntax_complain(syntax, number->line, "%s: a quantity with a unit stands in quotes: \"%s\"", text, text);
  return true;
}

static bool number_value(Syntax *syntax) {
  Token number = syntax->token;
  char message[SYNTAX_MESSAGE_SIZE];
  syntax_advance(syntax);
  bool good = !skip_unit(syntax, &number);
  if (good && !number_check(number.start, number.length, message, sizeof message)) {
    syntax_complain(syntax, number.line, "%s", message);
    good = false;
  }
  if (good)
    syntax_emit(syntax, &number);
  else
    syntax_emit_unreadable(syntax, number.line);
  return true;
}

static bool bare_word(Syntax *syntax) {
  char text[CLIP_SIZE];
  syntax_complain(syntax, syntax->token.line, "%s: a text stands in quotes: \"%s\"", clip(&syntax->token, text), text);
  syntax_emit_unreadable(syntax, syntax->token.line);
  syntax_advance(syntax);
  return true;
}

static bool open_string(Syntax *syntax) {
  char text[CLIP_SIZE];
  syntax_complain(syntax, syntax->token.line, "the text %s has no closing quote on its line",
                  clip(&syntax->token, text));
  syntax_emit_unreadable(syntax, syntax->token.line);
  syntax_advance(syntax);
  return true;
}

/* Members of an array are plain values of one kind; whatever is not is handed on as a list. */
typedef struct {
  TokenKind kind;
  bool is_float, mixed;
} ArrayKind;

static void array_kind_note(ArrayKind *array, const Token *member, bool first) {
  bool is_float = member->kind == TOKEN_NUMBER && member->length > 0 && memchr(member->start, '.', member->length);
  for (size_t i = 0; member->kind == TOKEN_NUMBER && i < member->length && !is_float; i++)
    is_float =
        (member->start[i] == 'e' || member->start[i] == 'E') && member->start[1] != 'x' && member->start[1] != 'X';
  if (first) *array = (ArrayKind){member->kind, is_float, member->kind == TOKEN_PUNCTUATION};
  array->mixed = array->mixed || member->kind != array->kind || is_float != array->is_float;
}

static bool members(Syntax *syntax, const Token *opening, char closing, ArrayKind *array, int depth) {
  for (bool first = true; !syntax_at(syntax, closing); first = false) {
    array_kind_note(array, &syntax->token, first);
    if (!syntax_value(syntax, depth)) return false;
    if (!syntax_at(syntax, ',')) return syntax_closes(syntax, opening, closing);
    Token next = syntax_ahead(syntax);
    if (token_is(&next, closing)) {
      syntax_complain(syntax, syntax->token.line, "a comma before the closing '%c': nothing follows it", closing);
      syntax_advance(syntax);
    } else {
      syntax_pass(syntax);
    }
  }
  return true;
}

static bool list_value(Syntax *syntax, int depth) {
  Token opening = syntax->token;
  bool is_array = *opening.start == '[';
  ArrayKind array = {TOKEN_END, false, false};
  syntax_pass(syntax);
  size_t bracket = syntax->length - 2;
  int errors = syntax->diagnostics->errors;
  if (!members(syntax, &opening, is_array ? ']' : ')', &array, depth)) return false;
  syntax_pass(syntax);
  if (!is_array || (!array.mixed && syntax->diagnostics->errors == errors)) return true;
  if (array.mixed)
    syntax_complain(syntax, opening.line, "an array [ ] holds plain values of one kind; write a list ( ) instead");
  syntax->out[bracket] = '(';
  syntax->out[syntax->length - 2] = ')';
  return true;
}

static bool group_value(Syntax *syntax, int depth) {
  Token opening = syntax->token;
  syntax_pass(syntax);
  if (!syntax_settings(syntax, &opening, depth)) return false;
  syntax_pass(syntax);
  return true;
}

bool syntax_value(Syntax *syntax, int depth) {
  const Token *token = &syntax->token;
  if (depth > DEPTH_MAX) {
    syntax_complain(syntax, token->line, "brackets are nested deeper than %d", DEPTH_MAX);
    return false;
  }
  switch (token->kind) {
  case TOKEN_BOOL:
    syntax_pass(syntax);
    return true;
  case TOKEN_NUMBER:
    return number_value(syntax);
  case TOKEN_STRING:
    return string_value(syntax);
  case TOKEN_OPEN_STRING:
    return open_string(syntax);
  case TOKEN_NAME:
    return bare_word(syntax);
  default:
    break;
  }
  if (token_is(token, '{')) return group_value(syntax, depth + 1);
  if (token_is(token, '(') || token_is(token, '[')) return list_value(syntax, depth + 1);
  syntax_refuse(syntax, "a value");
  return false;
}
