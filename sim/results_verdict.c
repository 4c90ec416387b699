#include "sim/results_verdict.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/constants.h"
#include "sim/optimise/words.h"
#include "sim/output_number.h"
#include "sim/results_budget.h"
#include "sim/results_size.h"
#include "sim/results_words.h"
#include "sim/sweep/results_sweep.h"
#include "sim/uncertainty/results_uncertainty.h"

enum { VERDICT_PIECE = 900 };

LimitCounts limit_counts(const LimitTable *table) {
  LimitCounts counts = {0};
  for (int i = 0; i < table->count; i++) {
    LimitStatus status = table->rows[i].status;
    counts.judged += status != LIMIT_NOT_APPLICABLE;
    counts.failed += status == LIMIT_FAIL;
    counts.warned += status == LIMIT_WARN;
    counts.not_applicable += status == LIMIT_NOT_APPLICABLE;
  }
  return counts;
}

typedef struct {
  int rank, index;
  double utilization;
} Tightness;

static Tightness tightness_of(const LimitTable *table, int index) {
  static const int rank[] = {[LIMIT_FAIL] = 0, [LIMIT_WARN] = 1, [LIMIT_PASS] = 2, [LIMIT_NOT_APPLICABLE] = 3};
  const LimitRow *row = &table->rows[index];
  /* a failure that no number belongs to (a refused gas) cannot be measured against others: it comes first */
  double without_number = row->status == LIMIT_FAIL || row->status == LIMIT_WARN ? INFINITY : -INFINITY;
  return (Tightness){rank[row->status], index, isnan(row->utilization) ? without_number : limit_used(row)};
}

static int compare_tightness(const void *a, const void *b) {
  const Tightness *x = a, *y = b;
  if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
  if (x->utilization != y->utilization) return x->utilization > y->utilization ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

int *limits_by_tightness(const LimitTable *table) {
  if (table->count == 0) return NULL;
  size_t count = (size_t)table->count;
  Tightness *rows = malloc(count * sizeof *rows);
  int *order = malloc(count * sizeof *order);
  for (int i = 0; rows && order && i < table->count; i++)
    rows[i] = tightness_of(table, i);
  if (rows && order) {
    qsort(rows, count, sizeof *rows, compare_tightness);
    for (int i = 0; i < table->count; i++)
      order[i] = rows[i].index;
  } else {
    free(order);
    order = NULL;
  }
  free(rows);
  return order;
}

const char *limit_check_words(LimitCheck check) {
  static const char *const words[LIMIT_CHECK_COUNT] = {
      [LIMIT_MAX_OPERATING_DIFFERENTIAL] = "max operating differential",
      [LIMIT_REVERSE_PRESSURE] = "reverse pressure",
      [LIMIT_MAX_OPERATING_PRESSURE] = "max operating pressure (G)",
      [LIMIT_WITHSTAND_PRESSURE] = "withstand pressure (G)",
      [LIMIT_MIN_OPERATING_PRESSURE] = "min operating pressure",
      [LIMIT_TEMPERATURE] = "temperature",
      [LIMIT_FLUID] = "fluid",
      [LIMIT_FLOW_DIRECTION] = "flow direction",
      [LIMIT_INTERNAL_LEAKAGE] = "internal leakage",
      [LIMIT_EXTERNAL_LEAKAGE] = "external leakage",
      [LIMIT_COIL_VOLTAGE] = "coil voltage",
      [LIMIT_LEAKAGE_VOLTAGE] = "leakage voltage",
  };
  return words[check];
}

/* "60 % over", "2.4 times", "17 K over": a temperature's ratio in kelvin would say nothing. */
static void excess_text(const LimitRow *row, const char *unit, char *text, size_t size) {
  bool below = row->value < row->limit;
  double difference = fabs(row->value - row->limit), ratio = row->value / row->limit;
  if (strcmp(unit, "K") == 0)
    snprintf(text, size, "%s K %s", number_text(difference, 3).text, below ? "below" : "over");
  else if (below && ratio >= 0.1)
    snprintf(text, size, "%s %% below", number_text(100 * (1 - ratio), 3).text);
  else if (below)
    snprintf(text, size, "far below");
  else if (ratio >= 3)
    snprintf(text, size, "%s times", number_text(ratio, 3).text);
  else
    snprintf(text, size, "%s %% over", number_text(100 * (ratio - 1), 3).text);
}

/* When, after before; "" where only one moment was looked at, or the check looks at no pressure. */
static char *moment_text(const RunOutcome *outcome, const LimitRow *row, const char *before, char *text, size_t size) {
  char when[40];
  limit_when_words(row, when, sizeof when);
  text[0] = '\0';
  if (outcome->transient && when[0])
    snprintf(text, size, "%s%s", before, row->when == LIMIT_WHEN_STEADY ? "in the steady state" : when);
  return text;
}

char *limit_failure_text(const RunOutcome *outcome, const LimitRow *row, char *text, size_t size) {
  const char *name = outcome->study->network.branches[row->branch].name, *unit = limit_check_unit(row->check);
  if (!isfinite(row->value) || !isfinite(row->limit)) {
    snprintf(text, size, "%s: %s%s%s", name, limit_check_words(row->check), row->reason[0] ? ": " : "", row->reason);
    return text;
  }
  char excess[64], when[48];
  excess_text(row, unit, excess, sizeof excess);
  snprintf(text, size, "%s: %s %s is %s the limit of %s%s", name, limit_check_words(row->check),
           number_readable(row->value, unit).text, excess, number_readable(row->limit, unit).text,
           moment_text(outcome, row, ", ", when, sizeof when));
  return text;
}

/* The row that leaves the least room, -1 where none has a number. */
static int tightest_of(const LimitTable *table) {
  int tightest = -1;
  for (int i = 0; i < table->count; i++) {
    const LimitRow *row = &table->rows[i];
    if (row->status == LIMIT_NOT_APPLICABLE || isnan(row->utilization)) continue;
    if (tightest < 0 || limit_used(row) > limit_used(&table->rows[tightest])) tightest = i;
  }
  return tightest;
}

static char *pass_text(const RunOutcome *outcome, const LimitCounts *counts, char *text, size_t size) {
  const LimitTable *table = outcome->limits;
  int tightest = tightest_of(table);
  const char *so_far = outcome->transient && !outcome->transient->complete ? " so far" : "";
  if (tightest < 0) {
    snprintf(text, size, "all %d limit checks hold%s", counts->judged, so_far);
    return text;
  }
  const LimitRow *row = &table->rows[tightest];
  char warned[48] = "", when[48];
  if (counts->warned) snprintf(warned, sizeof warned, ", %d in the warning band", counts->warned);
  snprintf(text, size, "all %d limit checks hold%s%s; tightest: %s %s, %s used%s", counts->judged, so_far, warned,
           outcome->study->network.branches[row->branch].name, limit_check_words(row->check),
           number_ratio(row->utilization).text, moment_text(outcome, row, " ", when, sizeof when));
  return text;
}

const char *verdict_word(const RunOutcome *outcome) {
  bool judged =
      (outcome->limits && limit_counts(outcome->limits).judged > 0) ||
      (budget_is_known(outcome) && !isnan(outcome->budget->allowable_pa_m3_s)) || outcome->sizing ||
      (outcome->optimise && (outcome->optimise->best < 0 || outcome->optimise->request->demands.n_requirements > 0 ||
                             outcome->optimise->request->limits));
  if (!outcome_passes(outcome)) return "FAIL";
  if (outcome->transient && !outcome->transient->complete)
    return "INCOMPLETE"; /* no limit holds over what was not run */
  return judged ? "PASS" : "DONE";
}

static char *limits_text(const RunOutcome *outcome, char *text, size_t size) {
  LimitCounts counts = limit_counts(outcome->limits);
  if (counts.judged == 0)
    snprintf(text, size, "no limit applies: the line has no valve of a catalogue");
  else if (counts.failed == 0)
    return pass_text(outcome, &counts, text, size);
  else
    snprintf(text, size, "%d of %d limit checks fail", counts.failed, counts.judged);
  return text;
}

static void append(char *text, size_t size, const char *piece) {
  size_t used = strlen(text);
  if (*piece) snprintf(text + used, size - used, "%s%s", used ? "; " : "", piece);
}

/* What uncertainty violates goes first, then a sizing: limits of the nominal line may all hold beside them. */
char *verdict_text(const RunOutcome *outcome, char *text, size_t size) {
  char piece[VERDICT_PIECE];
  text[0] = '\0';
  if (outcome->uncertainty) append(text, size, uncertainty_violation_words(outcome->uncertainty, piece, sizeof piece));
  if (outcome->sizing) append(text, size, sizing_verdict_text(outcome, piece, sizeof piece));
  if (outcome->optimise) append(text, size, optimise_verdict_words(outcome->optimise, piece, sizeof piece));
  if (outcome->limits) {
    int front = snprintf(piece, sizeof piece, "%s",
                         outcome->sizing || outcome->optimise ? "the line as it is in the file: " : "");
    limits_text(outcome, piece + front, sizeof piece - (size_t)front);
    append(text, size, piece);
  }
  if (!outcome->limits && !outcome->budget && !outcome->sweep && !*text)
    append(text, size, "no limit judged: analysis.limits was not asked for");
  append(text, size, budget_verdict_words(outcome, piece, sizeof piece));
  if (outcome->sweep) append(text, size, sweep_words(outcome->sweep, piece, sizeof piece));
  return text;
}
