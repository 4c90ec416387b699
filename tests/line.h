/* A line built from C, for tests: short words for what a file would say. */
#ifndef XSAVAC_TESTS_LINE_H
#define XSAVAC_TESTS_LINE_H

#include "sim/balance.h"
#include "sim/steady.h"
#include "tests/check.h"

typedef struct {
  Catalogue *catalogue;
  Network network;
  SteadyWork work;
  SteadyResult result;
  Balance balance;
} Line;

Line line_new(void);
void line_close(Line *line);
void line_node(Line *line, const char *name, NodeParams params);

static inline void line_fixed(Line *line, const char *name, double pressure_pa) {
  line_node(line, name, (NodeParams){.pressure_pa = pressure_pa, .temperature_k = 293.15, .fixed = true});
}
static inline void line_volume(Line *line, const char *name, double volume_m3, double pressure_pa) {
  line_node(line, name, (NodeParams){.volume_m3 = volume_m3, .pressure_pa = pressure_pa, .temperature_k = 293.15});
}
static inline void line_junction(Line *line, const char *name) {
  line_node(line, name, (NodeParams){.pressure_pa = 101325, .temperature_k = 293.15});
}

/* Any registered type: pairs of key and SI value, ended by NULL; key "part" takes a string, key "state" 0 or 1. */
void line_element(Line *line, const char *name, const char *type, const char *from, const char *to, ...);
void line_conductance(Line *line, const char *name, const char *from, const char *to, double value_m3_s);
void line_fixed_flow(Line *line, const char *name, const char *from, const char *to, double flow_pa_m3_s);
void line_pump(Line *line, const char *name, const char *at, double speed_m3_s, double ultimate_pa);
void line_source(Line *line, const char *name, const char *at, double flow_pa_m3_s);
void line_source_gas(Line *line, const char *name, const char *at, double flow_pa_m3_s, const char *gas);

Status line_solve(Line *line); /* derives, solves from the initial state, reckons the balance */
double line_pressure(const Line *line, const char *node);
double line_partial(const Line *line, const char *node, const char *gas);
double line_flow(const Line *line, const char *element);

#endif
