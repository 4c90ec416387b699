/* A hole that passes more gas molecularly than when choked, per pascal, does not exist: the free-molecular W of any opening is below
   its choked W. For the resolve of types that take both figures. */
#ifndef XSAVAC_MODELS_RESTRICTION_CHECK_H
#define XSAVAC_MODELS_RESTRICTION_CHECK_H

#include <stdbool.h>
#include <stddef.h>

/* Both for air at 20 degC, throughput over inlet pressure. False with a message. */
bool restriction_plausible(double molecular_m3_s, double choked_m3_s, char *message, size_t size);

#endif
