/* A formula over named numbers, "t_rough / 60" or "elements.L1.diameter < 0.01 && p_base > 1": compiled once, then computed for as many
   rows as there are. The language is muParser's (https://beltoforion.de/en/muparser/) less what would go wrong in silence: assignments,
   a decimal comma, a < b < c. The only place that knows muParser. */
#ifndef XSAVAC_SIM_EXPRESSION_H
#define XSAVAC_SIM_EXPRESSION_H

#include <stddef.h>

typedef struct Expression Expression;

enum { EXPRESSION_TEXT_MAX = 1000, EXPRESSION_NAMES_MOST = 64, EXPRESSION_MESSAGE_SIZE = 200 };

/* Where a name's number stands in the row; -1: unknown, and whoever answers so has said why. Asked once for each unquoted name. */
typedef struct {
  int (*slot)(void *context, const char *name);
  void *context; /* needed while compiling alone */
} ExpressionNames;

/* Names are letters, digits, _, ., [ and ]; any other stands in single quotes, 'elements.L-1.diameter'. NULL with a message, which ends in
   no full stop; "" where it was but for unknown names. Owned by the caller. Several threads may compile at once. */
Expression *expression_compile(const char *text, const ExpressionNames *names, char message[EXPRESSION_MESSAGE_SIZE]);
void expression_free(Expression *expression); /* takes NULL */

/* slots: the row, NAN where a number has no value. NAN where one of those used has none, or where anything in it was divided by zero,
   overflowed or has no real value, be it within a comparison. Allocates nothing; one expression is for one thread at a time. */
double expression_value(Expression *expression, const double *slots);

/* Slots of the names used, each once; [*count], lives as long as the expression. */
const int *expression_slots(const Expression *expression, int *count);

/* Functions and constants that are there without asking, NULL-ended; for 'did you mean'. */
const char *const *expression_words(void);

#endif
