/* What a search came to, in words. */
#ifndef XSAVAC_SIM_SIZING_INVERSE_WORDS_H
#define XSAVAC_SIM_SIZING_INVERSE_WORDS_H

#include "sim/sizing/inverse.h"
#include "sim/study.h"

void inverse_tell(const Study *study, InverseResult *result); /* into result->words */

#endif
