#include "tests/contract.h"

int contract_type_number(const ComponentType *type) {
  for (int i = 0; component_types[i]; i++)
    if (component_types[i] == type) return i;
  fail_msg("type not in the registry");
  return 0;
}

/* weight 0 only counts that the type was looked at. */
void contract_fault(Findings *findings, const ComponentType *type, double weight, const char *format, ...) {
  int i = contract_type_number(type);
  if (weight == 0) {
    findings->of[i].checked++;
    return;
  }
  findings->of[i].faults++;
  if (!(weight > findings->of[i].weight) && findings->of[i].faults > 1) return;
  findings->of[i].weight = weight;
  va_list values;
  va_start(values, format);
  vsnprintf(findings->of[i].text, sizeof findings->of[i].text, format, values);
  va_end(values);
}

void contract_verdict(const Findings *findings) {
  long faults = 0, checked = 0;
  for (int i = 0; component_types[i]; i++) {
    checked += findings->of[i].checked;
    faults += findings->of[i].faults;
    if (findings->of[i].faults)
      print_error("%s: %s: %ld faults in %ld cases, worst %.3g: %s\n", findings->check, component_types[i]->name,
                  findings->of[i].faults, findings->of[i].checked, findings->of[i].weight, findings->of[i].text);
  }
  assert_true(checked > 0);
  if (faults) fail();
}

double contract_random(uint64_t *state) { /* splitmix64 (Steele, Lea, Flood 2014) */
  uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

void case_fault(const Case *c, double weight, double p1_pa, double p2_pa, const char *format, ...) {
  char what[200];
  va_list values;
  va_start(values, format);
  vsnprintf(what, sizeof what, format, values);
  va_end(values);
  contract_fault(c->findings, c->subject->type, weight, "%s, %s at %g K, p1 = %.17g, p2 = %.17g Pa: %s",
                 c->subject->words, c->gas_name, c->gas.temperature_k, p1_pa, p2_pa, what);
}

Flow case_flow(const Case *c, double p1_pa, double p2_pa) {
  Flow flow;
  c->subject->type->flow(c->subject->params, &c->gas, p1_pa, p2_pa, &flow);
  if (!isfinite(flow.q_pa_m3_s) || !isfinite(flow.dq_dp1_m3_s) || !isfinite(flow.dq_dp2_m3_s))
    case_fault(c, HUGE_VAL, p1_pa, p2_pa, "not finite: q %g, dq/dp1 %g, dq/dp2 %g", flow.q_pa_m3_s, flow.dq_dp1_m3_s,
               flow.dq_dp2_m3_s);
  return flow;
}

typedef struct {
  void (*check)(const Case *);
} TheCheck;

/* The first set with every gas and temperature, the others with two states each. */
static void visit_cases(const Subject *subject, int number, Findings *findings, void *context) {
  static const char *const gases[] = {"air", "He", "SF6", "H2"};
  static const double temperatures[] = {278, 333};
  for (int k = 0; k < 8; k++) {
    if (number > 0 && k != number % 8 && k != (5 * number + 3) % 8) continue;
    Case c = {subject, gases[k / 2], gas_state(gas_find(gases[k / 2]), temperatures[k % 2]), findings};
    contract_fault(findings, subject->type, 0, "seen");
    ((TheCheck *)context)->check(&c);
  }
}

void contract_each_case(Findings *findings, void (*check)(const Case *)) {
  TheCheck context = {check};
  for (int i = 0; component_types[i]; i++) {
    bool law = component_types[i]->flow && strcmp(component_types[i]->name, "fixed_flow") != 0;
    if (law) contract_each_subject(component_types[i], findings, visit_cases, &context);
  }
}
