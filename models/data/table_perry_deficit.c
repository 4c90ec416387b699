/* Deficit D of a sharp orifice (kernel_perry.h) and dD/dt at t = x/(x + 1/2) = 0, 1/16, ... 1.
   Source: computed from models/data/table_perry.c (scaled by 0.836/0.8414, models/LAWS.md section 4) and the isentropic flow
   of gamma 1.4. */
#include "models/kernel_perry.h"

const double perry_deficit_table[DEFICIT_NODES][2] = {
    {0.0000000, -0.0704078}, {-0.0027096, -0.0075076}, {-0.0009200, 0.0536147}, {0.0040371, 0.0924582},
    {0.0100939, 0.0929904},  {0.0153300, 0.0703763},   {0.0193490, 0.0710896},  {0.0258448, 0.1747841},
    {0.0352733, 0.0398024},  {0.0333510, -0.0684985},  {0.0295145, -0.0438524}, {0.0291594, 0.0262235},
    {0.0317556, 0.0552791},  {0.0348518, 0.0388631},   {0.0367477, 0.0225008},  {0.0377359, 0.0096561},
    {0.0380212, 0.0000000},
};
