#include "config/file_text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const size_t length_max = (size_t)FILE_TEXT_MAX_MIB << 20;

static bool room_for_more(FileText *text, size_t *capacity) {
  if (text->length + 1 < *capacity) return true;
  *capacity = *capacity ? 2 * *capacity : 16384;
  char *bytes = realloc(text->bytes, *capacity);
  if (bytes) text->bytes = bytes;
  return bytes != NULL;
}

/* errno-like: 0 when all is read, EFBIG, ENOMEM or what read() said. */
static int read_all(int descriptor, FileText *text) {
  size_t capacity = 0;
  for (;;) {
    if (!room_for_more(text, &capacity)) return ENOMEM;
    ssize_t got = read(descriptor, text->bytes + text->length, capacity - text->length - 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    if (got == 0) break;
    text->length += (size_t)got;
    if (text->length > length_max) return EFBIG;
  }
  text->bytes[text->length] = '\0';
  return 0;
}

static int read_opened(int descriptor, FileText *text, bool pipe) {
  struct stat is;
  if (fstat(descriptor, &is) != 0) return errno;
  if (S_ISDIR(is.st_mode)) return EISDIR;
  if (!pipe && !S_ISREG(is.st_mode)) return EINVAL;
  text->device = is.st_dev;
  text->number = is.st_ino;
  return read_all(descriptor, text);
}

bool file_text_read(FileText *text, const char *file, bool pipe, bool *out_of_memory, char *message, size_t size) {
  *text = (FileText){0};
  /* O_NONBLOCK: opening a pipe that nobody writes to must not hang where no pipe is wanted */
  int descriptor = open(file, O_RDONLY | O_NOCTTY | O_CLOEXEC | (pipe ? 0 : O_NONBLOCK));
  int wrong = descriptor < 0 ? errno : read_opened(descriptor, text, pipe);
  if (descriptor >= 0) close(descriptor);
  if (wrong == 0) return true;
  file_text_free(text);
  *out_of_memory = wrong == ENOMEM;
  if (wrong == EFBIG)
    snprintf(message, size, "larger than %d MiB", FILE_TEXT_MAX_MIB);
  else if (wrong == EISDIR)
    snprintf(message, size, "it is a directory, a file is wanted");
  else if (wrong == EINVAL)
    snprintf(message, size, "it is not a regular file");
  else
    snprintf(message, size, "%s", strerror(wrong));
  return false;
}

void file_text_free(FileText *text) {
  free(text->bytes);
  *text = (FileText){0};
}
