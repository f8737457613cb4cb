#!/usr/bin/env bash
# Installs the Debian packages that building and testing need; asks for nothing that is there.
set -euo pipefail
wanted=(g++ cmake ninja-build ccache dpkg-dev xz-utils debian-archive-keyring
        nlohmann-json3-dev libxxhash-dev doctest-dev nodejs npm fonttools python3-brotli
        fonts-noto-core brotli)
missing=()
for package in "${wanted[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
echo "installing: ${missing[*]}"
root=()
[ "$(id -u)" -eq 0 ] || root=(sudo)
"${root[@]}" apt-get -q update
"${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${missing[@]}"
