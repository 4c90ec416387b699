#!/usr/bin/env bash
# No room left: nothing half-written stands under a final name, the message names file and reason, and --resume goes on once there is room.
# Everywhere by a limit on the size of files (ulimit -f); on a small disk of its own (tmpfs) where mounting is allowed. One line a check.
set -uo pipefail
# mounts of its own, which end with it however it ends
if [ -z "${XSAVAC_MOUNTS:-}" ] && unshare -m true 2>/dev/null; then XSAVAC_MOUNTS=own exec unshare -m bash "$0"; fi
bad=0
dir=${TMPDIR:-/tmp}/disk_full.$$
disk=$dir/disk
mkdir -p "$disk"
mounted=
clean() { [ -z "$mounted" ] || umount "$disk"; rm -rf "$dir"; }
trap clean EXIT

. "$(dirname "${BASH_SOURCE[0]}")/checks.bash"

# With files of at most N KiB; the signal that comes with it is ignored, as by a program that looks at its writes.
within() { # N COMMAND...
  (trap '' XFSZ && ulimit -f "$1" && shift && exec "$@")
}

only() { # FOLDER NAME...: nothing else is there, hidden or not
  local folder=$1
  shift
  diff <(ls -A "$folder" 2>/dev/null) <([ $# = 0 ] || printf '%s\n' "$@" | sort)
}

# A failed run leaves nothing, a good one the whole; never both, never a part.
all_or_nothing() { # FOLDER CODE FULL-FOLDER
  if [ "$2" = 0 ]; then diff -r "$1" "$3"; else [ "$2" = 5 ] && only "$1"; fi
}

whole_pictures() { # FOLDER
  local picture bad=0
  for picture in "$1"/*.png; do [ ! -e "$picture" ] || tail -c 12 "$picture" | grep -aq IEND || bad=1; done
  for picture in "$1"/*.svg; do [ ! -e "$picture" ] || tail -c 12 "$picture" | grep -q '</svg>' || bad=1; done
  [ $bad = 0 ] && [ -z "$(find "$1" -name '.*' -type f)" ]
}

cat >"$dir/line.cfg" <<END
gas = "air";
nodes = { a = { volume = "2 L"; }; b = { }; c = { volume = "0.3 L"; }; };
elements = { V1 = { type = "valve"; part = "XSA1-22"; from = "a"; to = "b"; state = "open"; };
             L1 = { type = "tube"; from = "b"; to = "c"; diameter = "6 mm"; length = "0.6 m"; }; };
pumps = { P1 = { at = "c"; speed = "5 L/s"; ultimate = "1 Pa"; }; };
measure = { p = { pressure = "a"; at = "steady"; }; t = { time = "a"; below = "100 Pa"; }; };
analysis = { steady = { }; transient = { until = "300 s"; }; limits = { };
  sweep = { parameters = ( { path = "elements.L1.diameter"; from = "2 mm"; to = "10 mm"; count = 40; },
                           { path = "nodes.a.volume"; from = "0.5 L"; to = "4 L"; count = 20; } ); }; };
END
sweep() { "$XSAVAC" sweep "$dir/line.cfg" --quiet --no-render "$@"; }
run() { "$XSAVAC" run config/examples/loadlock.cfg --quiet --no-render "$@"; }
command=("$XSAVAC" sweep "$dir/line.cfg" --quiet --no-render)

check 'a sweep with room' exits 0 sweep -o "$dir/whole"
check 'a run with room' exits 0 run -o "$dir/whole_run"
for k in 1 2; do check "shard $k" exits 0 sweep --shard $k/2 -o "$dir/shard$k"; done

# --- files that may not grow ---
check 'a sweep whose rows find no room' exits 5 within 20 "${command[@]}" -o "$dir/small"
check 'names the file and why' said "sweep: $dir/small/sweep.csv.part: File too large"
check 'leaves its rows to go on from, nothing else' only "$dir/small" sweep.csv.part sweep.state
check 'fails again where there is no more room' exits 5 within 20 "${command[@]}" --resume -o "$dir/small"
check 'goes on with room' exits 0 sweep --resume -o "$dir/small"
check 'to the same files' diff -r "$dir/small" "$dir/whole"
check 'joining shards without room' exits 5 within 20 "$XSAVAC" merge -o "$dir/joined" "$dir/shard1" "$dir/shard2"
check 'names the file and why ' said "cannot write '$dir/joined/sweep.csv': File too large"
check 'leaves nothing' only "$dir/joined"
for kib in 1 4 8 16 64 4096; do
  code=0
  within $kib "$XSAVAC" run config/examples/loadlock.cfg --quiet --no-render -o "$dir/run" >"$dir/said" 2>&1 || code=$?
  check "a run with files of $kib KiB: all or nothing (exit $code)" all_or_nothing "$dir/run" $code "$dir/whole_run"
  [ $code = 0 ] || check 'names a file and why' grep -qE "cannot write '$dir/run/[a-z_]+\.[a-z]+': File too large" "$dir/said"
  [ $code = 0 ] || check 'an earlier run is not left in its place' [ ! -e "$dir/run/results.json" ]
done
check 'the last had room' [ $code = 0 ]

# --- a full disk ---
if mount -t tmpfs -o size=16k tmpfs "$disk" 2>/dev/null; then mounted=yes; else echo "ok - skipped: a disk of its own, mounting is not allowed"; fi
room() { mount -o "remount,size=$1" "$disk"; }
if [ -n "$mounted" ]; then
  check 'a sweep on a full disk' exits 5 sweep -o "$disk/x"
  check 'says No space left on device, and where' said "sweep: $disk/x/sweep.csv.part: No space left on device"
  check 'leaves its rows to go on from ' only "$disk/x" sweep.csv.part sweep.state
  rows=$(wc -l <"$disk/x/sweep.csv.part")
  check 'some, not all' [ "$rows" -gt 10 ]
  room 32k
  check 'a little more room is used' exits 5 sweep --resume -o "$disk/x"
  check 'for more rows' [ "$(wc -l <"$disk/x/sweep.csv.part")" -gt "$rows" ]
  room 4m
  check 'room for all' exits 0 sweep --resume -o "$disk/x"
  check 'gives the same files' diff -r "$disk/x" "$dir/whole"
  rm -rf "$disk/x"

  cat /dev/zero >"$disk/filler" 2>/dev/null
  check 'a sweep on a disk without a byte' exits 5 sweep -o "$disk/y"
  check 'says so ' said "No space left on device"
  check 'leaves nothing under a final name' [ ! -e "$disk/y/sweep.csv" ]
  rm "$disk/filler"
  check 'begins with --resume as well' exits 0 sweep --resume -o "$disk/y"
  check 'to the same files ' diff -r "$disk/y" "$dir/whole"
  : >"$disk/y/sweep.csv.part" && rm "$disk/y/sweep.csv"
  check 'a header without room is written again' exits 0 sweep --resume -o "$disk/y"
  check 'and the rows below it' diff -r "$disk/y" "$dir/whole"
  rm -rf "$disk/y"

  for kib in 4 8 16 32 48 64 96 128 256 4096; do
    room ${kib}k
    code=0
    run -o "$disk/run" >"$dir/said" 2>&1 </dev/null || code=$?
    check "a run on a disk of $kib KiB: all or nothing (exit $code)" all_or_nothing "$disk/run" $code "$dir/whole_run"
    [ $code = 0 ] || check 'names a file and why  ' grep -qE "'$disk/run[a-z_./]*': No space left on device" "$dir/said"
  done
  check 'the last had room ' [ $code = 0 ]
  rm -rf "$disk/run"

  for kib in 96 128 200; do
    room ${kib}k
    code=0
    "$XSAVAC" sweep "$dir/line.cfg" --quiet -o "$disk/z" >"$dir/said" 2>&1 </dev/null || code=$?
    check "pictures on a disk of $kib KiB, exit $code: none damaged, nothing hidden left" whole_pictures "$disk/z"
    check 'a failure or a warning says which' eval "[ $code = 5 ] || [ -e '$disk/z/sweep_map.png' ] || said 'not rendered'"
    rm -rf "$disk/z"
  done
  mount -o remount,ro "$disk"
  check 'a disk that may not be written' exits 5 sweep -o "$disk/z"
  check 'is told' said 'Read-only file system'
  mount -o remount,rw "$disk"
fi
if [ "$(id -u)" != 0 ]; then # root writes where it likes
  mkdir "$dir/locked" && chmod 555 "$dir/locked"
  check 'a folder that may not be written' exits 5 sweep -o "$dir/locked/x"
  check 'is told ' said 'Permission denied'
fi
exit $bad
