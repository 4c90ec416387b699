#include <stdio.h>
#include <string.h>

#include "models/nearest.h"
#include "sim/app/commands.h"
#ifdef XSAVAC_MPI
#include "sim/app/ranks.h"
#endif
#include "sim/base/status.h"
#include "sim/version.h"

typedef struct {
  const char *name;
  int (*run)(int argc, char **argv); /* NULL: not in this version */
  const char *usage, *text;
} Command;

static const Command commands[] = {
    {"run", command_study, "run FILE [options]", "every analysis the file asks for"},
    {"check", command_study, "check FILE", "parse, validate, catalogue rules; nothing simulated"},
    {"steady", command_study, "steady FILE [options]", "steady pressures and flows"},
    {"transient", command_study, "transient FILE [options]", "the run through time: pump-down, venting, interlocks"},
    {"limits", command_study, "limits FILE [options]", "every valve against its catalogue limits"},
    {"budget", command_study, "budget FILE [options]", "every leak into a node against what it can bear"},
    {"uncertainty", command_study, "uncertainty FILE [options]", "how the measures move when the parameters do"},
    {"sweep", command_study, "sweep FILE [options]", "the line at every point of a design: a table, charts"},
    {"merge", command_merge, "merge -o DIR DIR...", "joins the shards of a sweep"},
    {"size", command_study, "size FILE [options]", "the smallest valve that does the job, and why not the others"},
    {"optimise", command_study, "optimise FILE [options]", "the best values for one measure, within what is required"},
    {"curve", command_curve, "curve FILE --element NAME", "flow and conductance of one element against pressure"},
    {"catalog", command_catalog, "catalog [PART|PATTERN]", "list valve models, decode a part number"},
    {"convert", command_convert, "convert \"VALUE UNIT\" \"UNIT\"", "units, throughput bases, leak-gas equivalents"},
    {"components", command_components, "components [TYPE]", "component types, parameters, units, ranges"},
    {"drive", NULL, NULL, NULL},
};
enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

static void print_help(FILE *stream) {
  fprintf(stream, "xsavac %s: valve sizing and vacuum leak budget simulator\n\n", XSAVAC_VERSION);
  for (int i = 0; i < COMMAND_COUNT; i++)
    if (commands[i].run) fprintf(stream, "  xsavac %-32s %s\n", commands[i].usage, commands[i].text);
  fprintf(stream, "  xsavac %-32s %s\n", "--version | --help", "COMMAND --help tells a command's options");
  fprintf(stream, "\nexit codes:\n");
  for (int s = 0; s < STATUS_MEMORY; s++)
    fprintf(stream, "  %d  %s\n", status_exit_code((Status)s), status_words((Status)s));
}

static int unknown_command(const char *name) {
  Nearest nearest = nearest_to(name);
  char hint[96];
  for (int i = 0; i < COMMAND_COUNT; i++)
    nearest_try(&nearest, commands[i].name);
  fprintf(stderr, "xsavac: unknown command '%s'%s (see 'xsavac --help')\n", name,
          nearest_hint(&nearest, hint, sizeof hint));
  return status_exit_code(STATUS_USAGE);
}

static int dispatch(int argc, char **argv) {
  for (int i = 0; i < COMMAND_COUNT; i++) {
    if (strcmp(argv[1], commands[i].name) != 0) continue;
    if (commands[i].run) return commands[i].run(argc - 1, argv + 1);
    fprintf(stderr, "xsavac: '%s' is not available in this version (%s)\n", argv[1], XSAVAC_VERSION);
    return status_exit_code(STATUS_USAGE);
  }
  return unknown_command(argv[1]);
}

#ifdef XSAVAC_MPI
static const char version[] = "xsavac " XSAVAC_VERSION ", with MPI";
#else
static const char version[] = "xsavac " XSAVAC_VERSION;
#endif

/* Output that did not arrive (disk full) is a failure, whatever the command thought. */
static int close_output(int code) {
  if (fflush(stdout) == 0 && !ferror(stdout)) return code;
  fprintf(stderr, "xsavac: standard output could not be written\n");
  return status_exit_code(STATUS_IO);
}

static int program(int argc, char **argv) {
  if (argc < 2) {
    print_help(stderr);
    return status_exit_code(STATUS_USAGE);
  }
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
    print_help(stdout);
    return close_output(0);
  }
  if (strcmp(argv[1], "--version") == 0) {
    puts(version);
    return close_output(0);
  }
  return close_output(dispatch(argc, argv));
}

int main(int argc, char **argv) {
#ifdef XSAVAC_MPI
  return ranks_main(argc, argv, program);
#else
  return program(argc, argv);
#endif
}
