/* A rank is a shard: what a process does is `sweep --shard K/N` in a folder of its own, and the end is `merge` and a `sweep --resume` that
   finds nothing left to compute. So rows, messages and exit codes are those of the commands. */
#include "sim/app/ranks.h"

#include <dirent.h>
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "sim/app/commands.h"
#include "sim/app/options.h"
#include "sim/app/write_results.h"
#include "sim/output_file.h"
#include "sim/sweep/store.h"
#include "sim/sweep/sweep.h"

enum { FOLDER_SIZE = 4096, SAID_MAX = 1000, COMPUTE = -1 };

typedef struct {
  int rank, count;
  int said;                      /* file that takes the standard error of a rank that does not print; -1: it prints */
  const char *target;            /* DIR */
  char shards[FOLDER_SIZE + 16]; /* DIR/shards */
} Ranks;

/* How a rank's shard ended. */
typedef struct {
  int code;
  char said[SAID_MAX];
} Ending;

static char *shard_folder(const Ranks *ranks, int shard) {
  char name[24];
  snprintf(name, sizeof name, "%d", shard);
  return output_path(ranks->shards, name);
}

/* --- other ranks are silent --- */

static void mute(Ranks *ranks) {
  FILE *said = tmpfile(), *nowhere = fopen("/dev/null", "w");
  if (nowhere) dup2(fileno(nowhere), STDOUT_FILENO), fclose(nowhere);
  ranks->said = said ? fileno(said) : -1; /* stays open to the end */
  if (said) dup2(ranks->said, STDERR_FILENO);
}

/* The last line said: the one that tells why it ended. */
static void take_said(const Ranks *ranks, char said[SAID_MAX]) {
  said[0] = '\0';
  fflush(stderr);
  off_t length = ranks->said >= 0 ? lseek(ranks->said, 0, SEEK_END) : 0;
  off_t from = length > SAID_MAX - 1 ? length - (SAID_MAX - 1) : 0;
  ssize_t got = length > 0 ? pread(ranks->said, said, SAID_MAX - 1, from) : 0;
  while (got > 0 && said[got - 1] == '\n')
    got--;
  said[got > 0 ? got : 0] = '\0';
  const char *line = strrchr(said, '\n');
  if (line) memmove(said, line + 1, strlen(line + 1) + 1);
}

/* --- together --- */

/* MPI's own waiting keeps a processor busy that another rank may need. A rank that died ends the others through mpirun. */
static void wait_for(MPI_Request request) {
  const struct timespec nap = {0, 5 * 1000 * 1000};
  int done = 0;
  while (MPI_Test(&request, &done, MPI_STATUS_IGNORE) == MPI_SUCCESS && !done)
    nanosleep(&nap, NULL);
}

static int told_by_first(int word) {
  MPI_Request request;
  MPI_Ibcast(&word, 1, MPI_INT, 0, MPI_COMM_WORLD, &request);
  wait_for(request);
  return word;
}

/* The exit code of the whole: the first rank's failure, else that of the first to fail. What failed otherwise than the first rank is said. */
static int settle(const Ranks *ranks, int code) {
  Ending mine = {.code = code}, *all = calloc((size_t)ranks->count, sizeof *all);
  if (!all) MPI_Abort(MPI_COMM_WORLD, status_exit_code(STATUS_MEMORY));
  take_said(ranks, mine.said);
  MPI_Request request;
  MPI_Iallgather(&mine, sizeof mine, MPI_BYTE, all, sizeof mine, MPI_BYTE, MPI_COMM_WORLD, &request);
  wait_for(request);
  int whole = all[0].code;
  for (int r = 1; r < ranks->count; r++) {
    if (all[r].code == 0 || all[r].code == all[0].code) continue;
    if (ranks->rank == 0)
      fprintf(stderr, "xsavac sweep: rank %d of %d (shard %d/%d) failed with %d: %s\n", r, ranks->count, r + 1,
              ranks->count, all[r].code, *all[r].said ? all[r].said : "it said nothing");
    if (whole == 0) whole = all[r].code;
  }
  free(all);
  return whole;
}

/* --- a shard --- */

/* argv and more behind it, the last of an option wins; the caller frees the array alone. NULL: out of memory. */
static char **arguments_with(int argc, char **argv, const char *const *more, int count, bool json, int *length) {
  char **all = calloc((size_t)(argc + count + 1), sizeof *all);
  *length = 0;
  for (int i = 0; all && i < argc; i++)
    if (json || strcmp(argv[i], "--json") != 0) all[(*length)++] = argv[i];
  for (int i = 0; all && i < count; i++)
    all[(*length)++] = (char *)more[i];
  return all;
}

static int command_with(int argc, char **argv, const char *const *more, int count, bool json) {
  int length;
  char **all = arguments_with(argc, argv, more, count, json, &length);
  int code = all ? command_study(length, all) : status_exit_code(STATUS_MEMORY);
  free(all);
  return code;
}

static int run_shard(const Ranks *ranks, int argc, char **argv) {
  char part[32], *folder = shard_folder(ranks, ranks->rank + 1);
  snprintf(part, sizeof part, "%d/%d", ranks->rank + 1, ranks->count);
  const char *const more[] = {"-o", folder, "--shard", part, "--quiet", "--no-render"};
  int code = folder ? command_with(argc, argv, more, 6, false) : status_exit_code(STATUS_MEMORY);
  free(folder);
  return code;
}

/* --- before and after --- */

static bool exists(const char *folder, const char *name) {
  char *path = output_path(folder, name);
  bool there = path && access(path, F_OK) == 0;
  free(path);
  return there;
}

/* What the first rank decides for all: COMPUTE, 0 where the rows are whole already, or an exit code. */
static int decide(const Ranks *ranks, bool resume) {
  SweepIdentity found;
  if (!resume) return COMPUTE;
  if (!exists(ranks->target, "shards") && exists(ranks->target, "sweep.csv")) return 0;
  char *folder = shard_folder(ranks, 1);
  bool other = folder && sweep_identity_read(folder, &found) && found.shards != ranks->count;
  free(folder);
  if (!other) return COMPUTE;
  fprintf(stderr,
          "xsavac sweep: --resume: %s holds the rows of %d ranks, here are %d; as many go on with it, without --resume "
          "the sweep begins anew\n",
          ranks->shards, found.shards, ranks->count);
  return status_exit_code(STATUS_CONFIG);
}

static void remove_shards(const Ranks *ranks) {
  DIR *entries = opendir(ranks->shards);
  const struct dirent *entry;
  while (entries && (entry = readdir(entries)) != NULL) {
    char *folder = entry->d_name[0] != '.' ? output_path(ranks->shards, entry->d_name) : NULL;
    if (!folder) continue;
    results_remove(folder);
    sweep_store_remove(folder);
    rmdir(folder); /* not where it holds something else */
    free(folder);
  }
  if (entries) closedir(entries);
  rmdir(ranks->shards);
}

static Status join_shards(const Ranks *ranks) {
  char message[SWEEP_MESSAGE_MAX] = "out of memory";
  char **folders = calloc((size_t)ranks->count, sizeof *folders);
  SweepSummary summary = {0};
  bool made = folders != NULL;
  for (int k = 0; made && k < ranks->count; k++)
    made = (folders[k] = shard_folder(ranks, k + 1)) != NULL;
  Status status =
      made ? sweep_merge((const char *const *)folders, ranks->count, ranks->target, &summary, message) : STATUS_MEMORY;
  if (status != STATUS_OK) fprintf(stderr, "xsavac sweep: error: joining the shards: %s\n", message);
  for (int k = 0; folders && k < ranks->count; k++)
    free(folders[k]);
  free(folders);
  sweep_summary_free(&summary);
  return status;
}

/* An earlier sweep's figures must not stand for one that failed; the shards stay for --resume. */
static void drop_stale(const Ranks *ranks, int code) {
  if (code == status_exit_code(STATUS_USAGE) || code == status_exit_code(STATUS_CONFIG)) return;
  results_remove(ranks->target);
  sweep_store_remove(ranks->target);
}

/* By the first rank, after MPI: drawing forks, which MPI need not bear. */
static int finish(const Ranks *ranks, int argc, char **argv, bool computed) {
  static const char *const more[] = {"--resume"};
  Status status = computed ? join_shards(ranks) : STATUS_OK;
  if (status != STATUS_OK) return status_exit_code(status);
  if (computed) remove_shards(ranks);
  return command_with(argc, argv, more, 1, true);
}

/* --- the whole --- */

static int sweep_in_ranks(Ranks *ranks, int argc, char **argv, const Options *options) {
  char folder[FOLDER_SIZE];
  ranks->target = options_folder(options, folder, sizeof folder);
  snprintf(ranks->shards, sizeof ranks->shards, "%s/shards", ranks->target);
  int todo = told_by_first(ranks->rank == 0 ? decide(ranks, options->resume) : 0);
  int code = todo == COMPUTE ? settle(ranks, run_shard(ranks, argc, argv)) : todo;
  MPI_Finalize();
  if (ranks->rank > 0) return 0;
  if (code == 0) return finish(ranks, argc, argv, todo == COMPUTE);
  if (todo == COMPUTE) drop_stale(ranks, code);
  return code;
}

static int alone(const Ranks *ranks, int argc, char **argv, int (*program)(int, char **)) {
  MPI_Finalize();
  return ranks->rank == 0 ? program(argc, argv) : 0;
}

static int refuse(const Ranks *ranks, const char *what) {
  MPI_Finalize();
  if (ranks->rank == 0)
    fprintf(stderr, "xsavac %s one process, here are %d ranks: several run 'sweep' alone\n", what, ranks->count);
  return ranks->rank == 0 ? status_exit_code(STATUS_USAGE) : 0;
}

static int sweep(Ranks *ranks, int argc, char **argv) {
  Options options;
  Status status = options_parse(&options, argc, argv);
  int code = ranks->rank == 0 ? status_exit_code(status) : 0;
  if (status == STATUS_OK && options.help)
    code = alone(ranks, argc, argv, command_study);
  else if (status == STATUS_OK && options.shards > 1)
    code = refuse(ranks, "sweep --shard: takes");
  else if (status != STATUS_OK)
    MPI_Finalize();
  else
    code = sweep_in_ranks(ranks, argc, argv, &options);
  options_free(&options);
  return code;
}

int ranks_main(int argc, char **argv, int (*program)(int argc, char **argv)) {
  Ranks ranks = {.said = -1};
  int provided;
  MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &provided);
  MPI_Comm_rank(MPI_COMM_WORLD, &ranks.rank);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks.count);
  const char *word = argc > 1 ? argv[1] : "--help";
  if (ranks.count == 1 || word[0] == '-') return alone(&ranks, argc, argv, program);
  if (ranks.rank > 0) mute(&ranks);
  setenv("NO_COLOR", "1", 1); /* the terminal that a rank sees is one that mpirun made, wherever its output goes */
  if (strcmp(word, "sweep") == 0) return sweep(&ranks, argc - 1, argv + 1);
  char what[80];
  snprintf(what, sizeof what, "%.60s: takes", word);
  return refuse(&ranks, what);
}
