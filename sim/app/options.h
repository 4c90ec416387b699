/* The command line of every command that takes FILE. */
#ifndef XSAVAC_SIM_APP_OPTIONS_H
#define XSAVAC_SIM_APP_OPTIONS_H

#include <stdbool.h>

#include "sim/base/status.h"

typedef struct {
  const char *file, *output; /* output NULL: out/<file's name> */
  const char **sets;         /* owned array of "PATH=VALUE" */
  int set_count, threads;    /* threads 0: as many as the machine has */
  bool render, quiet, json, help;
} Options;

/* argv[0] is the command's name. Wrong usage is said on standard error. */
Status options_parse(Options *options, int argc, char **argv);
void options_free(Options *options);
const char *options_help(void); /* the options' lines for a command's --help */

#endif
