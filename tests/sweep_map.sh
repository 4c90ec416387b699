#!/usr/bin/env bash
# The map of a sweep: its contours and limit lines stand where closed forms have them, on grids coarse, fine and with holes. One line a
# check; skipped without gnuplot.
set -uo pipefail
if ! command -v gnuplot >/dev/null; then echo "ok - skipped: no gnuplot here"; exit 0; fi
bad=0
dir=${TMPDIR:-/tmp}/sweep_map.$$
mkdir -p "$dir"
trap 'rm -rf "$dir"' EXIT

. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

# Between fixed nodes the valve's differential is p1 - p2 (both above an atmosphere), 0.8 MPa at most for this one; and a constant
# conductance passes C (p1 - p2), at fractions of the range that no grid meets.
cat >"$dir/line.cfg" <<END
gas = "N2";
nodes = { a = { fixed = true; pressure = 2e5; }; b = { fixed = true; pressure = 1.1e5; }; c = { fixed = true; pressure = 1.0; };
          d = { volume = 1.0; }; };
elements = { V1 = { type = "valve"; part = "XSA1-12V-5G"; from = "a"; to = "b"; state = "open"; };
             C1 = { type = "conductance"; from = "a"; to = "b"; value = 1e-3; };
             V2 = { type = "valve"; part = "XSA1-12V-5G"; from = "b"; to = "c"; };
             C2 = { type = "conductance"; from = "d"; to = "c"; value = 1e-6; }; };
measure = { q = { throughput = "C1"; at = "steady"; }; none = { time = "d"; below = 2.0; }; };
analysis = { steady = { }; transient = { until = 1.0; }; limits = { };
  size = { element = "V2"; candidates = "XSA1-12"; require = ( { measure = "q"; min = 123.0; max = 654.5; } ); };
  sweep = { parameters = ( { path = "nodes.a.pressure"; from = 2e5; to = 10e5; count = 7; },
                           { path = "nodes.b.pressure"; from = 1.1e5; to = 1.6e5; count = 5; } );
            outputs = [ "q" ]; }; };
END
sweep() { # NAME ARGUMENTS...
  local name=$1
  shift
  "$XSAVAC" sweep "$dir/line.cfg" --quiet --no-render -o "$dir/$name" "$@" >"$dir/said" 2>&1 || { cat "$dir/said" && return 1; }
}
draws() { # NAME: silently, and the pictures are whole
  (cd "$dir/$1" && gnuplot -d sweep_map.gp) >"$dir/said" 2>&1 || { cat "$dir/said" && return 1; }
  [ ! -s "$dir/said" ] || { cat "$dir/said" && return 1; }
  tail -3 "$dir/$1/sweep_map.svg" | grep -q '</svg>' && ! grep -v base64 "$dir/$1/sweep_map.svg" | grep -qi nan && [ -s "$dir/$1/sweep_map.png" ]
}
points() { # NAME BLOCK: "x y level" of the line drawn
  (cd "$dir/$1" && gnuplot -d sweep_map.gp -e "
    set print '-';
    do for [l=1:|\$$2|] { if (points(\$$2[l])) { print sprintf('%.12g %.12g %.12g', px(real(word(\$$2[l], 1))), py(real(word(\$$2[l], 2))), real(word(\$$2[l], 3))) } }") 2>/dev/null
}
# every point of the line at x - y = difference, and at least so many of them
stands_at() { # NAME BLOCK DIFFERENCE LEAST
  points "$1" "$2" | awk -v want="$3" -v least="$4" '{ e = ($1 - $2) / want - 1; if (!(e * e < 1e-10)) { print; bad = 1 } n++ }
    END { if (n < least) print n + 0 " points"; exit bad || n < least }'
}
has() { grep -qF -- "$2" "$dir/$1/sweep_map.svg"; }
lacks() { ! has "$@"; }

check 'coarse' sweep coarse
check 'is drawn' draws coarse
check 'the limit line stands at 0.8 MPa of differential' stands_at coarse line1 0.8e6 5
check 'the line of the most that is required' stands_at coarse line2 0.6545e6 5
check 'of the least' stands_at coarse line3 0.123e6 5
check 'contours at their values' eval "points coarse contours | awk '{ e = (\$1 - \$2) * 1e-3 / \$3 - 1; n++; if (!(e * e < 1e-10)) bad = 1 } END { exit bad || n < 20 }'"
check 'the legend names the limit' has coarse 'a limit used in full (utilization 1)'
check 'and the requirements' has coarse 'required: q at most 654.5 Pa m3/s'
check 'both of them' has coarse 'required: q at least 123 Pa m3/s'
check 'a contour is labelled' has coarse '>400<'

set_counts() { echo --set "analysis.sweep.parameters.[0].count=$1" --set "analysis.sweep.parameters.[1].count=$2"; }
check 'finer than is drawn' sweep fine $(set_counts 150 101)
check 'is drawn, thinned' draws fine
check 'and says so' has fine '15150 points; 64 x 48 of 150 x 101 are drawn'
check 'the line stands where it stood' stands_at fine line1 0.8e6 48

log=(--set 'analysis.sweep.parameters.[0].scale="log"' --set 'analysis.sweep.parameters.[1].scale="log"')
check 'logarithmic axes' sweep log "${log[@]}" $(set_counts 201 201)
check 'are drawn' draws log
check 'the line stands there too, but for its chords' eval "points log line1 | awk '{ e = (\$1 - \$2) / 0.8e6 - 1; n++; if (!(e * e < 1e-6)) bad = 1 } END { exit bad || n < 20 }'"

check 'no limit fails' sweep pass --set 'analysis.sweep.parameters.[0].to=4e5'
check 'is drawn ' draws pass
check 'without a limit line' lacks pass 'a limit used in full'
check 'every limit fails' sweep fail --set 'analysis.sweep.parameters.[0].from=9.9e5'
check 'is drawn as well' draws fail
check 'without one either' lacks fail 'a limit used in full'

check 'falling and given values' sweep given --set 'analysis.sweep.parameters.[0]={ path = "nodes.a.pressure"; values = [ 10e5, 9e5, 6e5, 4e5, 3e5, 2e5 ]; }'
check 'are drawn ' draws given
check 'with the line in its place' stands_at given line1 0.8e6 5
check 'no value anywhere' sweep nothing --set 'analysis.sweep.outputs=["none"]' \
  --set 'analysis.sweep.parameters.[0].to=4e5'
check 'is drawn in grey' draws nothing
exit $bad
