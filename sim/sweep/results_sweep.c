#include "sim/sweep/results_sweep.h"

#include <math.h>

#include "sim/output_number.h"
#include "sim/report_table.h"
#include "sim/results_json.h"

/* --- JSON --- */

static json_t *column_json(const SweepColumn *column) {
  static const char *const none = "no point has a value";
  bool some = column->count > 0;
  json_t *object = json_object();
  bool ok = object && results_put(object, "name", results_text(column->name)) &&
            results_put(object, "values", json_integer((json_int_t)column->count)) &&
            results_put_number(object, "low", some ? column->low : NAN, none) &&
            results_put_number(object, "high", some ? column->high : NAN, none);
  if (some)
    ok = ok && results_put(object, "low_at_index", json_integer((json_int_t)column->low_row)) &&
         results_put(object, "high_at_index", json_integer((json_int_t)column->high_row));
  return results_whole(object, ok);
}

json_t *results_sweep_json(const SweepSummary *summary) {
  json_t *object = json_object(), *columns = json_array();
  bool ok = object && columns && results_put(object, "series", json_string("sweep.csv")) &&
            results_put(object, "points", json_integer((json_int_t)summary->points)) &&
            results_put(object, "failed", json_integer((json_int_t)summary->failed)) &&
            results_put(object, "no_value", json_integer((json_int_t)summary->no_value)) &&
            results_put(object, "violated", json_integer((json_int_t)summary->violated)) &&
            results_put(object, "filtered", json_integer((json_int_t)summary->filtered));
  if (summary->shards > 1)
    ok = ok && results_put(object, "shard", json_sprintf("%d/%d", summary->shard, summary->shards));
  if (summary->failed)
    ok = ok && results_put(object, "first_failed_index", json_integer((json_int_t)summary->first_failed)) &&
         results_put(object, "first_failed_reason", results_text(summary->first_reason));
  for (int c = 0; ok && c < summary->columns; c++)
    ok = json_array_append_new(columns, column_json(&summary->column[c])) == 0;
  ok = ok && results_put(object, "columns", columns);
  return results_whole(object, ok);
}

/* --- words --- */

char *sweep_words(const SweepSummary *summary, char *text, size_t size) {
  int length = snprintf(text, size, "%llu points", (unsigned long long)summary->points);
  if (summary->shards > 1)
    length += snprintf(text + length, size - (size_t)length, " of shard %d/%d", summary->shard, summary->shards);
  if (summary->filtered)
    length += snprintf(text + length, size - (size_t)length, ", %llu left out by filters",
                       (unsigned long long)summary->filtered);
  length += snprintf(text + length, size - (size_t)length, ", %llu failed", (unsigned long long)summary->failed);
  if (summary->no_value)
    length += snprintf(text + length, size - (size_t)length, ", %llu without some value",
                       (unsigned long long)summary->no_value);
  if (summary->violated)
    snprintf(text + length, size - (size_t)length, ", limits fail in %llu", (unsigned long long)summary->violated);
  return text;
}

void report_print_sweep(const SweepSummary *summary, FILE *stream) {
  char text[300];
  fprintf(stream, "\nSweep  %s\n", sweep_words(summary, text, sizeof text));
  fprintf(stream, "  %-44s %12s %12s   at index\n", "from sweep.csv", "lowest", "highest");
  for (int c = 0; c < summary->columns; c++) {
    const SweepColumn *column = &summary->column[c];
    char name[REPORT_NAME_SIZE];
    if (!column->count) continue;
    fprintf(stream, "  %-44s %12s %12s   %llu, %llu\n", report_name(column->name, 44, name),
            number_text(column->low, 6).text, number_text(column->high, 6).text, (unsigned long long)column->low_row,
            (unsigned long long)column->high_row);
  }
  if (!summary->failed) return;
  snprintf(text, sizeof text, "point %llu: %.250s", (unsigned long long)summary->first_failed, summary->first_reason);
  report_wrapped(stream, "  First failed  ", text);
}
