/* Coefficients of stiffly accurate L-stable Rosenbrock methods of order 4 with six stages (Hairer and Wanner, Solving
   Ordinary Differential Equations II, 2nd ed., section VI.4). In the transformed stages u the method reads, for M y' =
   f: (M / (h gamma) - J) u_i = f(t + alpha_i h, y + sum_j a_ij u_j) + M sum_j c_ij u_j / h + h gamma_sum_i df/dt, y_new
   = y + sum_j a_6j u_j + u_6, and u_6 is the difference from the embedded solution of order 3. */
#ifndef XSAVAC_SIM_RODAS_TABLE_H
#define XSAVAC_SIM_RODAS_TABLE_H

enum { RODAS_STAGES = 6 };

typedef struct {
  const char *name;
  double gamma;
  double a[RODAS_STAGES][RODAS_STAGES], c[RODAS_STAGES][RODAS_STAGES];
  double alpha[RODAS_STAGES], gamma_sum[RODAS_STAGES];
  /* y(t + theta h) = (1 - theta) y + theta (y_new + (1 - theta) (d_0 + theta d_1)), d_k = sum_j dense_kj u_j; order 3
   */
  double dense[2][RODAS_STAGES];
} RodasTable;

extern const RodasTable rodas4;  /* classical order 4 */
extern const RodasTable rodas4p; /* keeps its order on linear parabolic problems too */
/* The same with a smaller error. A small volume before a pump follows at once, and RODAS4's estimate of its error falls there as h^2
   only: a pump-down takes it 1.7 times the steps. */
extern const RodasTable rodas4p2;

/* Weights b of the untransformed stages k: y_new = y + sum b_i k_i, u = Gamma k, Gamma^-1 = I / gamma - c. */
void rodas_table_weights(const RodasTable *table, double b[RODAS_STAGES]);

#endif
