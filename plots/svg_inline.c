#include "plots/svg_inline.h"

#include <stdbool.h>
#include <string.h>

/* Length of what introduces an identifier here, 0 where nothing does. */
static size_t introduction(const char *at) {
  static const char *const words[] = {" id='", " id=\"", "href='#", "href=\"#", "url(#"};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (strncmp(at, words[i], strlen(words[i])) == 0) return strlen(words[i]);
  return 0;
}

void svg_inline_print(const char *svg, const char *name, FILE *stream) {
  bool tag = false;
  while (*svg) {
    size_t length = tag ? introduction(svg) : 0;
    if (length > 0) {
      fprintf(stream, "%.*s%s-", (int)length, svg, name);
      svg += length;
      continue;
    }
    if (*svg == '<' || *svg == '>') tag = *svg == '<';
    fputc(*svg++, stream);
  }
}
