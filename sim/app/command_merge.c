/* merge -o DIR DIR...: the shards of a sweep put together, with the results document and charts of the first. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plots/gnuplot.h"
#include "sim/app/commands.h"
#include "sim/output_file.h"
#include "sim/results_json.h"
#include "sim/sweep/results_sweep.h"
#include "sim/sweep/sweep.h"

static const char help[] =
    "xsavac merge -o DIR DIR...\n"
    "  joins the folders that the shards of one sweep (--shard K/N) left behind, in any order, into DIR\n"
    "  -o DIR              where the whole goes\n"
    "  --no-render         copy the gnuplot scripts, do not render them\n"
    "  --quiet             no text on standard output\n"
    "  --help              this text\n";

typedef struct {
  const char *output, **folders; /* owned array */
  int count;
  bool quiet, help, render;
} MergeOptions;

static Status wrong(const char *what, const char *word) {
  fprintf(stderr, "xsavac merge: %s%s; see 'xsavac merge --help'\n", what, word);
  return STATUS_USAGE;
}

static Status parse(MergeOptions *options, int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
      options->help = true;
    else if (strcmp(argv[i], "--quiet") == 0)
      options->quiet = true;
    else if (strcmp(argv[i], "--no-render") == 0)
      options->render = false;
    else if (strcmp(argv[i], "-o") == 0 && i + 1 < argc)
      options->output = argv[++i];
    else if (argv[i][0] == '-')
      return wrong(strcmp(argv[i], "-o") == 0 ? "-o wants a folder" : "unknown option ",
                   strcmp(argv[i], "-o") == 0 ? "" : argv[i]);
    else
      options->folders[options->count++] = argv[i];
  }
  if (options->help) return STATUS_OK;
  if (!options->output) return wrong("-o DIR is missing", "");
  return options->count ? STATUS_OK : wrong("the folders of the shards are missing", "");
}

/* The document of the first shard, its sweep replaced by that of the whole. */
static Status write_document(const MergeOptions *options, const SweepSummary *summary, char *message, size_t size) {
  char *path = output_path(options->folders[0], "results.json");
  json_t *document = path ? json_load_file(path, 0, NULL) : NULL;
  free(path);
  if (!document) return STATUS_OK; /* a shard that wrote none: the rows are what counts */
  OutputFile output;
  Status status = output_open(&output, options->output, "results.json", message, size);
  if (status == STATUS_OK) {
    bool good = results_put(document, "sweep", results_sweep_json(summary)) &&
                json_dumpf(document, output.stream, JSON_INDENT(2) | JSON_REAL_PRECISION(17)) == 0 &&
                fputc('\n', output.stream) != EOF;
    if (good || ferror(output.stream))
      status = output_commit(&output, message, size);
    else
      status = STATUS_MEMORY, output_discard(&output), snprintf(message, size, "out of memory");
  }
  json_decref(document);
  return status;
}

/* False where reading fails; the commit tells of a failed write. */
static bool copy_stream(FILE *in, FILE *out) {
  char piece[4096];
  size_t got;
  while ((got = fread(piece, 1, sizeof piece, in)) > 0)
    if (fwrite(piece, 1, got, out) != got) return true;
  return !ferror(in);
}

/* What is drawn follows from the design alone, so that the script of a shard draws the whole. */
static Status take_chart(const MergeOptions *options, const char *name, char *message, size_t size) {
  char file[64], why[256];
  snprintf(file, sizeof file, "%s.gp", name);
  char *path = output_path(options->folders[0], file);
  FILE *in = path ? fopen(path, "rb") : NULL;
  free(path);
  if (!in) return STATUS_OK;
  OutputFile output;
  Status status = output_open(&output, options->output, file, message, size);
  if (status == STATUS_OK && copy_stream(in, output.stream))
    status = output_commit(&output, message, size);
  else if (status == STATUS_OK)
    status = STATUS_IO, output_discard(&output),
    snprintf(message, size, "%s/%s: could not be read", options->folders[0], file);
  fclose(in);
  if (status == STATUS_OK && options->render && !gnuplot_render(options->output, name, why, sizeof why))
    fprintf(stderr, "xsavac: warning: chart %s not rendered: %s\n", name, why);
  return status;
}

static Status merge(const MergeOptions *options) {
  SweepSummary summary = {0};
  char message[SWEEP_MESSAGE_MAX] = "";
  Status status = sweep_merge(options->folders, options->count, options->output, &summary, message);
  if (status == STATUS_OK) status = write_document(options, &summary, message, sizeof message);
  if (status == STATUS_OK) status = take_chart(options, "sweep", message, sizeof message);
  if (status == STATUS_OK) status = take_chart(options, "sweep_map", message, sizeof message);
  if (status != STATUS_OK) fprintf(stderr, "xsavac: error: merge: %s\n", message);
  if (status == STATUS_OK && !options->quiet) {
    report_print_sweep(&summary, stdout);
    printf("Results  %s\n", options->output);
  }
  sweep_summary_free(&summary);
  return status;
}

int command_merge(int argc, char **argv) {
  MergeOptions options = {.render = true, .folders = calloc((size_t)argc + 1, sizeof *options.folders)};
  Status status = options.folders ? parse(&options, argc, argv) : STATUS_MEMORY;
  if (status == STATUS_OK && options.help)
    fputs(help, stdout);
  else if (status == STATUS_OK)
    status = merge(&options);
  free(options.folders);
  return status_exit_code(status);
}
