/* Damaged configurations: fuzz_config SECONDS. Mutates the example files (bytes, words, lines, numbers) with a fixed
   seed and reads each mutant. Nothing may crash or hang, and none may fail or pass in silence: STATUS_CONFIG comes with
   an error, STATUS_OK with none and with a derived network of finite numbers. A failing mutant is left in
   fuzz_config.cfg. */
#include <dirent.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "config/reader.h"

enum { SEEDS_MAX = 400, TEXT_MAX = 65536, PATH_SIZE = 512, STUCK_S = 20 };

typedef struct {
  char *bytes;
  size_t length;
} Text;

typedef struct {
  uint64_t state;
  Text seeds[SEEDS_MAX];
  int seed_count, example_count; /* the examples come first */
  char path[PATH_SIZE];
  long long count, good, refused;
} Fuzz;

/* xorshift64* (Vigna 2016): the same mutants everywhere. */
static uint64_t next_random(Fuzz *fuzz) {
  fuzz->state ^= fuzz->state >> 12;
  fuzz->state ^= fuzz->state << 25;
  fuzz->state ^= fuzz->state >> 27;
  return fuzz->state * 2685821657736338717u;
}

static size_t below(Fuzz *fuzz, size_t n) {
  return n ? (size_t)((next_random(fuzz) >> 16) % n) : 0;
}

/* --- seeds --- */

static bool text_read(const char *path, Text *text) {
  FILE *stream = fopen(path, "rb");
  text->bytes = malloc(TEXT_MAX);
  if (!stream || !text->bytes) return false;
  text->length = fread(text->bytes, 1, TEXT_MAX / 2, stream);
  fclose(stream);
  return true;
}

static int is_cfg(const struct dirent *entry) {
  size_t length = strlen(entry->d_name);
  return length > 4 && strcmp(entry->d_name + length - 4, ".cfg") == 0;
}

static void seeds_read(Fuzz *fuzz, const char *folder) {
  char path[PATH_SIZE];
  struct dirent **entries = NULL;
  int count = scandir(folder, &entries, is_cfg, alphasort); /* the same order everywhere, for the same mutants */
  for (int i = 0; i < count; i++) {
    snprintf(path, sizeof path, "%s/%.200s", folder, entries[i]->d_name);
    if (fuzz->seed_count < SEEDS_MAX && text_read(path, &fuzz->seeds[fuzz->seed_count])) fuzz->seed_count++;
    free(entries[i]);
  }
  free(entries);
}

/* --- mutations: each takes a text with room for more --- */

static void splice(Text *text, size_t at, size_t cut, const char *bytes, size_t length) {
  if (at > text->length) at = text->length;
  if (cut > text->length - at) cut = text->length - at;
  if (text->length - cut + length > TEXT_MAX) return;
  memmove(text->bytes + at + length, text->bytes + at + cut, text->length - at - cut);
  memcpy(text->bytes + at, bytes, length);
  text->length = text->length - cut + length;
}

static void flip_byte(Fuzz *fuzz, Text *text) {
  if (text->length == 0) return;
  size_t at = below(fuzz, text->length);
  text->bytes[at] = below(fuzz, 2) ? (char)(text->bytes[at] ^ (1 << below(fuzz, 8))) : (char)below(fuzz, 256);
}

static void cut_piece(Fuzz *fuzz, Text *text) {
  splice(text, below(fuzz, text->length), 1 + below(fuzz, below(fuzz, 4) ? 8 : 400), "", 0);
}

static void copy_piece(Fuzz *fuzz, Text *text) {
  char piece[512];
  size_t from = below(fuzz, text->length), length = 1 + below(fuzz, sizeof piece - 1);
  if (length > text->length - from) length = text->length - from;
  memcpy(piece, text->bytes + from, length);
  splice(text, below(fuzz, text->length), below(fuzz, 2) ? length : 0, piece, length);
}

static const char *const words[] = {"{",
                                    "}",
                                    "(",
                                    ")",
                                    "[",
                                    "]",
                                    ";",
                                    ",",
                                    "=",
                                    ":",
                                    "\"",
                                    "/*",
                                    "*/",
                                    "//",
                                    "#",
                                    "\n",
                                    "\\",
                                    "\\x00",
                                    "@include \"",
                                    "\n@include \"loadlock.cfg\"\n",
                                    "\n@include \".\"\n",
                                    "true",
                                    "false",
                                    "\0",
                                    "\xc3",
                                    "\xc3\xa9",
                                    "\xff",
                                    "\x1b[",
                                    "0",
                                    "-1",
                                    "1e308",
                                    "-1e308",
                                    "1e400",
                                    "1e-400",
                                    "nan",
                                    "inf",
                                    "99999999999",
                                    "2147483648",
                                    "-2147483649",
                                    "0x80000000",
                                    "12L",
                                    ".",
                                    "-.",
                                    "1.",
                                    "010",
                                    "\"12 L\"",
                                    "\"-300 degC\"",
                                    "\"0 Pa\"",
                                    "\"1e-9 mbar L/s\"",
                                    "\"-1 MPa(G)\"",
                                    "\"12 mm\"",
                                    "\"air\"",
                                    "\"He\"",
                                    "{ N2 = 0.5; O2 = 0.5; }",
                                    "\"XSA3-43S-8DLA\"",
                                    "\"valve\"",
                                    "\"tube\"",
                                    "\"orifice\"",
                                    "\"pump\"",
                                    "\"chamber\"",
                                    "\"foreline\"",
                                    "\"ambient\"",
                                    "nodes",
                                    "elements",
                                    "pumps",
                                    "sources",
                                    "leaks",
                                    "analysis",
                                    "schedule",
                                    "measure",
                                    "transient",
                                    "until",
                                    "outputs",
                                    "derived",
                                    "filter",
                                    "rtol",
                                    "states",
                                    "behaviour",
                                    "when",
                                    "after",
                                    "below",
                                    "above",
                                    "open",
                                    "close",
                                    "start",
                                    "stop",
                                    "time",
                                    "since",
                                    "reach",
                                    "fraction",
                                    "temperature",
                                    "pressure_drop",
                                    "throughput",
                                    "conductance",
                                    "mass_flow",
                                    "thermal",
                                    "kind",
                                    "gases",
                                    "factor",
                                    "ultimate",
                                    "stroke",
                                    "seals",
                                    "material",
                                    "treatment",
                                    "area",
                                    "age",
                                    "length",
                                    "section",
                                    "squeeze",
                                    "\"5 min\"",
                                    "\"50 ms\"",
                                    "\"1e-9 s\"",
                                    "\"10 ppm\"",
                                    "\"60 %\"",
                                    "\"25 degC\"",
                                    "\"final\"",
                                    "\"physical\"",
                                    "\"max\"",
                                    "\"mean\"",
                                    "\"end\"",
                                    "\"steady\"",
                                    "\"ROUGH\"",
                                    "[ \"ROUGH\", \"VENT\" ]",
                                    "[ ]",
                                    "\"P1\"",
                                    "\"O2\"",
                                    "\"adiabatic\"",
                                    "{ h = 8; area = 0.3; wall = 293; }",
                                    "\"turbo\"",
                                    "{ He = { factor = 0.9; }; }",
                                    "\"stainless_steel\"",
                                    "\"FKM\"",
                                    "\"chamber.surfaces.[0]\"",
                                    "{ after = 1; close = [ \"ROUGH\" ]; },",
                                    "{ when = { pressure = \"chamber\"; below = 10; }; open = [ \"VENT\" ]; },",
                                    "surfaces = ( { material = \"FKM\"; area = 0.1; } );",
                                    "seals = ( { material = \"FKM\"; length = 1; section = 0.003; } );",
                                    "name",
                                    "type",
                                    "from",
                                    "to",
                                    "at",
                                    "curve",
                                    "reference",
                                    "gas",
                                    "fixed",
                                    "volume",
                                    "pressure",
                                    "surfaces",
                                    "catalogue",
                                    "catalogue = \"loadlock.cfg\";",
                                    "((((((((((",
                                    "{{{{{{",
                                    "ambient = { pressure = 1; };"};

static void put_word(Fuzz *fuzz, Text *text) {
  const char *word = words[below(fuzz, sizeof words / sizeof words[0])];
  size_t length = strlen(word);
  splice(text, below(fuzz, text->length), below(fuzz, 2) ? 0 : length, word, length ? length : 1);
}

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
         c == '-' || c == '+';
}

static size_t word_at(const Text *text, size_t at, size_t *start) {
  while (at < text->length && !is_word(text->bytes[at]))
    at++;
  size_t end = at;
  while (at > 0 && is_word(text->bytes[at - 1]))
    at--;
  while (end < text->length && is_word(text->bytes[end]))
    end++;
  *start = at;
  return end - at;
}

/* A word of the text, or one of the list, in the place of another: what a tired user does. */
static void swap_words(Fuzz *fuzz, Text *text) {
  size_t from, to;
  size_t length = word_at(text, below(fuzz, text->length), &from), old = word_at(text, below(fuzz, text->length), &to);
  char copy[128];
  if (length == 0 || length > sizeof copy) return;
  memcpy(copy, text->bytes + from, length);
  if (below(fuzz, 3) == 0) {
    const char *word = words[below(fuzz, sizeof words / sizeof words[0])];
    splice(text, to, old, word, strlen(word));
  } else {
    splice(text, to, old, copy, length);
  }
}

static void change_number(Fuzz *fuzz, Text *text) {
  static const char *const numbers[] = {"0",
                                        "-0",
                                        "-1",
                                        "1e30",
                                        "1e-30",
                                        "1e300",
                                        "1e308",
                                        "1e309",
                                        "1e-320",
                                        "1e-400",
                                        "2147483647",
                                        "2147483648",
                                        "99999999999999999999",
                                        "0.5",
                                        "1e5",
                                        "-1e5",
                                        "1.0000001",
                                        "0x7fffffff",
                                        "0xffffffff",
                                        "3L"};
  size_t at = below(fuzz, text->length), start;
  for (int tries = 0; tries < 400 && at < text->length && !(text->bytes[at] >= '0' && text->bytes[at] <= '9'); tries++)
    at++;
  size_t length = word_at(text, at, &start);
  const char *number = numbers[below(fuzz, sizeof numbers / sizeof numbers[0])];
  splice(text, start, length, number, strlen(number));
}

static void swap_lines(Fuzz *fuzz, Text *text) {
  size_t at = below(fuzz, text->length);
  char *line = memchr(text->bytes + at, '\n', text->length - at);
  if (!line) return;
  size_t start = (size_t)(line - text->bytes) + 1;
  char *end = memchr(text->bytes + start, '\n', text->length - start);
  size_t length = end ? (size_t)(end - text->bytes) + 1 - start : 0;
  char copy[1024];
  if (length == 0 || length > sizeof copy) return;
  memcpy(copy, text->bytes + start, length);
  size_t to = below(fuzz, text->length);
  char *before = memchr(text->bytes + to, '\n', text->length - to);
  if (below(fuzz, 2)) splice(text, start, length, "", 0);
  if (before && (size_t)(before - text->bytes) < text->length)
    splice(text, (size_t)(before - text->bytes) + 1, 0, copy, length);
}

static void mutate(Fuzz *fuzz, Text *text) {
  static void (*const mutations[])(Fuzz *, Text *) = {flip_byte,  cut_piece,  copy_piece,    put_word,   put_word,
                                                      swap_words, swap_words, change_number, swap_lines, change_number};
  size_t times = 1 + below(fuzz, below(fuzz, 4) ? 3 : 12);
  for (size_t i = 0; i < times && text->length > 0; i++)
    mutations[below(fuzz, sizeof mutations / sizeof mutations[0])](fuzz, text);
}

/* --- one mutant --- */

static const char *const sets[] = {"elements.L1.diameter=12 mm",
                                   "nodes.chamber.volume=1e400",
                                   "nodes={ a = { fixed = true; }; }",
                                   "ambient.pressure=1 bar",
                                   "elements.A.part=XSA1-12",
                                   "analysis.limits.margin=0.5",
                                   "gas={ N2 = 0.5; O2 = 0.5; }",
                                   "pumps.[0].speed=1",
                                   "leaks.door.reference.gas=N2",
                                   "nodes.chamber={ volume = ( 1 }",
                                   "schedule.[1].at=2 s",
                                   "schedule.[0].open=[ ]",
                                   "measure.t_rough.below=10 ppm",
                                   "analysis.transient.until=1e400",
                                   "nodes.chamber.thermal=adiabatic",
                                   "nodes.chamber.thermal={ h = 8; area = 0.3; }",
                                   "nodes.chamber.surfaces.[0].age=1 h",
                                   "pumps.P1.gases={ He = { speed = 1; }; }"};

static const char *fault_of(Status status, const Study *study, const Diagnostics *diagnostics) {
  const Network *network = &study->network;
  if (status == STATUS_CONFIG) return diagnostics->errors > 0 ? NULL : "refused without an error";
  if (status != STATUS_OK) return "neither good nor refused";
  if (diagnostics->errors > 0) return "good with errors";
  if (network->n_nodes == 0 || network->n_gas == 0 || !study->title || strlen(study->sha256) != 64)
    return "good, but not derived";
  for (int i = 0; i < network->n_nodes; i++) {
    const Node *node = &network->nodes[i];
    if (!node->fractions || !isfinite(node->params.pressure_pa) || !isfinite(node->params.temperature_k) ||
        !isfinite(node->params.volume_m3) || node->params.pressure_pa < 0)
      return "good, but a node is not";
  }
  return NULL;
}

static bool mutant_write(const Fuzz *fuzz, const Text *text) {
  FILE *stream = fopen(fuzz->path, "wb");
  if (!stream) return false;
  size_t written = fwrite(text->bytes, 1, text->length, stream);
  return fclose(stream) == 0 && written == text->length;
}

static const char *mutant_read(Fuzz *fuzz, const Text *text) {
  if (!mutant_write(fuzz, text)) return "cannot be written";
  Study study;
  Diagnostics diagnostics = {0};
  int set_count = below(fuzz, 4) == 0 ? 1 : 0;
  const char *set = sets[below(fuzz, sizeof sets / sizeof sets[0])];
  alarm(STUCK_S); /* ends the program where reading does not end */
  Status status = study_read(&(ReaderInput){fuzz->path, &set, set_count}, &study, &diagnostics);
  alarm(0);
  const char *fault = fault_of(status, &study, &diagnostics);
  if (status == STATUS_OK) fuzz->good++;
  if (status == STATUS_CONFIG) fuzz->refused++;
  if (fault && set_count) fprintf(stderr, "with --set %s\n", set);
  study_free(&study);
  diagnostics_free(&diagnostics);
  return fault;
}

static double seconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int fuzz_run(Fuzz *fuzz, double seconds) {
  Text mutant = {malloc(TEXT_MAX), 0};
  if (!mutant.bytes) return 1;
  const char *fault = NULL;
  for (double end = seconds_now() + seconds; !fault && seconds_now() < end; fuzz->count++) {
    bool example = fuzz->example_count > 0 && below(fuzz, 3) > 0;
    const Text *seed = &fuzz->seeds[below(fuzz, (size_t)(example ? fuzz->example_count : fuzz->seed_count))];
    memcpy(mutant.bytes, seed->bytes, seed->length);
    mutant.length = seed->length;
    mutate(fuzz, &mutant);
    fault = mutant_read(fuzz, &mutant);
  }
  printf("%lld mutants: %lld refused with errors, %lld good\n", fuzz->count, fuzz->refused, fuzz->good);
  if (fault)
    fprintf(stderr, "mutant %lld: %s; it is in %s\n", fuzz->count, fault, fuzz->path);
  else
    unlink(fuzz->path);
  free(mutant.bytes);
  return fault ? 1 : 0;
}

int main(int argc, char **argv) {
  static Fuzz fuzz = {.state = 0x9e3779b97f4a7c15u};
  double seconds = argc > 1 ? atof(argv[1]) : 5;
  snprintf(fuzz.path, sizeof fuzz.path, "%.400s/fuzz_config_%ld.cfg", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp",
           (long)getpid());
  seeds_read(&fuzz, "config/examples");
  fuzz.example_count = fuzz.seed_count;
  seeds_read(&fuzz, "tests/data/bad");
  if (fuzz.seed_count == 0) {
    fprintf(stderr, "no config/examples here: it runs from the top of the checkout\n");
    return 1;
  }
  printf("seed 0x%" PRIx64 ", %d files, %g s\n", fuzz.state, fuzz.seed_count, seconds);
  fflush(stdout);
  int code = fuzz_run(&fuzz, seconds);
  for (int i = 0; i < fuzz.seed_count; i++)
    free(fuzz.seeds[i].bytes);
  return code;
}
