/* The command line of every command that takes FILE. */
#ifndef XSAVAC_SIM_APP_OPTIONS_H
#define XSAVAC_SIM_APP_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/status.h"

typedef struct {
  const char *file, *output; /* output NULL: out/<file's name> */
  const char **sets;         /* owned array of "PATH=VALUE" */
  int set_count, threads;    /* threads 0: as many as the machine has */
  bool render, quiet, json, help, resume;
  int shard, shards; /* 1 of 1: the whole sweep */
} Options;

/* An option that one command alone has, `--name VALUE` or `--name=VALUE`. */
typedef struct {
  const char *name, *wants; /* wants: what the value is, for the message where it is missing */
  const char **value;       /* stays as it is where the option is not given; the last one wins */
} OwnOption;

/* argv[0] is the command's name. own: ends with a NULL name; NULL for none. Wrong usage is said on standard error. */
Status options_parse(Options *options, int argc, char **argv);
Status options_parse_own(Options *options, const OwnOption *own, int argc, char **argv);
void options_free(Options *options);
const char *options_help(void); /* the options' lines for a command's --help */

/* Where results go: -o, else out/<file's name without folder and ending>. Returns folder, written only in the second
 * case. */
const char *options_folder(const Options *options, char *folder, size_t size);

#endif
