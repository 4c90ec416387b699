/* What the figures of the first screen rest on where no catalogue states a flow. */
#include <string.h>

#include "sim/output_number.h"
#include "sim/report_table.h"
#include "sim/results_branch.h"

enum { LEGENDS_SHOWN = 3, LEGENDS_MAX = 8 };

static void estimate_line(const BranchEstimate *estimates, int count, char *text, size_t size) {
  size_t used = 0;
  text[0] = '\0';
  for (int i = 0; i < count && used < size; i++) {
    const ValveEstimate *figure = &estimates[i].figure;
    used += (size_t)snprintf(text + used, size - used, "%s%s %s (%s to %s)", i ? ", " : "", estimates[i].key,
                             number_text(figure->value, 3).text, number_text(figure->low, 3).text,
                             number_text(figure->high, 3).text);
  }
}

void report_print_legend(const RunOutcome *outcome, FILE *stream) {
  const Network *network = &outcome->study->network;
  const char *what =
      outcome->steady ? "estimate, no catalogue fact" : "open valves flow by estimate, no catalogue fact";
  char seen[LEGENDS_MAX][200];
  int count = 0;
  for (int k = 0; k < network->n_branches && count < LEGENDS_MAX; k++) {
    BranchEstimate estimates[3];
    Branch used = network->branches[k];
    used.open = branch_was_open(network, k, outcome->transient);
    int figures = branch_estimates(&used, estimates);
    if (figures == 0) continue;
    estimate_line(estimates, figures, seen[count], sizeof seen[count]);
    int same = 0;
    while (strcmp(seen[same], seen[count]) != 0)
      same++;
    count += same == count;
  }
  for (int i = 0; i < count && i < LEGENDS_SHOWN; i++) {
    char text[REPORT_LINE_SIZE];
    snprintf(text, sizeof text, "%s: %.199s", what, seen[i]);
    report_wrapped(stream, "  ~ ", text);
  }
  if (count > LEGENDS_SHOWN) fputs("  ~ more sets of estimates in report.html\n", stream);
}
