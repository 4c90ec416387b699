/* Templates with places such as @TITLE@ (capitals between two @), filled in one pass: what is filled in is never read
   as template. */
#ifndef XSAVAC_PLOTS_TEMPLATE_H
#define XSAVAC_PLOTS_TEMPLATE_H

#include <stdio.h>

typedef struct {
  const char *name; /* without the @ */
  void (*print)(const void *context, FILE *stream);
} TemplatePlace;

/* places ends with a NULL name. A place that is not in the list stays as it is written. Write errors stay on the
   stream. */
void template_print(const char *text, const TemplatePlace *places, const void *context, FILE *stream);

/* text within gnuplot's single quotes: no backslash, backtick or macro acts there (control characters become blanks).
 */
void gnuplot_quoted(FILE *stream, const char *text);

void html_text(FILE *stream, const char *text); /* escaped for text and quoted attributes; NULL: nothing */

#endif
