#include "models/part_number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const directions[] = {"90 degrees", "180 degrees", "270 degrees"};

bool part_complete(const Part *part) {
  return part->fitting_given && part->voltage && part->entry;
}

char *part_build(const Part *part, char *text, size_t size) {
  const char *fitting = !part->fitting_given ? "" : part->fitting == FITTING_FACE_SEAL ? "V" : "S";
  int n = snprintf(text, size, "%s%s", part->model->name, fitting);
  if (part_complete(part) && n >= 0 && (size_t)n < size)
    snprintf(text + n, size - (size_t)n, "-%c%s2%s%s%.1s", part->voltage->code, part->entry->code,
             part->spacer ? "A" : "", part->direction ? "-" : "", &part->direction);
  return text;
}

double part_weight_kg(const Part *part) {
  const double *kg = part->model->weight_kg;
  if (part->fitting_given) return kg[part->fitting];
  return kg[FITTING_FACE_SEAL] == kg[FITTING_COMPRESSION] ? kg[FITTING_FACE_SEAL] : NAN;
}

const char *part_direction_words(char direction) {
  return direction >= 'A' && direction <= 'C' ? directions[direction - 'A'] : "standard";
}

int part_notes(const Part *part, const char **notes, int capacity) {
  const bool complete = part_complete(part);
  const struct {
    bool holds;
    const char *text;
  } all[] = {
      {part->model->series && complete,
       "confirm the ordering number with the maker (the place of its fixed 2 is not legible in the document)"},
      {part->model->series && !complete,
       "not an ordering number: fitting type, voltage or electrical entry is open; enough to simulate, not to order"},
      {complete && part->voltage->ac && part->entry->ac_ce_note, "CE: check with the maker (grommet with AC)"},
      {part->direction != 0,
       "the document does not show where the entry direction stands in the number: confirm it with the maker"},
  };
  int count = 0;
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
    if (!all[i].holds) continue;
    if (count < capacity) notes[count] = all[i].text;
    count++;
  }
  return count;
}

/* Is word one of the words of list, which are parted by single blanks? */
static bool has_word(const char *words, const char *word) {
  size_t length = strlen(word);
  for (const char *at = strstr(words, word); at; at = strstr(at + 1, word))
    if ((at == words || at[-1] == ' ') && (at[length] == ' ' || !at[length])) return true;
  return false;
}

int part_accessories(const Part *part, const PartAccessory **found, int capacity) {
  int count = 0;
  for (int i = 0; i < part_accessory_count && part->model->series; i++) {
    const PartAccessory *row = &part_accessory_table[i];
    if (!catalogue_pattern_match(row->models, part->model->name)) continue;
    if (part->entry && row->entries && !has_word(row->entries, part->entry->code)) continue;
    if (part->voltage && row->voltages && !strchr(row->voltages, part->voltage->code)) continue;
    if (count < capacity) found[count] = row;
    count++;
  }
  return count;
}
