/* Joints of one kind between the surroundings and a node: each leaks like a leak known by its rate (models/leak_law.h), and count of
   them count times as much. The table of kinds has a rate, its band and the source; a measured rate rules. */
#ifndef XSAVAC_MODELS_JOINT_H
#define XSAVAC_MODELS_JOINT_H

#include "models/leak_law.h"

/* What one sound joint of a kind leaks of helium from 101325 Pa into vacuum at 20 degC, between low and high. */
typedef struct {
  const char *kind, *text;
  double rate_pa_m3_s, low_pa_m3_s, high_pa_m3_s;
  const char *source;
} JointRow;

extern const JointRow joint_rows[]; /* models/data/joints.c, in the order of joint_kinds */
extern const int joint_row_count;
extern const char *const joint_kinds[]; /* NULL-ended; the last, "other", has no row */

typedef struct {
  int kind, count;
  double rate_pa_m3_s; /* of one; NAN: the kind's */
  GasBlend reference_gas;
  double reference_upstream_pa, reference_downstream_pa, reference_temperature_k;
  /* resolved */
  const JointRow *row; /* NULL: kind "other" */
  LeakReference reference;
} Joint;

extern const ComponentType joint_type;

/* The band of one joint's rate; all three are equal where the user's own rate is used. */
typedef struct {
  double value_pa_m3_s, low_pa_m3_s, high_pa_m3_s;
} JointRate;
JointRate joint_rate(const Joint *joint);

#endif
