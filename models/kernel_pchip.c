#include "models/kernel_pchip.h"

#include <math.h>

/* One-sided three-point slope at an end, limited so that the first piece stays monotone. */
static double end_slope(double h0, double h1, double rise0, double rise1) {
  double slope = ((2 * h0 + h1) * rise0 - h0 * rise1) / (h0 + h1);
  if (slope * rise0 <= 0) return 0;
  if (rise0 * rise1 < 0 && fabs(slope) > 3 * fabs(rise0)) return 3 * rise0;
  return slope;
}

void pchip_slopes(int n, const double *x, const double *y, double *slope) {
  for (int i = 1; i < n - 1; i++) {
    double h0 = x[i] - x[i - 1], h1 = x[i + 1] - x[i];
    double rise0 = (y[i] - y[i - 1]) / h0, rise1 = (y[i + 1] - y[i]) / h1;
    double w0 = 2 * h1 + h0, w1 = h1 + 2 * h0;
    slope[i] = rise0 * rise1 <= 0 ? 0 : (w0 + w1) / (w0 / rise0 + w1 / rise1);
  }
  slope[0] = end_slope(x[1] - x[0], x[2] - x[1], (y[1] - y[0]) / (x[1] - x[0]), (y[2] - y[1]) / (x[2] - x[1]));
  double h0 = x[n - 1] - x[n - 2], h1 = x[n - 2] - x[n - 3];
  slope[n - 1] = end_slope(h0, h1, (y[n - 1] - y[n - 2]) / h0, (y[n - 2] - y[n - 3]) / h1);
}

double pchip_at(int n, const double *x, const double *y, double t) {
  if (t <= x[0]) return y[0];
  if (t >= x[n - 1]) return y[n - 1];
  int i = 0;
  while (t > x[i + 1])
    i++;
  double around[4]; /* the slopes at both ends of the piece look no further than their neighbours */
  int first = i > 0 ? i - 1 : 0, last = i + 2 < n ? i + 2 : n - 1;
  pchip_slopes(last - first + 1, x + first, y + first, around);
  double slope0 = around[i - first], slope1 = around[i + 1 - first];
  double h = x[i + 1] - x[i], u = (t - x[i]) / h, v = 1 - u;
  return v * v * ((1 + 2 * u) * y[i] + u * h * slope0) + u * u * ((1 + 2 * v) * y[i + 1] - v * h * slope1);
}
