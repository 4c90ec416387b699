#include "models/part_number.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "models/nearest.h"

/* Reads from left to right. The first field that is wrong leaves its reason; it is then mended with the nearest legal
   value and reading goes on, so that what stands in part at the end is the nearest possible number. */
typedef struct {
  const Catalogue *catalogue;
  const char *at;
  Part part;
  char reason[240];
} Reading;

/* Places of the codes in a model name, XSA2-43 */
enum { MODEL_LENGTH = 7, AT_SIZE = 3, AT_ORIFICE = 5, AT_FITTING = 6 };

static int upper(char letter) {
  return toupper((unsigned char)letter);
}

__attribute__((format(printf, 2, 3))) static void complain(Reading *reading, const char *format, ...) {
  if (reading->reason[0]) return;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(reading->reason, sizeof reading->reason, format, arguments);
  va_end(arguments);
}

/* Adds to a list in words: "1 = 2 mm, 2 = 3 mm". */
__attribute__((format(printf, 3, 4))) static void list(char *text, size_t size, const char *format, ...) {
  size_t length = strlen(text);
  if (length && length + 2 < size) length += (size_t)snprintf(text + length, size - length, ", ");
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text + length, size - length, format, arguments);
  va_end(arguments);
}

/* --- model --- */

/* Next model of a series that can be ordered by number, from index on; NULL at the end. */
static const ValveModel *ordered_model(const Catalogue *catalogue, int *index) {
  while (*index < catalogue_count(catalogue)) {
    const ValveModel *model = catalogue_model(catalogue, (*index)++);
    if (model->series) return model;
  }
  return NULL;
}

/* The orifice decides the flow and the fitting the piping: keep them before the size. */
static int model_distance(const char *codes, const char *name) {
  return 3 * abs(upper(codes[AT_ORIFICE]) - name[AT_ORIFICE]) + 2 * abs(upper(codes[AT_FITTING]) - name[AT_FITTING]) +
         abs(upper(codes[AT_SIZE]) - name[AT_SIZE]);
}

static const ValveModel *nearest_model(const Catalogue *catalogue, const char *codes) {
  const ValveModel *best = NULL, *model;
  for (int i = 0; (model = ordered_model(catalogue, &i));)
    if (!best || model_distance(codes, model->name) < model_distance(codes, best->name)) best = model;
  return best;
}

static void complain_of_model(Reading *reading, const char *codes) {
  char sizes[40] = "", orifices[80] = "", fittings[80] = "", wanted[40] = "";
  const char size = (char)upper(codes[AT_SIZE]), orifice = (char)upper(codes[AT_ORIFICE]);
  const ValveModel *model;
  for (int i = 0; (model = ordered_model(reading->catalogue, &i));) {
    const char *name = model->name;
    if (!strchr(sizes, name[AT_SIZE])) list(sizes, sizeof sizes, "%c", name[AT_SIZE]);
    if (name[AT_ORIFICE] == orifice) snprintf(wanted, sizeof wanted, "%g mm orifice", model->orifice_m * 1e3);
    if (name[AT_SIZE] != size) continue;
    list(orifices, sizeof orifices, "%c = %g mm", name[AT_ORIFICE], model->orifice_m * 1e3);
    if (name[AT_ORIFICE] == orifice) list(fittings, sizeof fittings, "%c = %s", name[AT_FITTING], model->fitting_size);
  }
  if (!orifices[0])
    complain(reading, "valve size %c does not exist (%s)", size, sizes);
  else if (fittings[0])
    complain(reading, "size %c with %s has no fitting size %c (only %s)", size, wanted, codes[AT_FITTING], fittings);
  else if (wanted[0])
    complain(reading, "size %c has no %s (only %s)", size, wanted, orifices);
  else
    complain(reading, "size %c has no orifice code %c (only %s)", size, orifice, orifices);
}

/* False when the text does not even look like XSA2-43. */
static bool read_model(Reading *reading) {
  const char *codes = reading->at;
  if (strlen(codes) < MODEL_LENGTH || !catalogue_pattern_match("XSA?-*", codes)) return false;
  for (int i = AT_SIZE; i < MODEL_LENGTH; i++)
    if (i != AT_SIZE + 1 && !isalnum((unsigned char)codes[i])) return false;
  char name[MODEL_LENGTH + 1];
  snprintf(name, sizeof name, "%s", codes);
  const ValveModel *model = catalogue_find_model(reading->catalogue, name);
  if (!model || !model->series) {
    complain_of_model(reading, codes);
    model = nearest_model(reading->catalogue, codes);
  }
  reading->part.model = model;
  reading->at += MODEL_LENGTH;
  return true;
}

/* --- what follows the model --- */

static void read_fitting(Reading *reading) {
  int letter = upper(*reading->at);
  reading->part.fitting_given = true;
  reading->part.fitting = letter == 'S' ? FITTING_COMPRESSION : FITTING_FACE_SEAL;
  if (letter == '-')
    complain(reading, "the fitting type is missing (V = face seal fitting, S = compression fitting)");
  else if (letter != 'V' && letter != 'S')
    complain(reading, "fitting type %c does not exist (V = face seal fitting, S = compression fitting)", letter);
  if (letter != '-') reading->at++;
}

/* The longest entry code that text begins with, as D is the beginning of DL; NULL for none. */
static const PartEntry *entry_at(const char *text) {
  const PartEntry *best = NULL;
  for (int i = 0; i < part_entry_count; i++) {
    size_t length = strlen(part_entries[i].code);
    if (strncasecmp(text, part_entries[i].code, length) == 0 && (!best || length > strlen(best->code)))
      best = &part_entries[i];
  }
  return best;
}

static const PartVoltage *voltage_of(int code) {
  for (int i = 0; i < part_voltage_count; i++)
    if (part_voltages[i].code == code) return &part_voltages[i];
  return NULL;
}

static void read_voltage(Reading *reading) {
  reading->part.voltage = voltage_of(upper(*reading->at));
  if (!reading->part.voltage) {
    char codes[200] = "";
    for (int i = 0; i < part_voltage_count; i++)
      list(codes, sizeof codes, "%c = %s", part_voltages[i].code, part_voltages[i].words);
    bool missing = !*reading->at || (entry_at(reading->at) && !entry_at(reading->at + 1));
    if (missing)
      complain(reading, "the voltage code is missing (%s)", codes);
    else
      complain(reading, "voltage code %c does not exist (%s)", *reading->at, codes);
    reading->part.voltage = voltage_of('5'); /* 24 VDC, made with every entry */
    if (missing) return;
  }
  reading->at++;
}

static const PartEntry *nearest_entry(const char *letters) {
  Nearest nearest = nearest_to(letters);
  for (int i = 0; i < part_entry_count; i++)
    nearest_try(&nearest, part_entries[i].code);
  return entry_at(nearest.best ? nearest.best : "D");
}

static void complain_of_entry(Reading *reading, const char *letters) {
  char codes[80] = "";
  for (int i = 0; i < part_entry_count; i++)
    list(codes, sizeof codes, "%s", part_entries[i].code);
  if (letters[0])
    complain(reading, "electrical entry %s does not exist (%s)", letters, codes);
  else
    complain(reading, "the electrical entry is missing (%s)", codes);
}

static void read_entry(Reading *reading) {
  Part *part = &reading->part;
  part->entry = entry_at(reading->at);
  if (part->entry) {
    reading->at += strlen(part->entry->code);
  } else {
    char letters[8] = "";
    size_t n = 0;
    while (isalpha((unsigned char)*reading->at) && n + 1 < sizeof letters)
      letters[n++] = *reading->at++;
    complain_of_entry(reading, letters);
    part->entry = nearest_entry(letters);
  }
  if (!part->voltage->ac || part->entry->ac) return;
  complain(reading, "electrical entry %s (%s) is made for DC only, voltage code %c is %s", part->entry->code,
           part->entry->words, part->voltage->code, part->voltage->words);
  part->entry = entry_at(part->entry->instead);
}

static void read_options(Reading *reading) {
  if (*reading->at == '2') reading->at++;
  if (upper(*reading->at) == 'A') {
    reading->part.spacer = true;
    reading->at++;
  }
  if (*reading->at == '-' && isalnum((unsigned char)reading->at[1]) && !reading->at[2]) {
    int letter = upper(reading->at[1]);
    if (letter < 'A' || letter > 'C')
      complain(reading, "electrical entry direction %c does not exist (A = 90, B = 180, C = 270 degrees)", letter);
    else
      reading->part.direction = (char)letter;
    reading->at += 2;
  }
  if (*reading->at) complain(reading, "'%.40s' after the number means nothing", reading->at);
}

static void read_after_model(Reading *reading) {
  if (!*reading->at) return;
  read_fitting(reading);
  if (!*reading->at) return;
  if (*reading->at == '-')
    reading->at++;
  else
    complain(reading, "a '-' is wanted before the voltage code");
  read_voltage(reading);
  read_entry(reading);
  read_options(reading);
}

/* --- a text that is no number at all --- */

static void try_number(Nearest *nearest, const Part *part, char *kept) {
  char number[PART_NUMBER_SIZE];
  part_build(part, number, sizeof number);
  for (int i = 0; i < 2; i++) {
    size_t before = nearest->distance;
    nearest_try(nearest, number);
    if (nearest->distance < before) nearest->best = part_build(part, kept, PART_NUMBER_SIZE);
    number[strlen(number) - 1] = '\0'; /* then without the fixed 2 */
  }
}

static void complain_of_unknown(const Catalogue *catalogue, const char *text, char *message, size_t size) {
  Nearest nearest = nearest_to(text);
  char kept[PART_NUMBER_SIZE], hint[PART_NUMBER_SIZE + 40];
  for (int i = 0; i < catalogue_count(catalogue); i++)
    nearest_try(&nearest, catalogue_model(catalogue, i)->name);
  Part part = {.fitting_given = true};
  for (int i = 0; (part.model = ordered_model(catalogue, &i));)
    for (int j = 0; j < FITTING_COUNT * part_voltage_count * part_entry_count; j++) {
      part.fitting = (FittingType)(j % FITTING_COUNT);
      part.voltage = &part_voltages[j / FITTING_COUNT % part_voltage_count];
      part.entry = &part_entries[j / FITTING_COUNT / part_voltage_count];
      if (part.entry->ac || !part.voltage->ac) try_number(&nearest, &part, kept);
    }
  snprintf(message, size, "unknown valve '%.60s'%s", text, nearest_hint(&nearest, hint, sizeof hint));
  if (!nearest.best) snprintf(message, size, "unknown valve '%.60s'; 'xsavac catalog' lists the models", text);
}

/* A message shows what was read: no control letters, no more of it than any name has. */
static void printable(const char *text, char *clean, size_t size) {
  size_t n = 0;
  for (; text[n] && n + 1 < size; n++)
    clean[n] = isprint((unsigned char)text[n]) ? text[n] : '?';
  clean[n] = '\0';
}

bool part_decode(const Catalogue *catalogue, const char *text, Part *part, char *message, size_t size) {
  char clean[128], nearest[PART_NUMBER_SIZE];
  printable(text, clean, sizeof clean);
  Reading reading = {.catalogue = catalogue, .at = clean};
  *part = (Part){.model = catalogue_find_model(catalogue, clean)};
  if (part->model) return true;
  if (!read_model(&reading)) {
    complain_of_unknown(catalogue, clean, message, size);
    return false;
  }
  read_after_model(&reading);
  *part = reading.part;
  if (!reading.reason[0]) return true;
  snprintf(message, size, "%.40s: %s; nearest possible %s: %s", clean, reading.reason,
           part_complete(part) ? "number" : "model", part_build(part, nearest, sizeof nearest));
  return false;
}
