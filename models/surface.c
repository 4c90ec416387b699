#include "models/surface.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "models/species.h"

/* The rate after one hour; the minute keeps it finite at the start (models/LAWS.md section 7). */
static const double hour_s = 3600, offset_s = 60;

static const ParamRow rows[] = {
    {.key = "material",
     .kind = PARAM_CHOICE,
     .offset = offsetof(Surface, material),
     .required = true,
     .choices = surface_materials,
     .text = "what it is made of; 'other': by rate, decay and gas"},
    {.key = "treatment",
     .kind = PARAM_CHOICE,
     .offset = offsetof(Surface, treatment),
     .choices = surface_treatments,
     .text = "what was done to it; to be named where the material has several"},
    {.key = "area",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_AREA,
     .offset = offsetof(Surface, area_m2),
     .required = true,
     .min = 1e-9,
     .max = 1e6,
     .text = "geometric area that faces the node"},
    {.key = "age",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_TIME,
     .offset = offsetof(Surface, age_s),
     .fallback = NAN,
     .min = 0,
     .max = 1e12,
     .text = "time under vacuum before the run; a steady state needs it"},
    {.key = "gas",
     .kind = PARAM_GAS,
     .offset = offsetof(Surface, gas),
     .text = "what it gives off (H2O if not given, H2 for baked metal)"},
    {.key = "rate",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_OUTGASSING,
     .offset = offsetof(Surface, q1h_pa_m_s),
     .fallback = NAN,
     .min = 0,
     .max = 1e3,
     .text = "measured rate after one hour under vacuum (the material's if not given)"},
    {.key = "decay",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_NONE,
     .offset = offsetof(Surface, decay),
     .fallback = NAN,
     .min = 0,
     .max = 3,
     .text = "exponent of its fall with time (the material's if not given)"},
};

/* --- the row of a material --- */

static bool is_row(const OutgassingRow *row, const char *material, const char *treatment) {
  return strcmp(row->material, material) == 0 && (!treatment || strcmp(row->treatment, treatment) == 0);
}

static int count_rows(const char *material, const char *treatment, const OutgassingRow **last) {
  int count = 0;
  for (int i = 0; i < outgassing_row_count; i++)
    if (is_row(&outgassing_rows[i], material, treatment)) *last = &outgassing_rows[i], count++;
  return count;
}

static void list_treatments(const char *material, char *list, size_t size) {
  list[0] = '\0';
  for (int i = 0; i < outgassing_row_count; i++) {
    size_t used = strlen(list);
    if (is_row(&outgassing_rows[i], material, NULL))
      snprintf(list + used, size - used, "%s%s", used ? ", " : "", outgassing_rows[i].treatment);
  }
}

static bool find_row(Surface *surface, char *message, size_t size) {
  const char *material = surface_materials[surface->material];
  const char *treatment = surface->treatment ? surface_treatments[surface->treatment] : NULL;
  char list[120];
  surface->row = NULL;
  int count = count_rows(material, treatment, &surface->row);
  if (count == 1) return true;
  if (count_rows(material, NULL, &surface->row) == 0) { /* "other" */
    surface->row = NULL;
    return true;
  }
  list_treatments(material, list, sizeof list);
  if (treatment)
    snprintf(message, size, "material '%s' has no treatment '%s'; it has: %s", material, treatment, list);
  else
    snprintf(message, size, "material '%s' has several treatments; treatment = one of: %s", material, list);
  return false;
}

static bool is_complete(const Surface *surface, char *message, size_t size) {
  if (surface->row || (!isnan(surface->q1h_pa_m_s) && !isnan(surface->decay) && surface->gas.n > 0)) return true;
  snprintf(message, size,
           "material 'other' has no figures: rate (in Pa m3/(s m2), after one hour), decay and gas are "
           "wanted");
  return false;
}

static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  (void)context;
  Surface *surface = self;
  if (!find_row(surface, message, size) || !is_complete(surface, message, size)) return false;
  surface->used_q1h_pa_m_s = isnan(surface->q1h_pa_m_s) ? surface->row->q1h_pa_m_s : surface->q1h_pa_m_s;
  surface->used_decay = isnan(surface->decay) ? surface->row->decay : surface->decay;
  surface->emits = surface->gas;
  if (surface->emits.n == 0) surface->emits = (GasBlend){.n = 1, .gas = {gas_find(surface->row->gas)}, .x = {1}};
  surface_expose(surface, 0);
  return true;
}

/* --- the law --- */

bool surface_has_age(const Surface *surface) {
  return !isnan(surface->age_s);
}

void surface_expose(void *self, double vacuum_s) {
  Surface *surface = self;
  surface->exposed_s = vacuum_s + (isnan(surface->age_s) ? 0 : surface->age_s);
}

static double load_by(const Surface *surface, double q1h_pa_m_s) {
  return surface->area_m2 * q1h_pa_m_s * pow((surface->exposed_s + offset_s) / hour_s, -surface->used_decay);
}

SurfaceLoad surface_load(const Surface *surface) {
  double q1h = surface->used_q1h_pa_m_s;
  bool measured = !isnan(surface->q1h_pa_m_s) || !surface->row;
  return (SurfaceLoad){load_by(surface, q1h), load_by(surface, measured ? q1h : surface->row->low_pa_m_s),
                       load_by(surface, measured ? q1h : surface->row->high_pa_m_s)};
}

static void species(const void *self, const SpeciesPoint *at, SpeciesFlow *flow) {
  const Surface *surface = self;
  double load = load_by(surface, surface->used_q1h_pa_m_s);
  species_zero(at, flow);
  for (int i = 0; i < at->n_gas; i++)
    flow->q[i] = load * at->share[i];
}

const ComponentType surface_type = {
    .name = "surface",
    .section = SECTION_SURFACES,
    .text = "a surface that outgasses into its node: nodes.X.surfaces = ( { material = ...; area = ...; } )",
    .source =
        "q = A q1h ((t + 60 s)/1 h)^-decay, t since the node fell below 1e4 Pa plus age; figures scatter by 3 to 10",
    .size = sizeof(Surface),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .resolve = resolve,
    .species = species,
};
