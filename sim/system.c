#include "sim/system.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void number_free_nodes(System *system, const Network *network) {
  for (int i = 0; i <= network->n_nodes; i++) {
    bool is_free = i < network->n_nodes && !network->nodes[i].params.fixed;
    system->free_of_node[i] = is_free ? system->n_free : -1;
    if (is_free) system->node_of_free[system->n_free++] = i;
  }
  system->n = system->n_free * system->n_gas;
}

static int free_end(const System *system, int node) {
  return node >= 0 ? system->free_of_node[node] : -1;
}

/* Neighbours by node: compressed lists with each node itself, sorted, without repeats. */
typedef struct {
  int *start, *item;
} Neighbours;

static int by_number(const void *a, const void *b) {
  int x = *(const int *)a, y = *(const int *)b;
  return (x > y) - (x < y);
}

static void neighbours_count(const System *system, const Network *network, int *start) {
  for (int u = 0; u < system->n_free; u++)
    start[u + 1] = 1;
  for (int k = 0; k < network->n_branches; k++) {
    int a = free_end(system, network->branches[k].from), b = free_end(system, network->branches[k].to);
    if (a < 0 || b < 0 || a == b) continue;
    start[a + 1]++;
    start[b + 1]++;
  }
  for (int u = 0; u < system->n_free; u++)
    start[u + 1] += start[u];
}

static bool neighbours_init(Neighbours *lists, const System *system, const Network *network) {
  lists->start = calloc((size_t)system->n_free + 2, sizeof(int));
  if (!lists->start) return false;
  neighbours_count(system, network, lists->start);
  lists->item = malloc(((size_t)lists->start[system->n_free] + 1) * sizeof(int));
  int *fill = malloc(((size_t)system->n_free + 1) * sizeof(int));
  if (!lists->item || !fill) {
    free(fill);
    return false;
  }
  for (int u = 0; u < system->n_free; u++) {
    fill[u] = lists->start[u];
    lists->item[fill[u]++] = u;
  }
  for (int k = 0; k < network->n_branches; k++) {
    int a = free_end(system, network->branches[k].from), b = free_end(system, network->branches[k].to);
    if (a < 0 || b < 0 || a == b) continue;
    lists->item[fill[a]++] = b;
    lists->item[fill[b]++] = a;
  }
  free(fill);
  return true;
}

/* Sorts each list and drops repeats in place; start is rewritten. */
static void neighbours_compact(Neighbours *lists, int n) {
  int out = 0;
  for (int u = 0; u < n; u++) {
    int begin = lists->start[u], end = lists->start[u + 1], first = out;
    qsort(lists->item + begin, (size_t)(end - begin), sizeof(int), by_number);
    for (int k = begin; k < end; k++)
      if (out == first || lists->item[out - 1] != lists->item[k]) lists->item[out++] = lists->item[k];
    lists->start[u] = first;
  }
  lists->start[n] = out;
}

static void neighbours_free(Neighbours *lists) {
  free(lists->start);
  free(lists->item);
}

static void fill_columns(System *system, const Neighbours *lists) {
  int g = system->n_gas, at = 0;
  for (int u = 0; u < system->n_free; u++) {
    int degree = lists->start[u + 1] - lists->start[u];
    system->stride[u] = degree * g;
    for (int j = 0; j < g; j++) {
      system->column_start[u * g + j] = at;
      for (int k = 0; k < degree; k++)
        for (int i = 0; i < g; i++)
          system->row[at++] = lists->item[lists->start[u] + k] * g + i;
    }
  }
  system->column_start[system->n] = at;
}

/* First value of the block in row node r, column node c. */
static int block_of(const System *system, const Neighbours *lists, int r, int c) {
  if (r < 0 || c < 0) return -1;
  int low = lists->start[c], high = lists->start[c + 1] - 1;
  while (low < high) {
    int middle = (low + high) / 2;
    if (lists->item[middle] < r)
      low = middle + 1;
    else
      high = middle;
  }
  return system->column_start[c * system->n_gas] + (low - lists->start[c]) * system->n_gas;
}

static void find_slots(System *system, const Network *network, const Neighbours *lists) {
  for (int u = 0; u < system->n_free; u++)
    system->diagonal[u] = block_of(system, lists, u, u);
  for (int k = 0; k < network->n_branches; k++) {
    int a = free_end(system, network->branches[k].from), b = free_end(system, network->branches[k].to);
    int *slot = system->slot + 4 * k;
    slot[0] = block_of(system, lists, a, a);
    slot[1] = block_of(system, lists, a, b);
    slot[2] = block_of(system, lists, b, a);
    slot[3] = block_of(system, lists, b, b);
  }
}

static bool allocate_columns(System *system, int blocks) {
  size_t g = (size_t)system->n_gas;
  system->column_start = malloc(((size_t)system->n + 1) * sizeof(int));
  system->row = malloc(((size_t)blocks * g * g + 1) * sizeof(int));
  return system->column_start && system->row;
}

bool system_init(System *system, const Network *network) {
  return system_init_wide(system, network, network->n_gas);
}

bool system_init_wide(System *system, const Network *network, int width) {
  *system = (System){.n_gas = width};
  size_t nodes = (size_t)network->n_nodes + 1;
  system->free_of_node = malloc(nodes * sizeof(int));
  system->node_of_free = malloc(nodes * sizeof(int));
  system->diagonal = malloc(nodes * sizeof(int));
  system->stride = malloc(nodes * sizeof(int));
  system->slot = malloc(((size_t)network->n_branches + 1) * 4 * sizeof(int));
  Neighbours lists = {0};
  bool ok = system->free_of_node && system->node_of_free && system->diagonal && system->stride && system->slot;
  if (ok) number_free_nodes(system, network);
  ok = ok && neighbours_init(&lists, system, network);
  if (ok) neighbours_compact(&lists, system->n_free);
  ok = ok && allocate_columns(system, lists.start[system->n_free]);
  if (ok) {
    fill_columns(system, &lists);
    find_slots(system, network, &lists);
  } else
    system_free(system);
  neighbours_free(&lists);
  return ok;
}

void system_free(System *system) {
  free(system->free_of_node);
  free(system->node_of_free);
  free(system->column_start);
  free(system->row);
  free(system->slot);
  free(system->diagonal);
  free(system->stride);
  *system = (System){0};
}
