/* Free-molecular transmission of a round tube (models/LAWS.md section 2). The excess over 'aperture and long tube in series',
   e = 1/W - 1 - 3 l/8 with l = L/R, is what the laws carry as the molecular end effect. */
#ifndef XSAVAC_MODELS_KERNEL_CLAUSING_H
#define XSAVAC_MODELS_KERNEL_CLAUSING_H

typedef struct {
  double length_over_radius, transmission;
} ClausingRow;

enum { CLAUSING_ROWS = 48 }; /* L/R 0.01 to 1000 */
extern const ClausingRow clausing_table[CLAUSING_ROWS];

double clausing_excess(double length_over_radius);       /* e >= 0, any l >= 0 */
double clausing_transmission(double length_over_radius); /* 1/(1 + 3 l/8 + e) */

#endif
