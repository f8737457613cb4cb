#!/usr/bin/env bash
# Usage: fetch_source.sh PACKAGE FOLDER. Brings the sources of a library from Debian's source
# package, of the release that has the version wanted, with apt directories of its own: the
# machine's apt lists and cache stay untouched. apt checks the archive's signature, we the checksum
# of the version this was tried with. A newer one of the same series is taken, too, and said.
set -euo pipefail
package=$1
target=$(realpath -m "$2")
work=$target.download
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
case $package in
  imgui) release=forky series=1.92. tried=1.92.2b+ds
         checksum=e7bd201d56b5ee90d24d5dac85e5c12f98bdb95410252a62d27b7f89e4566d48 ;;
  fribidi) release=bookworm series=1.0. tried=1.0.8
           checksum=94c7b68d86ad2a9613b4dcffe7bbeb03523d63b5b37918bdf2e4ef34195c1e6c ;;
  *) echo "fetch_source.sh: no checksum for $package" >&2; exit 2 ;;
esac

stop() {
  echo "$package: $1" >&2
  exit 1
}

# The machine's own Debian mirror: by its label, or before any update by the release it carries.
mirror=$(apt-get indextargets --format '$(REPO_URI) $(LABEL)' 'Created-By: Packages' |
  awk '$2 == "Debian" && !found { print $1; found = 1 }')
[ -n "$mirror" ] || mirror=$(apt-get update --print-uris |
  sed -nE "s#^'(.*)/dists/(bookworm|trixie|forky|sid)/InRelease'.*#\1#p" | awk 'NR == 1')
[ -n "$mirror" ] || stop "apt names no Debian mirror"
[ -e "$keyring" ] || stop "the package debian-archive-keyring is missing"

rm -rf "$work"  # of an attempt that was cut off
mkdir -p "$work"/{lists/partial,cache/archives/partial,source}
echo "deb-src [signed-by=$keyring] $mirror $release main" >"$work/sources.list"
apt=(apt-get -q -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=/dev/null
     -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache"
     -o Acquire::Retries=3 -o Acquire::http::Timeout=30 -o APT::Update::Error-Mode=any)
"${apt[@]}" update || stop "$mirror did not give the list of Debian's sources (is there a network?)"
(cd "$work/source" && "${apt[@]}" source --download-only "$package") ||
  stop "$mirror did not give Debian's source package"

archive=$(find "$work/source" -name "${package}_*.orig.tar.*" ! -name '*.asc')
version=$(basename "${archive%.orig.tar.*}")
version=${version#"${package}_"}
if ! echo "$checksum  $archive" | sha256sum --check --status; then
  case $version in
    "$series"*) dpkg --compare-versions "$version" gt "$tried" ||
                  stop "$version has another checksum than $tried should have" ;;
    *) stop "$release has $version now, and this needs $series" ;;
  esac
  echo "$package: $version is newer than $tried, which this was tried with" >&2
fi
mkdir "$work/tree"
tar -xf "$archive" -C "$work/tree" --strip-components=1
rm -rf "$target"
mv "$work/tree" "$target"
rm -rf "$work"
