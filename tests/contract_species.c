/* Contract checks on the laws that act on each gas by itself: helium and nitrogen. */
#include "tests/contract.h"

typedef struct {
  double p1[2], p2[2];
} State;

typedef struct {
  double q[2], d1[4], d2[4];
} Answer;

static Answer answer_at(const Subject *subject, const State *s) {
  static const double share[] = {0.3, 0.7};
  const Gas *gases[] = {gas_find("He"), gas_find("N2")};
  SpeciesPoint at = {2, gases, s->p1, s->p2, s->p1[0] + s->p1[1], s->p2[0] + s->p2[1], 290, 300, share};
  Answer answer = {{0}, {0}, {0}};
  subject->type->species(subject->params, &at, &(SpeciesFlow){answer.q, answer.d1, answer.d2});
  return answer;
}

/* Central differences; the laws are at most quadratic in places, pumps follow a power of p. */
static void check_blocks(const Subject *subject, Findings *findings, const State *s) {
  Answer here = answer_at(subject, s);
  double scale = 1e-300;
  for (int k = 0; k < 4; k++)
    scale = fmax(scale, fmax(fabs(here.d1[k]), fabs(here.d2[k])));
  for (int k = 0; k < 4; k++) {
    State less = *s, more = *s;
    double *low = k < 2 ? &less.p1[k] : &less.p2[k - 2], *high = k < 2 ? &more.p1[k] : &more.p2[k - 2],
           h = 1e-5 * fmax(fabs(*low), 1);
    *low -= h, *high += h;
    Answer a = answer_at(subject, &less), b = answer_at(subject, &more);
    for (int i = 0; i < 2; i++) {
      double want = (b.q[i] - a.q[i]) / (2 * h), got = (k < 2 ? here.d1 : here.d2)[2 * i + k % 2],
             off = fabs(got - want) / scale;
      if (!(off <= 1e-6 || fabs(got - want) * h <= 1e-15 * fabs(here.q[i])))
        contract_fault(findings, subject->type, off,
                       "%s: dq%d/dp%d of gas %d = %g, difference %g, at He %g N2 %g | He %g N2 %g Pa", subject->words,
                       i + 1, k / 2 + 1, k % 2 + 1, got, want, s->p1[0], s->p1[1], s->p2[0], s->p2[1]);
    }
  }
}

/* From one state to another along the slopes, where that is what the type says of itself. */
static void check_affine(const Subject *subject, Findings *findings, const State *from, const State *to) {
  if (!subject->type->affine || !subject->type->affine(subject->params)) return;
  Answer a = answer_at(subject, from), b = answer_at(subject, to);
  for (int i = 0; i < 2; i++) {
    double want = a.q[i], size = fabs(a.q[i]);
    for (int j = 0; j < 2; j++) {
      double by1 = a.d1[2 * i + j] * (to->p1[j] - from->p1[j]), by2 = a.d2[2 * i + j] * (to->p2[j] - from->p2[j]);
      want += by1 + by2, size += fabs(by1) + fabs(by2);
    }
    if (!(fabs(b.q[i] - want) <= 1e-13 * size))
      contract_fault(findings, subject->type, fabs(b.q[i] - want) / size, "%s: q%d = %.17g, along its slopes %.17g",
                     subject->words, i + 1, b.q[i], want);
  }
}

/* Two-ended laws stand still at equal pressures of every gas; nothing is ever not finite. */
static void visit_species(const Subject *subject, int number, Findings *findings, void *context) {
  (void)number, (void)context;
  static const State states[] = {{{3e4, 7e4}, {10, 20}},
                                 {{1e-3, 2e-3}, {3e-3, 1e-4}},
                                 {{50, 1}, {2e5, 1e5}},
                                 {{1e-6, 3}, {-1e-3, -0.5}},
                                 {{0.3, 0.1}, {8, 9}}};
  contract_fault(findings, subject->type, 0, "seen");
  for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
    check_blocks(subject, findings, &states[i]), check_affine(subject, findings, &states[0], &states[i]);
  for (double p = 1e-8; p < 1e8; p *= 10) {
    Answer a = answer_at(subject, &(State){{p, 0}, {0, p}}),
           rest = answer_at(subject, &(State){{p, 2 * p}, {p, 2 * p}});
    for (int k = 0; k < 4; k++)
      if (!isfinite(a.q[k / 2]) || !isfinite(a.d1[k]) || !isfinite(a.d2[k]))
        contract_fault(findings, subject->type, HUGE_VAL, "%s: not finite at %g Pa", subject->words, p);
    if (subject->type->section == SECTION_ELEMENTS && (rest.q[0] != 0 || rest.q[1] != 0))
      contract_fault(findings, subject->type, 1, "%s: flow %g, %g at equal pressures %g Pa", subject->words, rest.q[0],
                     rest.q[1], p);
  }
}

void check_species(Findings *findings) {
  for (int i = 0; component_types[i]; i++)
    if (component_types[i]->species) contract_each_subject(component_types[i], findings, visit_species, NULL);
}
