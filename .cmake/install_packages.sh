#!/usr/bin/env bash
# Usage: install_packages.sh [PACKAGE…]. Installs the Debian packages that building needs and those
# named; asks for nothing that is there. As root, or by sudo.
set -euo pipefail
cd "$(dirname "$0")/.."
. .cmake/steps.sh
PATH=$PATH:/usr/sbin:/sbin  # dpkg needs them, and root by a plain `su` lacks them

boost=libboost-dev  # 1.83 in Debian 13; Debian 12 has 1.81 beside its default 1.74
grep -qs '^VERSION_ID="12"' /etc/os-release && boost=libboost1.81-dev
wanted=(g++ cmake ninja-build ccache dpkg-dev xz-utils debian-archive-keyring pkg-config
        nlohmann-json3-dev libxxhash-dev doctest-dev
        emscripten fonttools python3-brotli python3-polib fonts-noto-core librsvg2-bin
        "$boost" libsqlite3-dev zlib1g-dev libspdlog-dev libcli11-dev libsodium-dev
        libqrencode-dev "$@")
# Node may come from elsewhere, with an npm of its own that Debian's package would fight with; and
# an emsdk on PATH is as good as Debian's Emscripten.
command -v node >/dev/null || wanted+=(nodejs)
command -v npm >/dev/null || wanted+=(npm)

if ! command -v apt-get >/dev/null; then
  echo "No apt-get here: install what these Debian packages hold yourself: ${wanted[*]}" >&2
  exit 0
fi
missing=()
for package in "${wanted[@]}"; do
  [ "$package" = emscripten ] && command -v emcc >/dev/null && continue
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
    missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=(env DEBIAN_FRONTEND=noninteractive)
if [ "$(id -u)" -ne 0 ]; then
  by_hand="packages are missing; as root: apt-get install ${missing[*]}"
  command -v sudo >/dev/null || give_up "$by_hand"
  echo "Packages are missing; sudo may ask for your password."
  sudo -v || give_up "$by_hand"
  as_root=(sudo "${as_root[@]}")
fi
# A fresh machine often updates itself in its first minutes: wait for it.
apt=("${as_root[@]}" apt-get -q -y -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3)
network="the packages could not be fetched: is there a network?"
step "packages: what there is" "$network" "${apt[@]}" -o APT::Update::Error-Mode=any update
# An installation that was cut off leaves packages unpacked but not set up.
step "packages: finish what was begun" "dpkg could not set up packages that were begun before" \
  "${as_root[@]}" dpkg --configure -a
step "packages: install ${#missing[@]}, with what they need" \
  "apt-get could not install: ${missing[*]}" \
  "${apt[@]}" install --no-install-recommends --no-remove --fix-broken "${missing[@]}"
