/* The figures a catalogue row states, in the order of the document, for the text and the JSON of 'xsavac catalog'. */
#ifndef XSAVAC_SIM_APP_CATALOG_FIGURES_H
#define XSAVAC_SIM_APP_CATALOG_FIGURES_H

#include "models/part_number.h"

typedef struct {
  const char *name;
  double value; /* SI; NAN for a fact in words, which stand in condition */
  const char *si_unit;
  char shown[16];   /* value in unit, "" for words */
  const char *unit; /* the unit people use for it */
  char condition[64];
  const char *source;
} CatalogFigure;

enum { CATALOG_FIGURES_MOST = 32 };

/* Figures the row gives; of those for DC or AC only the part's own, both when its voltage is open. Returns how many. */
int catalog_figures(const Part *part, CatalogFigure figures[CATALOG_FIGURES_MOST]);

#endif
