#include "sim/app/progress.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "sim/output_file.h"

enum { STEPS_BETWEEN_LOOKS = 16 };

static const double first_after_s = 0.5, between_s = 0.1;

/* A signal handler has no other way to tell. */
static volatile sig_atomic_t interrupted;

static void on_end(int number) {
  output_abandon();
  signal(number, SIG_DFL);
  raise(number);
}

static void on_signal(int number) {
  interrupted = 1;
  signal(number, on_end);
}

static double clock_s(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

Progress progress_begin(double until_s, bool quiet) {
  signal(SIGINT, on_signal);
  signal(SIGTERM, on_signal);
  return (Progress){.until_s = until_s,
                    .begun_s = clock_s(),
                    .shown_at_s = clock_s() + first_after_s - between_s,
                    .visible = !quiet && isatty(STDERR_FILENO)};
}

static void show(Progress *progress, double time_s) {
  double now_s = clock_s();
  if (now_s < progress->shown_at_s + between_s) return;
  progress->shown_at_s = now_s;
  progress->written = true;
  fprintf(stderr, "\r  %3.0f %%  at %.4g of %.4g s ", 100 * time_s / progress->until_s, time_s, progress->until_s);
}

bool progress_step(void *context, double time_s) {
  Progress *progress = context;
  if (progress->visible && ++progress->steps % STEPS_BETWEEN_LOOKS == 0) show(progress, time_s);
  return !interrupted;
}

void progress_count(void *context, size_t done, size_t of_all) {
  progress_count_from(context, done, of_all, 0);
}

void progress_count_from(void *context, size_t done, size_t of_all, size_t before) {
  Progress *progress = context;
  double now_s = progress->visible ? clock_s() : 0;
  if (!progress->visible || now_s < progress->shown_at_s + between_s) return;
  double rate = (double)(done - before) / (now_s - progress->begun_s);
  progress->shown_at_s = now_s;
  progress->written = true;
  fprintf(stderr, "\r  %3.0f %%  run %zu of %zu, %.3g/s, %.0f s left      ", 100 * (double)done / (double)of_all, done,
          of_all, rate, (double)(of_all - done) / rate);
}

void progress_end(Progress *progress) {
  if (progress->written) fprintf(stderr, "\r%64s\r", "");
  signal(SIGINT, on_end);
  signal(SIGTERM, on_end);
}

bool progress_interrupted(void) {
  return interrupted != 0;
}
