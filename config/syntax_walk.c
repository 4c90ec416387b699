#include "config/syntax_walk.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* --- tokens --- */

void syntax_advance(Syntax *syntax) {
  syntax->previous_line = syntax->token.line;
  syntax->token = lexer_next(&syntax->lexer);
}

Token syntax_ahead(const Syntax *syntax) {
  Lexer lexer = syntax->lexer;
  return lexer_next(&lexer);
}

bool syntax_at(const Syntax *syntax, char punctuation) {
  return token_is(&syntax->token, punctuation);
}

/* --- findings --- */

void syntax_complain(Syntax *syntax, int line, const char *format, ...) {
  char what[SYNTAX_MESSAGE_SIZE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(what, sizeof what, format, arguments);
  va_end(arguments);
  SourceLine place = source_place(syntax->source, line);
  diagnostics_add(syntax->diagnostics, SEVERITY_ERROR, place.file, place.line, NULL, "%s", what);
}

void syntax_refuse(Syntax *syntax, const char *wanted) {
  const Token *token = &syntax->token;
  char text[CLIP_SIZE];
  if (token->kind == TOKEN_END)
    syntax_complain(syntax, syntax->previous_line, "the text ends here, %s is wanted", wanted);
  else if (token->kind == TOKEN_STRAY && *token->start == '@')
    syntax_complain(syntax, token->line,
                    "'@' is not understood here; an include is @include \"file\" at the start of a line");
  else
    syntax_complain(syntax, token->line, "'%s' is not understood here, %s is wanted",
                    plain_text_clip(token->start, token->length, text), wanted);
}

bool syntax_closes(Syntax *syntax, const Token *opening, char closing) {
  const Token *token = &syntax->token;
  if (syntax_at(syntax, closing)) return true;
  char text[CLIP_SIZE], there[SYNTAX_WORDS_SIZE] = "";
  SourceLine from = source_place(syntax->source, opening->line), to = source_place(syntax->source, token->line);
  if (strcmp(from.file, to.file) != 0)
    snprintf(there, sizeof there, " of %.100s:%d", from.file, from.line);
  else if (from.line != to.line)
    snprintf(there, sizeof there, " of line %d", from.line);
  if (token->kind == TOKEN_END)
    syntax_complain(syntax, opening->line, "the '%c' that opens here is never closed", *opening->start);
  else
    syntax_complain(syntax, token->line, "'%s' is not understood here, %sthe '%c' that closes the '%c'%s is wanted",
                    plain_text_clip(token->start, token->length, text), closing == '}' ? "" : "a ',' or ", closing,
                    *opening->start, there);
  return false;
}

char *syntax_first_words(const Syntax *syntax, int line, int from, char words[SYNTAX_WORDS_SIZE]) {
  SourceLine place = source_place(syntax->source, line), here = source_place(syntax->source, from);
  words[0] = '\0';
  if (strcmp(place.file, here.file) != 0)
    snprintf(words, SYNTAX_WORDS_SIZE, ", first in %.100s:%d", place.file, place.line);
  else if (place.line != here.line)
    snprintf(words, SYNTAX_WORDS_SIZE, ", first in line %d", place.line);
  return words;
}

/* --- what is handed on --- */

static void emit(Syntax *syntax, const char *text, size_t length, int line) {
  for (; syntax->out_line < line; syntax->out_line++)
    syntax->out[syntax->length++] = '\n';
  memcpy(syntax->out + syntax->length, text, length);
  syntax->length += length;
  syntax->out[syntax->length++] = ' ';
}

void syntax_emit(Syntax *syntax, const Token *token) {
  emit(syntax, token->start, token->length, token->line);
}

void syntax_emit_unreadable(Syntax *syntax, int line) {
  emit(syntax, "\"\\x01\"", 6, line);
}

void syntax_pass(Syntax *syntax) {
  syntax_emit(syntax, &syntax->token);
  syntax_advance(syntax);
}
