#include "plots/gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/output_file.h"

enum { TIME_LIMIT_S = 60, NOT_FOUND = 127, NO_FOLDER = 126 };

static const char *const endings[] = {"svg", "png"};

static void quiet(int handle, int flags) {
  int nowhere = open("/dev/null", flags);
  if (nowhere >= 0) dup2(nowhere, handle);
}

/* In the child: the alarm outlives exec and ends a gnuplot that hangs. -d: the user's start-up file must not change our
   look. */
static void become_gnuplot(const char *folder, const char *setting, const char *script) {
  struct sigaction standard = {.sa_handler = SIG_DFL};
  sigset_t none;
  sigemptyset(&none);
  sigaction(SIGALRM, &standard, NULL);
  sigprocmask(SIG_SETMASK, &none, NULL);
  quiet(STDIN_FILENO, O_RDONLY);
  quiet(STDOUT_FILENO, O_WRONLY);
  quiet(STDERR_FILENO, O_WRONLY);
  alarm(TIME_LIMIT_S);
  if (chdir(folder) != 0) _exit(NO_FOLDER);
  execlp("gnuplot", "gnuplot", "-d", "-e", setting, script, (char *)NULL);
  _exit(NOT_FOUND);
}

static bool judged(int state, char *message, size_t size) {
  if (WIFEXITED(state) && WEXITSTATUS(state) == 0) return true;
  if (WIFEXITED(state) && WEXITSTATUS(state) == NOT_FOUND)
    snprintf(message, size, "gnuplot is not installed");
  else if (WIFSIGNALED(state) && WTERMSIG(state) == SIGALRM)
    snprintf(message, size, "gnuplot took longer than %d s", TIME_LIMIT_S);
  else
    snprintf(message, size, "gnuplot failed");
  return false;
}

static bool run(const char *folder, const char *setting, const char *script, char *message, size_t size) {
  pid_t child = fork();
  if (child == 0) become_gnuplot(folder, setting, script);
  int state = 0;
  pid_t ended = child;
  while (child > 0 && (ended = waitpid(child, &state, 0)) < 0 && errno == EINTR)
    continue;
  if (child > 0 && ended == child) return judged(state, message, size);
  snprintf(message, size, "gnuplot could not be started: %s", strerror(errno));
  return false;
}

/* gnuplot's exit code does not tell of a full disk: a whole picture ends as its format demands. */
static bool whole_picture(const char *path) {
  char tail[64] = "";
  FILE *file = fopen(path, "rb");
  if (!file) return false;
  size_t length = fseek(file, -40, SEEK_END) == 0 ? fread(tail, 1, sizeof tail - 1, file) : 0;
  fclose(file);
  for (size_t i = 0; i + 4 <= length; i++)
    if (memcmp(tail + i, "IEND", 4) == 0 || (i + 6 <= length && memcmp(tail + i, "</svg>", 6) == 0)) return true;
  return false;
}

static char *picture_path(const char *folder, const char *prefix, const char *name, const char *ending) {
  char file[256];
  snprintf(file, sizeof file, "%s%s.%s", prefix, name, ending);
  return output_path(folder, file);
}

static void forget(const char *folder, const char *prefix, const char *name) {
  for (int i = 0; i < 2; i++) {
    char *path = picture_path(folder, prefix, name, endings[i]);
    if (path) unlink(path);
    free(path);
  }
}

static bool take_name(const char *folder, const char *prefix, const char *name) {
  bool ok = true;
  for (int i = 0; i < 2; i++) {
    char *made = picture_path(folder, prefix, name, endings[i]), *wanted = picture_path(folder, "", name, endings[i]);
    ok = ok && made && wanted && rename(made, wanted) == 0;
    free(made);
    free(wanted);
  }
  return ok;
}

static bool whole_pictures(const char *folder, const char *prefix, const char *name) {
  bool whole = true;
  for (int i = 0; i < 2; i++) {
    char *made = picture_path(folder, prefix, name, endings[i]);
    whole = whole && made && whole_picture(made);
    free(made);
  }
  return whole;
}

bool gnuplot_render(const char *folder, const char *name, char *message, size_t size) {
  char prefix[64], setting[96], script[128];
  snprintf(prefix, sizeof prefix, ".%ld-", (long)getpid());
  snprintf(setting, sizeof setting, "prefix='%s'", prefix);
  snprintf(script, sizeof script, "%s.gp", name);
  bool ran = run(folder, setting, script, message, size);
  bool whole = ran && whole_pictures(folder, prefix, name);
  if (ran && !whole) snprintf(message, size, "gnuplot left no whole picture");
  if (whole && take_name(folder, prefix, name)) return true;
  if (whole) snprintf(message, size, "the pictures could not be renamed");
  forget(folder, prefix, name);
  forget(folder, "", name);
  return false;
}
