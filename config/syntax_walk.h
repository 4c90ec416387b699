/* The parts of syntax_check(): the walk over the tokens, values, settings. */
#ifndef XSAVAC_CONFIG_SYNTAX_WALK_H
#define XSAVAC_CONFIG_SYNTAX_WALK_H

#include <stdbool.h>

#include "config/lexer.h"
#include "config/plain_text.h"
#include "config/source.h"

enum { SYNTAX_MESSAGE_SIZE = 256, SYNTAX_WORDS_SIZE = 128 };

typedef struct {
  const Source *source;
  Diagnostics *diagnostics;
  Lexer lexer;
  Token token;       /* the one looked at */
  int previous_line; /* of the one before it */
  char *out;         /* what is handed on; as large as syntax_check() reckons is enough for any text */
  size_t length;
  int out_line;
  bool out_of_memory;
} Syntax;

/* --- tokens --- */
void syntax_advance(Syntax *syntax);
Token syntax_ahead(const Syntax *syntax); /* the token after the one looked at */
bool syntax_at(const Syntax *syntax, char punctuation);

/* --- findings --- */
void syntax_complain(Syntax *syntax, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));
void syntax_refuse(Syntax *syntax, const char *wanted); /* the token looked at does not belong here */

/* True if closing is the token looked at; else a finding that names the bracket still open. */
bool syntax_closes(Syntax *syntax, const Token *opening, char closing);

/* ", first in line 12", or in "inc.cfg:12" where that is another file than that of line `from`; "" for the same line.
 */
char *syntax_first_words(const Syntax *syntax, int line, int from, char words[SYNTAX_WORDS_SIZE]);

/* --- what is handed on --- */
void syntax_pass(Syntax *syntax); /* the token looked at, and advances */
void syntax_emit(Syntax *syntax, const Token *token);
void syntax_emit_unreadable(Syntax *syntax, int line);

/* --- grammar: false where nothing can be made of what follows --- */
bool syntax_value(Syntax *syntax, int depth);

/* opening: the bracket of the group, NULL for the whole text. Stops at what closes it. */
bool syntax_settings(Syntax *syntax, const Token *opening, int depth);

#endif
