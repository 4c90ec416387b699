/* run, check, steady, transient, limits, budget, size, uncertainty, sweep, optimise: read the file, do what is asked, say and write what came out. */
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/reader.h"
#include "sim/app/commands.h"
#include "sim/app/options.h"
#include "sim/app/progress.h"
#include "sim/app/run_sweep.h"
#include "sim/app/write_results.h"
#include "sim/optimise/optimise.h"
#include "sim/report_text.h"
#include "sim/run.h"
#include "sim/uncertainty/uncertainty.h"

typedef enum {
  ASK_FILE,
  ASK_CHECK,
  ASK_STEADY,
  ASK_TRANSIENT,
  ASK_LIMITS,
  ASK_BUDGET,
  ASK_SIZE,
  ASK_UNCERTAINTY,
  ASK_SWEEP,
  ASK_OPTIMISE
} Asked;

enum { EXIT_INTERRUPTED = 130 }; /* what a shell makes of SIGINT */

static Asked asked_by(const char *command) {
  if (strcmp(command, "check") == 0) return ASK_CHECK;
  if (strcmp(command, "steady") == 0) return ASK_STEADY;
  if (strcmp(command, "transient") == 0) return ASK_TRANSIENT;
  if (strcmp(command, "budget") == 0) return ASK_BUDGET;
  if (strcmp(command, "size") == 0) return ASK_SIZE;
  if (strcmp(command, "uncertainty") == 0) return ASK_UNCERTAINTY;
  if (strcmp(command, "sweep") == 0) return ASK_SWEEP;
  if (strcmp(command, "optimise") == 0) return ASK_OPTIMISE;
  return strcmp(command, "limits") == 0 ? ASK_LIMITS : ASK_FILE;
}

static Status lacks(const Study *study, const Options *options, const char *what) {
  char line[24] = "";
  if (study->analysis_line > 0) snprintf(line, sizeof line, ":%d", study->analysis_line);
  fprintf(stderr, "%s%s: error: analysis: lacks %s\n", options->file, line, what);
  return STATUS_CONFIG;
}

static Status lacks_sweep(const Options *options) {
  fprintf(stderr, "%s: error: --resume and --shard go with a sweep, which is not asked for\n", options->file);
  return STATUS_USAGE;
}

/* The state that the budget is of, and nothing else. */
static void narrow_to_budget(Study *study) {
  bool steady = study->budget.moment == BUDGET_AT_STEADY;
  study->wants_transient = !steady || (study->wants_transient && study->steady_final_states);
  study->wants_steady = steady;
}

/* One analysis alone: what the file asks besides is left out; an uncertainty goes with the nominal line that it is about. Limits are
   judged in what the file runs, else in the steady state. */
static Status narrow(Study *study, Asked asked, const Options *options) {
  if (asked == ASK_TRANSIENT && !study->wants_transient) return lacks(study, options, "'transient' with its 'until'");
  if (asked == ASK_BUDGET && !study->wants_budget) return lacks(study, options, "'budget' with its 'node'");
  if (asked == ASK_UNCERTAINTY && !study->uncertainty.wanted)
    return lacks(study, options, "'uncertainty' with its 'parameters'");
  if (asked == ASK_BUDGET) narrow_to_budget(study);
  if (asked == ASK_SWEEP && !study->sweep.wanted) return lacks(study, options, "'sweep' with its 'parameters'");
  if (asked == ASK_SIZE && !study->wants_size)
    return lacks(study, options, "'size' with its 'element' and 'candidates'");
  if (asked != ASK_FILE && asked != ASK_SIZE) study->wants_size = false;
  if (asked == ASK_OPTIMISE && !study->optimise.wanted)
    return lacks(study, options, "'optimise' with its 'minimise' or 'maximise'");
  if (asked != ASK_FILE && asked != ASK_OPTIMISE) study->optimise.wanted = false;
  if (asked == ASK_SIZE || asked == ASK_OPTIMISE)
    study->wants_steady = study->wants_transient = study->wants_limits = study->wants_budget = false;
  if (asked != ASK_UNCERTAINTY && asked != ASK_FILE) study->uncertainty.wanted = false;
  if (asked != ASK_SWEEP && asked != ASK_FILE) study->sweep.wanted = false;
  if ((options->resume || options->shards > 1) && !study->sweep.wanted) return lacks_sweep(options);
  if (asked == ASK_STEADY || asked == ASK_TRANSIENT) {
    study->wants_steady = asked == ASK_STEADY;
    study->wants_transient = asked == ASK_TRANSIENT;
    study->wants_limits = asked == ASK_TRANSIENT && study->wants_limits;
    study->wants_budget = false;
  }
  if (asked == ASK_LIMITS) {
    study->wants_limits = true;
    study->wants_budget = false;
    study->wants_steady = study->wants_steady || !study->wants_transient;
  }
  int ageless = study->wants_steady ? network_ageless_surface(&study->network) : -1;
  if (ageless < 0) return STATUS_OK;
  fprintf(stderr, "%s: error: nodes.%s: lacks 'age': a steady state has to know how long it has been under vacuum\n",
          options->file, study->network.branches[ageless].name);
  return STATUS_CONFIG;
}

static bool colour_wanted(void) {
  const char *no = getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) && !(no && *no);
}

static Status write_and_print(const RunOutcome *outcome, const Options *options) {
  char folder[4096], message[1024] = "";
  const char *target = options_folder(options, folder, sizeof folder);
  Status status = results_write(outcome, target, options->render, message, sizeof message);
  if (status != STATUS_OK) {
    fprintf(stderr, "xsavac: error: %s\n", message);
    return status;
  }
  if (message[0]) fprintf(stderr, "xsavac: warning: %s\n", message);
  if (options->json) return results_print_json(outcome, stdout) ? STATUS_OK : STATUS_IO;
  if (!options->quiet) report_text_print(outcome, target, colour_wanted(), stdout);
  return STATUS_OK;
}

/* An earlier run's figures must not stand for one that failed. */
static void drop_stale_results(const Options *options) {
  char folder[4096];
  results_remove(options_folder(options, folder, sizeof folder));
}

/* Said whatever else is printed, and whatever is not. */
static void say_interrupted(const TransientResult *transient, const Study *study, const char *file) {
  fprintf(stderr, "%s: warning: transient: ended by a signal at %.6g s of %.6g s\n", file, transient->end_s,
          study->transient.until_s);
}

/* Asked from several threads: nothing is written. */
static bool not_interrupted(void *context, double time_s) {
  (void)context, (void)time_s;
  return !progress_interrupted();
}

static Status size_study(const Study *study, const Options *options, SizingResult *sizing) {
  char message[1024];
  Status status = sizing_run(study, not_interrupted, NULL, sizing, message, sizeof message);
  if (status == STATUS_NUMERICS || status == STATUS_CONFIG)
    fprintf(stderr, "%s: error: size: %s\n", options->file, message);
  return status;
}

/* Ended by a signal it is STATUS_VIOLATED. */
static Status run_optimise(const Study *study, const Options *options, OptimiseResult *result) {
  char message[OPTIMISE_MESSAGE_MAX] = "";
  if (!study->optimise.wanted || progress_interrupted()) return STATUS_OK;
  Progress progress = progress_begin(1, options->quiet);
  OptimiseHooks hooks = {not_interrupted, progress_count, &progress};
  Status status = optimise_run(study, hooks, result, message, sizeof message);
  progress_end(&progress);
  if (status != STATUS_OK && status != STATUS_MEMORY)
    fprintf(stderr, "%s: %s: optimise: %s\n", options->file, status == STATUS_VIOLATED ? "warning" : "error", message);
  return status;
}

/* Ended by a signal it is STATUS_VIOLATED, as uncertainty_run() has it. */
static Status run_uncertainty(const Run *run, const Options *options, UncertaintyResult *result) {
  char message[VARY_MESSAGE_MAX] = "";
  if (!run->study->uncertainty.wanted || progress_interrupted()) return STATUS_OK;
  Progress progress = progress_begin(1, options->quiet);
  EnsembleHooks hooks = {not_interrupted, progress_count, &progress};
  Status status = uncertainty_run(run->study, options->threads, hooks, result, message, sizeof message);
  progress_end(&progress);
  if (status != STATUS_OK && status != STATUS_MEMORY)
    fprintf(stderr, "%s: %s: uncertainty: %s\n", options->file, status == STATUS_VIOLATED ? "warning" : "error",
            message);
  return status;
}

/* A sweep asked for alone goes without the nominal line. */
static Status run_study(Study *study, Asked asked, const Options *options) {
  Run run;
  SizingResult sizing = {.choice = -1};
  SweepSummary sweep = {0};
  UncertaintyResult uncertainty = {0};
  OptimiseResult optimise = {.best = -1};
  Progress progress = progress_begin(study->transient.until_s, options->quiet);
  Status status = run_init(&run, study);
  run.proceed = progress_step;
  run.context = &progress;
  if (status == STATUS_OK && asked != ASK_SWEEP) status = run_solve(&run);
  progress_end(&progress);
  Status sized = status == STATUS_OK && study->wants_size ? size_study(study, options, &sizing) : STATUS_OK;
  if (status == STATUS_NUMERICS) fprintf(stderr, "%s: error: %s: %s\n", options->file, run.analysis, run.message);
  if (status == STATUS_OK) run_warn(&run, study);
  if (status == STATUS_OK && asked != ASK_SWEEP && study->wants_transient && !run.transient.complete)
    say_interrupted(&run.transient, study, options->file);
  if (status == STATUS_OK) status = run_optimise(study, options, &optimise);
  if (status == STATUS_OK) status = run_uncertainty(&run, options, &uncertainty);
  if (status == STATUS_OK) status = run_sweep(study, options, &sweep);
  RunOutcome outcome = run_outcome(&run);
  if (sweep.column) outcome.sweep = &sweep;
  if (uncertainty.request) outcome.uncertainty = &uncertainty;
  if (study->wants_size) outcome.sizing = &sizing;
  if (optimise.count > 0) outcome.optimise = &optimise;
  if (!study->wants_steady && !study->wants_transient) outcome.measures = NULL; /* a sizing alone */
  if (sized != STATUS_OK) status = sized;
  if (status == STATUS_OK)
    status = write_and_print(&outcome, options);
  else
    drop_stale_results(options);
  if (status == STATUS_OK && !outcome_passes(&outcome)) status = STATUS_VIOLATED;
  sweep_summary_free(&sweep);
  uncertainty_result_free(&uncertainty);
  sizing_result_free(&sizing);
  optimise_result_free(&optimise);
  run_free(&run);
  return status;
}

static void print_count(int count, const char *word, const char *plural, const char *before) {
  if (count > 0) printf("%s%d %s", before, count, count == 1 ? word : plural);
}

static void print_counts(const char *file, const Network *network) {
  printf("%s: read and checked, nothing simulated", file);
  print_count(network->n_nodes, "node", "nodes", ": ");
  print_count(network->names[SECTION_ELEMENTS].count, "element", "elements", ", ");
  print_count(network->names[SECTION_PUMPS].count, "pump", "pumps", ", ");
  print_count(network->names[SECTION_SOURCES].count, "source", "sources", ", ");
  print_count(network->names[SECTION_LEAKS].count, "leak", "leaks", ", ");
  print_count(network->names[SECTION_SURFACES].count, "surface", "surfaces", ", ");
  print_count(network->names[SECTION_SEALS].count, "seal", "seals", ", ");
  print_count(network->names[SECTION_JOINTS].count, "row of joints", "rows of joints", ", ");
  print_count(network->n_gas, "gas", "gases", ", ");
  putchar('\n');
}

static Status check_study(const Study *study, const Options *options) {
  bool violated = false;
  Status status = run_check_rules(study, stderr, options->file, &violated);
  RunOutcome outcome = {.study = study};
  if (status == STATUS_OK && options->json)
    return results_print_json(&outcome, stdout) ? (violated ? STATUS_VIOLATED : STATUS_OK) : STATUS_IO;
  if (status == STATUS_OK && !options->quiet) print_counts(options->file, &study->network);
  return status == STATUS_OK && violated ? STATUS_VIOLATED : status;
}

static Status study_command(const char *command, const Options *options) {
  Asked asked = asked_by(command);
  if (options->threads > 0) omp_set_num_threads(options->threads);
  Study study = {0};
  Diagnostics diagnostics = {0};
  ReaderInput input = {options->file, options->sets, options->set_count};
  Status status = study_read(&input, &study, &diagnostics);
  diagnostics_print(&diagnostics, stderr);
  if (status == STATUS_OK) {
    status = narrow(&study, asked, options);
    bool nothing_asked = !study.wants_steady && !study.wants_transient && !study.wants_limits && !study.wants_size &&
                         !study.sweep.wanted && !study.optimise.wanted;
    if (status == STATUS_OK)
      status = asked == ASK_CHECK || nothing_asked ? check_study(&study, options) : run_study(&study, asked, options);
  }
  if (status == STATUS_MEMORY) fprintf(stderr, "xsavac: error: out of memory\n");
  diagnostics_free(&diagnostics);
  study_free(&study);
  return status;
}

int command_study(int argc, char **argv) {
  Options options;
  Status status = options_parse(&options, argc, argv);
  if (status == STATUS_OK && options.help)
    printf("xsavac %s FILE [options]\n%s", argv[0], options_help());
  else if (status == STATUS_OK)
    status = study_command(argv[0], &options);
  options_free(&options);
  return progress_interrupted() && (status == STATUS_OK || status == STATUS_VIOLATED) ? EXIT_INTERRUPTED
                                                                                      : status_exit_code(status);
}
