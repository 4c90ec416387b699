/* The part of expression.c that reads a text before muParser does. */
#ifndef XSAVAC_SIM_EXPRESSION_SCAN_H
#define XSAVAC_SIM_EXPRESSION_SCAN_H

#include <stdbool.h>

#include "sim/expression.h"

enum { EXPRESSION_MARK = '@' };

/* Place of a quoted name, 0 to 98; -1: unknown. */
typedef struct {
  int (*place)(void *context, const char *name);
  void *context;
} ExpressionQuotes;

/* Puts into plain the text with every quoted name as a mark and two digits, its place, filled up with blanks: characters keep their
   places. False with a message for what muParser would take in another sense than it was meant. */
bool expression_scan(const char *text, const ExpressionQuotes *quotes, char plain[EXPRESSION_TEXT_MAX + 1],
                     char message[EXPRESSION_MESSAGE_SIZE]);

#endif
