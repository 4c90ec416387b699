#include "sim/study.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void study_free(Study *study) {
  network_free(&study->network);
  catalogue_free(study->catalogue);
  for (int i = 0; i < study->warning_count; i++)
    free(study->warnings[i]);
  free(study->warnings);
  sweep_request_free(&study->sweep);
  optimise_request_free(&study->optimise);
  leak_test_settings_free(&study->leak_test);
  schedule_free(&study->schedule);
  measure_list_free(&study->measures);
  uncertainty_request_free(&study->uncertainty);
  sizing_request_free(&study->sizing);
  if (study->source.release) study->source.release(study->source.context);
  free(study->title);
  free(study->file);
  *study = (Study){0};
}

void study_warn(Study *study, const char *format, ...) {
  char text[NETWORK_MESSAGE_MAX];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  char **warnings = realloc(study->warnings, ((size_t)study->warning_count + 1) * sizeof *warnings);
  if (!warnings) return;
  study->warnings = warnings;
  char *line = strdup(text);
  if (line) study->warnings[study->warning_count++] = line;
}
