#include "sim/base/status.h"

static const struct {
  int code;
  const char *words;
} rows[STATUS_COUNT] = {
#define X(id, code, words) {code, words},
    STATUSES(X)
#undef X
};

int status_exit_code(Status status) {
  return rows[status].code;
}

const char *status_words(Status status) {
  return rows[status].words;
}
