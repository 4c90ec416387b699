/* One candidate judged by what its line did. */
#ifndef XSAVAC_SIM_SIZING_CANDIDATE_H
#define XSAVAC_SIM_SIZING_CANDIDATE_H

#include "sim/point.h"
#include "sim/sizing/sizing.h"

/* What the judgement looks at; owns nothing. */
typedef struct {
  const Study *study; /* the request's: its branch numbers */
  const SizingRequest *request;
} SizingCase;

/* variables must outlive it. */
PointPlan sizing_plan(const Study *study, const Variable *variables, int count);

/* candidate->pick is set; all else is filled in. status: what point_run() said. False when out of memory. */
bool candidate_judge(Candidate *candidate, const SizingCase *sizing, const PointWorker *worker, Status status);
void candidate_free(Candidate *candidate); /* takes an empty one */

/* Adds a reason in words. False when out of memory. */
bool candidate_add_reason(Candidate *candidate, const char *text);

/* The requirements alone against a run: results[n_requirements]. Returns the least margin, NAN: none has a number; *met: all are. */
double requirements_judge(const SizingCase *sizing, const int *pick, const MeasureResult *measures,
                          const LimitTable *limits, RequirementResult *results, bool *met);

/* The element of the request that a branch is, -1: none. */
int sizing_element_of(const SizingRequest *request, int branch);

/* A copy of a table of another study of the same file, with the branch numbers of this one; a valve that this one has not is left
   out. False when out of memory. */
bool limits_renumbered(const Study *study, const Network *other, const LimitTable *from, LimitTable *to);

/* Words for what a candidate fails by; each returns text. */
char *limit_verdict_words(const SizingCase *sizing, const Candidate *candidate, const LimitRow *row, char *text,
                          size_t size);
char *requirement_verdict_words(const SizingCase *sizing, const Candidate *candidate, int requirement, char *text,
                                size_t size);

/* Places 1, 2, ... for those that fit, best first; returns the best, -1: none. False when out of memory. */
bool candidates_rank(const SizingRequest *request, Candidate *candidates, int count, int *choice);

#endif
