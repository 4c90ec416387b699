/* What the parts of the reader share. */
#ifndef XSAVAC_CONFIG_READING_H
#define XSAVAC_CONFIG_READING_H

#include "config/quantity.h"
#include "config/value.h"
#include "models/component.h"

typedef struct {
  Diagnostics *diagnostics;
  int errors_before;          /* what diagnostics held when reading began */
  bool line_has_findings;     /* of the line and its measures, known once they are read */
  QuantityContext quantities; /* ambient pressure, once it is known */
  ComponentContext component;
  bool line_alone; /* what asks for many studies (sweep, size, uncertainty) is passed over */
  int hints_left;  /* nearest names are looked for only so often: a large file full of wrong names must not take forever
                   */
  bool out_of_memory;
} Reading;

enum { READING_MESSAGE_SIZE = 512 };

/* A value that must be a group: false with a finding. */
bool read_is_group(Reading *reading, const Value *value);

/* A text that is not empty and not longer than length_max: NULL with a finding. */
const char *read_text(Reading *reading, const Value *value, size_t length_max);

/* One value by its row into its field, range and all: false with a finding. */
bool read_value(Reading *reading, const Value *value, const ParamRow *row, void *field);

/* A number or a quantity in SI, without a range: false with a finding. */
bool read_quantity(Reading *reading, const Value *value, Dimension dimension, const QuantityContext *context,
                   double *si);

/* A finding when si is out of range. value: as it was written. */
bool read_range(Reading *reading, const Value *value, double si, Dimension dimension, double min, double max);

/* The gas of a name; NULL with a finding at value. */
const Gas *read_gas(Reading *reading, const Value *value, const char *name);

bool read_blend(Reading *reading, const Value *value, GasBlend *blend);
bool read_curve(Reading *reading, const Value *value, const ParamRow *row, Curve *curve);

/* A group by a type's rows. Fields not given stay as they are. own: further keys of the group that are read elsewhere
   (NULL-ended); scope: names the group in the table of what is not available yet. Findings for unknown keys, missing
   ones and bad values: then false. */
typedef struct {
  const ParamRow *rows;
  int row_count;
  void *params;
  const char *const *own;
  const char *scope;
} ParamGroup;
bool read_params(Reading *reading, const Value *group, const ParamGroup *into);

/* A finding for a key that nobody reads; candidates NULL-ended. */
void read_unknown(Reading *reading, const Value *value, const char *const *candidates);

/* Findings for the members of a group that are none of keys (NULL-ended): then false. scope as in ParamGroup. */
bool read_keys(Reading *reading, const Value *group, const char *const *keys, const char *scope);

/* Whether a value is a pressure counted from the ambient, such as "0.2 MPa(G)". */
bool read_is_gauge(const Value *value);

/* Whether a key of the language is not in this version; then with a finding. */
bool read_unavailable(Reading *reading, const Value *value, const char *scope);

#endif
