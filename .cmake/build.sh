#!/usr/bin/env bash
# Builds the phone app into build/phone and the server that carries it. Does nothing, fast, when
# nothing changed: the state of the sources is compared with the one of the last build.
set -euo pipefail
cd "$(dirname "$0")/.."

state() { # names, sizes and times of everything that goes into the build
  find CMakeLists.txt CMakePresets.json .cmake shared ui wasm serviceworker server -type f \
    -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum
}
before=$(state)
stamp=build/built
if [ -x build/native/server/hub-iit-server ] && [ "$(cat $stamp 2>/dev/null)" = "$before" ]; then
  exit 0
fi

.cmake/install_packages.sh
export NODE_PATH=${NODE_PATH:-/usr/share/nodejs}  # Debian's emcc looks for acorn there
mkdir -p build
log=build/build.log
step() { # shows one line per step, and the log when it fails
  echo "$1"
  shift
  "$@" >>"$log" 2>&1 || { tail -n 40 "$log" >&2; exit 1; }
}
: >"$log"
step "phone app: configure" cmake --preset phone
step "phone app: build (some minutes the first time)" cmake --build --preset phone
step "phone app: release" node serviceworker/build_release.mjs . build/phone
step "server: configure" cmake --preset native
step "server: build" cmake --build --preset native --target hub-iit-server
echo "$before" >$stamp
