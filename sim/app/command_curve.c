/* curve: one element's flow and conductance against its inlet pressure, as table, CSV and chart. */
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/quantity.h"
#include "config/reader.h"
#include "models/nearest.h"
#include "plots/chart_curve.h"
#include "sim/app/commands.h"
#include "sim/app/options.h"
#include "sim/curve_output.h"
#include "sim/output_file.h"

enum { MESSAGE_SIZE = 1024, PATH_TEXT = 4096, NAMES_SHOWN = 12 };

static const double least_pa = 1e-12, most_pa = 1e9; /* of the inlet */

typedef struct {
  Options common;
  const char *element, *outlet, *from, *to, *points; /* as written; NULL: not given */
} CurveOptions;

static const char help_text[] =
    "xsavac curve FILE --element NAME [options]\n"
    "Throughput, conductance and flow regime of one element of FILE against its inlet pressure, with the line's gas\n"
    "and at the line's temperatures. A valve is taken as open.\n"
    "  --element NAME      the element: tube, orifice, valve, ...\n"
    "  --outlet \"P\"        pressure at its outlet, the node `to` (default 0 Pa)\n"
    "  --from \"P\"          lowest inlet pressure (default 0.001 Pa, above the outlet)\n"
    "  --to \"P\"            highest inlet pressure (default 1e6 Pa)\n"
    "  --points N          points between them, evenly on a logarithmic scale (default 241)\n";

/* Says why on standard error; the status of wrong usage, so that a check can end with it. */
static Status wrong(const char *format, ...) __attribute__((format(printf, 1, 2)));

static Status wrong(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("xsavac curve: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  return STATUS_USAGE;
}

static Status read_options(CurveOptions *options, int argc, char **argv) {
  const OwnOption own[] = {{"--element", "the name of an element", &options->element},
                           {"--outlet", "a pressure with its unit", &options->outlet},
                           {"--from", "a pressure with its unit", &options->from},
                           {"--to", "a pressure with its unit", &options->to},
                           {"--points", "a number", &options->points},
                           {NULL, NULL, NULL}};
  Status status = options_parse_own(&options->common, own, argc, argv);
  if (status == STATUS_OK && !options->common.help && !options->element)
    return wrong("--element NAME is missing; see 'xsavac curve --help'");
  return status;
}

/* --- the range --- */

static Status read_pressure(const char *name, const char *text, double low_pa, const Study *study, double *pa) {
  QuantityContext context = {study->network.ambient.pressure_pa};
  char message[MESSAGE_SIZE];
  if (!text) return STATUS_OK;
  if (!quantity_parse(text, DIM_PRESSURE, &context, pa, message, sizeof message)) return wrong("%s: %s", name, message);
  if (*pa >= low_pa && *pa <= most_pa) return STATUS_OK;
  return wrong("%s: %g Pa is out of range, legal %g to %g Pa", name, *pa, low_pa, most_pa);
}

static Status read_points(const char *text, int *points) {
  char *end;
  if (!text) return STATUS_OK;
  errno = 0;
  long n = strtol(text, &end, 10);
  if (errno || *end || end == text || n < CURVE_POINTS_LEAST || n > CURVE_POINTS_MOST)
    return wrong("--points wants a number from %d to %d, got %s", CURVE_POINTS_LEAST, CURVE_POINTS_MOST, text);
  *points = (int)n;
  return STATUS_OK;
}

static Status read_range(const CurveOptions *options, const Study *study, CurveRange *range) {
  *range = (CurveRange){.outlet_pa = 0, .from_pa = 1e-3, .to_pa = 1e6, .points = 241};
  Status status = read_pressure("--outlet", options->outlet, 0, study, &range->outlet_pa);
  if (status == STATUS_OK) status = read_pressure("--from", options->from, least_pa, study, &range->from_pa);
  if (status == STATUS_OK) status = read_pressure("--to", options->to, least_pa, study, &range->to_pa);
  if (status == STATUS_OK) status = read_points(options->points, &range->points);
  if (status != STATUS_OK) return status;
  if (!options->from && range->from_pa < 1.01 * range->outlet_pa) range->from_pa = 1.01 * range->outlet_pa;
  if (range->from_pa <= range->outlet_pa)
    return wrong("--from %g Pa must be above --outlet %g Pa: the curve is of forward flow", range->from_pa,
                 range->outlet_pa);
  if (range->from_pa < range->to_pa) return STATUS_OK;
  return wrong("--to %g Pa must be above --from %g Pa", range->to_pa, range->from_pa);
}

/* --- the element --- */

static Status not_an_element(const Network *network, const char *name) {
  static const char *const kinds[SECTION_COUNT] = {"a node", "an element", "a pump", "a source",
                                                   "a leak", "a surface",  "a seal"};
  for (int s = 0; s < SECTION_COUNT; s++)
    if (network_find_branch(network, (Section)s, name) >= 0)
      return wrong("'%s' is %s, no element; a curve is drawn of what stands in elements", name, kinds[s]);
  char names[MESSAGE_SIZE] = "", hint[200];
  Nearest nearest = nearest_to(name);
  int count = 0;
  for (int k = 0; k < network->n_branches; k++) {
    const Branch *branch = &network->branches[k];
    if (branch->type->section != SECTION_ELEMENTS) continue;
    nearest_try(&nearest, branch->name);
    size_t used = strlen(names);
    if (++count <= NAMES_SHOWN) snprintf(names + used, sizeof names - used, "%s%s", used ? ", " : "", branch->name);
  }
  nearest_hint(&nearest, hint, sizeof hint);
  if (hint[0]) return wrong("there is no element '%s'%s", name, hint);
  if (count == 0) return wrong("there is no element '%s'; the line has none", name);
  return wrong("there is no element '%s'; there are: %s%s", name, names, count > NAMES_SHOWN ? ", ..." : "");
}

/* --- output --- */

static Status write_csv(const ElementCurve *curve, const char *folder, char *message, size_t size) {
  char name[CURVE_TEXT_SIZE];
  OutputFile output;
  Status status = output_open(&output, folder, curve_file_name(curve, ".csv", name, sizeof name), message, size);
  if (status != STATUS_OK) return status;
  curve_csv(curve, output.stream);
  return output_commit(&output, message, size);
}

static Status write_and_print(const ElementCurve *curve, const Study *study, const Options *options) {
  char own[PATH_TEXT], message[MESSAGE_SIZE] = "";
  const char *folder = options_folder(options, own, sizeof own);
  Status status = output_folder_make(folder, message, sizeof message);
  if (status == STATUS_OK) status = write_csv(curve, folder, message, sizeof message);
  if (status == STATUS_OK)
    status = curve_chart_write(curve, study->title, folder, options->render, message, sizeof message);
  if (status != STATUS_OK) {
    fprintf(stderr, "xsavac: error: %s\n", message);
    return status;
  }
  if (message[0]) fprintf(stderr, "xsavac: warning: %s\n", message);
  if (options->json) return curve_print_json(curve, study, stdout) ? STATUS_OK : STATUS_IO;
  if (!options->quiet) curve_print_text(curve, folder, stdout);
  return STATUS_OK;
}

static Status draw(const Study *study, const CurveOptions *options) {
  CurveRange range;
  Status status = read_range(options, study, &range);
  if (status != STATUS_OK) return status;
  int branch = network_find_branch(&study->network, SECTION_ELEMENTS, options->element);
  if (branch < 0) return not_an_element(&study->network, options->element);
  ElementCurve curve;
  char message[MESSAGE_SIZE] = "";
  status = element_curve_init(&curve, &study->network, branch, &range, message, sizeof message);
  if (status == STATUS_USAGE) return wrong("%s", message);
  if (status == STATUS_NUMERICS) fprintf(stderr, "%s: error: curve: %s\n", options->common.file, message);
  if (status != STATUS_OK) return status;
  status = write_and_print(&curve, study, &options->common);
  element_curve_free(&curve);
  return status;
}

static Status read_and_draw(const CurveOptions *options) {
  Study study = {0};
  Diagnostics diagnostics = {0};
  ReaderInput input = {options->common.file, options->common.sets, options->common.set_count};
  Status status = study_read(&input, &study, &diagnostics);
  diagnostics_print(&diagnostics, stderr);
  if (status == STATUS_OK) status = draw(&study, options);
  if (status == STATUS_MEMORY) fprintf(stderr, "xsavac: error: out of memory\n");
  diagnostics_free(&diagnostics);
  study_free(&study);
  return status;
}

int command_curve(int argc, char **argv) {
  CurveOptions options = {0};
  Status status = read_options(&options, argc, argv);
  if (status == STATUS_OK && options.common.help)
    printf("%s%s", help_text, options_help());
  else if (status == STATUS_OK)
    status = read_and_draw(&options);
  options_free(&options.common);
  return status_exit_code(status);
}
