#include "sim/app/options.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *options_help(void) {
  return "  -o DIR              results go to DIR (default: out/<file's name>/)\n"
         "  --set PATH=VALUE    change a value of the file for this run; may be given again, the last one wins\n"
         "  --threads N         at most N threads\n"
         "  --resume            a sweep goes on where it was interrupted\n"
         "  --shard K/N         a sweep's K-th of N parts; 'merge' joins them\n"
         "  --no-render         write the gnuplot scripts, do not render them\n"
         "  --quiet             no text on standard output\n"
         "  --json              the results document on standard output\n"
         "  --help              this text\n";
}

typedef struct {
  int argc, at;
  char **argv;
} Reader;

static Status wrong(const Reader *reader, const char *what, const char *word) {
  fprintf(stderr, "xsavac %s: %s%s; see 'xsavac %s --help'\n", reader->argv[0], what, word, reader->argv[0]);
  return STATUS_USAGE;
}

/* The value of option name, given as `--name VALUE` or `--name=VALUE`; NULL if this word is another option. */
static const char *value_of(Reader *reader, const char *name, bool *missing) {
  const char *word = reader->argv[reader->at];
  size_t length = strlen(name);
  *missing = false;
  if (strncmp(word, name, length) != 0) return NULL;
  if (word[length] == '=' && length > 2) return word + length + 1;
  if (word[length] != '\0') return NULL;
  *missing = reader->at + 1 >= reader->argc;
  return *missing ? word : reader->argv[++reader->at];
}

static bool parse_threads(const char *text, int *threads) {
  char *end;
  errno = 0;
  long n = strtol(text, &end, 10);
  if (errno || *end || end == text || n < 1 || n > 4096) return false;
  *threads = (int)n;
  return true;
}

static bool parse_shard(const char *text, Options *options) {
  enum { SHARDS_MOST = 1000000 };
  char *end, *after;
  long k = strtol(text, &end, 10);
  if (end == text || *end != '/') return false;
  long n = strtol(end + 1, &after, 10);
  if (after == end + 1 || *after || n < 1 || n > SHARDS_MOST || k < 1 || k > n) return false;
  options->shard = (int)k, options->shards = (int)n;
  return true;
}

static bool take_flag(Options *options, const char *word) {
  if (strcmp(word, "--no-render") == 0)
    options->render = false;
  else if (strcmp(word, "--quiet") == 0)
    options->quiet = true;
  else if (strcmp(word, "--resume") == 0)
    options->resume = true;
  else if (strcmp(word, "--json") == 0)
    options->json = true;
  else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
    options->help = true;
  else
    return false;
  return true;
}

static Status take_set(Options *options, const Reader *reader, const char *text) {
  const char *equals = strchr(text, '=');
  if (!equals || equals == text) return wrong(reader, "--set wants PATH=VALUE, got ", text);
  options->sets[options->set_count++] = text;
  return STATUS_OK;
}

/* False where the word is none of the command's own options. */
static bool take_own(const OwnOption *own, Reader *reader, Status *status) {
  for (; own && own->name; own++) {
    bool missing;
    const char *value = value_of(reader, own->name, &missing);
    if (!value) continue;
    char what[120];
    snprintf(what, sizeof what, "%s wants %s", own->name, own->wants);
    *own->value = value;
    *status = missing || !*value ? wrong(reader, what, "") : STATUS_OK;
    return true;
  }
  return false;
}

static Status take_word(Options *options, const OwnOption *own, Reader *reader) {
  const char *word = reader->argv[reader->at], *value;
  Status status;
  bool missing;
  if (take_flag(options, word)) return STATUS_OK;
  if (take_own(own, reader, &status)) return status;
  if ((value = value_of(reader, "-o", &missing))) {
    options->output = value;
    return missing || !*value ? wrong(reader, "-o wants a folder", "") : STATUS_OK;
  }
  if ((value = value_of(reader, "--set", &missing)))
    return missing ? wrong(reader, "--set wants PATH=VALUE", "") : take_set(options, reader, value);
  if ((value = value_of(reader, "--threads", &missing)))
    return missing || !parse_threads(value, &options->threads)
               ? wrong(reader, "--threads wants a number from 1 to 4096", "")
               : STATUS_OK;
  if ((value = value_of(reader, "--shard", &missing)))
    return missing || !parse_shard(value, options) ? wrong(reader, "--shard wants K/N, K from 1 to N", "") : STATUS_OK;
  if (word[0] == '-' && word[1] != '\0') return wrong(reader, "unknown option ", word);
  if (options->file) return wrong(reader, "one FILE is wanted, here is a second: ", word);
  options->file = word;
  return STATUS_OK;
}

Status options_parse(Options *options, int argc, char **argv) {
  return options_parse_own(options, NULL, argc, argv);
}

Status options_parse_own(Options *options, const OwnOption *own, int argc, char **argv) {
  *options = (Options){.render = true, .shard = 1, .shards = 1};
  options->sets = calloc((size_t)argc + 1, sizeof *options->sets);
  if (!options->sets) return STATUS_MEMORY;
  Reader reader = {argc, 1, argv};
  for (; reader.at < argc; reader.at++) {
    Status status = take_word(options, own, &reader);
    if (status != STATUS_OK) return status;
  }
  if (!options->file && !options->help) return wrong(&reader, "FILE is missing", "");
  return STATUS_OK;
}

const char *options_folder(const Options *options, char *folder, size_t size) {
  if (options->output) return options->output;
  const char *slash = strrchr(options->file, '/'), *name = slash ? slash + 1 : options->file;
  const char *dot = strrchr(name, '.');
  int length = dot && dot != name ? (int)(dot - name) : (int)strlen(name);
  int used = snprintf(folder, size, "out/%.*s", length, name);
  if (options->shards > 1 && used > 0 && (size_t)used < size)
    snprintf(folder + used, size - (size_t)used, "-%d-of-%d", options->shard, options->shards);
  return folder;
}

void options_free(Options *options) {
  free(options->sets);
  options->sets = NULL;
}
