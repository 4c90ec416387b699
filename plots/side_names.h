/* Names beside a panel, at the heights where the curves end, without running into one another. */
#ifndef XSAVAC_PLOTS_SIDE_NAMES_H
#define XSAVAC_PLOTS_SIDE_NAMES_H

enum { SIDE_NAME_HEIGHT = 15 }; /* in the units of the picture, which is 1000 wide */

typedef struct {
  int curve;
  double end;   /* its value at the end; the greatest comes first */
  double place; /* from the panel's top: where it would stand by itself, then where it stands */
} SideName;

/* Sorts them, and sets a name's height between each two; as near to the curves' ends as that allows. */
void side_names_spread(SideName *names, int count, double panel_height);

#endif
