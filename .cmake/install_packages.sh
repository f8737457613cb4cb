#!/usr/bin/env bash
# Installs the Debian packages that building and testing need; asks for nothing that is there.
set -euo pipefail
boost=libboost-dev  # 1.83 in Debian 13; Debian 12 has 1.81 beside its default 1.74
grep -q '^VERSION_ID="12"' /etc/os-release && boost=libboost1.81-dev
wanted=(g++ cmake ninja-build ccache dpkg-dev xz-utils debian-archive-keyring pkg-config
        nlohmann-json3-dev libxxhash-dev doctest-dev
        emscripten fonttools python3-brotli fonts-noto-core librsvg2-bin
        "$boost" libsqlite3-dev zlib1g-dev libspdlog-dev libcli11-dev libsodium-dev
        libqrencode-dev)
# Node may come from elsewhere, with an npm of its own that Debian's package would fight with.
command -v node >/dev/null || wanted+=(nodejs)
command -v npm >/dev/null || wanted+=(npm)
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
