#include "config/lexer.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

Lexer lexer_start(const char *text, size_t length) {
  return (Lexer){text, text + length, 1, true};
}

bool token_is(const Token *token, char punctuation) {
  return token->kind == TOKEN_PUNCTUATION && *token->start == punctuation;
}

static bool name_begins(char c) {
  return isalpha((unsigned char)c) || c == '*';
}

static bool name_goes_on(char c) {
  return isalnum((unsigned char)c) || c == '*' || c == '_' || c == '-';
}

bool is_name(const char *text, size_t length) {
  if (length == 0 || !name_begins(*text)) return false;
  for (size_t i = 1; i < length; i++)
    if (!name_goes_on(text[i])) return false;
  return true;
}

static void skip_line(Lexer *lexer) {
  while (lexer->at < lexer->end && *lexer->at != '\n')
    lexer->at++;
}

/* False when the comment does not end; the lexer then stays where it is. */
static bool skip_comment(Lexer *lexer) {
  int line = lexer->line;
  for (const char *at = lexer->at + 2; at + 1 < lexer->end; at++) {
    if (*at == '\n') line++;
    if (at[0] != '*' || at[1] != '/') continue;
    lexer->at = at + 2;
    lexer->line = line;
    return true;
  }
  return false;
}

static bool begins(const Lexer *lexer, const char *word) {
  size_t length = strlen(word);
  return (size_t)(lexer->end - lexer->at) >= length && strncmp(lexer->at, word, length) == 0;
}

/* Skips blanks and comments; false at a comment without an end. */
static bool skip_blanks(Lexer *lexer) {
  while (lexer->at < lexer->end) {
    char c = *lexer->at;
    if (c == '\n') {
      lexer->line++;
      lexer->line_begins = true;
      lexer->at++;
    } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
      lexer->at++;
    } else if (c == '#' || begins(lexer, "//")) {
      skip_line(lexer);
    } else if (begins(lexer, "/*")) {
      if (!skip_comment(lexer)) return false;
      lexer->line_begins = false;
    } else {
      break;
    }
  }
  return true;
}

static Token token_of(Lexer *lexer, TokenKind kind, size_t length) {
  Token token = {kind, lexer->at, length, lexer->line};
  lexer->at += length;
  lexer->line_begins = false;
  return token;
}

static Token string_token(Lexer *lexer) {
  const char *at = lexer->at + 1;
  while (at < lexer->end && *at != '"' && *at != '\n')
    at += *at == '\\' && at + 1 < lexer->end && at[1] != '\n' ? 2 : 1;
  bool closed = at < lexer->end && *at == '"';
  return token_of(lexer, closed ? TOKEN_STRING : TOKEN_OPEN_STRING, (size_t)(at - lexer->at) + closed);
}

/* Letters are taken in too, so that 12mm and 1e5x are one word to complain about. */
static Token number_token(Lexer *lexer) {
  const char *at = lexer->at + 1;
  while (at < lexer->end && (isalnum((unsigned char)*at) || *at == '.' || *at == '_' ||
                             ((*at == '+' || *at == '-') && (at[-1] == 'e' || at[-1] == 'E'))))
    at++;
  return token_of(lexer, TOKEN_NUMBER, (size_t)(at - lexer->at));
}

static bool number_begins(const Lexer *lexer) {
  const char *at = lexer->at;
  if (strchr("+-", *at) && at + 1 < lexer->end) at++;
  if (*at == '.') return true;
  return isdigit((unsigned char)*at);
}

static Token word_token(Lexer *lexer) {
  size_t length = 1, left = (size_t)(lexer->end - lexer->at);
  while (length < left && name_goes_on(lexer->at[length]))
    length++;
  bool truth = (length == 4 && strncasecmp(lexer->at, "true", 4) == 0) ||
               (length == 5 && strncasecmp(lexer->at, "false", 5) == 0);
  return token_of(lexer, truth ? TOKEN_BOOL : TOKEN_NAME, length);
}

/* Length of a whole @include "path", 0 if the text is none. */
static size_t include_length(const Lexer *lexer) {
  if (!lexer->line_begins || !begins(lexer, "@include")) return 0;
  const char *at = lexer->at + strlen("@include");
  while (at < lexer->end && (*at == ' ' || *at == '\t'))
    at++;
  if (at == lexer->end || *at != '"') return 0;
  Lexer path = {at, lexer->end, 1, false};
  Token token = string_token(&path);
  return token.kind == TOKEN_STRING ? (size_t)(path.at - lexer->at) : 0;
}

Token lexer_next(Lexer *lexer) {
  if (!skip_blanks(lexer)) return token_of(lexer, TOKEN_OPEN_COMMENT, (size_t)(lexer->end - lexer->at));
  if (lexer->at == lexer->end) return token_of(lexer, TOKEN_END, 0);
  char c = *lexer->at;
  if (c == '"') return string_token(lexer);
  if (name_begins(c)) return word_token(lexer);
  if (number_begins(lexer)) return number_token(lexer);
  if (c && strchr("=:;,{}()[]", c)) return token_of(lexer, TOKEN_PUNCTUATION, 1);
  size_t include = include_length(lexer);
  return include ? token_of(lexer, TOKEN_INCLUDE, include) : token_of(lexer, TOKEN_STRAY, 1);
}

void include_path(const Token *token, const char **path, size_t *length) {
  *path = memchr(token->start, '"', token->length);
  *path += 1;
  *length = (size_t)(token->start + token->length - 1 - *path);
}

int escape_byte(const char *backslash, const char *end, size_t *length) {
  static const char letters[] = "nrtf\\\"", bytes[] = "\n\r\t\f\\\"";
  *length = 2;
  if (end - backslash < 2) return -1;
  const char *letter = backslash[1] ? strchr(letters, backslash[1]) : NULL;
  if (letter) return bytes[letter - letters];
  if ((backslash[1] != 'x' && backslash[1] != 'X') || end - backslash < 4) return -1;
  int byte = 0;
  for (int i = 2; i < 4; i++) {
    unsigned char digit = (unsigned char)backslash[i];
    if (!isxdigit(digit)) return -1;
    byte = 16 * byte + (isdigit(digit) ? digit - '0' : tolower(digit) - 'a' + 10);
  }
  *length = 4;
  return byte;
}
