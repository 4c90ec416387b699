#include "plots/chart.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "plots/chart_budget.h"
#include "plots/chart_limits.h"
#include "plots/chart_optimise.h"
#include "plots/chart_partial.h"
#include "plots/chart_pumpdown.h"
#include "plots/chart_rise.h"
#include "plots/chart_sizing.h"
#include "plots/chart_sweep.h"
#include "plots/chart_uncertainty.h"
#include "plots/chart_utilization.h"
#include "plots/gnuplot.h"
#include "sim/output_file.h"
#include "sim/results_size.h"

/* What there is to print: the chart itself, and whether it shows anything. */
typedef union {
  LimitsChart limits;
  PumpdownChart pumpdown;
  PartialChart partial;
  UtilizationChart utilization;
  BudgetChart budget;
  RiseChart rise;
  SweepChart sweep;
  SizingChart sizing;
  UncertaintyChart uncertainty;
  OptimiseChart optimise;
} Chart;

static bool pumpdown_init(Chart *chart, const RunOutcome *outcome, bool *shows) {
  bool ok = pumpdown_chart_init(&chart->pumpdown, outcome);
  *shows = chart->pumpdown.curve_count > 0;
  return ok;
}

static bool partial_init(Chart *chart, const RunOutcome *outcome, bool *shows) {
  partial_chart_init(&chart->partial, outcome);
  *shows = chart->partial.gas_count > 0;
  return true;
}

static bool utilization_init(Chart *chart, const RunOutcome *outcome, bool *shows) {
  bool ok = utilization_chart_init(&chart->utilization, outcome);
  *shows = chart->utilization.curve_count > 0;
  return ok;
}

static bool limits_init(Chart *chart, const RunOutcome *outcome, bool *shows) {
  bool ok = limits_chart_init(&chart->limits, outcome);
  *shows = chart->limits.count > 0;
  return ok;
}

static bool budget_init(Chart *chart, const RunOutcome *outcome, bool *shows) {
  budget_chart_init(&chart->budget, outcome);
  *shows = chart->budget.count > 0;
  return true;
}

static bool waterfall_init(Chart *chart, const RunOutcome *outcome, bool *shows) {
  budget_chart_init(&chart->budget, outcome);
  *shows = chart->budget.count > 0 && chart->budget.judged;
  return true;
}

static bool rise_init(Chart *chart, const RunOutcome *outcome, bool *shows) {
  rise_chart_init(&chart->rise, outcome);
  *shows = chart->rise.shows;
  return true;
}

static bool sweep_init(Chart *chart, const RunOutcome *outcome, bool *shows) {
  sweep_chart_init(&chart->sweep, outcome);
  *shows = chart->sweep.x >= 0;
  return true;
}

static bool sweep_map_init(Chart *chart, const RunOutcome *outcome, bool *shows) {
  sweep_chart_init(&chart->sweep, outcome);
  *shows = chart->sweep.map;
  return true;
}

static bool sizing_init(Chart *chart, const RunOutcome *outcome, bool *shows) {
  chart->sizing = (SizingChart){outcome};
  *shows = sizing_has_candidates(outcome);
  return true;
}

static bool sizing_bore_init(Chart *chart, const RunOutcome *outcome, bool *shows) {
  chart->sizing = (SizingChart){outcome};
  *shows = sizing_has_bore(outcome);
  return true;
}

static bool uncertainty_init(Chart *chart, const RunOutcome *outcome, bool *shows) {
  uncertainty_chart_init(&chart->uncertainty, outcome);
  *shows = chart->uncertainty.panels > 0;
  return true;
}

static bool tornado_init(Chart *chart, const RunOutcome *outcome, bool *shows) {
  uncertainty_chart_init(&chart->uncertainty, outcome);
  *shows = chart->uncertainty.rows > 0;
  return true;
}

static bool optimise_init(Chart *chart, const RunOutcome *outcome, bool *shows) {
  optimise_chart_init(&chart->optimise, outcome);
  *shows = chart->optimise.shows;
  return true;
}

static void pumpdown_print(const Chart *chart, FILE *stream) {
  pumpdown_chart_print(&chart->pumpdown, stream);
}

static void partial_print(const Chart *chart, FILE *stream) {
  partial_chart_print(&chart->partial, stream);
}

static void utilization_print(const Chart *chart, FILE *stream) {
  utilization_chart_print(&chart->utilization, stream);
}

static void limits_print(const Chart *chart, FILE *stream) {
  limits_chart_print(&chart->limits, stream);
}

static void budget_print(const Chart *chart, FILE *stream) {
  budget_chart_print(&chart->budget, stream);
}

static void waterfall_print(const Chart *chart, FILE *stream) {
  waterfall_chart_print(&chart->budget, stream);
}

static void sweep_print(const Chart *chart, FILE *stream) {
  sweep_chart_print(&chart->sweep, stream);
}

static void sweep_map_print(const Chart *chart, FILE *stream) {
  sweep_map_chart_print(&chart->sweep, stream);
}

static void sizing_print(const Chart *chart, FILE *stream) {
  sizing_chart_print(&chart->sizing, stream);
}

static void sizing_bore_print(const Chart *chart, FILE *stream) {
  sizing_bore_chart_print(&chart->sizing, stream);
}

static void uncertainty_print(const Chart *chart, FILE *stream) {
  uncertainty_chart_print(&chart->uncertainty, stream);
}

static void tornado_print(const Chart *chart, FILE *stream) {
  tornado_chart_print(&chart->uncertainty, stream);
}

static void optimise_print(const Chart *chart, FILE *stream) {
  optimise_chart_print(&chart->optimise, stream);
}

static void rise_print(const Chart *chart, FILE *stream) {
  rise_chart_print(&chart->rise, stream);
}

static const struct {
  const char *name;
  bool (*init)(Chart *, const RunOutcome *, bool *shows); /* false when out of memory */
  void (*print)(const Chart *, FILE *);
} kinds[CHART_COUNT] = {
    [CHART_PUMPDOWN] = {"pumpdown", pumpdown_init, pumpdown_print},
    [CHART_PARTIAL] = {"partial", partial_init, partial_print},
    [CHART_UTILIZATION] = {"utilization", utilization_init, utilization_print},
    [CHART_LIMITS] = {"limits", limits_init, limits_print},
    [CHART_BUDGET] = {"budget", budget_init, budget_print},
    [CHART_WATERFALL] = {"budget_waterfall", waterfall_init, waterfall_print},
    [CHART_RISE] = {"rise", rise_init, rise_print},
    [CHART_SWEEP] = {"sweep", sweep_init, sweep_print},
    [CHART_SWEEP_MAP] = {"sweep_map", sweep_map_init, sweep_map_print},
    [CHART_SIZING] = {"sizing", sizing_init, sizing_print},
    [CHART_SIZING_BORE] = {"sizing_bore", sizing_bore_init, sizing_bore_print},
    [CHART_UNCERTAINTY] = {"uncertainty", uncertainty_init, uncertainty_print},
    [CHART_TORNADO] = {"tornado", tornado_init, tornado_print},
    [CHART_OPTIMISE] = {"optimise", optimise_init, optimise_print},
};

const char *chart_name(ChartKind chart) {
  return kinds[chart].name;
}

static void forget(const char *folder, const char *name, const char *ending) {
  char file[64];
  snprintf(file, sizeof file, "%s%s", name, ending);
  char *path = output_path(folder, file);
  if (path) unlink(path);
  free(path);
}

void charts_remove(const char *folder) {
  for (int kind = 0; kind < CHART_COUNT; kind++)
    for (int i = 0; i < 3; i++)
      forget(folder, kinds[kind].name, (const char *const[]){".svg", ".png", ".gp"}[i]);
}

static Status script_write(ChartKind kind, const Chart *chart, const char *folder, char *message, size_t size) {
  OutputFile output;
  char file[64];
  snprintf(file, sizeof file, "%s.gp", kinds[kind].name);
  Status status = output_open(&output, folder, file, message, size);
  if (status != STATUS_OK) return status;
  kinds[kind].print(chart, output.stream);
  return output_commit(&output, message, size);
}

/* drawn: it has a script now, to be rendered. */
static Status chart_write(ChartKind kind, const RunOutcome *outcome, const char *folder, bool *drawn, char *message,
                          size_t size) {
  Status status = STATUS_MEMORY;
  bool shows = false;
  Chart *chart = malloc(sizeof *chart);
  if (!chart || !kinds[kind].init(chart, outcome, &shows))
    snprintf(message, size, "out of memory");
  else if (shows)
    status = script_write(kind, chart, folder, message, size);
  else
    status = STATUS_OK;
  free(chart);
  *drawn = shows && status == STATUS_OK;
  return status;
}

/* The first that fails is told for all: they fail for one reason. */
static bool chart_render(ChartKind kind, const char *folder, char *message, size_t size) {
  char why[256] = "";
  if (gnuplot_render(folder, kinds[kind].name, why, sizeof why)) return true;
  if (!message[0])
    snprintf(message, size, "chart %s not rendered: %s; its script %s/%s.gp is there", kinds[kind].name, why, folder,
             kinds[kind].name);
  return false;
}

Status charts_write(const RunOutcome *outcome, const char *folder, bool render, ChartFiles *rendered, char *message,
                    size_t size) {
  ChartFiles files = {{false}};
  Status status = STATUS_OK;
  message[0] = '\0';
  charts_remove(folder);
  for (int kind = 0; kind < CHART_COUNT && status == STATUS_OK; kind++) {
    bool drawn;
    status = chart_write((ChartKind)kind, outcome, folder, &drawn, message, size);
    if (drawn && render) files.rendered[kind] = chart_render((ChartKind)kind, folder, message, size);
  }
  if (rendered) *rendered = files;
  return status;
}
