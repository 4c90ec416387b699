/* Runs, measures and limits in words, shared by the first screen, the charts and the report. Each char * returns text. */
#ifndef XSAVAC_SIM_RESULTS_WORDS_H
#define XSAVAC_SIM_RESULTS_WORDS_H

#include "sim/results.h"

/* "open V1, V2; stop P1 when chamber below 10 Pa", "close V1 5 s after the entry above it". */
char *schedule_entry_words(const Network *network, const ScheduleEntry *entry, char *text, size_t size);

/* "at 12.3 s" of the transient, "steady"; "" for a check that looks at no pressure. */
char *limit_when_words(const LimitRow *row, char *text, size_t size);

/* The analysis a row is booked under: "steady" or "transient". What holds always goes with the one that ran. */
const char *limit_analysis(const RunOutcome *outcome, const LimitRow *row);

/* "5400 s = 1.5 h", "12 Pa = 0.12 mbar"; "-" for no number. */
char *figure_words(double value, const char *unit, char *text, size_t size);

/* "the run was ended at 12.3 s of 600 s: ..."; "" for a complete run or none. */
char *incomplete_words(const RunOutcome *outcome, char *text, size_t size);

/* Why marks say conditional: which valves, and from when; "" where nothing is. */
char *conditional_words(const RunOutcome *outcome, char *text, size_t size);

#endif
