/* The bytes of one file that can be a configuration. */
#ifndef XSAVAC_CONFIG_FILE_TEXT_H
#define XSAVAC_CONFIG_FILE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct {
  char *bytes; /* owned; ends with a zero byte that does not count */
  size_t length;
  dev_t device; /* with number: which file it is, whatever it is called */
  ino_t number;
} FileText;

enum { FILE_TEXT_MAX_MIB = 64 };

/* False with a message that says why not: missing, a directory, too large, ... pipe: a pipe or device will do as well.
 */
bool file_text_read(FileText *text, const char *file, bool pipe, bool *out_of_memory, char *message, size_t size);
void file_text_free(FileText *text);

#endif
