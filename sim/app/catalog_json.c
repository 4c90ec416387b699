#include <math.h>

#include "sim/app/catalog_figures.h"
#include "sim/app/catalog_sheet.h"

enum { MOST = 16 };

static void set_number(json_t *object, const char *key, double value) {
  json_object_set_new(object, key, isfinite(value) ? json_real(value) : json_null());
}

static void set_text(json_t *object, const char *key, const char *text) {
  json_object_set_new(object, key, text ? json_string(text) : json_null());
}

static json_t *figures_json(const Part *part) {
  CatalogFigure figures[CATALOG_FIGURES_MOST];
  int count = catalog_figures(part, figures);
  json_t *array = json_array();
  for (int i = 0; i < count; i++) {
    json_t *row = json_object();
    set_text(row, "name", figures[i].name);
    if (isnan(figures[i].value))
      set_text(row, "value", figures[i].condition);
    else
      set_number(row, "value", figures[i].value);
    set_text(row, "unit", figures[i].si_unit);
    set_text(row, "condition", isnan(figures[i].value) ? NULL : figures[i].condition);
    set_text(row, "source", figures[i].source);
    json_array_append_new(array, row);
  }
  return array;
}

static json_t *estimates_json(const ValveModel *model) {
  const char *const names[] = {"discharge", "b", "molecular"};
  const ValveEstimate *const estimates[] = {&model->discharge, &model->critical_b, &model->molecular};
  json_t *object = json_object();
  for (int i = 0; i < 3; i++) {
    json_t *row = json_object();
    set_number(row, "value", estimates[i]->value);
    set_number(row, "low", estimates[i]->low);
    set_number(row, "high", estimates[i]->high);
    json_object_set_new(row, "estimated", json_boolean(estimates[i]->estimated));
    set_text(row, "source", estimates[i]->source);
    json_object_set_new(object, names[i], row);
  }
  return object;
}

static void set_codes(json_t *sheet, const Part *part) {
  set_text(sheet, "fitting", part->fitting_given ? fitting_type_words(part->fitting) : NULL);
  set_text(sheet, "fitting_size", part->model->fitting_size);
  set_text(sheet, "voltage", part->voltage ? part->voltage->words : NULL);
  set_number(sheet, "volts", part->voltage ? part->voltage->volts : NAN);
  set_text(sheet, "supply", part->voltage ? (part->voltage->ac ? "AC" : "DC") : NULL);
  set_text(sheet, "entry", part->entry ? part->entry->code : NULL);
  set_text(sheet, "entry_words", part->entry ? part->entry->words : NULL);
  json_object_set_new(sheet, "spacer", json_boolean(part->spacer));
  set_text(sheet, "direction", part->direction ? part_direction_words(part->direction) : NULL);
}

static json_t *notes_json(const Part *part) {
  const char *notes[MOST];
  int count = part_notes(part, notes, MOST);
  json_t *array = json_array();
  for (int i = 0; i < count; i++)
    json_array_append_new(array, json_string(notes[i]));
  return array;
}

static json_t *accessories_json(const Part *part) {
  const PartAccessory *found[MOST];
  int count = part_accessories(part, found, MOST);
  json_t *array = json_array();
  for (int i = 0; i < count; i++) {
    json_t *row = json_object();
    set_text(row, "part", found[i]->number);
    set_text(row, "what", found[i]->words);
    set_text(row, "source", found[i]->source);
    json_array_append_new(array, row);
  }
  return array;
}

static json_t *outline_json(const ValveOutline *outline, FittingType fitting) {
  static const char *const entries[OUTLINE_COUNT] = {"G", "GS", "C", "F", "D", "T"};
  const char *const letters[] = {"A_m", "B_m", "Bs_m", "C_m", "D_m", "E_m", "F_m", "L_m", "M_m"};
  const double lengths[] = {outline->a_m, outline->b_m, outline->bs_m, outline->c_m, outline->d_m,
                            outline->e_m, outline->f_m, outline->l_m,  outline->m_m};
  json_t *row = json_object(), *columns = json_object();
  set_text(row, "fitting", fitting_type_words(fitting));
  for (int i = 0; i < 9; i++)
    set_number(row, letters[i], lengths[i]);
  for (int i = 0; i < OUTLINE_COUNT; i++) {
    json_t *entry = json_object();
    set_number(entry, "G_m", outline->entry[i].g_m);
    set_number(entry, "H_m", outline->entry[i].h_m);
    set_number(entry, "J_m", outline->entry[i].j_m);
    json_object_set_new(columns, entries[i], entry);
  }
  json_object_set_new(row, "entries", columns);
  return row;
}

static json_t *dimensions_json(const Part *part) {
  json_t *array = json_array();
  for (int i = 0; i < FITTING_COUNT; i++) {
    const ValveOutline *outline = valve_outline(part->model, (FittingType)i);
    if (outline && (!part->fitting_given || part->fitting == (FittingType)i))
      json_array_append_new(array, outline_json(outline, (FittingType)i));
  }
  return array;
}

static void set_series(json_t *sheet, const ValveSeries *series) {
  json_t *materials = json_array(), *precautions = json_array();
  for (int i = 0; series && i < series->material_count; i++) {
    json_t *row = json_object();
    set_text(row, "part", series->materials[i].part);
    set_text(row, "material", series->materials[i].material);
    json_object_set_new(row, "wetted", json_boolean(series->materials[i].wetted));
    json_array_append_new(materials, row);
  }
  for (int i = 0; series && i < series->remark_count; i++) {
    json_t *row = json_object();
    set_text(row, "text", series->remarks[i].text);
    set_text(row, "source", series->remarks[i].source);
    json_array_append_new(precautions, row);
  }
  json_object_set_new(sheet, "materials", materials);
  json_object_set_new(sheet, "precautions", precautions);
}

json_t *catalog_sheet_json(const Part *part) {
  char number[PART_NUMBER_SIZE];
  const double *kg = part->model->weight_kg;
  json_t *sheet = json_object();
  set_text(sheet, "part", part_build(part, number, sizeof number));
  set_text(sheet, "model", part->model->name);
  set_text(sheet, "source", part->model->source);
  set_codes(sheet, part);
  set_number(sheet, "weight_face_seal_kg", kg[FITTING_FACE_SEAL]);
  set_number(sheet, "weight_compression_kg", kg[FITTING_COMPRESSION]);
  json_object_set_new(sheet, "notes", notes_json(part));
  json_object_set_new(sheet, "figures", figures_json(part));
  json_object_set_new(sheet, "flow", estimates_json(part->model));
  json_object_set_new(sheet, "dimensions", dimensions_json(part));
  json_object_set_new(sheet, "accessories", accessories_json(part));
  set_series(sheet, part->model->series);
  return sheet;
}
