/* Checks and completes a user's row; for catalogue_add(). */
#ifndef XSAVAC_MODELS_CATALOGUE_ROW_H
#define XSAVAC_MODELS_CATALOGUE_ROW_H

#include "models/catalogue.h"

/* Needs model->name. Ranges by catalogue_fields, bands and pairs that must fit, estimates and leak conditions not
   given. False: message says what is wrong. Estimates given take model->source as theirs. */
bool catalogue_row_settle(ValveModel *model, char *message, size_t size);

#endif
