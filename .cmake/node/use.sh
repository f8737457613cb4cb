# Sourced from the root of the repository, after steps.sh: puts a Node that is new enough first on
# PATH. The system's where it is, else the pinned one of npm, under build/.
node_is_new_enough() {  # node_is_new_enough MAJOR MINOR
  node -e 'const [major, minor] = process.versions.node.split(".").map(Number);
           const [wanted, least] = process.argv.slice(1).map(Number);
           process.exit(major > wanted || (major === wanted && minor >= least) ? 0 : 1);' \
    "$1" "$2" 2>/dev/null
}

# use_node MAJOR MINOR: the build needs 20.11, the first with import.meta.dirname; Puppeteer, which
# drives Firefox for the tests, 22.12.
use_node() {
  node_is_new_enough "$@" && return
  local folder=$PWD/build/node machine=x64
  [ "$(uname -m)" = aarch64 ] && machine=arm64
  PATH=$folder/node_modules/node-linux-$machine/bin:$PATH
  node_is_new_enough "$@" && return
  hash -r
  local sorry="npm could not fetch a Node newer than $(node --version): is there a network?"
  mkdir -p "$folder"
  cp .cmake/node/package.json .cmake/node/package-lock.json "$folder/"
  step "Node: fetch one that is new enough" "$sorry" \
    env -C "$folder" npm ci --ignore-scripts --no-audit --no-fund
  hash -r
  # npm forgives an optional package that does not come, and each machine needs one of two.
  node_is_new_enough "$@" || give_up "$sorry"
}
