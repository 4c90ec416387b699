/* How gases pass through seal materials: the table behind models/seal.c. */
#ifndef XSAVAC_MODELS_PERMEATION_H
#define XSAVAC_MODELS_PERMEATION_H

#include <stdbool.h>

#include "models/gas.h"

/* K in Q = K (A/d) (p1 - p2), Q as pV flow at 0 degC, between low and high. */
typedef struct {
  const char *material, *gas;
  double low_m2_s, high_m2_s;
  double temperature_k;
  const char *source;
} PermeationRow;

extern const PermeationRow permeation_rows[]; /* models/data/permeation.c; each pair of material and gas once */
extern const int permeation_row_count;

extern const char *const seal_materials[]; /* NULL-ended; the last, "other", has no row */

/* A figure between its bounds; the figure is their geometric mean unless more is known. */
typedef struct {
  double value, low, high;
} PermeationBand;

/* K(T) in m2/s of a row of seal_materials; that of air by its parts, in the band of its row where there is one. False: not known. */
bool permeation_of(const char *material, const Gas *gas, double temperature_k, PermeationBand *band);

/* Where it is from; NULL: not known. */
const char *permeation_source(const char *material, const Gas *gas);

/* D in m2/s of a gas in a seal material, for the time that permeation takes to begin; warms up like K. */
typedef struct {
  const char *material, *gas;
  double low_m2_s, high_m2_s;
  double temperature_k;
} DiffusivityRow;

extern const DiffusivityRow diffusivity_rows[]; /* models/data/permeation.c, with their source */
extern const int diffusivity_row_count;

/* D(T) in m2/s; that of air is that of N2, most of it. False: not known. */
bool diffusivity_of(const char *material, const Gas *gas, double temperature_k, PermeationBand *band);

/* The same from a figure known at a temperature, in any unit: band times exp(-(E/R) (1/T - 1/T0)), E = 50 +- 10 kJ/mol. */
PermeationBand permeation_at(PermeationBand at_row, double row_k, double temperature_k);

#endif
