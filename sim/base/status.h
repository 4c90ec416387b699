/* The one list of outcomes: enum, words and exit code cannot drift apart (DESIGN section 3). */
#ifndef XSAVAC_SIM_BASE_STATUS_H
#define XSAVAC_SIM_BASE_STATUS_H

#define STATUSES(X)                                                                                                    \
  X(OK, 0, "ran; every limit, budget and requirement holds")                                                           \
  X(VIOLATED, 1, "ran; at least one limit, budget or requirement is violated")                                         \
  X(USAGE, 2, "wrong usage")                                                                                           \
  X(CONFIG, 3, "invalid configuration")                                                                                \
  X(NUMERICS, 4, "the numerics failed")                                                                                \
  X(IO, 5, "input or output failed")                                                                                   \
  X(MEMORY, 5, "out of memory")

typedef enum {
#define X(id, code, words) STATUS_##id,
  STATUSES(X)
#undef X
      STATUS_COUNT
} Status;

int status_exit_code(Status status);
const char *status_words(Status status);

#endif
