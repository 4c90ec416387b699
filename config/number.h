/* Number literals as they stand in a file without quotes. */
#ifndef XSAVAC_CONFIG_NUMBER_H
#define XSAVAC_CONFIG_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* True if libconfig reads this literal as what it says. Else false with a message for the user. */
bool number_check(const char *literal, size_t length, char *message, size_t size);

#endif
