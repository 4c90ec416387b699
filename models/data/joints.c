/* What sound joints leak: helium, 101325 Pa to vacuum, 20 degC, each. Makers state what they reject (an upper bound), so a figure is a
   decade or so below that and its band runs up to it. 1e-9 atm cm3/s = 1.01e-10 Pa m3/s, 1e-9 mbar L/s = 1e-10 Pa m3/s. Permeation of
   elastomers is not in them: see seals. */
#include "models/joint.h"

#include <stddef.h>

#define RECALLED "ESTIMATE, recalled, unverified: "

const JointRow joint_rows[] = {
    {"face_seal", "metal gasket face seal (VCR)", 1e-10, 1e-11, 4e-10,
     "1e-9 atm cm3/s is the usual acceptance of high-purity gas lines "
     "(https://www.kticindustrial.com/blog/helium-leak-testing-uhp-systems); high: 4e-9 std cm3/s, " RECALLED
     "a maker's helium test"},
    {"compression", "two-ferrule compression fitting", 1e-9, 1e-10, 1e-8,
     RECALLED "a decade above face seals, for ferrules remade a few times"},
    {"KF", "KF flange with its elastomer ring", 1e-10, 1e-11, 1e-9,
     RECALLED "makers state less than 1e-9 mbar L/s; high: a ring not quite clean"},
    {"ISO_K", "ISO-K or ISO-F flange with its elastomer ring", 1e-10, 1e-11, 1e-9, RECALLED "as KF"},
    {"CF", "knife edge flange with its copper gasket", 1e-12, 1e-13, 1e-11,
     RECALLED "makers state less than 1e-11 to 1e-10 mbar L/s"},
    {"weld", "vacuum weld, leak tested", 1e-11, 1e-12, 1e-10,
     RECALLED "acceptance of 1e-10 to 1e-9 mbar L/s is usual for chambers"},
    {"feedthrough", "glass or ceramic to metal feedthrough", 3e-11, 1e-12, 1e-9,
     "1e-8 mbar L/s at 1 bar guaranteed, 1e-11 confirmed on request "
     "(http://www.schott.com/epackaging/korean/overview/technologies/gtms/hermeticity.html); figure: geometric mean"},
    {"NPT", "taper thread with PTFE tape", 1e-7, 1e-8, 1e-6, RECALLED "no joint for vacuum below 1 Pa"},
};
const int joint_row_count = (int)(sizeof joint_rows / sizeof joint_rows[0]);

const char *const joint_kinds[] = {"face_seal", "compression", "KF",  "ISO_K", "CF",
                                   "weld",      "feedthrough", "NPT", "other", NULL};
