#include "sim/sizing/request.h"

#include <math.h>
#include <stdlib.h>

const SizingFactRow sizing_facts[SIZING_FACT_COUNT] = {
#define X(id, word, words, unit, dimension) {word, words, unit, dimension},
    SIZING_FACTS(X)
#undef X
};

const char *const sizing_rank_words[SIZING_RANK_COUNT + 1] = {
#define X(id, word, words) word,
    SIZING_RANKS(X)
#undef X
        NULL};

const char *const sizing_rank_orders[SIZING_RANK_COUNT + 1] = {
#define X(id, word, words) words,
    SIZING_RANKS(X)
#undef X
        NULL};

double sizing_fact(SizingFact fact, const Part *part) {
  switch (fact) {
  case SIZING_FACT_POWER:
    return part->voltage && part->voltage->ac ? part->model->apparent_power_ac_va : part->model->power_dc_w;
  case SIZING_FACT_WEIGHT:
    return part_weight_kg(part);
  case SIZING_FACT_FITTING_SIZE:
    return part->model->fitting_m;
  case SIZING_FACT_VOLTAGE:
    return part->voltage ? part->voltage->volts : NAN;
  default:
    return NAN;
  }
}

void sizing_request_free(SizingRequest *request) {
  for (int i = 0; i < request->n_elements; i++)
    free(request->elements[i].parts);
  free(request->requirements);
  *request = (SizingRequest){0};
}

int sizing_together(const SizingRequest *request) {
  int count = request->n_elements > 0;
  for (int i = 0; i < request->n_elements; i++)
    count *= request->elements[i].n_parts;
  return count;
}

void sizing_pick(const SizingRequest *request, int together, int pick[SIZING_ELEMENTS_MAX]) {
  for (int i = request->n_elements - 1; i >= 0; i--) {
    pick[i] = together % request->elements[i].n_parts;
    together /= request->elements[i].n_parts;
  }
}
