/* Sizing: every candidate run through the real network, judged by requirements and limits, and the best of those that fit. */
#ifndef XSAVAC_SIM_SIZING_SIZING_H
#define XSAVAC_SIM_SIZING_SIZING_H

#include "sim/sizing/inverse.h"
#include "sim/study.h"

typedef enum {
  CANDIDATE_PASS,
  CANDIDATE_WARN, /* fits, but a limit is in its warning band, or it holds only at nominal */
  CANDIDATE_FAIL,
  CANDIDATE_NO_RESULT /* its line has no solution: not chosen, and said so */
} CandidateStatus;

const char *candidate_status_word(CandidateStatus status); /* "pass", "warn", "fail", "no_result" */

/* One requirement of one candidate. */
typedef struct {
  double value;  /* NAN: reason says why */
  double margin; /* relative to the bound that is nearer, negative where it is missed; NAN without a value */
  bool met;
  char reason[MEASURE_REASON_MAX]; /* why there is no value; "" */
} RequirementResult;

/* What estimated coefficients do to a candidate that fits at nominal (sim/sizing/corners.h). */
typedef struct {
  int corners;         /* how many were run; 0: no coefficient is estimated, or it does not fit at nominal */
  int failed;          /* at how many a requirement or limit does not hold */
  double least_margin; /* at the worst of them; NAN: no number */
  char at[200];        /* the worst one: "discharge 0.6, b 0.3, molecular 0.2"; "" */
  char words[400];     /* what fails there; "" where all hold */
} CornerResult;

/* A single change to the line that was run with a candidate where nothing fits (sim/sizing/change.h). */
typedef struct {
  char what[200]; /* "diameter of L1 from 4 to 6.4 mm" */
  bool works;     /* with it the candidate fits */
  char why[400];  /* what still fails; "" */
  double least_margin;
} SizingChange;

typedef struct {
  int pick[SIZING_ELEMENTS_MAX]; /* which part of each element */
  CandidateStatus status;
  RequirementResult *requirements; /* [n_requirements] owned */
  MeasureResult *measures;         /* [study's] owned; of CANDIDATE_NO_RESULT none has a value */
  LimitTable limits;               /* owned; branches as in the study */
  char **reasons;                  /* owned texts: why not, or what to watch */
  int n_reasons;
  double power, weight_kg, area_m2; /* over all elements; NAN: not known */
  double least_margin;              /* over requirements and the limits of the sized valves; NAN: none has a number */
  int place;                        /* 1: the choice; 0: does not fit */
  CornerResult corner;
  SizingChange *changes; /* [n_changes] owned; where nothing fits, of the nearest candidates */
  int n_changes;
} Candidate;

enum { SIZING_CHANGED_MAX = 16 }; /* so many of the nearest are tried with changes */

/* How often the choice does everything required within every limit, where analysis.uncertainty gives distributions. */
typedef struct {
  size_t runs, kept, lost; /* lost: refused or without a solution; they count as not kept */
  double share, error;     /* kept of all runs; half-width of its 95 % interval, NAN: not known */
} ProbabilityResult;

typedef struct {
  const SizingRequest *request; /* not owned */
  Candidate *candidates;        /* [count] owned */
  int count;
  int choice;                    /* -1: nothing fits */
  int nearest;                   /* where nothing fits: the one that misses by least; else -1 */
  char limiting[480];            /* what holds that one back: "L1: ..."; "" */
  ProbabilityResult probability; /* of the choice */
  bool searched;
  InverseResult inverse; /* where searched */
} SizingResult;

/* Runs all candidates, several at a time; the result does not depend on how many. proceed may be NULL. STATUS_OK whether or not anything
   fits; STATUS_NUMERICS where no candidate at all could be solved, STATUS_MEMORY; message says it. The request must outlive the result. */
Status sizing_run(const Study *study, bool (*proceed)(void *context, double time_s), void *context,
                  SizingResult *result, char *message, size_t size);
void sizing_result_free(SizingResult *result); /* takes an empty one */

bool sizing_fits(const SizingResult *result); /* there is a choice; of an inverse, a solution */

/* "XSA2-43V-5G2", of several "XSA2-43V-5G2 + XSA1-12V-5G2" in the order of the elements; returns text. */
char *candidate_name(const SizingRequest *request, const Candidate *candidate, char *text, size_t size);

/* The same by models: "XSA2-43". */
char *candidate_models(const SizingRequest *request, const Candidate *candidate, char *text, size_t size);

/* "t_rough at most 60 s", "weight at most 0.5 kg"; returns text. */
char *requirement_words(const Study *study, const Requirement *requirement, char *text, size_t size);
const char *requirement_unit(const Study *study, const Requirement *requirement);
const char *requirement_name(const Study *study, const Requirement *requirement); /* "t_rough", "weight" */

#endif
