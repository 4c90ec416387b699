#!/usr/bin/env bash
# A sweep over the ranks of mpirun: the files of the sweep in one piece, byte for byte; ranks that are killed or fail. One line a check;
# skipped where the program was built without MPI=1 (make mpi-test builds it).
set -uo pipefail
if ! "$XSAVAC" --version | grep -q MPI; then echo "ok - skipped: built without MPI (make mpi-test)"; exit 0; fi
if ! command -v mpirun >/dev/null; then echo "ok - skipped: no mpirun here"; exit 0; fi
export OMP_NUM_THREADS=1 OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_hwloc_base_binding_policy=none
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
bad=0
dir=${TMPDIR:-/tmp}/sweep_ranks.$$
mkdir -p "$dir"
# Open MPI keeps sockets under TMPDIR, whose paths must be short
export TMPDIR=/tmp
trap 'rm -rf "$dir"' EXIT

. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

exits() { # CODE COMMAND...: what it says on either stream stays in $dir/out and $dir/said
  local want=$1 code=0
  shift
  "$@" >"$dir/out" 2>"$dir/said" </dev/null || code=$?
  [ $code = "$want" ] || { echo "exit $code instead of $want: $*" && cat "$dir/out" "$dir/said" && return 1; }
}

# results.json and pictures tell of the time and the folder nowhere, so that whole folders compare
same_files() { diff -r "$1" "$2"; }

cat >"$dir/line.cfg" <<END
gas = "air";
nodes = { a = { volume = "2 L"; }; b = { }; c = { volume = "0.3 L"; }; };
elements = { V1 = { type = "valve"; part = "XSA1-22"; from = "a"; to = "b"; state = "open"; };
             L1 = { type = "tube"; from = "b"; to = "c"; diameter = "6 mm"; length = "0.6 m"; }; };
pumps = { P1 = { at = "c"; speed = "5 L/s"; ultimate = "1 Pa"; }; };
measure = { p = { pressure = "a"; at = "steady"; }; t = { time = "a"; below = "100 Pa"; }; };
analysis = { steady = { }; transient = { until = "300 s"; }; limits = { };
  sweep = { parameters = ( { path = "elements.V1.part"; values = [ "XSA1-12", "XSA1-22", "XSA2-43" ]; },
                           { path = "elements.L1.diameter"; from = "2 mm"; to = "10 mm"; count = 30; },
                           { path = "nodes.a.volume"; from = "0.5 L"; to = "4 L"; count = 4; } ); }; };
END
ranks() { # N ARGUMENTS...
  local n=$1
  shift
  mpirun -n "$n" "$XSAVAC" "$@"
}

check 'in one piece, without mpirun' exits 0 "$XSAVAC" sweep "$dir/line.cfg" -o "$dir/one"
cp "$dir/out" "$dir/table"
for n in 1 2 3; do
  check "$n ranks" exits 0 ranks $n sweep "$dir/line.cfg" -o "$dir/ranks$n"
  check "$n ranks: rows, results, charts and report of one piece" same_files "$dir/one" "$dir/ranks$n"
  # a single rank is a program like any other, and mpirun's pipe a terminal to it
  [ $n = 1 ] || check "$n ranks: one table is printed, without colours" diff <(sed "s|$dir/ranks$n|$dir/one|" "$dir/out") "$dir/table"
  check "$n ranks: nothing else is said" [ ! -s "$dir/said" ]
done
check 'whole: --resume computes nothing' exits 0 ranks 3 sweep "$dir/line.cfg" --resume -o "$dir/ranks2"
check 'and leaves what was there' same_files "$dir/one" "$dir/ranks2"

# Kills the second rank of two once it has written rows, and again after --resume.
kill_a_rank() { # SIGNAL MORE...
  local signal=$1 pid code=0 part=$dir/killed/shards/2/sweep.csv.part
  shift
  mpirun -n 2 "$XSAVAC" sweep "$dir/long.cfg" -o "$dir/killed" --no-render "$@" >"$dir/out" 2>"$dir/said" </dev/null &
  local mpirun=$!
  for _ in $(seq 400); do
    if [ -s "$part" ] && [ "$(wc -l <"$part")" -gt "${had:-1}" ]; then break; fi
    sleep 0.02
  done
  for pid in $(cat "/proc/$mpirun/task/$mpirun/children"); do
    if grep -qz '^OMPI_COMM_WORLD_RANK=1$' "/proc/$pid/environ"; then kill "-$signal" "$pid"; fi
  done
  wait $mpirun || code=$?
  had=$(cat "$part" 2>/dev/null | wc -l)
  echo "$code" >"$dir/code"
}

sed 's/count = 30/count = 160/' "$dir/line.cfg" >"$dir/long.cfg"
check 'a longer one in one piece' exits 0 "$XSAVAC" sweep "$dir/long.cfg" --no-render --quiet -o "$dir/long"
kill_a_rank KILL
check 'a rank that is killed ends the whole' [ "$(cat "$dir/code")" = 137 ]
check 'mpirun tells of it' said 'exited on signal 9'
check 'nothing stands under the final name' [ ! -e "$dir/killed/sweep.csv" ]
check 'the rows so far are kept' [ "$had" -gt 1 ]
check 'another number of ranks cannot go on' exits 3 ranks 3 sweep "$dir/long.cfg" --resume -o "$dir/killed"
check 'and is told which could' said 'holds the rows of 2 ranks, here are 3'
kill_a_rank KILL --resume
check 'killed again' [ "$(cat "$dir/code")" = 137 ]
check 'resumed' exits 0 ranks 2 sweep "$dir/long.cfg" --resume --no-render --quiet -o "$dir/killed"
check 'kills and resume give the same files' same_files "$dir/long" "$dir/killed"
rm -rf "$dir/killed"
had=1
kill_a_rank TERM
check 'a rank that is told to end: the exit code says so' [ "$(cat "$dir/code")" = 130 ]
check 'which, and what it said' said 'xsavac sweep: rank 1 of 2 (shard 2/2) failed with 130'
check 'nothing under the final name either' [ ! -e "$dir/killed/sweep.csv" ]
check 'resumed as well' exits 0 ranks 2 sweep "$dir/long.cfg" --resume --no-render --quiet -o "$dir/killed"
check 'to the same files' same_files "$dir/long" "$dir/killed"

mkdir -p "$dir/blocked/shards" && touch "$dir/blocked/shards/3"
check 'a rank that cannot write' exits 5 ranks 3 sweep "$dir/line.cfg" -o "$dir/blocked" --no-render
check 'is named' said "xsavac sweep: rank 2 of 3 (shard 3/3) failed with 5: $dir/line.cfg: error: sweep: cannot create the folder"
check 'nothing is joined' [ ! -e "$dir/blocked/sweep.csv" ]
rm "$dir/blocked/shards/3"
check 'resumed with room' exits 0 ranks 3 sweep "$dir/line.cfg" -o "$dir/blocked" --resume
check 'the same files' same_files "$dir/one" "$dir/blocked"

check 'a broken file' exits 3 ranks 3 sweep "$dir/line.cfg" --set gas=er -o "$dir/none"
check 'is told once' [ "$(grep -c 'error: ' "$dir/said")" = 1 ]
check 'and nothing written' [ ! -e "$dir/none" ]
check 'wrong usage' exits 2 ranks 2 sweep "$dir/line.cfg" --thread 2
check '--shard and ranks' exits 2 ranks 2 sweep "$dir/line.cfg" --shard 1/2
check 'the reason' said "xsavac sweep --shard: takes one process, here are 2 ranks: several run 'sweep' alone"
check 'other commands take one process' exits 2 ranks 2 run "$dir/line.cfg" -o "$dir/none"
check 'which is said once' [ "$(grep -c "^xsavac run: takes one process, here are 2 ranks" "$dir/said")" = 1 ]
check 'nothing is run' [ ! -e "$dir/none" ]
check 'one rank runs what it likes' exits 0 ranks 1 steady "$dir/line.cfg" -o "$dir/steady" --no-render
check '--version comes once' exits 0 ranks 3 --version
check 'from the first rank' [ "$(wc -l <"$dir/out")" = 1 ]
exit $bad
