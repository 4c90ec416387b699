/* The parts of study_read() that serve making further studies of the same file. */
#ifndef XSAVAC_CONFIG_READER_PARTS_H
#define XSAVAC_CONFIG_READER_PARTS_H

#include "config/document.h"
#include "sim/study.h"

/* A tree into a study, findings into diagnostics. line_alone: as in Reading. STATUS_OK whatever was found; STATUS_MEMORY. */
Status reader_tree(const Value *root, const char *file, bool line_alone, Sha256 *sha, int errors_before, Study *study,
                   Diagnostics *diagnostics);

/* The study takes the document over, to make further studies of it. False when out of memory. */
bool study_keep_tree(Study *study, Document *document);

#endif
