/* What went in: the line and its parameters, assumptions, estimates, warnings. */
#include <math.h>
#include <string.h>

#include "models/constants.h"
#include "plots/report_parts.h"
#include "plots/template.h"
#include "sim/output_number.h"
#include "sim/results_branch.h"

static void print_blend(const GasBlend *blend, FILE *stream) {
  for (int i = 0; i < blend->n; i++) {
    fputs(i ? ", " : "", stream);
    html_text(stream, blend->gas[i]->name);
    if (blend->n > 1) fprintf(stream, " %s %%", number_text(100 * blend->x[i], 4).text);
  }
}

static void print_quantity(double value, Dimension dimension, FILE *stream) {
  static const struct {
    Dimension dimension;
    double per_si;
    const char *unit;
  } usual[] = {{DIM_LENGTH, 1e3, "mm"},
               {DIM_VOLUME, 1e3, "L"},
               {DIM_CONDUCTANCE, 1e3, "L/s"},
               {DIM_NONE, 1, ""},
               {DIM_FRACTION, 1, ""}};
  for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++) {
    if (usual[i].dimension != dimension) continue;
    fprintf(stream, "%s%s%s", number_text(value * usual[i].per_si, 6).text, *usual[i].unit ? " " : "", usual[i].unit);
    return;
  }
  fputs(number_readable(value, dimension_unit(dimension)).text, stream);
}

/* Worth a reader's eye: given, and not what would have been taken without a word. */
static bool is_told(const ParamRow *row, const void *field) {
  switch (row->kind) {
  case PARAM_QUANTITY:
    return !isnan(*(const double *)field) && (row->required || *(const double *)field != row->fallback);
  case PARAM_COUNT:
    return row->required || *(const int *)field != (int)row->fallback;
  case PARAM_FLAG:
    return *(const bool *)field != (row->fallback != 0);
  case PARAM_CHOICE:
    return true;
  case PARAM_PART:
    return *(const char *)field != '\0';
  case PARAM_GAS:
    return ((const GasBlend *)field)->n > 0;
  case PARAM_CURVE:
    return ((const Curve *)field)->n > 0;
  case PARAM_PER_GAS:
    return ((const GasFigures *)field)->n > 0;
  }
  return false;
}

static void print_curve(const ParamRow *row, const Curve *curve, FILE *stream) {
  for (int i = 0; i < curve->n; i++) {
    fputs(i ? "; " : "", stream);
    print_quantity(curve->x[i], row->dimension, stream);
    fputs(": ", stream);
    print_quantity(curve->y[i], row->dimension_y, stream);
  }
}

static void print_figures(const ParamRow *row, const GasFigures *figures, FILE *stream) {
  for (int i = 0; i < figures->n; i++) {
    fprintf(stream, "%s%s: ", i ? "; " : "", figures->gas[i]->name);
    print_quantity(figures->value[i], row->dimension, stream);
  }
}

static void print_parameter(const ParamRow *row, const void *field, FILE *stream) {
  fprintf(stream, "%s ", row->key);
  switch (row->kind) {
  case PARAM_QUANTITY:
    print_quantity(*(const double *)field, row->dimension, stream);
    break;
  case PARAM_COUNT:
    fprintf(stream, "%d", *(const int *)field);
    break;
  case PARAM_FLAG:
    fputs(*(const bool *)field ? "yes" : "no", stream);
    break;
  case PARAM_CHOICE:
    html_text(stream, row->choices[*(const int *)field]);
    break;
  case PARAM_PART:
    html_text(stream, field);
    break;
  case PARAM_GAS:
    print_blend(field, stream);
    break;
  case PARAM_CURVE:
    print_curve(row, field, stream);
    break;
  case PARAM_PER_GAS:
    print_figures(row, field, stream);
    break;
  }
}

static void print_parameters(const Branch *branch, FILE *stream) {
  const char *between = "";
  for (int i = 0; i < branch->type->row_count; i++) {
    const ParamRow *row = &branch->type->rows[i];
    const void *field = (const char *)branch->params + row->offset;
    if (!is_told(row, field)) continue;
    fputs(between, stream);
    print_parameter(row, field, stream);
    between = ", ";
  }
}

void report_html_line(const RunOutcome *outcome, FILE *stream) {
  const Network *network = &outcome->study->network;
  html_table(stream, "The line", "As read from the input; what is not given stands at its default.",
             "object|type|from|to|parameters");
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    if (branch->external) continue;
    fputs("<tr>", stream);
    html_cell(stream, branch->name);
    html_cell(stream, branch->type->name);
    html_cell(stream, branch->from == network->n_nodes ? "ambient" : network_node_name(network, branch->from));
    html_cell(stream, network_node_name(network, branch->to));
    fputs("<td>", stream);
    print_parameters(branch, stream);
    fputs("</td></tr>\n", stream);
  }
  fputs("</tbody></table></div>\n<p>Gas: ", stream);
  print_blend(&network->gas, stream);
  fprintf(stream, ". Ambient: %s Pa, %s &deg;C, ", number_text(network->ambient.pressure_pa, 6).text,
          number_text(network->ambient.temperature_k - ZERO_CELSIUS_K, 4).text);
  print_blend(&network->ambient.gas, stream);
  fputs(".</p>\n</section>\n", stream);
}

static bool has_catalogue_valve(const Network *network) {
  for (int k = 0; k < network->n_branches; k++)
    if (branch_is_valve(&network->branches[k]) && valve_model(network->branches[k].params)) return true;
  return false;
}

static void print_estimates(const Network *network, FILE *stream) {
  bool begun = false;
  for (int k = 0; k < network->n_branches; k++) {
    BranchEstimate estimates[3];
    int count = branch_estimates(&network->branches[k], estimates);
    for (int i = 0; i < count; i++) {
      const ValveEstimate *figure = &estimates[i].figure;
      if (!begun)
        html_table(stream, "Estimates",
                   "Figures no catalogue states; the flow through these valves is as uncertain as their bands.",
                   "element|figure|#value|#from|#to|source");
      begun = true;
      fputs("<tr>", stream);
      html_cell(stream, network->branches[k].name);
      html_cell(stream, estimates[i].key);
      html_number_cell(stream, figure->value, 4);
      html_number_cell(stream, figure->low, 4);
      html_number_cell(stream, figure->high, 4);
      html_cell(stream, figure->source);
      fputs("</tr>\n", stream);
    }
  }
  if (begun) html_table_end(stream);
}

static void print_limit_terms(const LimitsSettings *limits, FILE *stream) {
  fputs(limits->differential == DIFFERENTIAL_CATALOGUE
            ? "<li>Differential and reverse pressure are compared in the catalogue's terms (its note 1): a vacuum "
              "counts as &minus;0.1 MPa(G).</li>\n"
            : "<li>Differential and reverse pressure are compared as absolute differences.</li>\n",
        stream);
  fprintf(stream, "<li>A warning begins at %s %% of a limit.</li>\n", number_text(100 * (1 - limits->margin), 4).text);
  if (limits->behaviour == BEHAVIOUR_COMMANDED)
    fputs("<li>Every valve does as commanded, even beyond a limit; a failed limit means that the real valve might "
          "not.</li>\n",
          stream);
}

void report_html_assumptions(const RunOutcome *outcome, FILE *stream) {
  const Study *study = outcome->study;
  fputs("<section>\n<h2>Assumptions</h2>\n<ul>\n<li>Throughput is pV flow at 293.15 K (20 &deg;C): 1 sccm is ", stream);
  fprintf(stream, "%s Pa m&sup3;/s.</li>\n", number_text(SCCM_PA_M3_S, 6).text);
  if (outcome->steady)
    fprintf(stream,
            "<li>Steady state; a volume that would need more than %s s to settle keeps its gas and is marked "
            "isolated.</li>\n",
            number_text(study->steady.horizon_s, 4).text);
  if (outcome->limits) print_limit_terms(&study->limits, stream);
  if (has_catalogue_valve(&study->network))
    fputs("<li>A closed valve passes its catalogue seat leak. Its external leakage enters at its second node, open or "
          "closed. Where the "
          "catalogue names no test gas, the larger of the helium and the air reading counts. Permeation is not "
          "included.</li>\n",
          stream);
  fputs("</ul>\n</section>\n", stream);
  print_estimates(&study->network, stream);
}

void report_html_warnings(const RunOutcome *outcome, FILE *stream) {
  const Study *study = outcome->study;
  if (study->warning_count == 0) return;
  fputs("<section>\n<h2>Warnings</h2>\n<ul>\n", stream);
  for (int i = 0; i < study->warning_count; i++) {
    fputs("<li>", stream);
    html_text(stream, study->warnings[i]);
    fputs("</li>\n", stream);
  }
  fputs("</ul>\n</section>\n", stream);
}
