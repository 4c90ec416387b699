/* Parameters of a line that the points of a sweep, samples and candidates change, named by paths as --set does. A path is bound once to
   the parameter it changes; what no parameter row describes (a schedule's moment, the ambient) is read anew for every point. */
#ifndef XSAVAC_SIM_VARY_H
#define XSAVAC_SIM_VARY_H

#include "sim/network.h"

enum { VARY_TEXT_MAX = 256, VARY_MESSAGE_MAX = 1024 };

/* A value of a variable: a number in SI, or a text as it would stand in the file (a part number, a choice, a gas). */
typedef struct {
  double number;    /* NAN where text counts */
  const char *text; /* not owned; NULL: the number counts */
} VaryValue;

typedef enum { VARY_REREAD, VARY_NODE, VARY_BRANCH } VaryPlace;

typedef struct {
  char path[VARY_TEXT_MAX];
  VaryPlace place;
  int number;          /* of the node or branch */
  const ParamRow *row; /* of a node or branch */
} Variable;

/* Binds a path to the network. Always succeeds: what is no parameter that can change alone is VARY_REREAD. */
Variable variable_bind(const Network *network, const char *path);

/* "m", "Pa"; "" for a text, a plain number, and where the path alone does not tell. */
const char *variable_unit(const Variable *variable);

typedef enum { VARY_DONE, VARY_REFUSED, VARY_STRUCTURE } VaryResult;

/* Sets bound variables (none VARY_REREAD) and resolves what they belong to; network_derive() comes after it. VARY_REFUSED: out of range
   or contradicting, message says it. VARY_STRUCTURE: right, but the line has to be read anew for it. After either all are to be set
   again. */
VaryResult variables_set(Network *network, const Variable *variables, const VaryValue *values, int count,
                         char message[VARY_MESSAGE_MAX]);

/* "elements.L1.diameter=0.012": as --set takes it; returns set. */
char *variable_set_text(const Variable *variable, const VaryValue *value, char set[2 * VARY_TEXT_MAX]);

#endif
