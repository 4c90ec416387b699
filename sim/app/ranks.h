/* The processes of one mpirun (make MPI=1; left out of every other build). */
#ifndef XSAVAC_SIM_APP_RANKS_H
#define XSAVAC_SIM_APP_RANKS_H

/* One process: program(argc, argv), as without MPI. Several: `sweep` runs a shard each in DIR/shards/, the first process then joins them in
   DIR and writes what the sweep in one piece writes; every other command is refused. Only the first process prints, for the others as well
   where they fail. Returns the exit code; MPI is over by then. */
int ranks_main(int argc, char **argv, int (*program)(int argc, char **argv));

#endif
