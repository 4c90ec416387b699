#include "config/plain_text.h"

#include <stdio.h>
#include <string.h>

/* Length of the well-formed UTF-8 character at text, 0 if it is none (Unicode 15, table 3-7). */
static size_t character_length(const char *text, size_t left) {
  const unsigned char *c = (const unsigned char *)text;
  if (c[0] < 0x80) return 1;
  size_t length = c[0] >= 0xc2 && c[0] <= 0xdf ? 2 : (c[0] & 0xf0) == 0xe0 ? 3 : c[0] >= 0xf0 && c[0] <= 0xf4 ? 4 : 0;
  if (length == 0 || length > left) return 0;
  for (size_t i = 1; i < length; i++)
    if ((c[i] & 0xc0) != 0x80) return 0;
  bool overlong = (c[0] == 0xe0 && c[1] < 0xa0) || (c[0] == 0xf0 && c[1] < 0x90);
  bool beyond = (c[0] == 0xed && c[1] > 0x9f) || (c[0] == 0xf4 && c[1] > 0x8f);
  return overlong || beyond ? 0 : length;
}

static bool is_control(unsigned char c, bool layout) {
  if (layout && (c == '\t' || c == '\n' || c == '\r' || c == '\f')) return false;
  return c < 0x20 || c == 0x7f;
}

const char *plain_text_fault(const char *text, size_t length, bool layout) {
  size_t i = 0;
  while (i < length) {
    size_t step = character_length(text + i, length - i);
    if (step == 0 || is_control((unsigned char)text[i], layout)) return text + i;
    i += step;
  }
  return NULL;
}

char *plain_text_fault_words(const char *fault, char *message, size_t size) {
  unsigned byte = (unsigned char)*fault;
  if (byte == 0)
    snprintf(message, size, "a zero byte: this is a binary file, a text is wanted");
  else if (byte < 0x80)
    snprintf(message, size, "a control character (byte 0x%02x)", byte);
  else
    snprintf(message, size, "not valid UTF-8 (byte 0x%02x): save the file as UTF-8", byte);
  return message;
}

char *plain_text_clip(const char *text, size_t length, char clipped[CLIP_SIZE]) {
  size_t i = 0, n = 0;
  while (i < length && n + 8 < CLIP_SIZE) {
    size_t step = character_length(text + i, length - i);
    bool plain = step && !is_control((unsigned char)text[i], false);
    if (plain)
      memcpy(clipped + n, text + i, step);
    else
      clipped[n] = '?';
    n += plain ? step : 1;
    i += step ? step : 1;
  }
  strcpy(clipped + n, i < length ? "..." : "");
  return clipped;
}
