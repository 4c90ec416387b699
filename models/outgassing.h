/* What surfaces give off in vacuum: the table behind models/surface.c, with the scatter of each figure. */
#ifndef XSAVAC_MODELS_OUTGASSING_H
#define XSAVAC_MODELS_OUTGASSING_H

/* q = q1h ((t + 60 s)/1 h)^-decay per area at room temperature, t the time under vacuum. Throughputs at 293.15 K. */
typedef struct {
  const char *material, *treatment;
  double q1h_pa_m_s, low_pa_m_s, high_pa_m_s; /* Pa m3/(s m2) after one hour, and its band */
  double decay;
  const char *gas; /* most of what it gives off */
  const char *source;
} OutgassingRow;

extern const OutgassingRow outgassing_rows[]; /* models/data/outgassing.c; rows of one material stand together */
extern const int outgassing_row_count;

extern const char *const surface_materials[];  /* NULL-ended; the last, "other", has no row */
extern const char *const surface_treatments[]; /* NULL-ended; the first, "only": of a material with one row */

#endif
