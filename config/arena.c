#include "config/arena.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 64 * 1024 };

struct ArenaBlock {
  ArenaBlock *next;
  size_t used, size;
  max_align_t bytes[];
};

void arena_free(Arena *arena) {
  while (arena->blocks) {
    ArenaBlock *next = arena->blocks->next;
    free(arena->blocks);
    arena->blocks = next;
  }
}

static ArenaBlock *block_new(Arena *arena, size_t at_least) {
  size_t size = at_least > BLOCK_SIZE ? at_least : BLOCK_SIZE;
  ArenaBlock *block = calloc(1, sizeof *block + size);
  if (!block) return NULL;
  block->size = size;
  block->next = arena->blocks;
  arena->blocks = block;
  return block;
}

void *arena_alloc(Arena *arena, size_t size) {
  size_t step = sizeof(max_align_t), rounded = (size + step - 1) / step * step;
  ArenaBlock *block = arena->blocks;
  if (!block || block->size - block->used < rounded) block = block_new(arena, rounded);
  if (!block) return NULL;
  void *bytes = (char *)block->bytes + block->used;
  block->used += rounded;
  return bytes;
}

char *arena_text(Arena *arena, const char *text, size_t length) {
  char *copy = arena_alloc(arena, length + 1);
  if (copy) memcpy(copy, text, length);
  return copy;
}
