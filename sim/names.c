#include "sim/names.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static uint64_t hash(const char *text) { /* FNV-1a */
  uint64_t h = 14695981039346656037u;
  for (; *text; text++)
    h = (h ^ (unsigned char)*text) * 1099511628211u;
  return h;
}

static int slot_of(const Names *names, const char *name) {
  int slot = (int)(hash(name) % (uint64_t)names->capacity);
  while (names->slots_name[slot] && strcmp(names->slots_name[slot], name) != 0)
    slot = (slot + 1) % names->capacity;
  return slot;
}

void names_free(Names *names) {
  for (int i = 0; i < names->capacity; i++)
    free(names->slots_name[i]);
  free(names->slots_name);
  free(names->slots_number);
  *names = (Names){0};
}

int names_find(const Names *names, const char *name) {
  if (names->capacity == 0) return -1;
  int slot = slot_of(names, name);
  return names->slots_name[slot] ? names->slots_number[slot] : -1;
}

static int grow(Names *names) {
  int capacity = names->capacity ? 2 * names->capacity : 64;
  Names bigger = {calloc((size_t)capacity, sizeof(char *)), calloc((size_t)capacity, sizeof(int)), capacity,
                  names->count};
  if (!bigger.slots_name || !bigger.slots_number) {
    free(bigger.slots_name);
    free(bigger.slots_number);
    return -1;
  }
  for (int i = 0; i < names->capacity; i++) {
    if (!names->slots_name[i]) continue;
    int slot = slot_of(&bigger, names->slots_name[i]);
    bigger.slots_name[slot] = names->slots_name[i];
    bigger.slots_number[slot] = names->slots_number[i];
  }
  free(names->slots_name);
  free(names->slots_number);
  *names = bigger;
  return 0;
}

const char *names_add(Names *names, const char *name, int number) {
  if (2 * (names->count + 1) > names->capacity && grow(names) != 0) return NULL;
  int slot = slot_of(names, name);
  names->slots_name[slot] = strdup(name);
  if (!names->slots_name[slot]) return NULL;
  names->slots_number[slot] = number;
  names->count++;
  return names->slots_name[slot];
}
