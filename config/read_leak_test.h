/* analysis.budget.test and .measured: how the budget will be tested, and a rise that was measured. */
#ifndef XSAVAC_CONFIG_READ_LEAK_TEST_H
#define XSAVAC_CONFIG_READ_LEAK_TEST_H

#include "config/reading.h"
#include "sim/study.h"

/* budget: the group. The study's budget has been read. */
void read_leak_test(Reading *reading, const Value *budget, Study *study);

#endif
