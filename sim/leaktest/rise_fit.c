#include "sim/leaktest/rise_fit.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>

#include "sim/leaktest/rise_solve.h"

static const double significant = 0.01;  /* of an F test for a further term */
static const double tells_apart = 1e-5;  /* rcond below which two terms look alike */
static const double barely_falls = 0.02; /* an exponent below which outgassing rises as straight as a leak */

const char *rise_terms_words(RiseTerms terms) {
  static const char *const words[] = {"leak", "leak and outgassing", "leak and virtual leak",
                                      "leak, outgassing and virtual leak", "auto"};
  return words[terms];
}

/* --- what the data must have --- */

static Status complain(char message[RISE_MESSAGE_MAX], const char *what) {
  snprintf(message, RISE_MESSAGE_MAX, "%s", what);
  return STATUS_CONFIG;
}

static Status check(const RiseData *data, const RiseQuestion *question, char message[RISE_MESSAGE_MAX]) {
  bool flat = true;
  if (data->count < RISE_ROWS_MIN) {
    snprintf(message, RISE_MESSAGE_MAX, "%d rows; at least %d are wanted", data->count, RISE_ROWS_MIN);
    return STATUS_CONFIG;
  }
  for (int i = 1; i < data->count; i++) {
    if (!(data->time_s[i] > data->time_s[i - 1])) return complain(message, "the times do not rise");
    flat = flat && data->pressure_pa[i] == data->pressure_pa[0];
  }
  if (flat && !(question->resolution_pa > 0))
    return complain(message, "all readings are the same: the gauge's resolution is wanted to say what that means");
  if (question->terms != RISE_AUTO && (question->terms & RISE_OUTGASSING) && question->decay < barely_falls)
    return complain(message, "outgassing that does not fall rises as straight as a leak: they cannot be told apart");
  return STATUS_OK;
}

/* --- which terms --- */

typedef struct {
  const RiseData *data;
  const RiseQuestion *question;
  RiseSolution solutions[RISE_BOTH + 1];
  Status status[RISE_BOTH + 1];
} Search;

/* A term with a flow below zero, or one that the others can stand for, is none. */
static bool is_physical(const Search *search, RiseTerms terms) {
  const RiseSolution *s = &search->solutions[terms];
  int out = rise_outgassing_place(terms), trap = rise_virtual_place(terms);
  if (search->status[terms] != STATUS_OK || !(s->rcond > tells_apart)) return false;
  /* its time constant within 1/50 of the span and twice the span: a slower one is as straight as a leak */
  bool lasts = trap < 0 || (s->x[trap + 1] > -4 && s->x[trap + 1] < log(2));
  return (out < 0 || s->x[out] > 0) && (trap < 0 || s->x[trap] > 0) && lasts;
}

static void look_at(Search *search, RiseTerms terms) {
  bool straight = (terms & RISE_OUTGASSING) && search->question->decay < barely_falls;
  search->status[terms] =
      straight ? STATUS_NUMERICS : rise_solve(search->data, search->question, terms, &search->solutions[terms]);
}

/* The probability that so much is gained by chance. */
static double chance(const Search *search, RiseTerms fewer, RiseTerms more) {
  const RiseSolution *a = &search->solutions[fewer], *b = &search->solutions[more];
  double added = b->count - a->count, left = search->data->count - b->count;
  if (left < 1 || !is_physical(search, more)) return 1;
  if (b->sum_of_squares <= 0) return a->sum_of_squares > 0 ? 0 : 1;
  double f = (a->sum_of_squares - b->sum_of_squares) / added / (b->sum_of_squares / left);
  return f > 0 ? gsl_cdf_fdist_Q(f, added, left) : 1;
}

static RiseTerms choose(Search *search, RiseFit *fit) {
  for (int terms = RISE_LEAK; terms <= RISE_BOTH; terms++)
    look_at(search, (RiseTerms)terms);
  double by_out = chance(search, RISE_LEAK, RISE_OUTGASSING), by_trap = chance(search, RISE_LEAK, RISE_VIRTUAL);
  RiseTerms better = by_out <= by_trap ? RISE_OUTGASSING : RISE_VIRTUAL;
  fit->f_probability = fmin(by_out, by_trap);
  if (!(fit->f_probability < significant)) {
    fit->alternative_terms = better;
    fit->alternative = is_physical(search, better);
    return RISE_LEAK;
  }
  double both = chance(search, better, RISE_BOTH);
  if (both < significant) {
    fit->f_probability = both;
    return RISE_BOTH;
  }
  fit->alternative_terms = RISE_BOTH;
  fit->alternative = is_physical(search, RISE_BOTH);
  return better;
}

/* --- figures --- */

typedef struct {
  double scatter_pa, quantile; /* Student's, at the level asked */
} Scatter;

static Scatter scatter_of(const Search *search, const RiseSolution *s) {
  double left = search->data->count - s->count, spread = sqrt(s->sum_of_squares / left);
  return (Scatter){fmax(spread, search->question->resolution_pa / sqrt(12)),
                   gsl_cdf_tdist_Pinv(0.5 + 0.5 * search->question->level, left)};
}

static RiseFigure figure(const RiseSolution *s, int place, double unit, const Scatter *scatter, bool flow) {
  double error = s->error[place] * scatter->scatter_pa * unit, value = s->x[place] * unit;
  RiseFigure f = {value, value - scatter->quantile * error, value + scatter->quantile * error, error};
  if (!flow) return f;
  return (RiseFigure){fmax(f.value, 0), fmax(f.low, 0), fmax(f.high, 0), f.error};
}

static RiseFigure leak_of(const Search *search, const RiseSolution *s, double pa_per_pa_m3, double span_s) {
  Scatter scatter = scatter_of(search, s);
  return figure(s, RISE_BY_LEAK, 1 / (pa_per_pa_m3 * span_s), &scatter, true);
}

/* Outgassing fits hardly worse than what was chosen, if at all. */
static bool may_be_outgassing(const Search *search, RiseTerms chosen) {
  const RiseSolution *with = &search->solutions[RISE_OUTGASSING], *s = &search->solutions[chosen];
  double left = search->data->count - s->count;
  if (search->status[RISE_OUTGASSING] != STATUS_OK || !(with->rcond > tells_apart) || left < 1) return false;
  double f = (with->sum_of_squares - s->sum_of_squares) * left / s->sum_of_squares;
  return !(f > 0) || gsl_cdf_fdist_Q(f, 1, left) >= significant;
}

/* Where the rows show no outgassing it may still be there, too weak beside the scatter, and the leak then is less than it seems: the
   interval reaches to what it is with it. A trapped volume that hides is not covered; the alternative tells of it. */
static void reach_out(const Search *search, RiseTerms chosen, double pa_per_pa_m3, double span_s, RiseFigure *leak) {
  if ((chosen != RISE_LEAK && chosen != RISE_VIRTUAL) || !may_be_outgassing(search, chosen)) return;
  RiseFigure with = leak_of(search, &search->solutions[RISE_OUTGASSING], pa_per_pa_m3, span_s);
  leak->low = fmin(leak->low, with.low);
  if (chosen == RISE_VIRTUAL) leak->high = fmax(leak->high, with.high);
}

static void fill_virtual(const RiseSolution *s, int trap, double pa_per_pa_m3, double span_s, const Scatter *scatter,
                         RiseFit *fit) {
  RiseFigure ln = figure(s, trap + 1, 1, scatter, false);
  fit->virtual_time_s = (RiseFigure){span_s * exp(ln.value), span_s * exp(ln.low), span_s * exp(ln.high),
                                     span_s * exp(ln.value) * ln.error};
  Rise one = {.virtual_time_s = fit->virtual_time_s.value};
  fit->virtual_pa_m3_s = figure(s, trap, 1 / (pa_per_pa_m3 * rise_virtual_s(&one, span_s)), scatter, true);
}

static void fill(const Search *search, RiseTerms terms, RiseFit *fit) {
  const RiseQuestion *question = search->question;
  const RiseSolution *s = &search->solutions[terms];
  int out = rise_outgassing_place(terms), trap = rise_virtual_place(terms);
  double span_s = search->data->time_s[search->data->count - 1] - search->data->time_s[0];
  Scatter scatter = scatter_of(search, s);
  fit->terms = terms;
  fit->rise = (Rise){.volume_m3 = question->volume_m3,
                     .temperature_k = question->temperature_k,
                     .decay = question->decay,
                     .age_s = question->age_s};
  double unit = rise_pa_per_pa_m3(&fit->rise);
  fit->scatter_pa = scatter.scatter_pa;
  fit->durbin_watson = s->durbin_watson;
  fit->start_pa = figure(s, RISE_START, 1, &scatter, false);
  fit->leak_pa_m3_s = leak_of(search, s, unit, span_s);
  if (question->terms == RISE_AUTO) reach_out(search, terms, unit, span_s, &fit->leak_pa_m3_s);
  if (out > 0)
    fit->outgassing_pa_m3_s = figure(s, out, 1 / (unit * rise_outgassing_s(&fit->rise, span_s)), &scatter, true);
  if (trap > 0) fill_virtual(s, trap, unit, span_s, &scatter, fit);
  if (fit->alternative)
    fit->alternative_leak_pa_m3_s = leak_of(search, &search->solutions[fit->alternative_terms], unit, span_s);
  fit->rise.start_pa = fit->start_pa.value;
  fit->rise.leak_pa_m3_s = fit->leak_pa_m3_s.value;
  fit->rise.outgassing_pa_m3_s = fit->outgassing_pa_m3_s.value;
  fit->rise.virtual_pa_m3_s = fit->virtual_pa_m3_s.value;
  fit->rise.virtual_time_s = fit->virtual_time_s.value;
}

Status rise_fit(const RiseData *data, const RiseQuestion *question, RiseFit *fit, char message[RISE_MESSAGE_MAX]) {
  Search search = {.data = data, .question = question};
  *fit = (RiseFit){.f_probability = NAN};
  Status status = check(data, question, message);
  if (status != STATUS_OK) return status;
  RiseTerms terms = question->terms;
  if (terms == RISE_AUTO)
    terms = choose(&search, fit);
  else
    look_at(&search, terms);
  if (search.status[terms] == STATUS_OK && !(search.solutions[terms].rcond > tells_apart)) {
    snprintf(message, RISE_MESSAGE_MAX, "the rows cannot tell %s apart: a longer test, or fewer terms, is wanted",
             rise_terms_words(terms));
    return STATUS_CONFIG;
  }
  if (search.status[terms] == STATUS_OK)
    fill(&search, terms, fit);
  else
    snprintf(message, RISE_MESSAGE_MAX, "no fit of %s was found", rise_terms_words(terms));
  return search.status[terms];
}
