/* An optimisation in words, shared by the trace, the first screen, the chart and the report. Each char * returns text. */
#ifndef XSAVAC_SIM_OPTIMISE_WORDS_H
#define XSAVAC_SIM_OPTIMISE_WORDS_H

#include "sim/optimise/optimise.h"
#include "sim/sizing/sizing.h"

/* Adds "; " and why a setting does not hold. */
void reason_add_requirement(const Study *study, const Requirement *requirement, const RequirementResult *result,
                            char *text, size_t size);
void reason_add_measure(const Measure *measure, const MeasureResult *result, char *text, size_t size);
void reason_add_limit(const Study *study, const LimitRow *row, char *text, size_t size);

/* "minimise t_rough" */
char *optimise_objective_words(const OptimiseResult *result, char *text, size_t size);

/* "8.25 mm", "XSA2-43V-5G": what a parameter is at a trial. */
char *optimise_setting_words(const OptimiseResult *result, const Combination *combination, int trial, int parameter,
                             char *text, size_t size);

/* "elements.L1.diameter = 8.25 mm, elements.V1.part = XSA2-43V-5G" */
char *optimise_settings_words(const OptimiseResult *result, const Combination *combination, int trial, char *text,
                              size_t size);

/* What is required and, last, the limits: "p_base at most 1 Pa", "catalogue limits". */
char *optimise_constraint_words(const OptimiseResult *result, int constraint, char *text, size_t size);

/* "minimise t_rough: 63.2 s with ...", or that nothing holds and what fails least. */
char *optimise_verdict_words(const OptimiseResult *result, char *text, size_t size);

/* What an engineer must know of the answer, one remark after the other: 0, 1, ... until false. */
bool optimise_remark(const OptimiseResult *result, int remark, char *text, size_t size);

/* "12 % of the bound left", "at its bound" */
char *optimise_margin_words(double margin, char *text, size_t size);

/* "t_rough +3.1 %" of one side of a flatness: what the measure does there, or that the setting does not hold. */
char *optimise_flat_words(const OptimiseResult *result, int parameter, int side, char *text, size_t size);

#endif
