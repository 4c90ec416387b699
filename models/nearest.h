/* The nearest known word to a mistyped one, for 'did you mean'. */
#ifndef XSAVAC_MODELS_NEAREST_H
#define XSAVAC_MODELS_NEAREST_H

#include <stddef.h>

/* Feed candidates one by one; best stays NULL while none is near enough (about a third of the word's letters, at least 2). */
typedef struct {
  const char *word, *best;
  size_t distance;
} Nearest;

Nearest nearest_to(const char *word);
void nearest_try(Nearest *nearest, const char *candidate); /* the candidate's text must outlive nearest */

/* Writes "" or "; did you mean 'x'?" ; returns text. */
char *nearest_hint(const Nearest *nearest, char *text, size_t size);

#endif
