#include "sim/app/run_sweep.h"

#include <stdio.h>

#include "sim/app/progress.h"

static bool not_interrupted(void *context, double time_s) {
  (void)context, (void)time_s;
  return !progress_interrupted();
}

static void show_progress(void *progress, size_t done, size_t of_all, size_t before) {
  progress_count_from(progress, done, of_all, before);
}

Status run_sweep(const Study *study, const Options *options, SweepSummary *summary) {
  char message[SWEEP_MESSAGE_MAX] = "", folder[4096];
  if (!study->sweep.wanted || progress_interrupted()) return STATUS_OK;
  SweepSettings settings = {options->shard, options->shards, options->resume, options->threads};
  Progress progress = progress_begin(1, options->quiet);
  SweepHooks hooks = {not_interrupted, show_progress, &progress};
  Status status = sweep_run(study, options_folder(options, folder, sizeof folder), &settings, hooks, summary, message);
  progress_end(&progress);
  if (status != STATUS_OK)
    fprintf(stderr, "%s: %s: sweep: %s\n", options->file, status == STATUS_VIOLATED ? "warning" : "error", message);
  return status;
}
