/* Figures of the line that a schedule waits for or a measure tells, and thresholds on them. */
#ifndef XSAVAC_CONFIG_READ_PROBE_H
#define XSAVAC_CONFIG_READ_PROBE_H

#include "config/lookup.h"
#include "sim/probe.h"

enum { PROBE_KEYS_MAX = PROBE_KIND_COUNT + 8 };

/* The keys of a group that looks at a figure: those of probe_rows and then own (NULL-ended), into keys (NULL-ended). */
void probe_keys(const char *const *own, const char *keys[PROBE_KEYS_MAX]);

/* The member of group that names a figure, and which. NULL with a finding where there is none or more than one; others: what else the
   group may begin with, "" for nothing. */
const Value *read_probe_key(const Lookup *lookup, const Value *group, const char *others, ProbeKind *kind);

/* A figure of the object a text names; gas: the group's member, or NULL for all gases. False with a finding. */
bool read_probe(const Lookup *lookup, const Value *object, ProbeKind kind, const Value *gas, Probe *probe);

/* The pressure of a node or, where no node has the name, the throughput of what stands between nodes. A threshold written as a
   mole fraction ("10 ppm") or a temperature makes it that of the node; NULL: there is none. */
bool read_probe_of_any(const Lookup *lookup, const Value *object, const Value *gas, const Value *threshold,
                       Probe *probe);

/* `below` or `above` of a group; kind says in what unit. False with a finding. */
bool read_threshold(const Lookup *lookup, const Value *group, ProbeKind kind, Condition *condition);

/* A warning where what is waited for cannot change. */
void warn_of_boundary(const Lookup *lookup, const Value *object, const Probe *probe);

#endif
