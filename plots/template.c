#include "plots/template.h"

#include <ctype.h>
#include <string.h>

/* Length of a place's name between two @, 0 where there is none. */
static size_t name_length(const char *after_at) {
  size_t length = 0;
  while (isupper((unsigned char)after_at[length]) || after_at[length] == '_')
    length++;
  return after_at[length] == '@' ? length : 0;
}

static const TemplatePlace *place_of(const TemplatePlace *places, const char *name, size_t length) {
  for (; places->name; places++)
    if (strlen(places->name) == length && strncmp(places->name, name, length) == 0) return places;
  return NULL;
}

void template_print(const char *text, const TemplatePlace *places, const void *context, FILE *stream) {
  while (*text) {
    size_t plain = strcspn(text, "@");
    fwrite(text, 1, plain, stream);
    text += plain;
    if (!*text) return;
    size_t length = name_length(text + 1);
    const TemplatePlace *place = length ? place_of(places, text + 1, length) : NULL;
    if (place) {
      place->print(context, stream);
      text += length + 2;
    } else
      fputc(*text++, stream);
  }
}

void gnuplot_quoted(FILE *stream, const char *text) {
  fputc('\'', stream);
  for (; *text; text++) {
    if (*text == '\'') fputc('\'', stream);
    fputc((unsigned char)*text < ' ' || *text == 127 ? ' ' : *text, stream);
  }
  fputc('\'', stream);
}

void html_text(FILE *stream, const char *text) {
  for (; text && *text; text++) {
    switch (*text) {
    case '&':
      fputs("&amp;", stream);
      break;
    case '<':
      fputs("&lt;", stream);
      break;
    case '>':
      fputs("&gt;", stream);
      break;
    case '"':
      fputs("&quot;", stream);
      break;
    case '\'':
      fputs("&#39;", stream);
      break;
    default:
      fputc((unsigned char)*text < ' ' || *text == 127 ? ' ' : *text, stream);
    }
  }
}
