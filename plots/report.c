#include "plots/report.h"

#include <stdlib.h>
#include <string.h>

#include "gen/plot_templates.h"
#include "plots/report_parts.h"
#include "plots/svg_inline.h"
#include "plots/template.h"
#include "sim/output_file.h"
#include "sim/version.h"

typedef struct {
  const RunOutcome *outcome;
  const char *charts[CHART_COUNT]; /* each picture's text from <svg on; NULL: none */
} Page;

static void print_title(const void *context, FILE *stream) {
  html_text(stream, ((const Page *)context)->outcome->study->title);
}

static void print_version(const void *context, FILE *stream) {
  (void)context;
  html_text(stream, XSAVAC_VERSION);
}

static void print_file(const void *context, FILE *stream) {
  html_text(stream, ((const Page *)context)->outcome->study->file);
}

static void print_sha(const void *context, FILE *stream) {
  html_text(stream, ((const Page *)context)->outcome->study->sha256);
}

static void print_picture(const Page *page, ChartKind kind, const char *heading, FILE *stream) {
  if (!page->charts[kind]) return;
  fprintf(stream, "<section>\n<h2>%s</h2>\n<figure role=\"img\" aria-label=\"%s\">\n", heading, heading);
  svg_inline_print(page->charts[kind], chart_name(kind), stream);
  fputs("</figure>\n</section>\n", stream);
}

static void print_pumpdown(const void *context, FILE *stream) {
  print_picture(context, CHART_PUMPDOWN, "The run through time", stream);
}

static void print_partial(const void *context, FILE *stream) {
  print_picture(context, CHART_PARTIAL, "Gases over the run", stream);
}

static void print_utilization(const void *context, FILE *stream) {
  print_picture(context, CHART_UTILIZATION, "The tightest limits over the run", stream);
}

static void print_chart(const void *context, FILE *stream) {
  print_picture(context, CHART_LIMITS, "Limit utilization", stream);
}

static void print_sweep(const void *context, FILE *stream) {
  print_picture(context, CHART_SWEEP, "Sweep", stream);
  print_picture(context, CHART_SWEEP_MAP, "Sweep, over two parameters", stream);
}

static void print_sizing_charts(const void *context, FILE *stream) {
  print_picture(context, CHART_SIZING, "Candidates", stream);
  print_picture(context, CHART_SIZING_BORE, "What is required against the orifice", stream);
}

static void print_uncertainty_charts(const void *context, FILE *stream) {
  print_picture(context, CHART_UNCERTAINTY, "Uncertainty", stream);
  print_picture(context, CHART_TORNADO, "Uncertainty, one parameter at a time", stream);
}

static void print_optimise_chart(const void *context, FILE *stream) {
  print_picture(context, CHART_OPTIMISE, "The search", stream);
}

static void print_rise_chart(const void *context, FILE *stream) {
  print_picture(context, CHART_RISE, "The rise of the closed volume", stream);
}

static void print_budget_charts(const void *context, FILE *stream) {
  print_picture(context, CHART_BUDGET, "Leak budget, the largest first", stream);
  print_picture(context, CHART_WATERFALL, "Leak budget, from the allowable to the margin", stream);
}

#define SECTION(name)                                                                                                  \
  static void print_##name(const void *context, FILE *stream) {                                                        \
    report_html_##name(((const Page *)context)->outcome, stream);                                                      \
  }
SECTION(verdict)
SECTION(measures)
SECTION(events)
SECTION(end)
SECTION(ledger)
SECTION(line)
SECTION(nodes)
SECTION(elements)
SECTION(pumps)
SECTION(supplies)
SECTION(limits)
SECTION(budget)
SECTION(sizing)
SECTION(optimise)
SECTION(leak_test)
SECTION(balance)
SECTION(assumptions)
SECTION(warnings)
#undef SECTION

static const TemplatePlace places[] = {
    {"TITLE", print_title},
    {"VERSION", print_version},
    {"FILE", print_file},
    {"SHA", print_sha},
    {"VERDICT", print_verdict},
    {"MEASURES", print_measures},
    {"PUMPDOWN", print_pumpdown},
    {"PARTIAL", print_partial},
    {"UTILIZATION", print_utilization},
    {"CHART", print_chart},
    {"EVENTS", print_events},
    {"END", print_end},
    {"LEDGER", print_ledger},
    {"LINE", print_line},
    {"NODES", print_nodes},
    {"ELEMENTS", print_elements},
    {"PUMPS", print_pumps},
    {"SUPPLIES", print_supplies},
    {"LIMITS", print_limits},
    {"BUDGET_CHARTS", print_budget_charts},
    {"BUDGET", print_budget},
    {"LEAK_TEST", print_leak_test},
    {"RISE_CHART", print_rise_chart},
    {"SWEEP", print_sweep},
    {"SIZING_CHARTS", print_sizing_charts},
    {"SIZING", print_sizing},
    {"UNCERTAINTY_CHARTS", print_uncertainty_charts},
    {"OPTIMISE_CHART", print_optimise_chart},
    {"OPTIMISE", print_optimise},
    {"BALANCE", print_balance},
    {"ASSUMPTIONS", print_assumptions},
    {"WARNINGS", print_warnings},
    {NULL, NULL},
};

/* The whole file as an owned string; NULL where it cannot be read: the page then does without. */
static char *file_text(const char *folder, const char *name) {
  char *path = output_path(folder, name), *text = NULL;
  FILE *file = path ? fopen(path, "rb") : NULL;
  long length = file && fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
  if (length >= 0 && fseek(file, 0, SEEK_SET) == 0) text = malloc((size_t)length + 1);
  if (text) text[fread(text, 1, (size_t)length, file)] = '\0';
  if (file) fclose(file);
  free(path);
  return text;
}

Status report_html_write(const RunOutcome *outcome, const char *folder, const ChartFiles *charts, char *message,
                         size_t size) {
  OutputFile output;
  Status status = output_open(&output, folder, "report.html", message, size);
  if (status != STATUS_OK) return status;
  Page page = {.outcome = outcome};
  char *pictures[CHART_COUNT] = {NULL};
  for (int i = 0; i < CHART_COUNT; i++) {
    if (!charts || !charts->rendered[i]) continue;
    char name[64];
    snprintf(name, sizeof name, "%s.svg", chart_name((ChartKind)i));
    pictures[i] = file_text(folder, name);
    /* within HTML the picture goes without its XML declaration */
    page.charts[i] = pictures[i] ? strstr(pictures[i], "<svg") : NULL;
  }
  template_print(plot_template_report_html, places, &page, output.stream);
  for (int i = 0; i < CHART_COUNT; i++)
    free(pictures[i]);
  return output_commit(&output, message, size);
}
