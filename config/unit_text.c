#include "config/unit_text.h"

#include <ctype.h>
#include <string.h>

static const struct {
  const char *utf8, *plain;
} spellings[] = {
    {"\u00b0C", "degC"},    {"\u00b0F", "degF"}, {"\u00b0K", "K"},
    {"\u00b0", "deg"},      {"\u2103", "degC"}, /* one character for both, usual in Japanese documents */
    {"\u2109", "degF"},     {"\u00b5", "u"},    /* micro sign */
    {"\u03bc", "u"},                            /* Greek mu */
    {"\u00b7", "*"},                            /* middle dot */
    {"\u22c5", "*"},                            /* dot operator */
    {"\u30fb", "*"},                            /* Japanese middle dot */
    {"\u00d7", "*"},        {"\u00b9", "1"},     {"\u00b2", "2"},
    {"\u00b3", "3"},        {"\u2074", "4"},     {"\u207b", "-"}, /* superscript minus: s⁻¹ */
    {"\u2212", "-"},                                              /* minus sign */
    {"\u03a9", "ohm"},      {"\u2126", "ohm"},   {"\u2113", "L"},
    {"\u2030", "permille"}, {"\u00a0", " "}, /* spaces that do not break */
    {"\u2009", " "},        {"\u202f", " "},
};

/* The ASCII form of the character at the start of text, *taken bytes long; NULL for one that stays as it is. */
static const char *ascii_form(const char *text, size_t *taken) {
  for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
    *taken = strlen(spellings[i].utf8);
    if (strncmp(text, spellings[i].utf8, *taken) == 0) return spellings[i].plain;
  }
  return NULL;
}

/* A blank for white space, '?' for what would move a terminal's cursor or colour it. */
static char visible(char c) {
  if ((unsigned char)c >= 0x80) return c; /* part of a UTF-8 character, whatever the locale makes of the byte */
  if (isspace((unsigned char)c)) return ' ';
  return iscntrl((unsigned char)c) ? '?' : c;
}

bool unit_text_plain(const char *text, char *plain, size_t size) {
  size_t n = 0;
  while (visible(*text) == ' ')
    text++;
  while (*text) {
    size_t taken = 1, length = 1;
    const char *form = (unsigned char)*text < 0x80 ? NULL : ascii_form(text, &taken);
    if (form) length = strlen(form);
    if (n + length >= size) return false;
    if (form)
      memcpy(plain + n, form, length);
    else
      plain[n] = visible(*text), taken = 1;
    text += taken;
    n += length;
  }
  while (n > 0 && plain[n - 1] == ' ')
    n--;
  plain[n] = '\0';
  return true;
}

char *unit_text_quoted(const char *text, char *quoted, size_t size) {
  size_t n = 0, room = size - 6; /* two quotes, an ellipsis, the end */
  quoted[n++] = '"';
  while (*text && n < room)
    quoted[n++] = visible(*text++);
  if (*text) {
    while (n > 1 && ((unsigned char)*text & 0xc0) == 0x80)
      text--, n--; /* no half character at the cut */
    memcpy(quoted + n, "...", 3);
    n += 3;
  }
  quoted[n++] = '"';
  quoted[n] = '\0';
  return quoted;
}
