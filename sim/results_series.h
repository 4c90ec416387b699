/* transient.csv: one row per output time, both sides of every event. Columns: time_s; p_<node>_Pa; q_<branch>_Pa_m3_s of elements, then
   pumps, sources and leaks; state_<branch> of what has one, 1 open (also on its way) or running, 0 closed or stopped; in a line of
   several gases also p_<node>_<gas>_Pa; T_<node>_K of volumes with a heat balance. Throughputs are pV at 20 degC. */
#ifndef XSAVAC_SIM_RESULTS_SERIES_H
#define XSAVAC_SIM_RESULTS_SERIES_H

#include "sim/results.h"

/* <branch> of a column: its name, "V1.external" for a valve's external leakage, with its section in front ("pumps.X") where a section
   before has the name too. Returns text. */
char *series_branch_name(const Network *network, int branch, char *text, size_t size);

bool series_has_state(const Branch *branch); /* has a column state_<branch> */

/* The column of a gas's partial pressure, in a line of several gases: "p_chamber_N2_Pa", "p_nodes.chamber_N2_Pa" where a node is named
   chamber_N2. Returns text. */
char *series_gas_column(const Network *network, int node, int gas, char *text, size_t size);

void csv_transient(const RunOutcome *outcome, FILE *stream); /* needs outcome->transient */

#endif
