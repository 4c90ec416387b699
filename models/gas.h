/* Gases: one table of properties, and the state of a gas (or a mixture) at a temperature that the flow laws take. */
#ifndef XSAVAC_MODELS_GAS_H
#define XSAVAC_MODELS_GAS_H

#include <stdbool.h>
#include <stddef.h>

#include "models/kernel_fanno.h"

typedef enum { GAS_ALLOWED, GAS_CAUTION, GAS_REFUSED } GasSuitability; /* for a valve rated 'air, inert gas' */

typedef struct {
  const char *name;
  double molar_mass_kg_mol;
  double viscosity_20c_pa_s;
  double sutherland_k;
  double gamma;                /* cp/cv at 20 degC */
  double hard_sphere_m, vhs_m; /* molecular diameters, 20 degC and 0 degC */
  GasSuitability suitability;
  const char *source;
} Gas;

/* What a flow law needs to know of the gas in an element. v0 = sqrt(2 R T/M) is carried because every law uses it, and what follows
   from gamma alone because its logarithms and powers cost more than a law (gas_set_gamma). */
typedef struct {
  double temperature_k, molar_mass_kg_mol, viscosity_pa_s, gamma;
  double v0_m_s;
  double
      psi; /* choked mass flux of the ideal nozzle over p sqrt(M/(R T)): sqrt(gamma) (2/(gamma+1))^((gamma+1)/(2(gamma-1))) */
  Fanno fanno;
  double warm;               /* reference temperature of throughput over this one */
  double rarefaction_per_pa_m; /* 1/(mu v0) */
} GasState;

extern const Gas gas_table[]; /* models/data/gases.c; names ASCII, unique */
extern const int gas_table_count;
extern const Gas *const gas_air, *const gas_helium; /* their rows, for laws that need them at every evaluation */

enum { GAS_MAX = 16, GAS_TABLE_MAX = 32 }; /* gases in one line or blend; in gas_table */

/* A gas or a mixture as a user names it: mole fractions x[n] > 0 that add up to 1. n = 0: not given. */
typedef struct {
  int n;
  const Gas *gas[GAS_MAX];
  double x[GAS_MAX];
} GasBlend;

int gas_row(const Gas *gas);                                     /* its place in gas_table */
const Gas *gas_find(const char *name);                           /* NULL if unknown; case matters ('He', 'N2', 'air') */
double gas_viscosity_pa_s(const Gas *gas, double temperature_k); /* Sutherland through the 20 degC value */
GasState gas_state(const Gas *gas, double temperature_k);

/* Mixture by mole fractions x[n], adding up to 1: M and gamma by mole fraction, viscosity by Wilke (J. Chem. Phys. 18 (1950) 517). */
GasState gas_mixture_state(const Gas *const *gases, const double *x, int n, double temperature_k);

/* What the amount of each gas does to the mixture's properties: with amounts y_k and their sum S, x_k = y_k/S, row k is
   S times the derivative in y_k, the other amounts held. */
typedef struct {
  double ln_viscosity[GAS_MAX], ln_v0[GAS_MAX], gamma[GAS_MAX];
} MixtureSlopes;

GasState gas_mixture_slopes(const Gas *const *gases, const double *x, int n, double temperature_k,
                            MixtureSlopes *slopes);

void gas_set_gamma(GasState *gas, double gamma); /* and all that follows from it */
void gas_complete(GasState *gas);                /* what follows from temperature, viscosity, v0 and gamma */

/* Choked mass flux of the ideal nozzle over p sqrt(M/(R T)). */
double gas_psi(double gamma);

double gas_mean_speed_m_s(const GasState *gas);                                   /* cbar = sqrt(8 R T/(pi M)) */
double gas_rarefaction(const GasState *gas, double radius_m, double pressure_pa); /* delta = R p/(mu v0) */

#endif
