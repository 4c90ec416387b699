#include "sim/transient/ledger.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool ledger_work_init(LedgerWork *work, const Equations *eq, const double *y, double rtol, bool compares) {
  size_t n = (size_t)eq->n, g = (size_t)eq->system.n_gas;
  work->y_first = calloc(5 * n + 2 * g + 1, sizeof(double));
  work->rtol = rtol;
  work->compares = compares;
  work->start = calloc((size_t)eq->network->n_branches + 1, sizeof *work->start);
  if (!work->y_first || !work->start) return false;
  memcpy(work->y_first, y, n * sizeof *y);
  work->laws = work->y_first + n;
  work->gained = work->laws + n;
  work->through = work->gained + n;
  work->carried = work->through + n;
  work->in = work->carried + n;
  work->out = work->in + g;
  return true;
}

void ledger_work_free(LedgerWork *work) {
  free(work->y_first);
  free(work->start);
  *work = (LedgerWork){0};
}

/* What crosses the border: a step's flow counts on the side it goes to. */
static void book_border(LedgerWork *work, const Equations *eq, const RodasWork *rodas) {
  int g = eq->system.n_gas;
  for (int b = 0; b < eq->n_border; b++) {
    const Branch *branch = &eq->network->branches[eq->border[b]];
    bool outwards = branch->from >= 0 && eq->system.free_of_node[branch->from] >= 0;
    for (int i = 0; i < g; i++) {
      double into = outwards ? -rodas->flow_integral[b * g + i] : rodas->flow_integral[b * g + i];
      if (into > 0)
        work->in[i] += into;
      else
        work->out[i] -= into;
    }
  }
}

/* Gauss's rule of three points: order six, beyond that of what it looks at. */
static bool integrate_laws(LedgerWork *work, Equations *eq, const RodasWork *rodas, const Step *step) {
  static const double place[] = {0.1127016653792583, 0.5, 0.8872983346207417},
                      weight[] = {5.0 / 18, 8.0 / 18, 5.0 / 18};
  double h = rodas->h_used;
  Evaluation plain = evaluation_aside(&eq->evaluation); /* the border's slopes belong to where the integrator stands */
  plain.start = work->start;
  for (int k = 0; k < 3; k++) {
    const double *p = step->at(step->context, place[k]);
    equations_place(eq, rodas->t_start + place[k] * h);
    if (!system_evaluate(&eq->system, eq->network, p, &plain, &eq->culprit)) return false;
    for (int u = 0; u < eq->system.n_free; u++)
      for (int i = 0; i < eq->system.n_gas; i++) {
        int at = equations_unknown(eq, u, i), in = u * eq->system.n_gas + i;
        work->laws[at] += h * weight[k] * plain.into[in];
        work->through[at] += h * weight[k] * plain.magnitude[in];
        work->carried[at] += h * weight[k] * plain.steepness[in];
      }
  }
  return true;
}

/* Of the integrator's own evaluations there is one with derivatives, at the end of the step: near enough for what rounding leaves. */
static void book_carried(LedgerWork *work, const Equations *eq, double h) {
  for (int u = 0; u < eq->system.n_free; u++)
    for (int i = 0; i < eq->system.n_gas; i++)
      work->carried[equations_unknown(eq, u, i)] += h * eq->evaluation.steepness[u * eq->system.n_gas + i];
}

bool ledger_step(LedgerWork *work, Equations *eq, const RodasWork *rodas, const Step *step) {
  book_border(work, eq, rodas);
  work->steps++;
  if (!work->compares)
    book_carried(work, eq, rodas->h_used);
  else if (!integrate_laws(work, eq, rodas, step))
    return false;
  for (int u = 0; u < eq->n; u++)
    work->gained[u] += eq->book_mass[u] * (rodas->y[u] - rodas->y_start[u]);
  return true;
}

static double larger_of(double a, double b, double c) {
  return fmax(fmax(a, b), c);
}

/* A flow that no book could tell: the ulps that what the line holds loses step by step, and those of what its pressures carry. */
static double rounding_of(const LedgerWork *work, const Equations *eq, const double *y, int u) {
  double held = eq->own_mass[u] * fmax(fabs(y[u]), fabs(work->y_first[u]));
  return 4 * DBL_EPSILON * (held * sqrt(1 + (double)work->steps) + work->carried[u]);
}

/* What stands at the absolute tolerance; over rtol: below which that rules. */
static double least_amount(const Equations *eq, int u) {
  return -eq->least_pa * eq->own_mass[u];
}

static void close_books(const LedgerWork *work, const Equations *eq, const double *y, Ledger *ledger) {
  for (int i = 0; i < eq->system.n_gas; i++) {
    double stored = 0, floor = 0;
    for (int u = i; u < eq->n; u += eq->width) {
      stored += work->gained[u];
      floor += 1e9 * rounding_of(work, eq, y, u) + least_amount(eq, u);
    }
    double scale = fmax(larger_of(work->in[i], work->out[i], fabs(stored)), floor);
    double error = fabs(work->in[i] - work->out[i] - stored);
    if (error > 0) ledger->bookkeeping_error = fmax(ledger->bookkeeping_error, error / scale);
    ledger->in_pa_m3 += work->in[i];
    ledger->out_pa_m3 += work->out[i];
    ledger->stored_pa_m3 += stored;
  }
}

/* A flow is known as well as the pressures it answers to, and these to the tolerance: one that answers to less than a tenth of them is
   judged as if it were that. */
static double flow_scale(const LedgerWork *work, int u) {
  return fmax(work->through[u], 0.1 * work->carried[u]);
}

static void compare_laws(const LedgerWork *work, const Equations *eq, const double *y, Ledger *ledger) {
  for (int u = 0; u < eq->n; u++) {
    if (eq->own_mass[u] == 0 || equations_gas(eq, u) < 0) continue;
    double off = fabs(work->laws[u] - work->gained[u]);
    double scale = fmax(flow_scale(work, u), 1e6 * rounding_of(work, eq, y, u) + least_amount(eq, u) / work->rtol);
    double error = off > 0 ? off / scale : 0;
    if (ledger->worst_node >= 0 && !(error > ledger->law_error)) continue;
    ledger->law_error = error;
    ledger->worst_node = equations_node(eq, u);
  }
}

Ledger ledger_close(const LedgerWork *work, const Equations *eq, const double *y) {
  Ledger ledger = {.worst_node = -1};
  close_books(work, eq, y, &ledger);
  if (work->compares) compare_laws(work, eq, y, &ledger);
  return ledger;
}
