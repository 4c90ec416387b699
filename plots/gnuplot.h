/* Runs gnuplot on a script, without a shell. */
#ifndef XSAVAC_PLOTS_GNUPLOT_H
#define XSAVAC_PLOTS_GNUPLOT_H

#include <stdbool.h>
#include <stddef.h>

/* Runs `gnuplot script` in folder. The script writes NAME.svg and NAME.png with the prefix it is given; they get their
   names only when both came out whole. False: no picture is left under either name and message says why, in words. */
bool gnuplot_render(const char *folder, const char *name, char *message, size_t size);

#endif
