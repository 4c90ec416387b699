/* Valve catalogue: one row of facts per valve model, the rows shipped (models/data/xsa.c) and the user's own.
   A limit that a row does not give is NAN (text: NULL): it is then not applicable, never zero. */
#ifndef XSAVAC_MODELS_CATALOGUE_H
#define XSAVAC_MODELS_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

#include "models/dimension.h"

/* Port 1 = IN, the high-pressure side; port 2 = OUT, the vacuum side. */

typedef enum { FITTING_FACE_SEAL, FITTING_COMPRESSION, FITTING_COUNT } FittingType;

/* What a row states and a limit check cites; the words are the names of the checks where there is one. */
#define VALVE_FACTS(X)                                                                                                 \
  X(ORIFICE, "orifice")                                                                                                \
  X(FITTING, "fitting")                                                                                                \
  X(MAX_OPERATING_DIFFERENTIAL, "max_operating_differential")                                                          \
  X(REVERSE_PRESSURE, "reverse_pressure")                                                                              \
  X(MAX_OPERATING_PRESSURE, "max_operating_pressure")                                                                  \
  X(WITHSTAND_PRESSURE, "withstand_pressure")                                                                          \
  X(MIN_OPERATING_PRESSURE, "min_operating_pressure")                                                                  \
  X(TEMPERATURE, "temperature")                                                                                        \
  X(FLUID, "fluid")                                                                                                    \
  X(FLOW_DIRECTION, "flow_direction")                                                                                  \
  X(INTERNAL_LEAKAGE, "internal_leakage")                                                                              \
  X(EXTERNAL_LEAKAGE, "external_leakage")                                                                              \
  X(COIL_VOLTAGE, "coil_voltage")                                                                                      \
  X(LEAKAGE_VOLTAGE, "leakage_voltage")                                                                                \
  X(POWER, "power")                                                                                                    \
  X(APPARENT_POWER, "apparent_power")                                                                                  \
  X(COIL_RISE, "coil_rise")                                                                                            \
  X(WEIGHT, "weight")                                                                                                  \
  X(MATERIALS, "materials")                                                                                            \
  X(DIMENSIONS, "dimensions")                                                                                          \
  X(ACCESSORIES, "accessories")

typedef enum {
#define X(id, words) VALVE_FACT_##id,
  VALVE_FACTS(X)
#undef X
      VALVE_FACT_COUNT
} ValveFact;

/* A figure no catalogue states. estimated: taken from like valves, to be labelled so wherever it is shown. */
typedef struct {
  double value, low, high;
  bool estimated;
  const char *source;
} ValveEstimate;

typedef struct {
  int number; /* the document's */
  const char *part, *material;
  bool wetted;
} ValveMaterial;

/* Dimensions by the letters of the document's drawing; NAN where the table has a dash. */
typedef enum { OUTLINE_G, OUTLINE_GS, OUTLINE_C, OUTLINE_F, OUTLINE_D, OUTLINE_T, OUTLINE_COUNT } OutlineEntry;
typedef struct {
  const char *models; /* pattern over model names */
  FittingType fitting;
  double a_m, b_m, bs_m, c_m, d_m, e_m, f_m, l_m, m_m;
  struct {
    double g_m, h_m, j_m;
  } entry[OUTLINE_COUNT];
} ValveOutline;

typedef struct {
  const char *text, *source;
} ValveRemark;

/* What the models of one document share. */
typedef struct {
  const char *name, *document;
  const char *sources[VALVE_FACT_COUNT];
  const ValveMaterial *materials;
  int material_count;
  const ValveOutline *outlines;
  int outline_count;
  const ValveRemark *remarks; /* notes and precautions to know before choosing the valve */
  int remark_count;
} ValveSeries;

typedef struct ValveModel {
  const char *name;          /* "XSA2-43"; unique in a catalogue whatever the case of its letters */
  const ValveSeries *series; /* NULL in a user's row */
  const char *source;        /* document, or what the user names */

  double orifice_m;
  double fitting_m;         /* nominal size of the connection */
  const char *fitting_size; /* the same in words, "1/4 inch" */

  double max_operating_differential_pa;        /* p1 - p2, to open and while open */
  double reverse_pressure_pa_gauge;            /* at port 2 while port 1 is at atmosphere, closed */
  double max_operating_pa_gauge;               /* port 1 */
  double withstand_pa_gauge;                   /* either port */
  double min_operating_pa_abs;                 /* port 2 */
  double temperature_min_k, temperature_max_k; /* ambient and fluid */
  const char *fluid;                           /* as the document words it */
  bool air_inert_gas_only;                     /* from fluid: Gas.suitability judges */
  bool one_way;                                /* port 2 must be the side of the lower pressure */

  double internal_leakage_pa_m3_s, external_leakage_pa_m3_s;       /* permeation not included */
  double leak_upstream_pa, leak_downstream_pa, leak_temperature_k; /* conditions of both figures */
  const char *leak_gas;                                            /* NULL: not stated */

  double power_dc_w, apparent_power_ac_va, power_tolerance; /* at 20 degC and rated voltage; tolerance as a fraction */
  double coil_rise_dc_k, coil_rise_ac_k;                    /* for reference, 20 degC, rated voltage */
  double voltage_tolerance, voltage_tolerance_response_dc;  /* fractions of rated; the second where response matters */
  double leakage_voltage_dc, leakage_voltage_ac;            /* fractions of rated */
  const char *insulation_class;
  double weight_kg[FITTING_COUNT]; /* grommet type */

  ValveEstimate discharge;           /* choked flow over the ideal choked flow of the orifice's area */
  ValveEstimate critical_b;          /* ISO 6358 critical pressure ratio */
  ValveEstimate molecular;           /* molecular conductance over the aperture conductance of the orifice's area */
  double sonic_conductance_m3_s_pa;  /* ISO 6358 C measured; then discharge is not used */
  double subsonic_index;             /* ISO 6358 m, 0.5 unless measured */
  double molecular_conductance_m3_s; /* measured, air at 20 degC; then the molecular factor is not used */
} ValveModel;

/* --- a user's row --- */

typedef enum {
  FIELD_NUMBER,     /* double in the field's dimension; a pressure is absolute */
  FIELD_GAUGE,      /* written as any pressure, held as gauge: the reader takes ambient pressure off */
  FIELD_DIFFERENCE, /* a pressure difference: read it with an ambient pressure of 0, so that (G) changes nothing */
  FIELD_TEXT,       /* const char *; catalogue_add() makes its own copy */
  FIELD_FLAG        /* bool */
} FieldForm;

/* The only description of a user row's keys: read, check (min <= value <= max, held value), --help and documentation.
 */
typedef struct {
  const char *key;
  FieldForm form;
  Dimension dimension;
  size_t offset; /* in ValveModel */
  bool required;
  double min, max;
  const char *doc;
} CatalogueField;

extern const CatalogueField catalogue_fields[];
extern const int catalogue_field_count;

ValveModel valve_model_empty(void); /* nothing given: what a reader starts from */

/* Where a field's value stands in a row; the field's form says which of the three applies. */
double *catalogue_field_number(ValveModel *model, const CatalogueField *field);
const char **catalogue_field_text(ValveModel *model, const CatalogueField *field);
bool *catalogue_field_flag(ValveModel *model, const CatalogueField *field);

/* --- a catalogue --- */

typedef struct Catalogue Catalogue;

extern const ValveModel xsa_models[]; /* models/data/xsa.c */
extern const int xsa_model_count;

Catalogue *catalogue_new(void); /* with the rows shipped; NULL when out of memory; free with catalogue_free */
void catalogue_free(Catalogue *catalogue);

/* Adds an owned copy. Fills in what follows (estimates not given, leak conditions). False: message says which key, what
   value and the legal range, or that the name is taken; the catalogue is then as it was. Rows already handed out stay
   where they are. */
bool catalogue_add(Catalogue *catalogue, const ValveModel *model, char *message, size_t size);

int catalogue_count(const Catalogue *catalogue);
const ValveModel *catalogue_model(const Catalogue *catalogue, int index);
const ValveModel *catalogue_find_model(const Catalogue *catalogue, const char *name); /* any case; NULL if unknown */
const char *catalogue_nearest(const Catalogue *catalogue, const char *name);          /* NULL if none is near */

/* Models whose name matches pattern (* any letters, ? one letter, any case), in the catalogue's order. Writes up to
   capacity of them (found may be NULL when capacity is 0) and returns how many there are. */
int catalogue_match(const Catalogue *catalogue, const char *pattern, const ValveModel **found, int capacity);
bool catalogue_pattern_match(const char *pattern, const char *name);

const char *valve_fact_name(ValveFact fact);
const char *valve_source(const ValveModel *model, ValveFact fact); /* document and note that state this fact */
const char *fitting_type_words(FittingType fitting);               /* "face seal fitting" */
const ValveOutline *valve_outline(const ValveModel *model, FittingType fitting); /* NULL if not known */

#endif
