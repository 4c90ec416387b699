/* No opening passes more gas molecularly, per pascal, than 0.7 of what it passes choked: the sharp orifice comes nearest. For the resolve of types that take both figures. */
#ifndef XSAVAC_MODELS_RESTRICTION_CHECK_H
#define XSAVAC_MODELS_RESTRICTION_CHECK_H

#include <stdbool.h>
#include <stddef.h>

/* Both for air at 20 degC, throughput over inlet pressure. False with a message. */
bool restriction_plausible(double molecular_m3_s, double choked_m3_s, char *message, size_t size);

#endif
