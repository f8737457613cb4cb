#!/usr/bin/env bash
# Downloads Debian's imgui source package into the folder given, with apt directories of its own:
# the machine's apt lists and cache stay untouched. apt checks the archive's signature.
set -euo pipefail
target=$1
work=$target.download
known=e7bd201d56b5ee90d24d5dac85e5c12f98bdb95410252a62d27b7f89e4566d48  # imgui_1.92.2b+ds.orig
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1)
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -n "$mirror" ] && [ -e "$keyring" ] || { echo "imgui: no Debian mirror known" >&2; exit 1; }

mkdir -p "$work"/{lists/partial,cache/archives/partial,source}
echo "deb-src [signed-by=$keyring] $mirror forky main" >"$work/sources.list"
private=(-o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=/dev/null
         -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache")
apt-get "${private[@]}" -q update
(cd "$work/source" && apt-get "${private[@]}" -q source --download-only imgui)
archive=$(ls "$work"/source/imgui_1.92*.orig.tar.* | grep -v '\.asc$' | head -n 1)
found=$(sha256sum "$archive" | cut -d' ' -f1)
[ "$found" = "$known" ] || echo "imgui: $(basename "$archive") is newer than the one this was tried with" >&2
mkdir -p "$work/tree"
tar -xf "$archive" -C "$work/tree" --strip-components=1
rm -rf "$target"
mv "$work/tree" "$target"
rm -rf "$work"
