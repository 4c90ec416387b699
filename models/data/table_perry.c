/* Discharge coefficient of a sharp-edged round orifice against the pressure ratio p2/p1.
   Source: J. A. Perry, Trans. ASME 71 (1949) 757, as in tests/data/perry_orifice_Cd.csv. */
#include "models/kernel_perry.h"

const PerryRow perry_table[PERRY_ROWS] = {
    {0.00, 0.8414}, {0.05, 0.8380}, {0.10, 0.8363}, {0.15, 0.8343}, {0.20, 0.8306}, {0.25, 0.8243}, {0.30, 0.8149},
    {0.35, 0.8024}, {0.40, 0.7869}, {0.45, 0.7689}, {0.50, 0.7491}, {0.55, 0.7282}, {0.60, 0.7071}, {0.65, 0.6867},
    {0.70, 0.6676}, {0.75, 0.6505}, {0.80, 0.6358}, {0.85, 0.6238}, {0.90, 0.6142}, {0.95, 0.6067}, {1.00, 0.6001},
};
