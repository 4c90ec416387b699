#include "sim/output_file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PENDING_SIZE = 4096 };

/* What a signal handler would have to take away; it has no other way to know. */
static char pending[PENDING_SIZE];
static volatile sig_atomic_t is_pending;

static void note_pending(const char *temporary) {
  is_pending = 0;
  if (!temporary || strlen(temporary) >= sizeof pending) return;
  strcpy(pending, temporary);
  is_pending = 1;
}

void output_abandon(void) {
  if (is_pending) unlink(pending);
}

static Status io_failure(const char *what, const char *path, int error, char *message, size_t size) {
  snprintf(message, size, "cannot %s '%s': %s", what, path, strerror(error));
  return STATUS_IO;
}

static Status no_memory(char *message, size_t size) {
  snprintf(message, size, "out of memory");
  return STATUS_MEMORY;
}

static bool is_folder(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* mkdir() that is content with a folder that is there; 0 or errno. */
static int make_one(const char *path) {
  if (mkdir(path, 0777) == 0) return 0;
  int error = errno;
  return is_folder(path) ? 0 : error;
}

Status output_folder_make(const char *folder, char *message, size_t size) {
  char *path = strdup(folder);
  if (!path) return no_memory(message, size);
  int error = 0;
  for (char *at = path + 1; path[0] && *at && !error; at++) {
    if (*at != '/') continue;
    *at = '\0';
    error = make_one(path);
    if (!error) *at = '/';
  }
  if (!error) error = make_one(path);
  Status status = error ? io_failure("create the folder", path, error, message, size) : STATUS_OK;
  free(path);
  return status;
}

char *output_path(const char *folder, const char *name) {
  size_t size = strlen(folder) + strlen(name) + 2;
  char *path = malloc(size);
  if (path) snprintf(path, size, "%s/%s", folder, name);
  return path;
}

/* A name no other process uses; one left by a killed process of the same number is stepped over. */
static int open_temporary(char *temporary, size_t size, const char *folder, const char *name) {
  int handle = -1;
  for (int attempt = 0; attempt < 100 && handle < 0; attempt++) {
    snprintf(temporary, size, "%s/.%s.%ld-%d.part", folder, name, (long)getpid(), attempt);
    handle = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
    if (handle < 0 && errno != EEXIST) break;
  }
  return handle;
}

static void forget(OutputFile *output) {
  note_pending(NULL);
  free(output->path);
  free(output->temporary);
  *output = (OutputFile){0};
}

Status output_open(OutputFile *output, const char *folder, const char *name, char *message, size_t size) {
  size_t length = strlen(folder) + strlen(name) + 64;
  *output = (OutputFile){.path = output_path(folder, name), .temporary = malloc(length)};
  if (!output->path || !output->temporary) {
    forget(output);
    return no_memory(message, size);
  }
  int handle = open_temporary(output->temporary, length, folder, name);
  output->stream = handle >= 0 ? fdopen(handle, "w") : NULL;
  if (output->stream) {
    note_pending(output->temporary);
    return STATUS_OK;
  }
  Status status = io_failure("write", output->path, errno, message, size);
  if (handle >= 0) {
    close(handle);
    unlink(output->temporary);
  }
  forget(output);
  return status;
}

void output_discard(OutputFile *output) {
  if (output->stream) fclose(output->stream);
  if (output->temporary) unlink(output->temporary);
  forget(output);
}

/* A write that failed long before the end left no errno behind: another to the same file, which goes anyway, fails for the same reason. */
static int reason_again(FILE *stream) {
  static const char piece[4096];
  errno = 0;
  for (int i = 0; i < 16 && write(fileno(stream), piece, sizeof piece) >= 0; i++)
    continue;
  return errno;
}

Status output_commit(OutputFile *output, char *message, size_t size) {
  errno = 0;
  bool whole = fflush(output->stream) == 0 && !ferror(output->stream);
  int error = errno;
  if (!whole && !error) error = reason_again(output->stream);
  if (fclose(output->stream) != 0 && whole) {
    whole = false;
    error = errno;
  }
  output->stream = NULL;
  if (whole && rename(output->temporary, output->path) != 0) {
    whole = false;
    error = errno;
  }
  Status status = whole ? STATUS_OK : io_failure("write", output->path, error ? error : EIO, message, size);
  if (whole)
    forget(output);
  else
    output_discard(output);
  return status;
}
