#!/usr/bin/env bash
# A sweep's files, byte for byte: threads, shards, kills and resume; and what stops it. One line a check.
set -uo pipefail
bad=0
dir=${TMPDIR:-/tmp}/sweep_files.$$
mkdir -p "$dir"
trap 'rm -rf "$dir"' EXIT
# what a sanitizer adds to the exit of a killed program is of no interest here
export ASAN_OPTIONS=${ASAN_OPTIONS:-}

check() { # WHAT COMMAND...: ok where the command succeeds
  local what=$1
  shift
  if "$@"; then echo "ok - $what"; else echo "not ok - $what" && bad=1; fi
}

exits() { # CODE COMMAND...
  local want=$1 code=0
  shift
  "$@" >"$dir/said" 2>&1 </dev/null || code=$?
  [ $code = "$want" ] || { echo "exit $code instead of $want: $*" && cat "$dir/said" && return 1; }
}

said() { grep -qF -- "$1" "$dir/said" || { cat "$dir/said" && return 1; }; }

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
sweep() { "$XSAVAC" sweep "$dir/line.cfg" --quiet --no-render "$@"; }

check 'one thread' exits 0 sweep --threads 1 -o "$dir/one"
check 'two threads' exits 0 sweep --threads 2 -o "$dir/two"
check '1 and 2 threads give the same bytes' cmp "$dir/one/sweep.csv" "$dir/two/sweep.csv"
check 'a row a point, and the header' [ "$(wc -l <"$dir/one/sweep.csv")" = 361 ]

for k in 1 2 3; do check "shard $k/3" exits 0 sweep --shard $k/3 -o "$dir/shard$k"; done
check 'merge' exits 0 "$XSAVAC" merge -o "$dir/merged" "$dir/shard3" "$dir/shard1" "$dir/shard2"
check '1 and 3 shards give the same bytes' cmp "$dir/one/sweep.csv" "$dir/merged/sweep.csv"
check 'the scripts of a shard are those of the whole' diff <(cat "$dir"/one/*.gp) <(cat "$dir"/shard2/*.gp)
check 'the merged results are there' grep -q '"points": 360' "$dir/merged/results.json"
check 'a missing shard is refused' exits 3 "$XSAVAC" merge -o "$dir/lost" "$dir/shard1" "$dir/shard3"
check 'a missing shard is named' said 'of 3 shards these are missing: 2'
check 'a shard given twice is refused' exits 3 "$XSAVAC" merge -o "$dir/lost" "$dir/shard1" "$dir/shard1" "$dir/shard2"
check 'nothing stands under the final name' [ ! -e "$dir/lost/sweep.csv" ]

kills=0
for i in $(seq 20); do
  timeout -s KILL "0.0$((RANDOM % 8 + 1))" "$XSAVAC" sweep "$dir/line.cfg" --quiet --no-render --resume -o "$dir/killed" \
    >/dev/null 2>&1 </dev/null || kills=$((kills + 1))
done 2>/dev/null
[ ! -f "$dir/killed/sweep.csv.part" ] || printf '999,ok,XS' >>"$dir/killed/sweep.csv.part" # torn within a row
check "resumed after $kills of 20 runs were killed" exits 0 sweep --resume -o "$dir/killed"
check 'kills and resume give the same bytes' cmp "$dir/one/sweep.csv" "$dir/killed/sweep.csv"
check 'a whole sweep resumes to itself' exits 0 sweep --resume -o "$dir/killed"
check 'and keeps its bytes' cmp "$dir/one/sweep.csv" "$dir/killed/sweep.csv"
check 'a changed configuration is refused' exits 3 sweep --resume --set nodes.c.volume=0.4L -o "$dir/killed"
check 'with the reason' said 'of another configuration'

check 'a path that names nothing' exits 3 sweep --set 'analysis.sweep.parameters.[1].path=elements.L1.bore' -o "$dir/none"
check 'is named, and what it lacks' said "'elements.L1.bore' names nothing: there is no 'bore' in elements.L1"
check 'writes nothing' [ ! -e "$dir/none" ]
middle='analysis.sweep.parameters.[1]={ path = "elements.L1.diameter"; values = [ "2 mm", "-1 mm", "5 mm" ]; }'
check 'a value out of range in the middle of a list' exits 3 sweep --set "$middle" -o "$dir/none"
check 'is refused with the legal range' eval "said '-1 mm' && said 'legal 1e-06 m to 10 m'"
check 'before anything is run' [ ! -e "$dir/none" ]
middle='analysis.sweep.parameters.[1]={ path = "analysis.transient.until"; values = [ 10.0, -5.0, 20.0 ]; }'
check 'the same where only reading tells' exits 3 sweep --set "$middle" -o "$dir/none"
check 'before anything is run as well' [ ! -e "$dir/none" ]
check 'a value out of range where only reading tells' exits 3 sweep \
  --set 'analysis.sweep.parameters.[2].path=analysis.steady.horizon' --set analysis.steady.horizon=1 \
  --set 'analysis.sweep.parameters.[2].from=-1' --set 'analysis.sweep.parameters.[2].to=5' -o "$dir/none"
check 'bodies longer than bores fail as rows, not as a run' exits 0 sweep \
  --set 'analysis.sweep.parameters.[1].path=elements.L1.roughness' --set 'elements.L1.roughness=0' \
  --set 'analysis.sweep.parameters.[1].from=0 mm' --set 'analysis.sweep.parameters.[1].to=9 mm' -o "$dir/rows"
check 'each with its reason' grep -q ',failed,.*elements.L1.roughness' "$dir/rows/sweep.csv"
if [ "$(id -u)" != 0 ] || [ -c /dev/full ]; then
  touch "$dir/file"
  check 'a folder that cannot be made' exits 5 sweep -o "$dir/file/below"
fi
exit $bad
