/* A gnuplot SVG within a page: its identifiers made its own, so that several pictures share a page. */
#ifndef XSAVAC_PLOTS_SVG_INLINE_H
#define XSAVAC_PLOTS_SVG_INLINE_H

#include <stdio.h>

/* Prints svg with `name-` in front of every identifier and every reference to one. Text is left alone. */
void svg_inline_print(const char *svg, const char *name, FILE *stream);

#endif
