/* A measured pressure rise: a text file of two columns, time and pressure. */
#ifndef XSAVAC_CONFIG_RISE_FILE_H
#define XSAVAC_CONFIG_RISE_FILE_H

#include "config/reading.h"

typedef struct {
  double *time_s, *pressure_pa; /* owned by the caller */
  int count;
} RiseRows;

/* Columns are separated by commas, semicolons, tabs or blanks; where semicolons or tabs do it, a comma is a decimal one. # begins a
   comment. A first line that begins with a letter names the columns and their units: "time_s,p_Pa", "t [min]; p [mbar]", "time (h)";
   without one they are s and Pa. Everything wrong is found in one pass with the file's own lines. named: the value that names the file.
   False with findings, or out of memory (reading->out_of_memory). */
bool rise_file_read(Reading *reading, const Value *named, const char *file, RiseRows *rows);

#endif
