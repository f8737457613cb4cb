#!/usr/bin/env bash
# Builds the phone app into build/phone and the server that carries it. Does nothing, fast, when
# nothing changed: the state of the sources is compared with the one of the last build.
set -euo pipefail
cd "$(dirname "$0")/.."
. .cmake/steps.sh
. .cmake/node/use.sh
trap 'echo; exit 130' INT

state() {  # names, sizes and times of everything that goes into the build
  find CMakeLists.txt CMakePresets.json .cmake shared ui wasm serviceworker server -type f \
    -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum
}
stamp=build/built
is_built() {
  [ -x build/native/server/hub-iit-server ] && [ -e build/phone/index.html ] &&
    [ "$(cat $stamp 2>/dev/null)" = "$(state)" ]
}

is_built && exit 0
# One build at a time, even when the one before was killed and its compilers still run.
exec 9>build/lock
flock -n 9 || { echo "another build is running: waiting for it"; flock 9; }
is_built && exit 0

[ -e $stamp ] || echo "The first build fetches up to 400 MB of packages and takes some ten minutes."
: >"$hub_log"
before=$(state)
.cmake/install_packages.sh 9>&-  # a service that a package starts must not keep the lock
use_node 20 11
[ -e build/imgui/imgui.cpp ] ||
  step "Dear ImGui: fetch its sources" "Dear ImGui could not be fetched" \
    .cmake/fetch_source.sh imgui build/imgui
[ -e build/fribidi/lib/fribidi.c ] ||
  step "FriBidi: fetch its sources" "FriBidi could not be fetched" \
    .cmake/fetch_source.sh fribidi build/fribidi
step "phone app: configure" "cmake could not configure the phone app" configure phone build/wasm
step "phone app: build, some minutes the first time" "the phone app could not be built" \
  cmake --build --preset phone
step "server: configure" "cmake could not configure the server" configure native build/native
step "server: build" "the server could not be built" \
  cmake --build --preset native --target hub-iit-server
echo "$before" >$stamp
