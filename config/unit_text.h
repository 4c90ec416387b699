/* The text of a unit in the letters the parser reads: "°C", "µm", "Pa·m³/s" become "degC", "um", "Pa*m3/s". */
#ifndef XSAVAC_CONFIG_UNIT_TEXT_H
#define XSAVAC_CONFIG_UNIT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

enum { UNIT_TEXT_SIZE = 256 };

/* Writes text in plain ASCII into plain[size], without blanks at its ends; bytes it does not know stay as they are.
   False if it does not fit. */
bool unit_text_plain(const char *text, char *plain, size_t size);

/* A user's text between double quotes for a message: cut when long, nothing that moves a terminal's cursor. */
char *unit_text_quoted(const char *text, char *quoted, size_t size);

#endif
