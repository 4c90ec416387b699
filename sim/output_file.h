/* Files that appear whole or not at all: written beside their place under a temporary name, then renamed (DESIGN
   section 5). */
#ifndef XSAVAC_SIM_OUTPUT_FILE_H
#define XSAVAC_SIM_OUTPUT_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "sim/base/status.h"

typedef struct {
  FILE *stream;           /* write here; errors are found by output_commit() */
  char *path, *temporary; /* owned */
} OutputFile;

/* Creates folder and its parents where they are missing. */
Status output_folder_make(const char *folder, char *message, size_t size);

/* STATUS_OK, or STATUS_IO or STATUS_MEMORY with a message that names the file and the reason; then nothing is left
   behind. output must end in output_commit() or output_discard(). */
Status output_open(OutputFile *output, const char *folder, const char *name, char *message, size_t size);

/* Puts the file under its name, if every write succeeded; else removes it. An earlier file of that name stays until
   then. Empties output either way. */
Status output_commit(OutputFile *output, char *message, size_t size);

void output_discard(OutputFile *output); /* takes an empty object */

/* For a signal handler that ends the program: takes away the temporary file last opened, if it still has that name. */
void output_abandon(void);

/* "folder/name" as an owned string; NULL when out of memory. */
char *output_path(const char *folder, const char *name);

#endif
