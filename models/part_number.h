/* Ordering numbers of the catalogue's valves: XSA2-43V-5G2 = size 2, 6 mm, 3/8 inch, face seal, 24 VDC, grommet. */
#ifndef XSAVAC_MODELS_PART_NUMBER_H
#define XSAVAC_MODELS_PART_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "models/catalogue.h"

typedef struct {
  char code;
  double volts;
  bool ac;
  const char *words; /* "24 VDC" */
} PartVoltage;

typedef struct {
  const char *code, *words;
  bool ac;               /* also made for AC */
  bool surge_suppressor; /* on DC too; every AC coil has one */
  bool light, ac_ce_note;
  OutlineEntry outline;
  const char *instead; /* the nearest entry for AC where this one is DC only */
} PartEntry;

/* A part to order beside the valve. Which valves it suits: pattern over model names; entry and voltage codes, NULL =
 * any. */
typedef struct {
  const char *words, *number, *models, *entries, *voltages, *source;
} PartAccessory;

extern const PartVoltage part_voltages[]; /* models/data/xsa.c */
extern const int part_voltage_count;
extern const PartEntry part_entries[];
extern const int part_entry_count;
extern const PartAccessory part_accessory_table[];
extern const int part_accessory_count;

/* A bare model name is a part too: fitting_given false, voltage and entry NULL. Valid to simulate, not to order. */
typedef struct {
  const ValveModel *model;
  bool fitting_given;
  FittingType fitting;
  const PartVoltage *voltage;
  const PartEntry *entry;
  bool spacer;
  char direction; /* special electrical entry direction 'A' 90, 'B' 180, 'C' 270 degrees; 0 = standard */
} Part;

enum { PART_NUMBER_SIZE = 80 }; /* room for any number part_build() writes and its end; user names are shorter */

/* Decodes an ordering number, a model, a model with fitting type, or the name of a user's model; any case, with or
   without the fixed 2 after the entry. False: message gives the reason and the nearest possible number; part is not to
   be used. */
bool part_decode(const Catalogue *catalogue, const char *text, Part *part, char *message, size_t size);

/* The canonical number; returns text. */
char *part_build(const Part *part, char *text, size_t size);

bool part_complete(const Part *part); /* can be ordered as it stands */

/* Weight of the fitting type; NAN when unknown or when the fitting type is open and the two differ. */
double part_weight_kg(const Part *part);

/* Remarks that belong beside the number. Writes up to capacity constant texts, returns how many there are. */
int part_notes(const Part *part, const char **notes, int capacity);

/* Accessories that suit the part; for what the part leaves open, every possible one. As catalogue_match(). */
int part_accessories(const Part *part, const PartAccessory **found, int capacity);

const char *part_direction_words(char direction); /* "90 degrees" */

#endif
