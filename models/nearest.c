#include "models/nearest.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST = 64 };

static size_t smaller(size_t a, size_t b) {
  return a < b ? a : b;
}

/* Damerau's optimal string alignment, letters compared without case: a swapped pair is one slip, as typing goes. */
static size_t edit_distance(const char *a, const char *b) {
  size_t m = strlen(a), n = strlen(b);
  if (m >= LONGEST || n >= LONGEST) return LONGEST;
  size_t d[LONGEST][LONGEST];
  for (size_t i = 0; i <= m; i++)
    d[i][0] = i;
  for (size_t j = 0; j <= n; j++)
    d[0][j] = j;
  for (size_t i = 1; i <= m; i++)
    for (size_t j = 1; j <= n; j++) {
      int x = tolower((unsigned char)a[i - 1]), y = tolower((unsigned char)b[j - 1]);
      d[i][j] = smaller(smaller(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + (x != y));
      if (i > 1 && j > 1 && x == tolower((unsigned char)b[j - 2]) && y == tolower((unsigned char)a[i - 2]))
        d[i][j] = smaller(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[m][n];
}

Nearest nearest_to(const char *word) {
  size_t allowed = strlen(word) / 3;
  return (Nearest){word, NULL, (allowed < 2 ? 2 : allowed) + 1};
}

void nearest_try(Nearest *nearest, const char *candidate) {
  size_t distance = edit_distance(nearest->word, candidate);
  size_t longest = strlen(nearest->word) > strlen(candidate) ? strlen(nearest->word) : strlen(candidate);
  if (distance >= nearest->distance || distance >= longest) return;
  nearest->best = candidate;
  nearest->distance = distance;
}

char *nearest_hint(const Nearest *nearest, char *text, size_t size) {
  text[0] = '\0';
  if (nearest->best) snprintf(text, size, "; did you mean '%s'?", nearest->best);
  return text;
}
