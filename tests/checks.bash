# What the shell tests share; sourced. Wants $dir, and bad=0; a failed check sets bad=1.
check() { # WHAT COMMAND...: ok where the command succeeds
  local what=$1
  shift
  if "$@"; then echo "ok - $what"; else echo "not ok - $what" && bad=1; fi
}

exits() { # CODE COMMAND...: what it says on either stream stays in $dir/said
  local want=$1 code=0
  shift
  "$@" >"$dir/said" 2>&1 </dev/null || code=$?
  [ $code = "$want" ] || { echo "exit $code instead of $want: $*" && cat "$dir/said" && return 1; }
}

said() { grep -qF -- "$1" "$dir/said" || { cat "$dir/said" && return 1; }; }
