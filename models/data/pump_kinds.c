/* Kinds of pump: speed for a gas over the speed for N2, with a band. Where a row says 'from memory' no page was found to confirm it and
   the band is wide; a pump's own data sheet rules (pumps.*.gases). models/LAWS.md section 8. */
#include "models/pump_kind.h"

/* clang-format off */
static const PumpGasFactor none[] = {{NULL, {1, 1, 1}}};

static const PumpGasFactor scroll[] = {
    {"He", {0.95, 0.8, 1.0}}, {"H2", {0.85, 0.6, 1.0}}, {NULL, {1, 1, 1}}};

static const PumpGasFactor roots[] = {
    {"He", {0.9, 0.7, 1.0}}, {"H2", {0.85, 0.6, 1.0}}, {NULL, {1, 1, 1}}};

static const PumpGasFactor turbo[] = {
    {"He", {0.92, 0.77, 1.0}}, {"H2", {0.78, 0.71, 0.87}}, {"Ar", {0.95, 0.90, 1.02}}, {NULL, {1, 1, 1}}};

static const PumpGasFactor diffusion[] = {
    {"He", {1.2, 0.7, 1.4}}, {"H2", {1.3, 0.5, 2.0}}, {NULL, {1, 1, 1}}};

static const PumpGasFactor cryo[] = {
    {"H2O", {2.6, 2.2, 2.8}}, {"H2", {1.5, 0.8, 1.7}}, {"Ar", {0.8, 0.75, 0.85}}, {"He", {0.4, 0.05, 1.0}},
    {"Ne", {0.6, 0.1, 1.2}}, {NULL, {1, 1, 1}}};

static const PumpGasFactor ion[] = {
    {"H2", {2.0, 1.5, 2.7}}, {"H2O", {0.9, 0.7, 1.1}}, {"O2", {0.7, 0.55, 0.85}}, {"CO2", {1.0, 0.8, 1.2}},
    {"He", {0.08, 0.02, 0.12}}, {"Ne", {0.05, 0.02, 0.1}}, {"Ar", {0.03, 0.01, 0.06}}, {"Kr", {0.02, 0.005, 0.06}},
    {"Xe", {0.02, 0.005, 0.06}}, {NULL, {1, 1, 1}}};

static const PumpGasFactor ion_noble[] = {
    {"H2", {1.6, 1.3, 2.2}}, {"H2O", {0.9, 0.7, 1.1}}, {"O2", {0.7, 0.55, 0.85}}, {"CO2", {1.0, 0.8, 1.2}},
    {"He", {0.18, 0.1, 0.3}}, {"Ne", {0.2, 0.1, 0.35}}, {"Ar", {0.22, 0.18, 0.3}}, {"Kr", {0.2, 0.1, 0.3}},
    {"Xe", {0.2, 0.1, 0.3}}, {NULL, {1, 1, 1}}};
/* clang-format on */

const PumpKind pump_kinds[] = {
    {"any", BACK_FLOW_STAGES, false, 0, 1, 1, none, "no kind: every gas alike"},
    {"rotary", BACK_FLOW_GAPS, false, 0, 0.9, 1.0, none, "a displacement takes every gas alike; band from memory"},
    {"scroll", BACK_FLOW_GAPS, false, 0, 0.9, 1.0, scroll,
     "a displacement with gaps that light gases pass; from memory"},
    {"screw", BACK_FLOW_GAPS, false, 0, 0.9, 1.0, scroll, "as scroll; from memory"},
    {"roots", BACK_FLOW_GAPS, false, 0, 0.9, 1.0, roots, "a displacement with gaps that light gases pass; from memory"},
    {"turbo", BACK_FLOW_STAGES, false, 0.25, 0.8, 1.2, turbo,
     "data sheets Agilent TwisTorr 84 FS (He 0.78 to 0.94, H2 0.71 to 0.79, Ar 0.90 to 1.02 of N2 by flange) and "
     "Leybold "
     "TURBOVAC 90 i (1.00, 0.87, 0.92); other gases as (28/M)^(1/4), from memory"},
    {"diffusion", BACK_FLOW_STAGES, false, 0.1, 0.7, 1.2, diffusion,
     "from memory; J. Blears: light gases vary with heater power and fore pressure, from below N2 to (28/M)^(1/2)"},
    {"cryo", BACK_FLOW_STAGES, true, 0.5, 0.85, 1.1, cryo,
     "refrigerator pumps with charcoal, empty: N2 1500, H2O 4000, H2 2200, Ar 1200 L/s, from memory; what condenses "
     "arrives "
     "as 1/sqrt(M)"},
    {"ion", BACK_FLOW_STAGES, true, 0, 0.5, 1.3, ion, "diode sputter ion pumps, saturated, from memory"},
    {"ion_noble", BACK_FLOW_STAGES, true, 0, 0.5, 1.3, ion_noble,
     "noble diode and triode sputter ion pumps, saturated, from memory"},
};
const int pump_kind_count = (int)(sizeof pump_kinds / sizeof pump_kinds[0]);

const char *const pump_kind_names[] = {"any",       "rotary", "scroll", "screw",     "roots", "turbo",
                                       "diffusion", "cryo",   "ion",    "ion_noble", NULL};
