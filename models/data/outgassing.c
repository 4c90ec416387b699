/* Outgassing at 20 to 25 degC: rate after one hour under vacuum in Pa m3/(s m2) with its band, and the exponent of its fall. 1 Torr
   L/(s cm2) = 1333.22, 1 mbar L/(s cm2) = 1000 of them. Measured figures of one material scatter by 3 to 10 (models/LAWS.md section
   7): the band is a factor 3 either way where the figure stands on a page, 10 where it is from memory or by analogy, and takes in the
   second source where there is one. A bake leaves what diffuses out of the bulk: rows without a known exponent stay as they are. */
#include "models/outgassing.h"

#include <stddef.h>

#define PSP       "q1h http://www.pspglobal.com/outgassing-elastomers.html; exponent from memory"
#define RGA_NOTES "notes of github phillipplomer-del/RGA_Analyser"

const OutgassingRow outgassing_rows[] = {
    {"stainless_steel_electropolished", "unbaked", 5.7e-6, 5.7e-7, 5.7e-5, 1.0, "H2O",
     "NS22S, from memory (O'Hanlon, appendix C)"},
    {"stainless_steel_mechanically_polished", "unbaked", 2.28e-6, 2.28e-7, 2.28e-5, 0.5, "H2O",
     "NS22S, from memory (O'Hanlon, appendix C)"},
    {"stainless_steel_chrome_plated", "unbaked", 9.5e-6, 3.2e-6, 2.9e-5, 1.0, "H2O", PSP},
    {"stainless_steel", "unbaked", 1.8e-5, 6e-6, 2e-4, 0.9, "H2O",
     "ICN 472, fresh: " PSP "; high: 304 cleaned, " RGA_NOTES " citing VACOM WP00002, CERN-ACC-2014-0270"},
    {"stainless_steel", "baked", 1e-8, 2.7e-9, 1e-7, 0.0, "H2",
     "250 degC, 24 h, taken as constant: " RGA_NOTES "; low: 2e-12 Torr L/(s cm2) after 15 to 30 h, abstract at "
     "https://scilit.com/publications/58672b1733ccc5e7bf9fa53e9f385cd3"},
    {"aluminium", "unbaked", 8.4e-6, 2.8e-6, 5e-5, 1.0, "H2O",
     "fresh: " PSP "; high: 6061, " RGA_NOTES " citing VACOM WP00002"},
    {"aluminium", "baked", 5.3e-10, 1.8e-10, 5.3e-9, 0.0, "H2",
     "type 1100, 250 degC, 15 h, taken as constant: 4e-13 Torr L/(s cm2), abstract at "
     "https://scilit.com/publications/58672b1733ccc5e7bf9fa53e9f385cd3"},
    {"aluminium_anodised", "unbaked", 3.7e-4, 3.7e-5, 3.7e-3, 0.9, "H2O", "2 um, from memory (O'Hanlon)"},
    {"FKM", "unbaked", 1.52e-3, 5.1e-4, 4.6e-3, 0.8, "H2O", "Viton A, fresh: " PSP " (Elsey)"},
    {"FKM", "baked_100C", 4e-5, 4e-6, 4e-4, 0.6, "H2O", "Viton A, 16 h: " RGA_NOTES},
    {"FKM", "baked_200C", 2.7e-7, 2.7e-8, 2.7e-6, 0.0, "H2O",
     "Viton A, 12 h, taken as constant: from memory (Elsey, O'Hanlon)"},
    {"NBR", "unbaked", 4.7e-3, 1.6e-3, 1.4e-2, 0.3, "H2O", "Perbunan, Buna-N: " PSP},
    {"silicone", "unbaked", 2.4e-2, 8e-3, 7.2e-2, 1.0, "H2O", PSP},
    {"FFKM", "unbaked", 1e-5, 1e-6, 1e-4, 0.3, "H2O", "Kalrez: " RGA_NOTES " citing de Csernatony 1967"},
    {"PTFE", "unbaked", 6.5e-5, 2e-5, 4e-4, 0.5, "H2O", "from memory (Elsey), band: spread of the published figures"},
    {"PCTFE", "unbaked", 5.3e-5, 1.8e-5, 1.6e-4, 0.57, "H2O", "Kel-F: " PSP},
    {"PEEK", "unbaked", 1e-4, 1e-5, 1e-3, 0.5, "H2O", "from memory, order of magnitude"},
    {"PPS", "unbaked", 1e-4, 1e-5, 1e-3, 0.5, "H2O", "no published figure found: by analogy with PEEK"},
    {"PET", "unbaked", 3.07e-3, 3.07e-4, 3.07e-2, 0.75, "H2O", "Mylar V200, from memory (Elsey)"},
    {"PA", "unbaked", 1.6e-2, 1.6e-3, 1.6e-1, 0.5, "H2O", "Nylon 31, from memory (Elsey)"},
};
const int outgassing_row_count = (int)(sizeof outgassing_rows / sizeof outgassing_rows[0]);

const char *const surface_materials[] = {"stainless_steel_electropolished",
                                         "stainless_steel_mechanically_polished",
                                         "stainless_steel_chrome_plated",
                                         "stainless_steel",
                                         "aluminium",
                                         "aluminium_anodised",
                                         "FKM",
                                         "NBR",
                                         "silicone",
                                         "FFKM",
                                         "PTFE",
                                         "PCTFE",
                                         "PEEK",
                                         "PPS",
                                         "PET",
                                         "PA",
                                         "other",
                                         NULL};

const char *const surface_treatments[] = {"only", "unbaked", "baked", "baked_100C", "baked_200C", NULL};
