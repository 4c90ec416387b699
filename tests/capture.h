/* What a function writes to standard output and standard error, as text. */
#ifndef XSAVAC_TESTS_CAPTURE_H
#define XSAVAC_TESTS_CAPTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Runs act with standard output and standard error into out[size] and err[size]; returns what act returns. */
static inline int with_output(int (*act)(void *), void *arg, char *out, char *err, size_t size) {
  char names[2][32] = {"/tmp/xsavac_out_XXXXXX", "/tmp/xsavac_err_XXXXXX"}, *texts[2] = {out, err};
  int kept[2], files[2];
  fflush(stdout), fflush(stderr);
  for (int i = 0; i < 2; i++) {
    kept[i] = dup(i + 1);
    files[i] = mkstemp(names[i]);
    unlink(names[i]);
    dup2(files[i], i + 1);
  }
  int result = act(arg);
  fflush(stdout), fflush(stderr);
  for (int i = 0; i < 2; i++) {
    dup2(kept[i], i + 1), close(kept[i]);
    ssize_t n = pread(files[i], texts[i], size - 1, 0);
    texts[i][n > 0 ? n : 0] = '\0';
    close(files[i]);
  }
  return result;
}

#endif
