/* The shape of a configuration text, checked before libconfig sees it: libconfig 1.5 wraps integers past 32 bits, takes
   '.' for 0 and 12L for 12, says 'syntax error' to everything else and leaks on the way. What comes out here it can
   read without a fault. */
#ifndef XSAVAC_CONFIG_SYNTAX_H
#define XSAVAC_CONFIG_SYNTAX_H

#include "config/source.h"

/* A value that has been complained about stands as this text in what is handed on: it holds its place without being
 * read. */
#define SYNTAX_UNREADABLE "\001"

typedef struct {
  char *text; /* owned; line n is line n of source; NULL when the text cannot be read on at all, or out of memory */
  bool out_of_memory;
} SyntaxResult;

/* Reports everything that is wrong. Where something is, the text handed on leaves it out. */
SyntaxResult syntax_check(const Source *source, Diagnostics *diagnostics);

#endif
