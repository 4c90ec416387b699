#include "plots/side_names.h"

#include <math.h>

static void sort(SideName *names, int count) {
  for (int i = 1; i < count; i++)
    for (int k = i; k > 0 && names[k].end > names[k - 1].end; k--) {
      SideName lower = names[k - 1];
      names[k - 1] = names[k], names[k] = lower;
    }
}

void side_names_spread(SideName *names, int count, double panel_height) {
  sort(names, count);
  for (int i = 1; i < count; i++)
    names[i].place = fmax(names[i].place, names[i - 1].place + SIDE_NAME_HEIGHT);
  double below = panel_height;
  for (int i = count - 1; i >= 0; i--) {
    names[i].place = fmin(names[i].place, below);
    below = names[i].place - SIDE_NAME_HEIGHT;
  }
}
