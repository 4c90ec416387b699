/* An example as a user runs it, and words to look into its results. */
#ifndef XSAVAC_TESTS_EXAMPLE_RUN_H
#define XSAVAC_TESTS_EXAMPLE_RUN_H

#include "tests/json_look.h"

typedef struct {
  char *folder; /* with everything that the run wrote */
  json_t *results;
} Example;

/* Runs config/examples/<name>.cfg, with a value of it changed where set is not NULL. Fails the test unless it ends with
   that exit code, has nothing to say on standard error, writes its files, completes its schedule and closes its
   balances. */
Example example_run(const char *name, const char *set, int code);

void example_free(Example *example);

/* Each fails the test where there is none. */
double example_measured(const Example *example, const char *name);
double example_event_time_s(const Example *example, int i);
double example_limit_time_s(const Example *example, const char *element, const char *check); /* of its worst moment */

bool example_is_conditional(const Example *example, const char *measure);

void assert_events(const Example *example, const char *want); /* "ROUGH open, ROUGH close": all of them, in order */
void assert_limit(const Example *example, const char *element, const char *check, const char *status,
                  double utilization, double tol);

#endif
