/* Physical dimensions that a user can write, and the SI unit each is held in inside the program. */
#ifndef XSAVAC_MODELS_DIMENSION_H
#define XSAVAC_MODELS_DIMENSION_H

/* name, words for a message, SI unit as shown in messages and documentation */
#define DIMENSIONS(X)                                                                                                  \
  X(NONE, "a plain number", "1")                                                                                       \
  X(LENGTH, "length", "m")                                                                                             \
  X(AREA, "area", "m2")                                                                                                \
  X(VOLUME, "volume", "m3")                                                                                            \
  X(PRESSURE, "pressure", "Pa")                                                                                        \
  X(TEMPERATURE, "temperature", "K")                                                                                   \
  X(TEMPERATURE_DIFFERENCE, "temperature difference", "K")                                                             \
  X(TIME, "time", "s")                                                                                                 \
  X(THROUGHPUT, "throughput", "Pa m3/s") /* pV flow at 293.15 K; molar and standard volume flows convert to it */      \
  X(CONDUCTANCE, "volume flow", "m3/s")  /* pumping speed, conductance */                                              \
  X(SONIC_CONDUCTANCE, "sonic conductance", "m3/(s Pa)")                                                               \
  X(OUTGASSING, "outgassing rate", "Pa m3/(s m2)")                                                                     \
  X(PERMEABILITY, "permeability", "m2/s")                                                                              \
  X(PRESSURE_RATE, "pressure rate", "Pa/s")                                                                            \
  X(HEAT_TRANSFER, "heat transfer coefficient", "W/(m2 K)")                                                            \
  X(MASS, "mass", "kg")                                                                                                \
  X(MASS_FLOW, "mass flow", "kg/s")                                                                                    \
  X(MOLAR_FLOW, "molar flow", "mol/s")                                                                                 \
  X(VOLTAGE, "voltage", "V")                                                                                           \
  X(CURRENT, "current", "A")                                                                                           \
  X(RESISTANCE, "resistance", "ohm")                                                                                   \
  X(POWER, "power", "W")                                                                                               \
  X(FREQUENCY, "frequency", "Hz")                                                                                      \
  X(ANGLE, "angle", "rad")                                                                                             \
  X(FRACTION, "fraction", "1") /* a plain number, or "78 %" or "10 ppm" */

typedef enum {
#define X(id, words, unit) DIM_##id,
  DIMENSIONS(X)
#undef X
      DIM_COUNT
} Dimension;

const char *dimension_words(Dimension dimension); /* "pressure" */
const char *dimension_unit(Dimension dimension);  /* "Pa" */

#endif
