/* The budget in tables and words, shared by files, first screen, charts and report. */
#ifndef XSAVAC_SIM_RESULTS_BUDGET_H
#define XSAVAC_SIM_RESULTS_BUDGET_H

#include "sim/results.h"

bool budget_is_known(const RunOutcome *outcome); /* asked for, and its moment was reached */

/* Need budget_is_known(). */
void csv_budget(const RunOutcome *outcome, FILE *stream);     /* every flow in, counted or not */
void csv_allocation(const RunOutcome *outcome, FILE *stream); /* what the open rows may leak */

/* Each returns text. "budget of chamber fails: 1.2e-07 of 1e-07 Pa m3/s allowed (120 %)"; "" where there is no budget. */
char *budget_verdict_words(const RunOutcome *outcome, char *text, size_t size);
char *budget_title_words(const RunOutcome *outcome, char *text,
                         size_t size); /* of which node, when, at what pressure */
char *budget_combination_words(const RunOutcome *outcome, char *text, size_t size); /* the four figures */
char *budget_ledger_words(const RunOutcome *outcome, char *text, size_t size);
char *budget_row_words(const BudgetRow *row, char *text, size_t size); /* "permeation, O2", "joints, 4 KF" */

#endif
