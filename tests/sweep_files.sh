#!/usr/bin/env bash
# A sweep's files, byte for byte: threads, shards, kills and resume; and what stops it. One line a check.
set -uo pipefail
bad=0
dir=${TMPDIR:-/tmp}/sweep_files.$$
mkdir -p "$dir"
trap 'rm -rf "$dir"' EXIT
# what a sanitizer adds to the exit of a killed program is of no interest here
export ASAN_OPTIONS=${ASAN_OPTIONS:-}

. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

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
# the same with columns computed, rows left out before they are solved and after
sed 's/^  sweep = {/&\
    derived = { mean_m_s = "elements.L1.diameter^2 * p"; t_min = { value = "t \/ 60"; unit = "min"; };\
                late = "ln(t_min - 1) + tightest_utilization + budget.total"; };\
    filter = [ "nodes.a.volume > 1e-3 || elements.L1.diameter > 4e-3", "t_min < 3" ];\
    outputs = [ "p", "t", "limits.V1.max_operating_differential", "budget.total" ];/
  s/^analysis = {/& budget = { node = "a"; scope = "gas_load"; };/' "$dir/line.cfg" >"$dir/formulas.cfg"

sweep() { "$XSAVAC" sweep "$dir/$of.cfg" --quiet --no-render "$@"; }

bytes() { # NAME OF THE FILE: its sweep in one piece, in shards, killed and resumed
  of=$1
  check "$of: one thread" exits 0 sweep --threads 1 -o "$dir/$of.one"
  check "$of: two threads" exits 0 sweep --threads 2 -o "$dir/$of.two"
  check "$of: 1 and 2 threads give the same bytes" cmp "$dir/$of.one/sweep.csv" "$dir/$of.two/sweep.csv"
  check "$of: a row a point, and the header" [ "$(wc -l <"$dir/$of.one/sweep.csv")" = 361 ]

  for k in 1 2 3; do check "$of: shard $k/3" exits 0 sweep --shard $k/3 -o "$dir/$of.shard$k"; done
  check "$of: merge" exits 0 "$XSAVAC" merge -o "$dir/$of.merged" "$dir/$of.shard3" "$dir/$of.shard1" "$dir/$of.shard2"
  check "$of: 1 and 3 shards give the same bytes" cmp "$dir/$of.one/sweep.csv" "$dir/$of.merged/sweep.csv"
  check "$of: the scripts of a shard are those of the whole" diff <(cat "$dir/$of".one/*.gp) <(cat "$dir/$of".shard2/*.gp)
  check "$of: the merged results are there" grep -q '"points": 360' "$dir/$of.merged/results.json"

  local kills=0
  for _ in $(seq 20); do
    timeout -s KILL "0.0$((RANDOM % 8 + 1))" "$XSAVAC" sweep "$dir/$of.cfg" --quiet --no-render --resume \
      -o "$dir/$of.killed" >/dev/null 2>&1 </dev/null || kills=$((kills + 1))
  done 2>/dev/null
  # torn within a row
  [ ! -f "$dir/$of.killed/sweep.csv.part" ] || printf '999,ok,XS' >>"$dir/$of.killed/sweep.csv.part"
  check "$of: resumed after $kills of 20 runs were killed" exits 0 sweep --resume -o "$dir/$of.killed"
  check "$of: kills and resume give the same bytes" cmp "$dir/$of.one/sweep.csv" "$dir/$of.killed/sweep.csv"
  check "$of: a whole sweep resumes to itself" exits 0 sweep --resume -o "$dir/$of.killed"
  check "$of: and keeps its bytes" cmp "$dir/$of.one/sweep.csv" "$dir/$of.killed/sweep.csv"
}
bytes formulas
check 'the heading names each with its unit' [ "$(head -1 "$dir/formulas.one/sweep.csv")" = \
  'index,status,elements.V1.part,elements.L1.diameter_m,nodes.a.volume_m3,p_Pa,t_s,limits.V1.max_operating_differential,budget.total_Pa_m3_s,mean_m_s,t_min_min,late,limits_failed,tightest_utilization,reason' ]
count() { grep -c "$1" "$dir/formulas.one/sweep.csv"; }
check 'a filter over inputs leaves out what it should' [ "$(count ',filtered,.*,,,,,,,,,,filter: nodes')" = 24 ]
check 'a filter over outputs leaves out more' [ "$(count ',filtered,.*,,,,,,,,,,filter: t_min < 3$')" -gt 3 ]
check 'what is left has its columns, or says which it lacks' [ "$(count ',no_value,.*late: no finite value of ln')" -gt 3 ]
# a temperature at its distance from mid-range (0.45) leads no point, as it leads no verdict
check 'the tightest limit is the one that is used most' [ "$(awk -F, '$2 == "ok" && $8 != $(NF - 1)' \
  "$dir/formulas.one/sweep.csv" | wc -l)" = 0 ]
check 'the results count them' grep -q "\"filtered\": $(count ',filtered,')" "$dir/formulas.one/results.json"
check 'a changed filter is refused' exits 3 sweep --resume --set 'analysis.sweep.filter.[1]=t_min < 4' \
  -o "$dir/formulas.killed"
check 'with the reason' said 'of another configuration'
sed 's/ln(t_min/log2(t_min/' "$dir/formulas.cfg" >"$dir/other.cfg"
check 'a changed column is refused' exits 3 "$XSAVAC" sweep "$dir/other.cfg" --resume -o "$dir/formulas.killed"

# pictures: a gap where a point is left out, and panels that stand empty where all are
cat >"$dir/gap.cfg" <<END
gas = "N2";
nodes = { a = { volume = 1.0; }; b = { fixed = true; pressure = 10.0; }; };
elements = { C = { type = "conductance"; from = "a"; to = "b"; value = 0.01; }; };
sources = { S = { at = "a"; flow = 0.1; }; };
measure = { p = { pressure = "a"; at = "steady"; }; };
analysis = { steady = { };
  sweep = { parameters = ( { path = "elements.C.value"; from = 0.01; to = 0.05; count = 5; } );
            filter = "abs(elements.C.value - 0.03) > 1e-3"; }; };
END
check 'a filter within a curve' exits 0 "$XSAVAC" sweep "$dir/gap.cfg" --quiet -o "$dir/gap"
check 'breaks its line' grep -q "stroke='rgb(  0, 114, 178)'  d='M[^M]*L[^M]*M[^M]*L[^M]*'" "$dir/gap/sweep.svg"
check 'all points left out' exits 0 "$XSAVAC" sweep "$dir/gap.cfg" --quiet --set analysis.sweep.filter='p < 1' -o "$dir/all"
check 'are drawn as no value' grep -q 'no value' "$dir/all/sweep.svg"
check 'without a warning' [ ! -s "$dir/said" ]

bytes line
check 'a missing shard is refused' exits 3 "$XSAVAC" merge -o "$dir/lost" "$dir/line.shard1" "$dir/line.shard3"
check 'a missing shard is named' said 'of 3 shards these are missing: 2'
check 'a shard given twice is refused' exits 3 "$XSAVAC" merge -o "$dir/lost" "$dir/line.shard1" "$dir/line.shard1" \
  "$dir/line.shard2"
check 'shards of another sweep are refused' exits 3 "$XSAVAC" merge -o "$dir/lost" "$dir/line.shard1" \
  "$dir/formulas.shard2" "$dir/line.shard3"
check 'nothing stands under the final name' [ ! -e "$dir/lost/sweep.csv" ]
check 'a changed configuration is refused' exits 3 sweep --resume --set nodes.c.volume=0.4L -o "$dir/line.killed"
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
