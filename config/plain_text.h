/* What may stand in a text: UTF-8 without control characters. Anything else would break terminals, CSV and JSON later
 * on. */
#ifndef XSAVAC_CONFIG_PLAIN_TEXT_H
#define XSAVAC_CONFIG_PLAIN_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* The first byte that may not stand there, NULL if all is well. layout: tab, line feed, carriage return and form feed
 * may. */
const char *plain_text_fault(const char *text, size_t length, bool layout);

/* Says what is wrong with that byte: "a control character (byte 0x1b)"; returns message. */
char *plain_text_fault_words(const char *fault, char *message, size_t size);

enum { CLIP_SIZE = 72 };

/* At most 60 bytes of a text for a message, cut between characters and marked "..."; what is not plain becomes '?'.
   Returns clipped. */
char *plain_text_clip(const char *text, size_t length, char clipped[CLIP_SIZE]);

#endif
