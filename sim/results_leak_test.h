/* Tests of a budget in the results: JSON members "test" and "measured" of "budget", rise.csv, words for the first screen and the report. */
#ifndef XSAVAC_SIM_RESULTS_LEAK_TEST_H
#define XSAVAC_SIM_RESULTS_LEAK_TEST_H

#include "sim/results.h"

/* Adds "test" and "measured" where they were asked for. */
bool results_put_leak_test(json_t *budget, const RunOutcome *outcome);

/* time_s, p_leak_Pa, p_outgassing_Pa, p_sum_Pa with _low and _high, p_allowable_Pa, p_fit_Pa: the expected rise from 0 Pa, and the curve
   fitted from the measured start. */
void csv_rise(const RunOutcome *outcome, FILE *stream);
bool rise_is_known(const RunOutcome *outcome);

/* The measured rows: time_s from the first one, p_measured_Pa, p_fit_Pa, residual_Pa. */
void csv_rise_measured(const RunOutcome *outcome, FILE *stream);
bool rise_is_measured(const RunOutcome *outcome);

/* What a gauge needs, what a method sees, what was measured: one finding a call, by number from 0; false: no more. head: "Rate of rise",
   "Spray"; words: the finding. */
enum { LEAK_TEST_WORDS = 700 };
bool leak_test_words(const RunOutcome *outcome, int number, char head[40], char words[LEAK_TEST_WORDS]);

#endif
