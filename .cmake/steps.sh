# Sourced from the root of the repository by the scripts that install and build: one line per long
# step, its output in a log, and a sentence when it fails.
hub_log=build/build.log

give_up() {  # says what went wrong and ends the script
  local free_mb
  free_mb=$(df -Pm . | awk 'NR == 2 { print $4 }')
  echo "stopped: $1" >&2
  [ "${free_mb:-1000}" -ge 200 ] || echo "The disk is full: ${free_mb} MB are free here." >&2
  exit 1
}

# Copies its input to the log, and a line of it every ten seconds to the person who waits.
show_some() {
  local line shown=$SECONDS
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$hub_log"
    if [ $((SECONDS - shown)) -ge 10 ]; then
      printf '   %.90s\n' "$line"
      shown=$SECONDS
    fi
  done
}

# step "what is done" "what to say when it fails" command…
step() {
  local name=$1 sorry=$2 started=$SECONDS
  shift 2
  echo "== $name"
  printf '\n== %s\n' "$name" >>"$hub_log"
  "$@" 2>&1 | show_some || {
    tail -n 25 "$hub_log" >&2
    give_up "$sorry (all that it said: $hub_log)"
  }
  [ $((SECONDS - started)) -lt 5 ] || echo "   $((SECONDS - started)) s"
}

# configure PRESET FOLDER: what a configuration that was cut off left behind may be half written.
configure() {
  [ -e "$2/build.ninja" ] || rm -rf "$2"
  cmake --preset "$1"
}

mkdir -p build 2>/dev/null && [ -w build ] ||
  give_up "$(id -un) cannot write into $PWD/build: does another user own it?"
