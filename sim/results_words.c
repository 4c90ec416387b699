#include "sim/results_words.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "models/constants.h"
#include "sim/output_number.h"
#include "sim/results_verdict.h"

enum { NAMES_SHOWN = 6 };

/* Adds to text; what does not fit is cut. */
static void add(char *text, size_t size, const char *format, ...) {
  size_t used = strlen(text);
  va_list values;
  va_start(values, format);
  vsnprintf(text + used, size - used, format, values);
  va_end(values);
}

/* "open V1, V2": the actions of one kind. */
static void add_actions(const Network *network, const ScheduleEntry *entry, ActionKind kind, char *text, size_t size) {
  int count = 0;
  for (int i = 0; i < entry->n_actions; i++) {
    if (entry->actions[i].kind != kind || ++count > NAMES_SHOWN) continue;
    if (count == 1) add(text, size, "%s%s ", text[0] ? "; " : "", action_word(kind));
    add(text, size, "%s%s", count > 1 ? ", " : "", network->branches[entry->actions[i].branch].name);
  }
  if (count > NAMES_SHOWN) add(text, size, " and %d more", count - NAMES_SHOWN);
}

char *schedule_entry_words(const Network *network, const ScheduleEntry *entry, char *text, size_t size) {
  char condition[200];
  text[0] = '\0';
  for (int kind = ACTION_OPEN; kind <= ACTION_STOP; kind++)
    add_actions(network, entry, (ActionKind)kind, text, size);
  if (entry->kind == ENTRY_WHEN)
    add(text, size, " when %s", condition_words(network, &entry->condition, condition, sizeof condition));
  else if (entry->kind == ENTRY_AT)
    add(text, size, " at %s s", number_text(entry->time_s, 6).text);
  else
    add(text, size, " %s s after the entry above it", number_text(entry->time_s, 6).text);
  return text;
}

char *limit_when_words(const LimitRow *row, char *text, size_t size) {
  snprintf(text, size, "%s", row->when == LIMIT_WHEN_STEADY ? "steady" : "");
  if (row->when == LIMIT_WHEN_TRANSIENT) snprintf(text, size, "at %s s", number_text(row->time_s, 4).text);
  return text;
}

const char *limit_analysis(const RunOutcome *outcome, const LimitRow *row) {
  bool transient = row->when == LIMIT_WHEN_ALWAYS ? outcome->transient != NULL : row->when == LIMIT_WHEN_TRANSIENT;
  return transient ? "transient" : "steady";
}

/* The same in the unit of daily use. */
static const struct {
  const char *unit, *other;
  double factor, from, zero; /* other unit per unit; shown from this value up; where the other begins to count */
} readings[] = {
    {"s", "d", 1 / 86400.0, 172800, 0}, {"s", "h", 1 / 3600.0, 7200, 0}, {"s", "min", 1 / 60.0, 120, 0},
    {"Pa", "mbar", 0.01, 0, 0},         {"m3/s", "L/s", 1e3, 0, 0},      {"Pa m3/s", "mbar L/s", 10, 0, 0},
    {"1", "%", 100, 0.01, 0},           {"1", "ppm", 1e6, 0, 0},         {"K", "degC", 1, 0, ZERO_CELSIUS_K}};

char *figure_words(double value, const char *unit, char *text, size_t size) {
  snprintf(text, size, "-");
  if (!isfinite(value)) return text;
  bool plain = !*unit || strcmp(unit, "1") == 0;
  snprintf(text, size, "%s%s%s", number_text(value + 0.0, 6).text, plain ? "" : " ",
           plain ? "" : unit); /* + 0: no -0 */
  for (size_t i = 0; i < sizeof readings / sizeof readings[0] && value != 0; i++) {
    if (strcmp(unit, readings[i].unit) != 0 || fabs(value) < readings[i].from) continue;
    add(text, size, " = %s %s", number_text((value - readings[i].zero) * readings[i].factor, 4).text,
        readings[i].other);
    break;
  }
  return text;
}

char *incomplete_words(const RunOutcome *outcome, char *text, size_t size) {
  const TransientResult *transient = outcome->transient;
  text[0] = '\0';
  if (transient && !transient->complete)
    snprintf(text, size, "the run was ended at %s s of %s s: what follows covers no more than that",
             number_text(transient->end_s, 6).text, number_text(outcome->study->transient.until_s, 6).text);
  return text;
}

static bool failed_to_obey(const LimitRow *row) {
  bool moves = row->check == LIMIT_MAX_OPERATING_DIFFERENTIAL || row->check == LIMIT_REVERSE_PRESSURE;
  return moves && row->status == LIMIT_FAIL;
}

/* Valves whose differential or reverse limit failed; the run's own table where there is one, for a row of the worst over all analyses
   may be the steady state's. */
static void add_culprits(const RunOutcome *outcome, const LimitTable *table, char *text, size_t size) {
  int count = 0;
  for (int i = 0; i < table->count; i++) {
    const LimitRow *row = &table->rows[i];
    if (!failed_to_obey(row) || ++count > NAMES_SHOWN) continue;
    add(text, size, "%s%s (%s)", count > 1 ? ", " : "", outcome->study->network.branches[row->branch].name,
        limit_check_words(row->check));
  }
  if (count > NAMES_SHOWN) add(text, size, " and %d more", count - NAMES_SHOWN);
}

static bool any_conditional_measure(const RunOutcome *outcome) {
  for (int i = 0; outcome->measures && i < outcome->study->measures.count; i++)
    if (outcome->measures[i].conditional) return true;
  return false;
}

char *conditional_words(const RunOutcome *outcome, char *text, size_t size) {
  const TransientResult *transient = outcome->transient;
  bool in_run = transient && isfinite(transient->conditional_from_s);
  char culprits[600] = "", from[64] = "";
  text[0] = '\0';
  if (!in_run && !any_conditional_measure(outcome)) return text;
  const LimitTable *table = in_run && transient->limits.count > 0 ? &transient->limits : outcome->limits;
  if (table) add_culprits(outcome, table, culprits, sizeof culprits);
  if (in_run) snprintf(from, sizeof from, " from %s s on", number_text(transient->conditional_from_s, 6).text);
  snprintf(text, size, "conditional%s: beyond its catalogue limit %s would not have done what the run assumes", from,
           culprits[0] ? culprits : "a valve");
  return text;
}
