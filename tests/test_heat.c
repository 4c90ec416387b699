/* Volumes with a heat balance against what textbooks say of filling, emptying and standing, at default tolerances. */
#include <gsl/gsl_integration.h>

#include "models/constants.h"
#include "models/gas.h"
#include "tests/check.h"
#include "tests/transient_line.h"

static const double close_enough = 1e-5, close_temperature = 1e-6, room_k = 293.15;

static double gamma_of(const char *gas) {
  return gas_find(gas)->gamma;
}

static void adiabatic(TimedLine *timed, const char *name, double volume_m3, double pressure_pa, double temperature_k) {
  line_node(&timed->line, name,
            (NodeParams){.volume_m3 = volume_m3,
                         .pressure_pa = pressure_pa,
                         .temperature_k = temperature_k,
                         .thermal = THERMAL_ADIABATIC,
                         .wall_k = temperature_k});
}

static void walled(TimedLine *timed, const char *name, double volume_m3, double pressure_pa, double temperature_k,
                   double w_k, double wall_k) {
  line_node(&timed->line, name,
            (NodeParams){.volume_m3 = volume_m3,
                         .pressure_pa = pressure_pa,
                         .temperature_k = temperature_k,
                         .thermal = THERMAL_WALL,
                         .film_w_m2_k = w_k,
                         .wall_m2 = 1,
                         .wall_k = wall_k});
}

static void boundary(TimedLine *timed, const char *name, double pressure_pa, double temperature_k) {
  line_node(&timed->line, name,
            (NodeParams){.pressure_pa = pressure_pa, .temperature_k = temperature_k, .fixed = true});
}

static double temperature(const TimedLine *timed, int row, const char *name) {
  const Series *series = &timed->result.series;
  assert_non_null(series->temperature_k);
  return series->temperature_k[row * series->n_nodes + network_find_node(&timed->line.network, name)];
}

static double final_temperature(const TimedLine *timed, const char *name) {
  return timed->result.temperature_k[network_find_node(&timed->line.network, name)];
}

static int rows(const TimedLine *timed) {
  return timed->result.series.count;
}

static double time_of(const TimedLine *timed, int row) {
  return timed->result.series.time_s[row];
}

/* Ways to let gas through, from a constant to a valve. */
enum { PASSAGES = 5 };
static void add_passage(TimedLine *timed, int kind, const char *from, const char *to) {
  Line *line = &timed->line;
  switch (kind) {
  case 0:
    line_conductance(line, "E", from, to, 1e-4);
    break;
  case 1:
    line_element(line, "E", "orifice", from, to, "diameter", 2e-3, NULL);
    break;
  case 2:
    line_element(line, "E", "valve", from, to, "part", "XSA1-12V-5G", "state", 1, NULL);
    break;
  case 3:
    line_element(line, "E", "tube", from, to, "diameter", 3e-3, "length", 0.3, NULL);
    break;
  default:
    line_element(line, "E", "iso6358", from, to, "C", 4e-9, "b", 0.4, NULL);
  }
}

/* ---- filling ---- */

/* From nothing: gamma times the supply's temperature, as soon as there is any gas to speak of, and whatever lets it in. */
static void filled_from_a_reservoir(void **state) {
  (void)state;
  for (int kind = 0; kind < PASSAGES; kind++) {
    TimedLine timed = timed_new(500);
    boundary(&timed, "supply", 1e5, 310);
    adiabatic(&timed, "vessel", 1e-3, 0, room_k);
    timed.line.network.ambient.temperature_k = 310; /* what a valve's body lets in comes from here */
    add_passage(&timed, kind, "supply", "vessel");
    snprintf(timed.where, sizeof timed.where, "passage %d: ", kind);
    timed_run(&timed);
    for (int i = 0; i < rows(&timed); i++)
      if (timed_p(&timed, i, "vessel") > 1e-3)
        assert_rel(temperature(&timed, i, "vessel"), gamma_of("air") * 310, close_temperature);
    assert_rel(final_temperature(&timed, "vessel"), gamma_of("air") * 310, close_temperature);
    assert_rel(timed_final(&timed, "vessel"), 1e5, close_enough);
    timed_free(&timed);
  }
}

/* p/T = p_i/T_i + (p - p_i)/(gamma T_0): what was there is squeezed, what comes is warmed. */
static void filled_further(void **state) {
  (void)state;
  double pi = 2e4, ti = 350, t0 = 280, g = gamma_of("air");
  for (int kind = 0; kind < PASSAGES; kind++) {
    TimedLine timed = timed_new(10);
    boundary(&timed, "supply", 3e5, t0);
    adiabatic(&timed, "vessel", 1e-3, pi, ti);
    timed.line.network.ambient.temperature_k = t0;
    add_passage(&timed, kind, "supply", "vessel");
    snprintf(timed.where, sizeof timed.where, "passage %d: ", kind);
    timed_run(&timed);
    for (int i = 0; i < rows(&timed); i++) {
      double p = timed_p(&timed, i, "vessel");
      assert_rel(temperature(&timed, i, "vessel"), p / (pi / ti + (p - pi) / (g * t0)), close_temperature);
    }
    timed_free(&timed);
  }
}

/* Through a conductance V p' = gamma (T_0/293.15 K) C (p_0 - p): the pressure rises gamma times as fast as it would at rest. */
static void time_to_fill(void **state) {
  (void)state;
  double v = 1e-3, c = 1e-4, t0 = 330, rate = gamma_of("N2") * t0 / room_k * c / v;
  TimedLine timed = timed_new(100);
  timed.line.network.gas = (GasBlend){.n = 1, .gas = {gas_find("N2")}, .x = {1}};
  boundary(&timed, "supply", 1e5, t0);
  adiabatic(&timed, "vessel", v, 1e3, room_k);
  line_conductance(&timed.line, "C", "supply", "vessel", c);
  int until = timed_until(&timed, PROBE_PRESSURE, "vessel", false, 9e4, NULL);
  timed_run(&timed);
  for (int i = 0; i < rows(&timed); i++)
    assert_rel(timed_p(&timed, i, "vessel"), 1e5 - 9.9e4 * exp(-rate * time_of(&timed, i)), close_enough);
  assert_rel(timed_value(&timed, until), log(9.9) / rate, close_enough);
  timed_free(&timed);
}

/* Choked, from nothing: the vessel stands at gamma T_0 from the start, the law takes the mean of that and T_0, and p rises straight. */
static void time_to_fill_through_a_choked_restriction(void **state) {
  (void)state;
  double v = 1e-3, c = 1e-9, supply_pa = 4e5, g = gamma_of("air");
  double q = c * supply_pa * 1.185 * GAS_CONSTANT_J_MOL_K * room_k / 0.0289655;
  TimedLine timed = timed_new(0.4 * supply_pa * v / (g * q));
  boundary(&timed, "supply", supply_pa, room_k);
  adiabatic(&timed, "vessel", v, 0, room_k);
  line_element(&timed.line, "R", "iso6358", "supply", "vessel", "C", c, "b", 0.4, NULL);
  timed_run(&timed);
  for (int i = 1; i < rows(&timed); i++)
    assert_rel(timed_p(&timed, i, "vessel"), g * q * time_of(&timed, i) / v, close_enough);
  timed_free(&timed);
}

/* ---- emptying ---- */

/* What stays behind expands without heat: T/T_0 = (p/p_0)^((gamma - 1)/gamma), at any rate and through anything. */
static void emptied(void **state) {
  (void)state;
  static const char *const gases[] = {"air", "He", "Ar"};
  for (int kind = 0; kind < PASSAGES; kind++)
    for (int k = 0; k < 3; k++) {
      TimedLine timed = timed_new(50);
      double g = gamma_of(gases[k]), p0 = 2e5, t0 = 300;
      timed.line.network.gas = (GasBlend){.n = 1, .gas = {gas_find(gases[k])}, .x = {1}};
      timed.line.network.ambient.gas = timed.line.network.gas;
      adiabatic(&timed, "vessel", 1e-3, p0, t0);
      boundary(&timed, "nothing", 0, room_k);
      add_passage(&timed, kind, "vessel", "nothing");
      snprintf(timed.where, sizeof timed.where, "passage %d, %s: ", kind, gases[k]);
      timed_run(&timed);
      for (int i = 0; i < rows(&timed); i++)
        assert_rel(temperature(&timed, i, "vessel"), t0 * pow(timed_p(&timed, i, "vessel") / p0, (g - 1) / g),
                   close_enough);
      assert_true(timed_final(&timed, "vessel") < 0.2 * p0);
      timed_free(&timed);
    }
}

/* Through a conductance, V c' = -C p with c = p 293.15 K/T: (c/c_0)^(1 - gamma) = 1 + (gamma - 1) (T_0/293.15 K) C t/V. */
static void time_to_empty(void **state) {
  (void)state;
  double v = 1e-3, c = 1e-4, p0 = 1e5, t0 = 320, g = gamma_of("He");
  TimedLine timed = timed_new(500);
  timed.line.network.gas = (GasBlend){.n = 1, .gas = {gas_find("He")}, .x = {1}};
  adiabatic(&timed, "vessel", v, p0, t0);
  boundary(&timed, "nothing", 0, room_k);
  line_conductance(&timed.line, "C", "vessel", "nothing", c);
  timed_run(&timed);
  for (int i = 0; i < rows(&timed); i++) {
    double share = pow(1 + (g - 1) * t0 / room_k * c * time_of(&timed, i) / v, 1 / (1 - g));
    assert_rel(timed_p(&timed, i, "vessel"), p0 * pow(share, g), close_enough);
    assert_rel(temperature(&timed, i, "vessel"), t0 * pow(share, g - 1), close_enough);
  }
  timed_free(&timed);
}

typedef struct {
  double gamma, sink_k, sink_share; /* of the temperature that the law takes: share of the sink's */
} Choked;

/* -dt in units of V 293.15 K/(S T_0), S the choked flow per pascal at 293.15 K; x = T/T_0, T_0 = 293.15 K. */
static double slowness(double x, void *context) {
  const Choked *choked = context;
  double g = choked->gamma, law_k = choked->sink_share * choked->sink_k + (1 - choked->sink_share) * x * room_k;
  return sqrt(law_k / room_k) / ((g - 1) * x * x);
}

static double choked_time(Choked choked, double p_share) {
  gsl_integration_workspace *work = gsl_integration_workspace_alloc(200);
  gsl_function f = {slowness, &choked};
  double time, error, lowest = pow(p_share, (choked.gamma - 1) / choked.gamma);
  gsl_integration_qag(&f, lowest, 1, 0, 1e-12, 200, GSL_INTEG_GAUSS61, work, &time, &error);
  gsl_integration_workspace_free(work);
  return time;
}

/* Choked throughout. The law takes the mean temperature of both ends (models/LAWS.md section 2); the textbook's upstream one is a closed
   form, 2/(gamma - 1) (x^-1/2 - 1), and 10 % faster to a tenth, 26 % to a hundredth of the pressure. */
static void time_to_empty_through_a_choked_restriction(void **state) {
  (void)state;
  double v = 1e-3, c = 1e-9, p0 = 4e5, g = gamma_of("air");
  double per_pa = c * 1.185 * GAS_CONSTANT_J_MOL_K * room_k / 0.0289655;
  static const double shares[] = {0.9, 0.5, 0.1, 0.01, 1e-3};
  int until[5];
  TimedLine timed = timed_new(1000);
  adiabatic(&timed, "vessel", v, p0, room_k);
  boundary(&timed, "nothing", 0, room_k);
  line_element(&timed.line, "R", "iso6358", "vessel", "nothing", "C", c, "b", 0.4, NULL);
  for (int k = 0; k < 5; k++)
    until[k] = timed_until_below(&timed, "vessel", shares[k] * p0, NULL);
  timed_run(&timed);
  for (int k = 0; k < 5; k++) {
    double x = pow(shares[k], (g - 1) / g), textbook = 2 / (g - 1) * (1 / sqrt(x) - 1);
    assert_rel(choked_time((Choked){g, room_k, 0}, shares[k]), textbook, 1e-11);
    assert_rel(timed_value(&timed, until[k]), choked_time((Choked){g, room_k, 0}, shares[k]) * v / per_pa,
               close_enough);
  }
  timed_free(&timed);
}

/* A pump takes S m3/s of what stands at its inlet: V c' = -S c, p = p_0 exp(-gamma S t/V). */
static void pumped_down(void **state) {
  (void)state;
  double g = gamma_of("air"), p0 = 1e5;
  TimedLine timed = timed_new(60);
  adiabatic(&timed, "vessel", 1e-2, p0, room_k);
  line_pump(&timed.line, "P", "vessel", 1e-3, 0);
  timed_run(&timed);
  for (int i = 0; i < rows(&timed); i++) {
    assert_rel(timed_p(&timed, i, "vessel"), p0 * exp(-g * 0.1 * time_of(&timed, i)), close_enough);
    assert_rel(temperature(&timed, i, "vessel"), room_k * exp(-(g - 1) * 0.1 * time_of(&timed, i)), close_enough);
  }
  timed_free(&timed);
}

/* ---- walls ---- */

/* Closed: T - T_w falls as exp(-t h A/(n c_v)), n c_v = p V/((gamma - 1) T). */
static void closed_vessel_takes_the_temperature_of_its_wall(void **state) {
  (void)state;
  static const char *const gases[] = {"air", "He", "SF6"};
  for (int k = 0; k < 3; k++) {
    double v = 0.012, p0 = 1e5, t0 = 400, wall_k = 300, per_k = 4, g = gamma_of(gases[k]);
    double tau_s = p0 * v / ((g - 1) * t0) / per_k;
    TimedLine timed = timed_new(12 * tau_s);
    timed.line.network.gas = (GasBlend){.n = 1, .gas = {gas_find(gases[k])}, .x = {1}};
    walled(&timed, "vessel", v, p0, t0, per_k, wall_k);
    boundary(&timed, "outside", 0, room_k);
    timed_gate(&timed, "G", "vessel", "outside", 1, false);
    timed_run(&timed);
    for (int i = 0; i < rows(&timed); i++) {
      double above = (t0 - wall_k) * exp(-time_of(&timed, i) / tau_s);
      assert_rel(temperature(&timed, i, "vessel"), wall_k + above, close_enough);
      assert_rel(timed_p(&timed, i, "vessel"), p0 * (wall_k + above) / t0, close_enough);
    }
    timed_free(&timed);
  }
}

static double worst_off_isothermal(double w_k) {
  double v = 1e-3, c = 1e-4, worst = 0;
  TimedLine timed = timed_new(30);
  boundary(&timed, "supply", 1e5, room_k);
  walled(&timed, "vessel", v, 1e3, room_k, w_k, room_k);
  line_conductance(&timed.line, "C", "supply", "vessel", c);
  timed_run(&timed);
  for (int i = 0; i < rows(&timed); i++) {
    double want = 1e5 - 9.9e4 * exp(-c * time_of(&timed, i) / v);
    worst = fmax(worst, fabs(timed_p(&timed, i, "vessel") / want - 1));
  }
  timed_free(&timed);
  return worst;
}

/* The better the heat gets to the wall, the nearer to constant temperature: in proportion to 1/h. */
static void conducting_wall_keeps_the_temperature(void **state) {
  (void)state;
  double before = worst_off_isothermal(10);
  assert_true(before > 1e-3 && worst_off_isothermal(1) > 1e-2);
  for (double w_k = 100; w_k <= 1e3; w_k *= 10) {
    double now = worst_off_isothermal(w_k);
    assert_rel(before / now, 10, 0.03);
    before = now;
  }
  assert_true(worst_off_isothermal(1e9) < close_enough);
}

/* Fed at a constant rate from nothing, n c_v T' = n' (c_p T_0 - c_v T) - h A (T - T_0) with n = n' t stands at once and stays at
   T - T_0 = (gamma - 1) T_0/(1 + h A/(n' c_v)). */
static void fed_beside_a_wall(void **state) {
  (void)state;
  for (double w_k = 0.01; w_k < 2e3; w_k *= 10) {
    double g = gamma_of("N2"), q = 80, per_k = q / (room_k * (g - 1));
    TimedLine timed = timed_new(15);
    timed.line.network.gas = (GasBlend){.n = 1, .gas = {gas_find("N2")}, .x = {1}};
    timed.line.network.ambient.temperature_k = room_k;
    walled(&timed, "vessel", 0.012, 0, room_k, w_k, room_k);
    line_source(&timed.line, "S", "vessel", q);
    timed_run(&timed);
    double want = room_k * (1 + (g - 1) / (1 + w_k / per_k));
    for (int i = 1; i < rows(&timed); i++) {
      assert_rel(temperature(&timed, i, "vessel"), want, close_enough);
      assert_rel(timed_p(&timed, i, "vessel"), q * time_of(&timed, i) / 0.012 * want / room_k, close_enough);
    }
    timed_free(&timed);
  }
}

/* h = 0 is adiabatic, to the last figure. */
static void insulating_wall_keeps_the_heat(void **state) {
  (void)state;
  TimedLine timed = timed_new(30);
  boundary(&timed, "supply", 1e5, room_k);
  walled(&timed, "a", 1e-3, 1e3, room_k, 0, 500);
  adiabatic(&timed, "b", 1e-3, 1e3, room_k);
  line_conductance(&timed.line, "A", "supply", "a", 1e-4);
  line_conductance(&timed.line, "B", "supply", "b", 1e-4);
  timed_run(&timed);
  for (int i = 0; i < rows(&timed); i++)
    assert_rel(temperature(&timed, i, "a"), temperature(&timed, i, "b"), 1e-9);
  timed_free(&timed);
}

/* ---- several volumes, several gases ---- */

static double energy(const TimedLine *timed, int row, const char *name) {
  const Network *network = &timed->line.network;
  const Series *series = &timed->result.series;
  int node = network_find_node(network, name);
  double sum = 0;
  for (int i = 0; i < network->n_gas; i++)
    sum += series->p[(row * series->n_nodes + node) * network->n_gas + i] / (network->gases[i]->gamma - 1);
  return sum * network->nodes[node].params.volume_m3;
}

static double amount(const TimedLine *timed, int row, const char *name) {
  int node = network_find_node(&timed->line.network, name);
  return timed_p(timed, row, name) * timed->line.network.nodes[node].params.volume_m3 / temperature(timed, row, name);
}

/* Between them they keep energy and amount; what stays in the emptying one expands without heat until the flow has ended. */
static void two_volumes_equalise(void **state) {
  (void)state;
  for (int kind = 0; kind < PASSAGES; kind++) {
    TimedLine timed = timed_new(100);
    double p0 = 3e5, g = gamma_of("air"), rounding = kind < 2 ? 1e-12 : 3e-11; /* steep at rest: an ulp of p flows */
    adiabatic(&timed, "a", 2e-3, p0, 350);
    adiabatic(&timed, "b", 1e-3, 0, room_k);
    add_passage(&timed, kind, "a", "b");
    timed.line.network.ambient.pressure_pa = 0; /* no leak through a valve's body */
    snprintf(timed.where, sizeof timed.where, "passage %d: ", kind);
    timed_run(&timed);
    for (int i = 0; i < rows(&timed); i++) {
      assert_rel(energy(&timed, i, "a") + energy(&timed, i, "b"), p0 * 2e-3 / (g - 1), rounding);
      assert_rel(amount(&timed, i, "a") + amount(&timed, i, "b"), p0 * 2e-3 / 350, rounding);
    }
    double end_pa = timed_final(&timed, "a");
    assert_rel(end_pa, p0 * 2 / 3, close_enough);
    assert_rel(timed_final(&timed, "b"), p0 * 2 / 3, close_enough);
    assert_rel(final_temperature(&timed, "a"), 350 * pow(2.0 / 3, (g - 1) / g), close_enough);
    timed_free(&timed);
  }
}

static GasBlend blend(const char *first, const char *second, double share_of_first) {
  return (GasBlend){.n = 2, .gas = {gas_find(first), gas_find(second)}, .x = {share_of_first, 1 - share_of_first}};
}

/* Two gases change places, each alone in its volume, then mixed: energy and each amount stay, and in the end the compositions agree. */
static void two_gases_change_places(void **state) {
  (void)state;
  TimedLine timed = timed_new(300);
  timed.line.network.gas = (GasBlend){.n = 1, .gas = {gas_find("N2")}, .x = {1}};
  adiabatic(&timed, "a", 1e-3, 2.0, 350);
  adiabatic(&timed, "b", 1e-3, 1.0, 280);
  timed.line.network.nodes[1].params.gas = (GasBlend){.n = 1, .gas = {gas_find("He")}, .x = {1}};
  timed_molecular(&timed, "M", "a", "b", 1e-3);
  timed_run(&timed);
  double all = 2.0e-3 / (gamma_of("N2") - 1) + 1.0e-3 / (gamma_of("He") - 1);
  for (int i = 0; i < rows(&timed); i++) {
    assert_rel(energy(&timed, i, "a") + energy(&timed, i, "b"), all, 1e-9);
    assert_rel(amount(&timed, i, "a") + amount(&timed, i, "b"), 2e-3 / 350 + 1e-3 / 280, 1e-9);
  }
  assert_rel(timed_final(&timed, "a"), timed_final(&timed, "b"), close_enough);
  timed_free(&timed);
}

/* A mixture from a reservoir: T = T_0 (sum x c_p)/(sum x c_v). */
static void filled_with_a_mixture(void **state) {
  (void)state;
  double n2 = 1 / (gamma_of("N2") - 1), he = 1 / (gamma_of("He") - 1), x = 0.3, cv = x * n2 + (1 - x) * he;
  for (int kind = 0; kind < PASSAGES; kind++) {
    TimedLine timed = timed_new(20);
    timed.line.network.gas = blend("N2", "He", x);
    timed.line.network.ambient.pressure_pa = 0;
    boundary(&timed, "supply", 1e5, room_k);
    adiabatic(&timed, "vessel", 1e-3, 0, room_k);
    add_passage(&timed, kind, "supply", "vessel");
    snprintf(timed.where, sizeof timed.where, "passage %d: ", kind);
    timed_run(&timed);
    assert_rel(final_temperature(&timed, "vessel"), room_k * (1 + cv) / cv, kind == 2 ? 1e-2 : 1e-4);
    timed_free(&timed);
  }
}

/* Helium fed into nitrogen: n_N cv_N (T - T_i) + n_He (cv_He T - cp_He T_0) = 0. */
static void helium_fed_into_nitrogen(void **state) {
  (void)state;
  double v = 1e-3, pi = 1e4, ti = 350, q = 2, ambient_k = 285;
  double n2 = 1 / (gamma_of("N2") - 1), he = 1 / (gamma_of("He") - 1);
  TimedLine timed = timed_new(10);
  timed.line.network.gas = (GasBlend){.n = 1, .gas = {gas_find("N2")}, .x = {1}};
  timed.line.network.ambient.temperature_k = ambient_k;
  adiabatic(&timed, "vessel", v, pi, ti);
  line_source_gas(&timed.line, "S", "vessel", q, "He");
  timed_run(&timed);
  for (int i = 0; i < rows(&timed); i++) {
    double nitrogen = pi * v / ti, helium = q * time_of(&timed, i) / room_k;
    double want = (nitrogen * n2 * ti + helium * (he + 1) * ambient_k) / (nitrogen * n2 + helium * he);
    assert_rel(temperature(&timed, i, "vessel"), want, close_temperature);
    assert_rel(timed_p(&timed, i, "vessel"), (nitrogen + helium) * want / v, close_temperature);
  }
  timed_free(&timed);
}

/* Nothing at all stands at its own temperature, and takes that of its wall for what comes later. */
static void no_gas(void **state) {
  (void)state;
  TimedLine timed = timed_new(100);
  adiabatic(&timed, "a", 1e-3, 0, 350);
  walled(&timed, "b", 1e-3, 0, 350, 10, 300);
  boundary(&timed, "supply", 1e5, 320);
  line_conductance(&timed.line, "C", "a", "b", 1e-3);
  timed_gate(&timed, "G", "supply", "b", 1e-5, false);
  timed_at(&timed, 50, ACTION_OPEN, "G");
  timed_run(&timed);
  for (int i = 0; i < rows(&timed) && time_of(&timed, i) < 50; i++) {
    assert_true(timed_p(&timed, i, "a") == 0 && timed_p(&timed, i, "b") == 0);
    assert_rel(temperature(&timed, i, "a"), 350, 1e-12);
  }
  assert_rel(temperature(&timed, timed_row(&timed, 50, -1), "b"), 300, 1e-9);
  assert_true(timed_final(&timed, "a") > 10);
  assert_rel(final_temperature(&timed, "b"), 300, 0.1);
  timed_free(&timed);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(filled_from_a_reservoir),
      cmocka_unit_test(filled_further),
      cmocka_unit_test(time_to_fill),
      cmocka_unit_test(time_to_fill_through_a_choked_restriction),
      cmocka_unit_test(emptied),
      cmocka_unit_test(time_to_empty),
      cmocka_unit_test(time_to_empty_through_a_choked_restriction),
      cmocka_unit_test(pumped_down),
      cmocka_unit_test(closed_vessel_takes_the_temperature_of_its_wall),
      cmocka_unit_test(conducting_wall_keeps_the_temperature),
      cmocka_unit_test(fed_beside_a_wall),
      cmocka_unit_test(insulating_wall_keeps_the_heat),
      cmocka_unit_test(two_volumes_equalise),
      cmocka_unit_test(two_gases_change_places),
      cmocka_unit_test(filled_with_a_mixture),
      cmocka_unit_test(helium_fed_into_nitrogen),
      cmocka_unit_test(no_gas),
  };
  return cmocka_run_group_tests_name("heat", tests, NULL, NULL);
}
