/* Memory that is given back all at once: a document's values and texts live as long as the document. */
#ifndef XSAVAC_CONFIG_ARENA_H
#define XSAVAC_CONFIG_ARENA_H

#include <stddef.h>

typedef struct ArenaBlock ArenaBlock;

typedef struct {
  ArenaBlock *blocks; /* the newest first */
} Arena;

void arena_free(Arena *arena);                                   /* takes an empty arena */
void *arena_alloc(Arena *arena, size_t size);                    /* zeroed; NULL when out of memory */
char *arena_text(Arena *arena, const char *text, size_t length); /* a copy with its end; NULL when out of memory */

#endif
