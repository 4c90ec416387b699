#include "sim/study.h"

#include <stdlib.h>

void study_free(Study *study) {
  network_free(&study->network);
  catalogue_free(study->catalogue);
  for (int i = 0; i < study->warning_count; i++) free(study->warnings[i]);
  free(study->warnings);
  free(study->title);
  free(study->file);
  *study = (Study){0};
}
