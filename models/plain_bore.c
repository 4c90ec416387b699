#include "models/plain_bore.h"
#include <math.h>
static void forward(const PlainBore *k, double p1, double p2, Flow *f) {
  double r = p1 > 0 ? fmax(p2, 0) / p1 : 1, phi = 1, dphi = 0;
  const double rl = 0.999;
  if (r > rl) { double x = (rl - k->b) / (1 - k->b), y = sqrt(1 - x * x); phi = y * (1 - r) / (1 - rl); dphi = -y / (1 - rl); }
  else if (r > k->b) { double x = (r - k->b) / (1 - k->b); phi = sqrt(1 - x * x); dphi = -x / phi / (1 - k->b); }
  double s = k->delta_per_pa * fmax(p1, 0), w = s / (s + 10), dw = k->delta_per_pa * 10 / ((s + 10) * (s + 10));
  double own = k->molecular_m3_s * (p1 - p2), visc = k->choked_m3_s * p1 * phi;
  *f = (Flow){own + w * (visc - own), k->molecular_m3_s * (1 - w) + w * k->choked_m3_s * (phi - r * dphi) + dw * (visc - own),
              -k->molecular_m3_s * (1 - w) + w * k->choked_m3_s * dphi, r <= k->b && w > 0.5, false};
}
void plain_bore(const PlainBore *k, double p1, double p2, Flow *f) {
  if (p1 >= p2) { forward(k, p1, p2, f); return; }
  Flow b; forward(k, p2, p1, &b);
  *f = (Flow){-b.q_pa_m3_s, -b.dq_dp2_m3_s, -b.dq_dp1_m3_s, b.choked, false};
}
