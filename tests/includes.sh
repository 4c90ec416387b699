#!/usr/bin/env bash
# The direction of the includes (who may know whom), and words and paths that must not stand in the project.
# One line 'ok - rule' or 'not ok - rule' for each rule, the offending lines before it.
set -uo pipefail
bad=0

verdict() { # RULE OFFENDERS
  if [ -n "$2" ]; then
    bad=1
    printf '%s\n' "$2" "not ok - $1"
  else
    echo "ok - $1"
  fi
}

# FILE:LINE:#include ... of the C files right in the given folders
includes_of() {
  local folder files=()
  for folder in "$@"; do
    for file in "$folder"/*.c "$folder"/*.h; do [ -f "$file" ] && files+=("$file"); done
  done
  [ ${#files[@]} = 0 ] || grep -nHE '^[[:space:]]*#[[:space:]]*include' "${files[@]}"
}

# RULE ALLOWED-PATTERN FOLDER...: every include in the folders, without its brackets or quotes, must match ALLOWED
only() {
  local rule=$1 allowed=$2
  shift 2
  verdict "$rule" "$(includes_of "$@" | grep -vE "include[[:space:]]*(${allowed})" || true)"
}

quoted() { printf '"(%s)/[^/"]+"' "$1"; }
libc='<((assert|complex|ctype|errno|fenv|float|inttypes|iso646|limits|locale|math|stdalign|stdarg|stdatomic)'
libc+='|(setjmp|signal|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|strings|tgmath|threads|time|uchar|wchar)'
libc+='|(wctype|unistd|fcntl|dirent|libgen|fnmatch|glob|spawn|sys/[a-z]+))\.h>'
gsl='<gsl/'

engine_folders=() # sim/ and what is below it, but for the program's own
for folder in sim sim/*/; do
  [ "${folder%/}" = sim/app ] || engine_folders+=("${folder%/}")
done
engine="models|models/data|$(IFS='|' && echo "${engine_folders[*]}")"
all="$engine|sim/app|config|plots|gen"
only 'models/ includes models/, libc and GSL' "$(quoted 'models|models/data')|$libc|$gsl" models models/data
only 'sim/base/ includes sim/base/ and libc' "$(quoted sim/base)|$libc" sim/base
only 'sim/sample/ includes sim/sample/, sim/base/, libc and GSL' "$(quoted 'sim/sample|sim/base')|$libc|$gsl" sim/sample
only 'sim/ includes models/ and sim/, not sim/app/, config/ or plots/' \
  "$(quoted "$engine")|<" "${engine_folders[@]}"
only 'config/ includes models/, sim/ and config/' "$(quoted "$engine|config")|<" config
only 'plots/ includes models/, sim/ and plots/' "$(quoted "$engine|plots|gen")|<" plots
only 'sim/app/ and tests/ include from the top of the tree' "$(quoted "$all|tests|tests/[a-z_/]*")|<" sim/app tests
verdict 'only config/ includes libconfig' \
  "$(includes_of models models/data "${engine_folders[@]}" sim/app plots tests | grep '<libconfig' || true)"

project_files() { # what git knows, or everything but the products where this is no checkout
  git ls-files -z 2>/dev/null | grep -z . ||
    find . -type d \( -name .git -o -name 'build*' -o -path ./out \) -prune -o -type f -print0
}

# RULE PATTERN: the pattern is put together so that this file does not hold what it looks for
nowhere() { verdict "$1" "$(project_files | xargs -0 grep -nIwE "$2" -- /dev/null 2>/dev/null || true)"; }

nowhere 'no unfinished work is marked' 'TO''DO|FIX''ME'
verdict 'no path outside the checkout' \
  "$(project_files | xargs -0 grep -nIE '/wor''k/|\.\./sha''red' -- /dev/null 2>/dev/null || true)"
exit "$bad"
