/* xsavac catalog [PART|PATTERN]: the valve models, a data sheet of one ordering number. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/nearest.h"
#include "models/part_number.h"
#include "sim/app/catalog_flow.h"
#include "sim/app/catalog_sheet.h"
#include "sim/base/status.h"

int command_catalog(int argc, char **argv); /* main's table of commands calls it */

static const char help[] =
    "xsavac catalog [PART|PATTERN] [--gas GAS] [--json]\n"
    "\n"
    "  no argument   table of the valve models\n"
    "  PATTERN       the models that match: * any letters, ? one letter (quote it: 'XSA2*')\n"
    "  PART          data sheet of an ordering number (XSA2-43V-5G2) or a model (XSA2-43): codes in words, every "
    "limit\n"
    "                with the place that states it, flow estimates with bands, dimensions, accessories, precautions\n"
    "  --gas GAS     with PART: the flow the valve model gives for this gas at round pressures, with bands\n"
    "  --json        the same as JSON on standard output, SI\n"
    "\n"
    "Ordering number: XSA<size>-<orifice><fitting size><V|S>-<voltage><entry>2[A][-A|-B|-C]; any case, the 2 may be "
    "left out.\n"
    "  voltage   1 100 VAC, 2 200 VAC, 3 110 VAC, 4 220 VAC, 5 24 VDC, 6 12 VDC, 7 240 VAC, 8 48 VAC, B 24 VAC, J 230 "
    "VAC\n"
    "  entry     G GS grommet, D DL DO DIN terminal, T TL terminal, C conduit, F flat terminal; G and F for DC only\n"
    "\n"
    "Exit code: 0, or 2 when there is no such part (the reason and the nearest possible number go to standard "
    "error).\n";

typedef struct {
  const char *wanted;
  const Gas *gas; /* NULL: no flow asked */
  bool json, help;
} Request;

static bool gas_read(const char *name, Request *request) {
  request->gas = name ? gas_find(name) : NULL;
  if (request->gas) return true;
  Nearest nearest = nearest_to(name ? name : "");
  char hint[96];
  for (int i = 0; i < gas_table_count; i++)
    nearest_try(&nearest, gas_table[i].name);
  if (name)
    fprintf(stderr, "xsavac catalog: unknown gas '%s'%s\n", name, nearest_hint(&nearest, hint, sizeof hint));
  else
    fprintf(stderr, "xsavac catalog: --gas wants a gas\n");
  return false;
}

static bool request_read(int argc, char **argv, Request *request) {
  *request = (Request){0};
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--json") == 0)
      request->json = true;
    else if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
      request->help = true;
    else if (strcmp(argv[i], "--gas") == 0) {
      if (!gas_read(i + 1 < argc ? argv[++i] : NULL, request)) return false;
    } else if (argv[i][0] == '-' || request->wanted) {
      fprintf(stderr, "xsavac catalog: %s '%s'; see 'xsavac catalog --help'\n",
              argv[i][0] == '-' ? "unknown option" : "one part or pattern at a time, not also", argv[i]);
      return false;
    } else
      request->wanted = argv[i];
  }
  bool one_part = request->wanted && !strpbrk(request->wanted, "*?");
  if (request->gas && !one_part)
    fprintf(stderr, "xsavac catalog: --gas goes with one PART; see 'xsavac catalog --help'\n");
  return !request->gas || one_part;
}

static void print_cell(int width, double value) {
  if (isnan(value))
    printf(" %*s", width, "-");
  else
    printf(" %*.4g", width, value);
}

static void print_model(const ValveModel *m) {
  printf("%-10s", m->name);
  print_cell(7, m->orifice_m * 1e3);
  printf("  %-8.8s", m->fitting_size ? m->fitting_size : "-");
  print_cell(12, m->max_operating_differential_pa * 1e-6);
  print_cell(10, m->reverse_pressure_pa_gauge * 1e-6);
  print_cell(9, m->internal_leakage_pa_m3_s);
  print_cell(9, m->external_leakage_pa_m3_s);
  print_cell(6, m->power_dc_w);
  print_cell(6, m->apparent_power_ac_va);
  print_cell(6, m->coil_rise_dc_k);
  print_cell(6, m->coil_rise_ac_k);
  print_cell(6, m->weight_kg[FITTING_FACE_SEAL]);
  print_cell(6, m->weight_kg[FITTING_COMPRESSION]);
  printf("\n");
}

static void print_models(const ValveModel **models, int count) {
  printf("%-10s %7s  %-8s %12s %10s %9s %9s %6s %6s %6s %6s %6s %6s\n", "model", "orifice", "fitting", "differential",
         "reverse", "internal", "external", "DC", "AC", "rise", "rise", "weight", "weight");
  printf("%-10s %7s  %-8s %12s %10s %9s %9s %6s %6s %6s %6s %6s %6s\n", "", "", "", "max.", "max.", "leakage",
         "leakage", "power", "power", "DC", "AC", "V", "S");
  printf("%-10s %7s  %-8s %12s %10s %9s %9s %6s %6s %6s %6s %6s %6s\n", "", "mm", "", "MPa", "MPa(G)", "Pa m3/s",
         "Pa m3/s", "W", "VA", "K", "K", "kg", "kg");
  for (int i = 0; i < count; i++)
    print_model(models[i]);
  printf("\nV face seal, S compression fitting. 'xsavac catalog MODEL' gives every limit with its note and source.\n");
}

static bool print_json(json_t *document) {
  bool written = json_dumpf(document, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(12)) == 0 && putchar('\n') != EOF;
  json_decref(document);
  return written;
}

static Status show_models(const Catalogue *catalogue, const Request *request) {
  const char *pattern = request->wanted ? request->wanted : "*";
  int count = catalogue_match(catalogue, pattern, NULL, 0);
  if (count == 0) {
    fprintf(stderr, "xsavac catalog: no model matches '%s'; 'xsavac catalog' lists them all\n", pattern);
    return STATUS_USAGE;
  }
  const ValveModel **models = malloc((size_t)count * sizeof *models);
  if (!models) return STATUS_MEMORY;
  catalogue_match(catalogue, pattern, models, count);
  bool written = true;
  if (request->json) {
    json_t *array = json_array();
    for (int i = 0; i < count; i++)
      json_array_append_new(array, catalog_sheet_json(&(Part){.model = models[i]}));
    written = print_json(json_pack("{s:o}", "models", array));
  } else {
    print_models(models, count);
  }
  free(models);
  return written ? STATUS_OK : STATUS_IO;
}

static Status show_part(const Catalogue *catalogue, const Request *request) {
  Part part;
  char message[512];
  if (!part_decode(catalogue, request->wanted, &part, message, sizeof message)) {
    fprintf(stderr, "xsavac catalog: %s\n", message);
    return STATUS_USAGE;
  }
  CatalogFlow flow = {0};
  Status status = request->gas
                      ? catalog_flow_init(&flow, catalogue, request->wanted, request->gas, message, sizeof message)
                      : STATUS_OK;
  if (status == STATUS_USAGE || status == STATUS_NUMERICS) fprintf(stderr, "xsavac catalog: %s\n", message);
  if (status == STATUS_OK && request->json) {
    json_t *sheet = catalog_sheet_json(&part);
    if (request->gas) json_object_set_new(sheet, "flow", catalog_flow_json(&flow));
    if (!print_json(sheet)) status = STATUS_IO;
  } else if (status == STATUS_OK) {
    catalog_sheet_print(&part, stdout);
    if (request->gas) catalog_flow_print(&flow, stdout);
  }
  catalog_flow_free(&flow);
  return status;
}

int command_catalog(int argc, char **argv) {
  Request request;
  if (!request_read(argc, argv, &request)) return status_exit_code(STATUS_USAGE);
  if (request.help) return fputs(help, stdout) < 0 ? status_exit_code(STATUS_IO) : 0;
  Catalogue *catalogue = catalogue_new();
  if (!catalogue) return status_exit_code(STATUS_MEMORY);
  bool list = !request.wanted || strpbrk(request.wanted, "*?");
  Status status = list ? show_models(catalogue, &request) : show_part(catalogue, &request);
  catalogue_free(catalogue);
  if (fflush(stdout) != 0 || ferror(stdout)) status = STATUS_IO;
  if (status == STATUS_IO || status == STATUS_MEMORY) fprintf(stderr, "xsavac catalog: %s\n", status_words(status));
  return status_exit_code(status);
}
