#include "plots/chart.h"

#include <stdlib.h>
#include <unistd.h>

#include "plots/chart_limits.h"
#include "plots/gnuplot.h"
#include "sim/output_file.h"

static void forget(const char *folder, const char *name) {
  char *path = output_path(folder, name);
  if (path) unlink(path);
  free(path);
}

static Status script_write(const LimitsChart *chart, const char *folder, char *message, size_t size) {
  OutputFile output;
  Status status = output_open(&output, folder, "limits.gp", message, size);
  if (status != STATUS_OK) return status;
  limits_chart_print(chart, output.stream);
  return output_commit(&output, message, size);
}

Status charts_write(const RunOutcome *outcome, const char *folder, bool render, ChartFiles *rendered, char *message,
                    size_t size) {
  LimitsChart chart;
  message[0] = '\0';
  if (rendered) *rendered = (ChartFiles){0};
  forget(folder, "limits.svg");
  forget(folder, "limits.png");
  if (!limits_chart_init(&chart, outcome)) {
    snprintf(message, size, "out of memory");
    return STATUS_MEMORY;
  }
  if (chart.count == 0) {
    forget(folder, "limits.gp");
    return STATUS_OK;
  }
  Status status = script_write(&chart, folder, message, size);
  if (status != STATUS_OK || !render) return status;
  char why[256] = "";
  bool drawn = gnuplot_render(folder, "limits", why, sizeof why);
  if (rendered) rendered->limits = drawn;
  if (!drawn) snprintf(message, size, "chart limits not rendered: %s; its script %s/limits.gp is there", why, folder);
  return STATUS_OK;
}
