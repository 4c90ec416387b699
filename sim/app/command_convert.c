/* xsavac convert: units, the bases of a gas flow, and leak rates from one gas to another. */
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "config/quantity.h"
#include "config/unit_gas.h"
#include "models/constants.h"
#include "models/nearest.h"
#include "sim/app/commands.h"
#include "sim/base/status.h"

enum { MESSAGE_SIZE = 400, LEFT_WIDTH = 54 };

typedef struct {
  const char *quantity, *unit;                    /* as written */
  const char *gas_name, *to_gas_name, *flow_name; /* NULL: not given */
  bool help;
} Arguments;

typedef struct {
  const char *quantity_text, *unit_text;
  const Gas *gas, *to_gas; /* NULL: not given */
  bool viscous, molecular; /* the equivalents asked for */
  Unit from, to;
  double from_si;
  GasBridge bridge;
} Conversion;

static const char help_text[] =
    "usage: xsavac convert \"VALUE UNIT\" \"UNIT\" [--gas A [--to-gas B [--flow viscous|molecular]]]\n"
    "\n"
    "Converts between units of any dimension; pressures may be gauge, \"MPa(G)\", against 101325 Pa.\n"
    "Between pV flow (Pa m3/s, mbar L/s), amounts of gas (sccm, slm, mol/s, L/min(ANR)) and mass flow (kg/s)\n"
    "the result depends on the temperature at which the pV is taken; each base is given, first 20 degC, the\n"
    "base of all results of xsavac. sccm and slm count gas at 0 degC and 101325 Pa, ANR at 20 degC and 1 bar.\n"
    "\n"
    "  --gas A        the gas that flows: for mass flow, or of the leak that was measured\n"
    "  --to-gas B     the same leak with gas B, same pressures, at 20 degC\n"
    "  --flow F       viscous (mu_A/mu_B) or molecular (sqrt(M_A/M_B)); both without it\n"
    "\n"
    "examples:\n"
    "  xsavac convert \"1e-9 mbar L/s\" \"Pa m3/s\"\n"
    "  xsavac convert \"10 sccm\" \"Torr L/s\"\n"
    "  xsavac convert \"1e-9 Pa m3/s\" \"g/year\" --gas Ar\n"
    "  xsavac convert \"1.3e-9 Pa m3/s\" \"Pa m3/s\" --gas He --to-gas air\n";

/* Says why on standard error; false, so that a check can end with it. */
static bool fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

static bool fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("xsavac convert: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  return false;
}

/* Takes "--name VALUE" or "--name=VALUE" at argv[*i]; false if argv[*i] is another option. *value stays NULL where
   none follows. */
static bool take_option(int argc, char **argv, int *i, const char *name, const char **value) {
  size_t n = strlen(name);
  if (strncmp(argv[*i], name, n) != 0) return false;
  if (argv[*i][n] == '=') return *value = argv[*i] + n + 1, true;
  if (argv[*i][n]) return false;
  if (*i + 1 < argc) *value = argv[++*i];
  return true;
}

static bool read_option(int argc, char **argv, int *i, Arguments *arguments) {
  const struct {
    const char *name, **value;
  } options[] = {
      {"--gas", &arguments->gas_name}, {"--to-gas", &arguments->to_gas_name}, {"--flow", &arguments->flow_name}};
  const char *name = argv[*i];
  Nearest nearest = nearest_to(name);
  for (size_t k = 0; k < sizeof options / sizeof options[0]; k++) {
    if (take_option(argc, argv, i, options[k].name, options[k].value))
      return *options[k].value || fail("a value is missing after %s", name);
    nearest_try(&nearest, options[k].name);
  }
  char hint[MESSAGE_SIZE];
  return fail("unknown option '%s'%s", name, nearest_hint(&nearest, hint, sizeof hint));
}

static bool read_arguments(int argc, char **argv, Arguments *arguments) {
  for (int i = 1; i < argc; i++) {
    const char *word = argv[i];
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) return arguments->help = true;
    if (strncmp(word, "--", 2) == 0) {
      if (!read_option(argc, argv, &i, arguments)) return false;
    } else if (!arguments->quantity) {
      arguments->quantity = word;
    } else if (!arguments->unit) {
      arguments->unit = word;
    } else {
      return fail("'%s' is one argument too many; quote a value with its unit", word);
    }
  }
  return arguments->unit || fail("a quantity and a unit are wanted, e.g. xsavac convert \"10 sccm\" \"Pa m3/s\"");
}

static bool find_gas(const char *name, const Gas **gas) {
  if (!name) return true;
  *gas = gas_find(name);
  if (*gas) return true;
  Nearest nearest = nearest_to(name);
  for (int i = 0; i < gas_table_count; i++)
    nearest_try(&nearest, gas_table[i].name);
  char hint[MESSAGE_SIZE], known[MESSAGE_SIZE] = "";
  size_t n = 0;
  for (int i = 0; i < gas_table_count && n < sizeof known; i++)
    n += (size_t)snprintf(known + n, sizeof known - n, "%s%s", i ? ", " : "", gas_table[i].name);
  return fail("unknown gas '%s'%s (known: %s)", name, nearest_hint(&nearest, hint, sizeof hint), known);
}

static bool read_flow(const Arguments *arguments, Conversion *c) {
  const char *flow = arguments->flow_name;
  c->viscous = !flow || strcmp(flow, "viscous") == 0;
  c->molecular = !flow || strcmp(flow, "molecular") == 0;
  if (!c->viscous && !c->molecular) return fail("--flow is viscous or molecular, not '%s'", flow);
  if (flow && !c->to_gas) return fail("--flow %s needs --gas and --to-gas", flow);
  return true;
}

static bool read_gases(const Arguments *arguments, Conversion *c) {
  if (!find_gas(arguments->gas_name, &c->gas) || !find_gas(arguments->to_gas_name, &c->to_gas)) return false;
  if (c->to_gas && !c->gas) return fail("--to-gas %s needs --gas, the gas it was measured with", c->to_gas->name);
  return read_flow(arguments, c);
}

static bool read_units(Conversion *c) {
  char message[MESSAGE_SIZE], why[MESSAGE_SIZE];
  double value;
  if (!unit_parse(c->unit_text, NULL, &c->to, message, sizeof message))
    return fail("\"%s\": %s", c->unit_text, message);
  if (c->to.bare) return fail("the unit to convert to is empty");
  if (!quantity_read(c->quantity_text, &c->to.powers, &value, &c->from, message, sizeof message))
    return fail("%s", message);
  c->from_si = unit_to_si(&c->from, value, STANDARD_ATMOSPHERE_PA);
  Dimension kind = quantity_kind(&c->from.powers);
  quantity_refusal(&c->from, kind, c->from_si, STANDARD_ATMOSPHERE_PA, why, sizeof why);
  return !why[0] || fail("\"%s\"%s", c->quantity_text, why);
}

static bool is_gas_flow(Dimension kind) {
  return kind == DIM_THROUGHPUT || kind == DIM_MOLAR_FLOW || kind == DIM_MASS_FLOW;
}

static bool find_bridge(Conversion *c) {
  if (!gas_bridge(&c->from.powers, &c->to.powers, &c->bridge)) {
    char from[MESSAGE_SIZE], to[MESSAGE_SIZE];
    return fail("\"%s\" is %s, \"%s\" is %s%s", c->quantity_text,
                quantity_kind_name(&c->from.powers, from, sizeof from), c->unit_text,
                quantity_kind_name(&c->to.powers, to, sizeof to),
                c->from.bare ? "; a unit is missing after the number" : "");
  }
  if (c->bridge.molar_mass && !c->gas)
    return fail("between mass and %s the gas counts: name it, e.g. --gas N2", c->bridge.rt ? "pV" : "mol");
  bool flow = is_gas_flow(quantity_kind(&c->from.powers));
  if (c->to_gas && !flow) return fail("--to-gas %s is for flows: throughput, mol/s or kg/s", c->to_gas->name);
  if (c->gas && !flow && !c->bridge.molar_mass) return fail("--gas %s has no bearing on these units", c->gas->name);
  return true;
}

/* What the leak passes of to_gas as a ratio of SI values; the bridge to kg/s has gas's own molar mass. */
static double equivalent(const Conversion *c, LeakFlow flow) {
  double factor = leak_gas_factor(c->gas, c->to_gas, flow);
  if (quantity_kind(&c->to.powers) != DIM_MASS_FLOW) return factor;
  return factor * c->to_gas->molar_mass_kg_mol / c->gas->molar_mass_kg_mol;
}

/* One line: "10 sccm of He = 0.0181 Pa m3/s of air   (how)". */
static bool print_line(const Conversion *c, double si, const char *how) {
  double value = unit_from_si(&c->to, si, STANDARD_ATMOSPHERE_PA);
  if (!isfinite(value)) return fail("the result in %s is too large", c->unit_text);
  const Gas *to_gas = c->to_gas ? c->to_gas : c->gas;
  char left[MESSAGE_SIZE];
  snprintf(left, sizeof left, "%s%s%s = %.9g %s%s%s", c->quantity_text, c->gas ? " of " : "",
           c->gas ? c->gas->name : "", value + 0.0, c->unit_text, to_gas ? " of " : "", to_gas ? to_gas->name : "");
  if (how[0])
    printf("%-*s  (%s)\n", LEFT_WIDTH, left, how);
  else
    printf("%s\n", left);
  return true;
}

static bool print_flows(const Conversion *c, double si, const char *base) {
  if (!c->to_gas) return print_line(c, si, base);
  char how[MESSAGE_SIZE];
  const char *a = c->gas->name, *b = c->to_gas->name, *comma = base[0] ? "; " : "";
  snprintf(how, sizeof how, "viscous: mu_%s/mu_%s = %.4f%s%s", a, b,
           leak_gas_factor(c->gas, c->to_gas, LEAK_FLOW_VISCOUS), comma, base);
  if (c->viscous && !print_line(c, si * equivalent(c, LEAK_FLOW_VISCOUS), how)) return false;
  snprintf(how, sizeof how, "molecular: sqrt(M_%s/M_%s) = %.4f%s%s", a, b,
           leak_gas_factor(c->gas, c->to_gas, LEAK_FLOW_MOLECULAR), comma, base);
  return !c->molecular || print_line(c, si * equivalent(c, LEAK_FLOW_MOLECULAR), how);
}

static bool print_bases(const Conversion *c) {
  static const struct {
    double temperature_k;
    const char *words;
  } bases[] = {{REFERENCE_TEMPERATURE_K, "pV at 20 degC, as in all results of xsavac"},
               {ZERO_CELSIUS_K, "pV at 0 degC"},
               {298.15, "pV at 25 degC"}};
  size_t count = c->bridge.rt ? sizeof bases / sizeof bases[0] : 1;
  for (size_t i = 0; i < count; i++) {
    double si = c->from_si * gas_bridge_factor(&c->bridge, c->gas, bases[i].temperature_k);
    const char *gauge = c->from.gauge || c->to.gauge ? "gauge counts from 101325 Pa" : "";
    if (!print_flows(c, si, c->bridge.rt ? bases[i].words : gauge)) return false;
  }
  if (c->to_gas && c->viscous && c->molecular)
    puts("A leak is molecular below about 1e-7 Pa m3/s and viscous above about 1e-5; between them take the larger.");
  return true;
}

static Status convert(const Arguments *arguments) {
  Conversion c = {.quantity_text = arguments->quantity, .unit_text = arguments->unit};
  bool done = read_gases(arguments, &c) && read_units(&c) && find_bridge(&c) && print_bases(&c);
  return done ? STATUS_OK : STATUS_USAGE;
}

int command_convert(int argc, char **argv) {
  Arguments arguments = {.help = false};
  if (!read_arguments(argc, argv, &arguments)) return status_exit_code(STATUS_USAGE);
  Status status = STATUS_OK;
  if (arguments.help)
    fputs(help_text, stdout);
  else
    status = convert(&arguments);
  if (fflush(stdout) == 0 && !ferror(stdout)) return status_exit_code(status);
  fail("cannot write to standard output");
  return status_exit_code(STATUS_IO);
}
