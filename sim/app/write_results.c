#include "sim/app/write_results.h"

#include <stdlib.h>
#include <unistd.h>

#include "plots/chart.h"
#include "plots/report.h"
#include "sim/optimise/results_optimise.h"
#include "sim/output_file.h"
#include "sim/results_budget.h"
#include "sim/results_csv.h"
#include "sim/results_leak_test.h"
#include "sim/results_series.h"
#include "sim/results_size.h"
#include "sim/results_utilization.h"
#include "sim/sweep/store.h"
#include "sim/uncertainty/results_uncertainty.h"

typedef struct {
  const char *name;
  void (*print)(const RunOutcome *, FILE *);
  bool (*wanted)(const RunOutcome *);
} Table;

static bool has_steady(const RunOutcome *outcome) {
  return outcome->steady != NULL;
}

static bool has_transient(const RunOutcome *outcome) {
  return outcome->transient != NULL;
}

static bool has_series(const RunOutcome *outcome) {
  return outcome->transient && outcome->transient->series.count > 0;
}

static bool has_measures(const RunOutcome *outcome) {
  return outcome->measures != NULL;
}

static bool has_limits(const RunOutcome *outcome) {
  return outcome->limits != NULL;
}

static bool has_allocation(const RunOutcome *outcome) {
  return budget_is_known(outcome) && outcome->budget->allotment_count > 0;
}

static bool has_uncertainty(const RunOutcome *outcome) {
  return outcome->uncertainty != NULL;
}

static bool has_indices(const RunOutcome *outcome) {
  return outcome->uncertainty && outcome->uncertainty->indices;
}

static bool has_tornado(const RunOutcome *outcome) {
  return outcome->uncertainty && outcome->uncertainty->tornado;
}

static bool has_optimise(const RunOutcome *outcome) {
  return outcome->optimise != NULL;
}

static const Table tables[] = {
    {"nodes.csv", csv_nodes, has_steady},
    {"elements.csv", csv_elements, has_steady},
    {"pumps.csv", csv_pumps, has_steady},
    {"supplies.csv", csv_supplies, has_steady},
    {"transient.csv", csv_transient, has_series},
    {"events.csv", csv_events, has_transient},
    {"measures.csv", csv_measures, has_measures},
    {"limits.csv", csv_limits, has_limits},
    {"budget.csv", csv_budget, budget_is_known},
    {"rise.csv", csv_rise, rise_is_known},
    {"rise_measured.csv", csv_rise_measured, rise_is_measured},
    {"allocation.csv", csv_allocation, has_allocation},
    {"sizing.csv", csv_sizing, sizing_has_candidates},
    {"sizing_matrix.csv", csv_sizing_matrix, sizing_has_candidates},
    {"sizing_bore.csv", csv_sizing_bore, sizing_has_bore},
    {"utilization.csv", csv_utilization, utilization_is_known},
    {"uncertainty.csv", csv_uncertainty, has_uncertainty},
    {"quantiles.csv", csv_quantiles, has_uncertainty},
    {"probabilities.csv", csv_probabilities, has_uncertainty},
    {"sensitivity.csv", csv_sensitivity, has_indices},
    {"optimise.csv", csv_optimise, has_optimise},
    {"tornado.csv", csv_tornado, has_tornado},
};

static void remove_file(const char *folder, const char *name) {
  char *path = output_path(folder, name);
  if (path) unlink(path);
  free(path);
}

void results_remove(const char *folder) {
  static const char *const documents[] = {"results.json", "report.html"};
  for (size_t i = 0; i < sizeof documents / sizeof documents[0]; i++)
    remove_file(folder, documents[i]);
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
    remove_file(folder, tables[i].name);
  charts_remove(folder);
}

static Status table_write(const RunOutcome *outcome, const Table *table, const char *folder, char *message,
                          size_t size) {
  if (!table->wanted(outcome)) return STATUS_OK;
  OutputFile output;
  Status status = output_open(&output, folder, table->name, message, size);
  if (status != STATUS_OK) return status;
  table->print(outcome, output.stream);
  return output_commit(&output, message, size);
}

static Status json_write(const RunOutcome *outcome, const char *folder, char *message, size_t size) {
  OutputFile output;
  Status status = output_open(&output, folder, "results.json", message, size);
  if (status != STATUS_OK) return status;
  if (results_print_json(outcome, output.stream) || ferror(output.stream)) return output_commit(&output, message, size);
  output_discard(&output);
  snprintf(message, size, "out of memory");
  return STATUS_MEMORY;
}

/* results.json comes last: where it is new, everything beside it is. */
Status results_write(const RunOutcome *outcome, const char *folder, bool render, char *message, size_t size) {
  char warning[512] = "";
  message[0] = '\0';
  results_remove(folder);
  if (!outcome->sweep) sweep_store_remove(folder);
  Status status = output_folder_make(folder, message, size);
  for (size_t i = 0; i < sizeof tables / sizeof tables[0] && status == STATUS_OK; i++)
    status = table_write(outcome, &tables[i], folder, message, size);
  ChartFiles charts = {0};
  if (status == STATUS_OK) status = charts_write(outcome, folder, render, &charts, message, size);
  if (status == STATUS_OK) snprintf(warning, sizeof warning, "%s", message);
  if (status == STATUS_OK) status = report_html_write(outcome, folder, &charts, message, size);
  if (status == STATUS_OK) status = json_write(outcome, folder, message, size);
  if (status == STATUS_OK)
    snprintf(message, size, "%s", warning);
  else
    results_remove(folder);
  return status;
}
