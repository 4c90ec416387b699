/* A set of names with their numbers: network building and paths look names up, solvers never do. */
#ifndef XSAVAC_SIM_NAMES_H
#define XSAVAC_SIM_NAMES_H

typedef struct {
  char **slots_name; /* owned copies; NULL: empty slot */
  int *slots_number;
  int capacity, count;
} Names;

void names_free(Names *names); /* takes an empty set */

/* The number of a name, -1 if it is not there. */
int names_find(const Names *names, const char *name);

/* Returns the owned copy of the name, NULL when out of memory. The name must be new. */
const char *names_add(Names *names, const char *name, int number);

#endif
