/* Permeability of seal materials, m2/s. 1e-8 cm3(STP) cm/(cm2 s atm) = 1e-12 m2/s; 1e-10 cm3(STP) cm/(cm2 s Torr) = 0.076e-12. Where
   one source has a single figure it is taken x/: 2. Left out: figures of a source that contradict the others by a factor 2 to 10 (N2
   and He in FKM by arXiv:1703.09144). */
#include "models/permeation.h"

#include <stddef.h>

#define PEACOCK "from memory (L. Peacock, J. Vac. Sci. Technol. 17 (1980) 330)"
#define NEXO    "D S of arXiv:1703.09144 (nEXO collaboration, Impurity-Model), x/: 2"
#define JIEST   "https://meridian.allenpress.com/jiest/article-abstract/38/2/43/185591, x/: 2"

#define T_WARM 298.15
#define T_ROOM 296.15

const PermeationRow permeation_rows[] = {
    {"FKM", "He", 9e-12, 22e-12, T_WARM, PEACOCK "; Parker ORD 5700"},
    {"FKM", "H2", 2e-12, 3e-12, T_WARM, "from memory"},
    {"FKM", "N2", 0.05e-12, 0.3e-12, T_WARM, PEACOCK},
    {"FKM", "O2", 1.0e-12, 1.5e-12, T_WARM, PEACOCK " 1.0 to 1.1; 1.5 by arXiv:1703.09144"},
    {"FKM", "Ar", 0.3e-12, 0.4e-12, T_WARM, "D S of arXiv:1703.09144 (nEXO collaboration, Impurity-Model)"},
    {"FKM", "Kr", 0.145e-12, 0.58e-12, T_WARM, NEXO},
    {"FKM", "Xe", 0.13e-12, 0.52e-12, T_WARM, NEXO},
    {"FKM", "CO2", 5.8e-12, 6.0e-12, T_WARM, PEACOCK},
    {"FKM", "H2O", 40e-12, 52e-12, T_WARM, PEACOCK},
    {"FKM", "air", 0.25e-12, 0.5e-12, T_WARM, "dry: by N2 and O2"},
    {"PTFE", "He", 21e-12, 84e-12, T_WARM, NEXO},
    {"PTFE", "O2", 3.45e-12, 13.8e-12, T_WARM, NEXO},
    {"PTFE", "N2", 0.8e-12, 3.2e-12, T_WARM, NEXO},
    {"PTFE", "Ar", 0.53e-12, 4.8e-12, T_WARM, "no figure found: by analogy with N2, x/: 3"},
    {"FFKM", "H2O", 5.7e-12, 22.8e-12, T_ROOM, "Kalrez 'wet', " JIEST},
    {"Vespel", "O2", 0.038e-12, 0.152e-12, T_ROOM, JIEST},
};
const int permeation_row_count = (int)(sizeof permeation_rows / sizeof permeation_rows[0]);

/* D of arXiv:1703.09144 (nEXO collaboration, Impurity-Model), x/: 3: estimates, as its K of some gases contradicts other sources. */
const DiffusivityRow diffusivity_rows[] = {
    {"FKM", "He", 145e-12, 1308e-12, T_WARM},  {"FKM", "O2", 2.3e-12, 20.4e-12, T_WARM},
    {"FKM", "N2", 0.73e-12, 6.6e-12, T_WARM},  {"FKM", "Ar", 1.33e-12, 12e-12, T_WARM},
    {"FKM", "Kr", 0.42e-12, 3.75e-12, T_WARM}, {"FKM", "Xe", 0.57e-12, 5.1e-12, T_WARM},
    {"PTFE", "He", 423e-12, 3810e-12, T_WARM}, {"PTFE", "O2", 10.5e-12, 94e-12, T_WARM},
    {"PTFE", "N2", 5.0e-12, 45.3e-12, T_WARM},
};
const int diffusivity_row_count = (int)(sizeof diffusivity_rows / sizeof diffusivity_rows[0]);

const char *const seal_materials[] = {"FKM", "PTFE", "FFKM", "Vespel", "other", NULL};
