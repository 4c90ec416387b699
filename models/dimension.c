#include "models/dimension.h"

static const struct {
  const char *words, *unit;
} rows[DIM_COUNT] = {
#define X(id, words, unit) {words, unit},
    DIMENSIONS(X)
#undef X
};

const char *dimension_words(Dimension dimension) {
  return rows[dimension].words;
}

const char *dimension_unit(Dimension dimension) {
  return rows[dimension].unit;
}
