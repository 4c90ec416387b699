/* SI 2019 (exact) and the conventions of this project. GSL 2.7's own constants are older (R off by 1e-6). */
#ifndef XSAVAC_MODELS_CONSTANTS_H
#define XSAVAC_MODELS_CONSTANTS_H

#define PI                      3.14159265358979323846
#define BOLTZMANN_J_K           1.380649e-23
#define AVOGADRO_PER_MOL        6.02214076e23
#define GAS_CONSTANT_J_MOL_K    (BOLTZMANN_J_K * AVOGADRO_PER_MOL)
#define ZERO_CELSIUS_K          273.15
#define REFERENCE_TEMPERATURE_K 293.15 /* every throughput is pV flow at this temperature */
#define STANDARD_ATMOSPHERE_PA  101325.0

/* 1 sccm = 101325 Pa * 1 cm3/min of gas at 0 degC; as pV flow at 293.15 K */
#define SCCM_PA_M3_S (STANDARD_ATMOSPHERE_PA * 1e-6 / 60.0 * REFERENCE_TEMPERATURE_K / ZERO_CELSIUS_K)

#endif
