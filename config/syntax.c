#include "config/syntax.h"

#include <stdlib.h>
#include <string.h>

#include "config/syntax_walk.h"
#include "sim/names.h"

enum { NAME_MAX_LENGTH = 63, MEMBERS_MAX = 20000 };

static char *clip(const Token *token, char text[CLIP_SIZE]) {
  return plain_text_clip(token->start, token->length, text);
}

static bool terminator(Syntax *syntax) {
  if (!syntax_at(syntax, ';') && !syntax_at(syntax, ',')) return true;
  syntax_pass(syntax);
  for (; syntax_at(syntax, ';') || syntax_at(syntax, ','); syntax_advance(syntax))
    syntax_complain(syntax, syntax->token.line, "'%c' after the end of a setting: one is enough", *syntax->token.start);
  return true;
}

/* A name is new in its group: names hold the line of each. */
static bool name_check(Syntax *syntax, const Token *token, Names *names) {
  char name[NAME_MAX_LENGTH + 1], words[SYNTAX_WORDS_SIZE], text[CLIP_SIZE];
  if (token->length > NAME_MAX_LENGTH) {
    syntax_complain(syntax, token->line, "the name '%s' has %zu letters; legal up to %d", clip(token, text),
                    token->length, NAME_MAX_LENGTH);
    return false;
  }
  memcpy(name, token->start, token->length);
  name[token->length] = '\0';
  int line = names_find(names, name);
  if (line >= 0) {
    syntax_complain(syntax, token->line, "'%s' is given twice%s", name,
                    syntax_first_words(syntax, line, token->line, words));
  } else if (!names_add(names, name, token->line)) {
    syntax->out_of_memory = true;
  }
  return line < 0;
}

/* A setting that must not be handed on is taken back; later lines keep their numbers. */
static void take_back(Syntax *syntax, size_t length, int line) {
  syntax->length = length;
  syntax->out_line = line;
}

static void assignment(Syntax *syntax, const Token *name) {
  char text[CLIP_SIZE];
  if (syntax_at(syntax, '=') || syntax_at(syntax, ':')) {
    syntax_pass(syntax);
  } else {
    syntax_complain(syntax, name->line, "'=' is missing after '%s'", clip(name, text));
    syntax_emit(syntax, &(Token){TOKEN_PUNCTUATION, "=", 1, name->line});
  }
}

static bool assigned_value(Syntax *syntax, const Token *name, int depth) {
  char text[CLIP_SIZE];
  if (!syntax_at(syntax, ';') && !syntax_at(syntax, ',') && !syntax_at(syntax, '}')) return syntax_value(syntax, depth);
  syntax_complain(syntax, name->line, "'%s' has no value", clip(name, text));
  syntax_emit_unreadable(syntax, name->line);
  return true;
}

/* libconfig looks through the whole group for every name it adds: some seconds at this size, hours at the hundredfold.
 */
static bool group_is_full(Syntax *syntax, const Names *names) {
  if (names->count < MEMBERS_MAX) return false;
  syntax_complain(syntax, syntax->token.line,
                  "more than %d settings in one group; write a list: ( { name = \"...\"; }, ... )", MEMBERS_MAX);
  return true;
}

static bool setting(Syntax *syntax, Names *names, int depth) {
  if (group_is_full(syntax, names)) return false;
  Token name = syntax->token;
  size_t length = syntax->length;
  int out_line = syntax->out_line;
  bool keep = name_check(syntax, &name, names);
  syntax_pass(syntax);
  assignment(syntax, &name);
  if (!assigned_value(syntax, &name, depth)) return false;
  if (!keep) take_back(syntax, length, out_line);
  if (keep || (!syntax_at(syntax, ';') && !syntax_at(syntax, ','))) return terminator(syntax);
  syntax_advance(syntax);
  return true;
}

/* Something else than a setting stands where one may: a bracket that closes too early or once too often, or worse. */
static bool no_setting(Syntax *syntax, const Token *opening) {
  bool closing = syntax_at(syntax, '}') || syntax_at(syntax, ')') || syntax_at(syntax, ']');
  if (opening && (closing || syntax->token.kind == TOKEN_END)) return syntax_closes(syntax, opening, '}');
  if (closing)
    syntax_complain(syntax, syntax->token.line, "'%c' closes nothing that is open", *syntax->token.start);
  else
    syntax_refuse(syntax, "the name of a setting");
  return false;
}

bool syntax_settings(Syntax *syntax, const Token *opening, int depth) {
  Names names = {0};
  bool good = true;
  while (good && !syntax->out_of_memory) {
    if (opening ? syntax_at(syntax, '}') : syntax->token.kind == TOKEN_END) break;
    good = syntax->token.kind == TOKEN_NAME ? setting(syntax, &names, depth) : no_setting(syntax, opening);
  }
  names_free(&names);
  return good && !syntax->out_of_memory;
}

SyntaxResult syntax_check(const Source *source, Diagnostics *diagnostics) {
  Syntax syntax = {.source = source,
                   .diagnostics = diagnostics,
                   .lexer = lexer_start(source->text, source->length),
                   .previous_line = 1,
                   .out_line = 1};
  /* every token gains a blank; a value left out becomes a text of 6 letters and its blank */
  syntax.out = malloc(8 * source->length + 16);
  if (!syntax.out) return (SyntaxResult){NULL, true};
  syntax.token = lexer_next(&syntax.lexer);
  bool good = true;
  if (syntax.token.kind == TOKEN_END) {
    SourceLine place = source_place(source, 1);
    diagnostics_add(diagnostics, SEVERITY_ERROR, place.file, 0, NULL, "the file is empty");
    good = false;
  }
  good = good && syntax_settings(&syntax, NULL, 0);
  syntax.out[syntax.length] = '\0';
  if (good && !syntax.out_of_memory) return (SyntaxResult){syntax.out, false};
  free(syntax.out);
  return (SyntaxResult){NULL, syntax.out_of_memory};
}
