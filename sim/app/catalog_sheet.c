#include "sim/app/catalog_sheet.h"

#include <math.h>
#include <string.h>

#include "sim/app/catalog_figures.h"

enum { MOST = 16, LINE_WIDTH = 120 };

static const char *const outline_names[OUTLINE_COUNT] = {"G", "GS", "C", "F", "D", "T"};

/* The document stands once in the heading: the lines name the place in it. */
static const char *place_in(const ValveModel *model, const char *source) {
  size_t length = model->series ? strlen(model->series->document) : 0;
  if (length && strncmp(source, model->series->document, length) == 0 && source[length] == ',')
    return source + length + 2;
  return source;
}

static void print_identity(const Part *part, FILE *out) {
  const ValveModel *model = part->model;
  char number[PART_NUMBER_SIZE];
  fprintf(out, "%s    %s\n\n", part_build(part, number, sizeof number), model->source);
  fprintf(out, "  %-18s%s%s%s\n", "model", model->name, model->series ? ", Series " : "",
          model->series ? model->series->name : "");
  fprintf(out, "  %-18s%g mm\n", "orifice", model->orifice_m * 1e3);
  fprintf(out, "  %-18s%s%s%s\n", "fitting", part->fitting_given ? fitting_type_words(part->fitting) : "",
          part->fitting_given && model->fitting_size ? ", " : "", model->fitting_size ? model->fitting_size : "");
  if (part_complete(part)) {
    fprintf(out, "  %-18s%s (code %c)\n", "rated voltage", part->voltage->words, part->voltage->code);
    fprintf(out, "  %-18s%s (code %s)\n", "electrical entry", part->entry->words, part->entry->code);
    fprintf(out, "  %-18s%s\n", "entry direction", part_direction_words(part->direction));
    fprintf(out, "  %-18s%s\n", "spacer", part->spacer ? "with spacer (code A)" : "none");
  }
  const double *kg = model->weight_kg;
  if (!isnan(part_weight_kg(part)))
    fprintf(out, "  %-18s%g kg (grommet type)\n", "weight", part_weight_kg(part));
  else if (!isnan(kg[0]) && !isnan(kg[1]))
    fprintf(out, "  %-18s%g kg face seal, %g kg compression (grommet type)\n", "weight", kg[FITTING_FACE_SEAL],
            kg[FITTING_COMPRESSION]);
}

static void print_notes(const Part *part, FILE *out) {
  const char *notes[MOST];
  int count = part_notes(part, notes, MOST);
  if (count) fprintf(out, "\nNotes\n");
  for (int i = 0; i < count; i++)
    fprintf(out, "  - %s\n", notes[i]);
}

static void print_figures(const Part *part, FILE *out) {
  CatalogFigure figures[CATALOG_FIGURES_MOST];
  int count = catalog_figures(part, figures);
  fprintf(out, "\n%-31s %8s  %-7s  %-40s  %s\n", "Limits and ratings", "value", "unit", "condition", "source");
  for (int i = 0; i < count; i++)
    fprintf(out, "  %-29s %8s  %-7s  %-40s  %.27s\n", figures[i].name, figures[i].shown, figures[i].unit,
            figures[i].condition, place_in(part->model, figures[i].source));
}

static void print_estimate(const char *name, const ValveEstimate *estimate, FILE *out) {
  fprintf(out, "  %-29s %8.3g  %-7.3g  %-7.3g  %s\n", name, estimate->value, estimate->low, estimate->high,
          estimate->estimated ? "ESTIMATE" : "given");
  fprintf(out, "    %.112s\n", estimate->source);
}

static void print_estimates(const ValveModel *model, FILE *out) {
  fprintf(out, "\n%-31s %8s  %-7s  %s\n", "Flow (the document gives none)", "value", "low", "high");
  print_estimate("discharge coefficient", &model->discharge, out);
  print_estimate("critical ratio b (ISO 6358)", &model->critical_b, out);
  print_estimate("molecular factor", &model->molecular, out);
}

static void print_mm(double metres, FILE *out) {
  if (isnan(metres))
    fprintf(out, " %6s", "-");
  else
    fprintf(out, " %6.4g", metres * 1e3);
}

static void print_outline(const Part *part, FittingType fitting, FILE *out) {
  const ValveOutline *o = valve_outline(part->model, fitting);
  if (!o) return;
  const double lengths[] = {o->a_m, o->b_m, o->bs_m, o->c_m, o->d_m, o->e_m, o->f_m, o->l_m, o->m_m};
  fprintf(out, "  %-22s", fitting_type_words(fitting));
  for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++)
    print_mm(lengths[i], out);
  fprintf(out, "\n");
}

static void print_outline_entries(const Part *part, const ValveOutline *outline, FILE *out) {
  fprintf(out, "  %-22s %6s %6s %6s\n", "electrical entry", "G", "H", "J");
  for (int i = 0; i < OUTLINE_COUNT; i++) {
    if (part->entry && part->entry->outline != (OutlineEntry)i) continue;
    fprintf(out, "  %-22s", outline_names[i]);
    print_mm(outline->entry[i].g_m, out);
    print_mm(outline->entry[i].h_m, out);
    print_mm(outline->entry[i].j_m, out);
    fprintf(out, "\n");
  }
}

static void print_dimensions(const Part *part, FILE *out) {
  const ValveOutline *outline = valve_outline(part->model, part->fitting);
  if (!outline) return;
  fprintf(out, "\n%-24s %6s %6s %6s %6s %6s %6s %6s %6s %6s\n", "Dimensions (mm)", "A", "B", "Bs", "C", "D", "E", "F",
          "L", "M");
  for (int i = 0; i < FITTING_COUNT; i++)
    if (!part->fitting_given || part->fitting == (FittingType)i) print_outline(part, (FittingType)i, out);
  print_outline_entries(part, outline, out);
  fprintf(out, "  Letters as in the drawing (%s). Cells the table merges are spread: check before machining.\n",
          valve_source(part->model, VALVE_FACT_DIMENSIONS));
}

static void print_accessories(const Part *part, FILE *out) {
  const PartAccessory *found[MOST];
  int count = part_accessories(part, found, MOST);
  if (count) fprintf(out, "\n%-16s  %-46s  %s\n", "Accessories", "what", "source");
  for (int i = 0; i < count; i++)
    fprintf(out, "  %-14s  %-46s  %s\n", found[i]->number, found[i]->words, place_in(part->model, found[i]->source));
}

static void print_series(const ValveModel *model, FILE *out) {
  const ValveSeries *series = model->series;
  if (!series) return;
  fprintf(out, "\n%-37s %-36s %s\n", "Materials", "material", "in contact with gas");
  for (int i = 0; i < series->material_count; i++)
    fprintf(out, "  %-35s %-36s %s\n", series->materials[i].part, series->materials[i].material,
            series->materials[i].wetted ? "yes" : "no");
  fprintf(out, "\nThe document's notes and precautions\n");
  for (int i = 0; i < series->remark_count; i++) {
    const char *text = series->remarks[i].text, *place = place_in(model, series->remarks[i].source);
    bool one_line = strlen(text) + strlen(place) < LINE_WIDTH - 8;
    fprintf(out, "  - %s%s(%s)\n", text, one_line ? " " : "\n    ", place);
  }
}

void catalog_sheet_print(const Part *part, FILE *stream) {
  print_identity(part, stream);
  print_notes(part, stream);
  print_figures(part, stream);
  print_estimates(part->model, stream);
  print_dimensions(part, stream);
  print_accessories(part, stream);
  print_series(part->model, stream);
}
