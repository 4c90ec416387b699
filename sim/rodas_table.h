/* Coefficients of stiffly accurate L-stable Rosenbrock methods (Hairer and Wanner, Solving Ordinary Differential
   Equations II, 2nd ed., section VI.4). In the transformed stages u a method of s stages reads, for M y' = f:
   (M / (h gamma) - J) u_i = f(t + alpha_i h, y + sum_j a_ij u_j) + M sum_j c_ij u_j / h + h gamma_sum_i df/dt,
   y_new = y + sum_j a_sj u_j + u_s, and u_s is the difference from the embedded solution, one order lower. */
#ifndef XSAVAC_SIM_RODAS_TABLE_H
#define XSAVAC_SIM_RODAS_TABLE_H

enum { RODAS_STAGES_MAX = 8, RODAS_DENSE_MAX = 3 };

typedef struct {
  const char *name;
  int order, stages, n_dense;
  double gamma;
  double embedded_share; /* of the difference from the embedded solution what counts as an error at least; 1: all, always */
  double a[RODAS_STAGES_MAX][RODAS_STAGES_MAX], c[RODAS_STAGES_MAX][RODAS_STAGES_MAX];
  double alpha[RODAS_STAGES_MAX], gamma_sum[RODAS_STAGES_MAX];
  /* y(t + theta h) = (1 - theta) y + theta (y_new + (1 - theta) (d_0 + theta (d_1 + theta d_2))), of n_dense terms,
     d_k = sum_j dense_kj u_j; one order below the method's */
  double dense[RODAS_DENSE_MAX][RODAS_STAGES_MAX];
} RodasTable;

extern const RodasTable rodas4; /* classical order 4 */
/* Order 5, on linear parabolic problems and of the dense output 4. A small volume before a pump follows at once, and RODAS4's estimate of
   its error falls there as h^2 only: a pump-down takes it 2.5 times the steps. */
extern const RodasTable rodas5p;

/* Weights b of the untransformed stages k: y_new = y + sum b_i k_i, u = Gamma k, Gamma^-1 = I / gamma - c. */
void rodas_table_weights(const RodasTable *table, double b[RODAS_STAGES_MAX]);

#endif
