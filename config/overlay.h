/* Values given beside the file: --set PATH=VALUE. */
#ifndef XSAVAC_CONFIG_OVERLAY_H
#define XSAVAC_CONFIG_OVERLAY_H

#include "config/document.h"

/* Puts one "PATH=VALUE" in its place; VALUE as it would stand in the file, or a bare word or quantity without quotes.
   STATUS_USAGE: no PATH=VALUE at all; STATUS_CONFIG: no such place, or the value cannot be read; STATUS_MEMORY. */
Status overlay_set(Document *document, const char *set, Diagnostics *diagnostics);

/* STATUS_OK or STATUS_USAGE with a finding: to be asked before any file is read. */
Status overlay_check(const char *set, Diagnostics *diagnostics);

#endif
