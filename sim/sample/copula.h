/* Correlated parameters by a Gaussian copula: independent uniform numbers become standard normal scores with the wanted
   correlations (Cholesky factor), and each score a value of its parameter's distribution. Marginals stay what they are. */
#ifndef XSAVAC_SIM_SAMPLE_COPULA_H
#define XSAVAC_SIM_SAMPLE_COPULA_H

#include <stddef.h>

#include "sim/base/status.h"

/* What a correlation between two parameters means.
   RANK: Spearman's, of the values' ranks, the same for any rising distributions; met through the scores' correlation
   2 sin(pi r / 6), exact for continuous distributions.
   SCORE: of the normal scores; Pearson's own correlation where both parameters are normal. */
typedef enum { CORRELATION_RANK, CORRELATION_SCORE, CORRELATION_COUNT } CorrelationKind;
extern const char *const correlation_words[CORRELATION_COUNT + 1]; /* NULL-ended: "rank", "score" */

typedef struct {
  int a, b;     /* parameters, different; each pair at most once */
  double value; /* above -1 and below 1 */
} Correlation;

typedef struct {
  int dimensions;
  double *factor; /* [dimensions * dimensions], lower triangular by rows, owned; NULL: all independent */
  int *first;     /* [dimensions], owned: first column of a row that is not 0 */
} Copula;

/* names[dimensions] for messages. STATUS_CONFIG with a message: a pair out of range, given twice, or correlations that
   exclude each other (not positive definite: the pair that does most of it is named); STATUS_MEMORY. */
Status copula_init(Copula *copula, int dimensions, CorrelationKind kind, const Correlation *correlations, int count,
                   const char *const *names, char *message, size_t size);
void copula_free(Copula *copula); /* takes an empty object */

/* u[dimensions] in (0, 1), independent -> score[dimensions], standard normal; not the same array. */
void copula_scores(const Copula *copula, const double *u, double *score);

#endif
