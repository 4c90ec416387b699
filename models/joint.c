#include "models/joint.h"

#include <math.h>
#include <stdio.h>

#include "models/constants.h"
#include "models/species.h"

#define REFERENCE(name, field, dimension_of, low, high, words)                                                         \
  {                                                                                                                    \
    .key = "reference." name, .kind = PARAM_QUANTITY, .dimension = dimension_of, .offset = offsetof(Joint, field),     \
    .fallback = NAN, .min = low, .max = high, .text = words                                                            \
  }

static const ParamRow rows[] = {
    {.key = "kind",
     .kind = PARAM_CHOICE,
     .offset = offsetof(Joint, kind),
     .required = true,
     .choices = joint_kinds,
     .text = "what kind of joint; 'other': by its rate"},
    {.key = "count",
     .kind = PARAM_COUNT,
     .offset = offsetof(Joint, count),
     .fallback = 1,
     .min = 0,
     .max = 100000,
     .text = "how many of them"},
    {.key = "rate",
     .kind = PARAM_QUANTITY,
     .dimension = DIM_THROUGHPUT,
     .offset = offsetof(Joint, rate_pa_m3_s),
     .fallback = NAN,
     .min = 1e-20,
     .max = 1e3,
     .text = "leak rate of one, measured or specified (the kind's if not given)"},
    {.key = "reference.gas",
     .kind = PARAM_GAS,
     .offset = offsetof(Joint, reference_gas),
     .text = "test gas of the rate (He if not given)"},
    REFERENCE("upstream", reference_upstream_pa, DIM_PRESSURE, 1e-6, 1e8,
              "pressure on the high side of the test (101325 Pa if not given)"),
    REFERENCE("downstream", reference_downstream_pa, DIM_PRESSURE, 0, 1e8,
              "pressure on the low side of the test (vacuum if not given)"),
    REFERENCE("temperature", reference_temperature_k, DIM_TEMPERATURE, 50, 1500,
              "temperature of the test (20 degC if not given)"),
};

#undef REFERENCE

static double given_or(double value, double fallback) {
  return isnan(value) ? fallback : value;
}

static bool has_conditions(const Joint *joint) {
  return joint->reference_gas.n > 0 || !isnan(joint->reference_upstream_pa) || !isnan(joint->reference_downstream_pa) ||
         !isnan(joint->reference_temperature_k);
}

static bool resolve(void *self, const ComponentContext *context, char *message, size_t size) {
  (void)context;
  Joint *joint = self;
  joint->row = joint->kind < joint_row_count ? &joint_rows[joint->kind] : NULL;
  if (isnan(joint->rate_pa_m3_s) && !joint->row) {
    snprintf(message, size, "kind 'other' has no figure: rate (in Pa m3/s, of one joint) is wanted");
    return false;
  }
  if (isnan(joint->rate_pa_m3_s) && has_conditions(joint)) {
    snprintf(message, size, "reference says nothing without the rate that it belongs to");
    return false;
  }
  if (joint->reference_gas.n > 1) {
    snprintf(message, size, "reference.gas is a mixture; a leak is stated for one gas");
    return false;
  }
  joint->reference = (LeakReference){isnan(joint->rate_pa_m3_s) ? joint->row->rate_pa_m3_s : joint->rate_pa_m3_s,
                                     joint->reference_gas.n ? joint->reference_gas.gas[0] : gas_find("He"),
                                     given_or(joint->reference_upstream_pa, STANDARD_ATMOSPHERE_PA),
                                     given_or(joint->reference_downstream_pa, 0),
                                     given_or(joint->reference_temperature_k, REFERENCE_TEMPERATURE_K)};
  if (joint->reference.upstream_pa > joint->reference.downstream_pa) return true;
  snprintf(message, size, "reference.upstream %g Pa must be above reference.downstream %g Pa",
           joint->reference.upstream_pa, joint->reference.downstream_pa);
  return false;
}

JointRate joint_rate(const Joint *joint) {
  double rate = joint->reference.rate_pa_m3_s;
  bool of_table = isnan(joint->rate_pa_m3_s);
  return (JointRate){rate, of_table ? joint->row->low_pa_m3_s : rate, of_table ? joint->row->high_pa_m3_s : rate};
}

static void scale(double *values, int count, double factor) {
  for (int i = 0; i < count; i++)
    values[i] *= factor;
}

static void species(const void *self, const SpeciesPoint *at, SpeciesFlow *flow) {
  const Joint *joint = self;
  int n = at->n_gas;
  species_zero(at, flow);
  leak_species(&joint->reference, at, flow);
  scale(flow->q, n, joint->count);
  scale(flow->d1, n * n, joint->count);
  scale(flow->d2, n * n, joint->count);
}

const ComponentType joint_type = {
    .name = "joint",
    .section = SECTION_JOINTS,
    .text = "joints of one kind that leak into a node: nodes.X.joints = ( { kind = ...; count = ...; } )",
    .source = "each as a leak: molecular (p1 - p2)/sqrt(M T), viscous (p1^2 - p2^2)/(mu T); figures scatter by 3 to 10",
    .size = sizeof(Joint),
    .rows = rows,
    .row_count = sizeof rows / sizeof rows[0],
    .resolve = resolve,
    .species = species,
};
