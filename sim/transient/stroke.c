#include "sim/transient/stroke.h"

#include <math.h>
#include <stdlib.h>

#include "models/valve.h"

void strokes_free(Strokes *strokes) {
  free(strokes->rows);
  *strokes = (Strokes){0};
}

/* A closing valve is shut once this share is left: a junction behind a narrower crack, with nothing but a leak into it, would rise as one
   over its width. */
static const double last_crack = 1e-6;

static void drop(Strokes *strokes, int index) {
  strokes->rows[index] = strokes->rows[--strokes->count];
}

static Stroke *add(Strokes *strokes) {
  if (strokes->count == strokes->capacity) {
    int capacity = strokes->capacity ? 2 * strokes->capacity : 8;
    Stroke *rows = realloc(strokes->rows, (size_t)capacity * sizeof *rows);
    if (!rows) return NULL;
    strokes->rows = rows;
    strokes->capacity = capacity;
  }
  return &strokes->rows[strokes->count++];
}

static void come_to_rest(Branch *branch, bool open) {
  branch->open = open;
  branch->opening = 1;
}

/* How far open it stands, 0 to 1. */
static double openness(const Branch *branch) {
  return branch->open ? branch->opening : 0;
}

bool strokes_begin(Strokes *strokes, Network *network, int k, bool opening, double time_s) {
  Branch *branch = &network->branches[k];
  double whole_s = branch_is_valve(branch) ? valve_stroke_s(branch->params) : 0, done = openness(branch);
  for (int i = strokes->count - 1; i >= 0; i--)
    if (strokes->rows[i].branch == k) drop(strokes, i);
  if (!opening) done = 1 - done;
  if (whole_s <= 0 || done >= 1) {
    come_to_rest(branch, opening);
    return true;
  }
  Stroke *stroke = add(strokes);
  if (!stroke) return false;
  *stroke = (Stroke){
      .branch = k, .opening = opening, .start_s = time_s - done * whole_s, .end_s = time_s + (1 - done) * whole_s};
  stroke->stop_s = opening ? stroke->end_s : fmax(time_s, stroke->end_s - last_crack * whole_s);
  branch->opening = openness(branch);
  branch->open = true;
  return true;
}

void strokes_place(const Strokes *strokes, Network *network, double segment_s) {
  for (int i = 0; i < strokes->count; i++) {
    const Stroke *stroke = &strokes->rows[i];
    double part = ((strokes->base_s - stroke->start_s) + segment_s) / (stroke->end_s - stroke->start_s);
    part = fmin(fmax(part, 0), 1);
    network->branches[stroke->branch].opening = stroke->opening ? part : 1 - part;
  }
}

bool strokes_finish(Strokes *strokes, Network *network, double time_s) {
  bool any = false;
  for (int i = strokes->count - 1; i >= 0; i--) {
    if (strokes->rows[i].stop_s > time_s) continue;
    come_to_rest(&network->branches[strokes->rows[i].branch], strokes->rows[i].opening);
    drop(strokes, i);
    any = true;
  }
  return any;
}

double strokes_next_end_s(const Strokes *strokes) {
  double next = INFINITY;
  for (int i = 0; i < strokes->count; i++)
    next = fmin(next, strokes->rows[i].stop_s);
  return next;
}
