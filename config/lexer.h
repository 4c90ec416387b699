/* The words of a configuration text: libconfig's, and @include, which is taken in before libconfig sees the text. */
#ifndef XSAVAC_CONFIG_LEXER_H
#define XSAVAC_CONFIG_LEXER_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
  TOKEN_END,
  TOKEN_NAME,
  TOKEN_BOOL,
  TOKEN_NUMBER,       /* whatever begins like a number: number_fault() judges it */
  TOKEN_STRING,       /* start and length include the quotes */
  TOKEN_PUNCTUATION,  /* one of = : ; , { } ( ) [ ] */
  TOKEN_INCLUDE,      /* @include "path" at the start of a line */
  TOKEN_OPEN_COMMENT, /* without an end: it takes in the rest of the text */
  TOKEN_OPEN_STRING,  /* does not end on its line; the token ends there */
  TOKEN_STRAY         /* a character that belongs nowhere */
} TokenKind;

typedef struct {
  TokenKind kind;
  const char *start;
  size_t length;
  int line; /* of the start, from 1 */
} Token;

typedef struct {
  const char *at, *end;
  int line;
  bool line_begins; /* nothing but blanks since the start of the line */
} Lexer;

Lexer lexer_start(const char *text, size_t length);
Token lexer_next(Lexer *lexer);

bool token_is(const Token *token, char punctuation);
bool is_name(const char *text, size_t length); /* a letter or *, then letters, digits, _ - * */

/* The path within an include token, still with its escapes \" and \\. */
void include_path(const Token *token, const char **path, size_t *length);

/* The byte an escape stands for, and how long the escape is; -1 where the backslash stands for itself. */
int escape_byte(const char *backslash, const char *end, size_t *length);

#endif
