// What a person would otherwise have to remember when reading a change. Every rule is a pure
// function from files (path → text) to faults ("path:line: sentence"), so that tidy.test.mjs can
// try it on files with a planted fault.

// Who may include whom: DESIGN, "The house". A folder may always include itself.
const kLayers = {
  'shared/base': [],
  'shared/records': ['shared/base'],
  'shared/forms': ['shared/base', 'shared/records'],
  'shared/solutions': ['shared/base', 'shared/records'],
  'shared/sync': ['shared/base', 'shared/records', 'shared/forms'],
  'shared/content': ['shared/base', 'shared/records'],
  ui: ['shared'],
  wasm: ['ui', 'shared'],
  server: ['shared'],
  tests: ['shared', 'ui', 'server'],
};
const kCode = /\.(h|cpp|js|mjs)$/;
const kLineLimited = /\.(h|cpp|js|mjs|sh|cmake|css|in)$|CMakeLists\.txt$|^(run|check)$/;

const lines = (text) => text.split('\n');
const within = (path, folder) => path === folder || path.startsWith(`${folder}/`);
const layerOf = (path) => Object.keys(kLayers).find((layer) => within(path, layer));

function eachLine(files, wanted, judge) {
  const faults = [];
  for (const [path, text] of files) {
    if (!wanted.test(path)) continue;
    lines(text).forEach((line, index) => {
      const fault = judge(line, path);
      if (fault) faults.push(`${path}:${index + 1}: ${fault}`);
    });
  }
  return faults;
}

export function layering(files) {
  return eachLine(files, /\.(h|cpp)$/, (line, path) => {
    const [, included] = /^#include "([^"]+)"/.exec(line) ?? [];
    const layer = layerOf(path);
    if (!included || !layer) return undefined;
    const target = layerOf(included);
    if (!target) return included.includes('/') && !files.has(included)
      && included !== 'ui/icon_codes.h' ? `${included} is not written from the root` : undefined;
    const allowed = [layer, ...kLayers[layer]].some((folder) => within(target, folder));
    return allowed ? undefined : `${layer} may not include ${target}`;
  });
}

export function platformStaysInWasm(files) {
  return eachLine(files, /^(shared|ui|server)\/.*\.(h|cpp)$/, (line) =>
    (/__EMSCRIPTEN__|<emscripten|EM_JS|EM_ASM/.test(line)
      ? 'only wasm/ knows the browser' : undefined));
}

// Emscripten's optimiser parses these files; 3.1.69 (Debian 13) stops at a rest element in a
// declaration, which a build on Debian 12 does not show. 3.1.6 (Debian 12) takes the names of a
// pattern for unused and leaves the declaration out where its right side is a plain name.
export function emscriptenReadsIt(files) {
  return eachLine(files, /^wasm\/(js\/.*|bridge)\.js$/, (line) => {
    if (/\b(const|let|var)\s*[[{][^=]*\.\.\./.test(line))
      return 'no rest element in a declaration: Debian 13 could not build it';
    return /\b(const|let|var)\s*[[{][^=]*[\]}]\s*=\s*\w+;/.test(line)
      ? 'no pattern of a plain name: Debian 12 would drop the declaration' : undefined;
  });
}

// State changes without a picture of it (ui/update.h): the simulated phones have none.
export function updateNeverDraws(files) {
  return eachLine(files, /^ui\/(update\w*|state|drafts|action|effect)\.(h|cpp)$/, (line) =>
    (/^#include (<imgui|"ui\/(widgets|screens|look|stage))/.test(line)
      ? 'update and what it needs draw nothing' : undefined));
}

// The core is given its time and its randomness: the simulator depends on it.
export function coreIsPure(files) {
  return eachLine(files, /^(shared|ui)\/.*\.(h|cpp)$/, (line) =>
    (/<(chrono|random|thread|mutex|fstream|filesystem|iostream|sys\/.*|unistd\.h)>/.test(line)
      ? 'shared/ and ui/ have no clock, randomness, threads, files or sockets' : undefined));
}

// Sentences that a user reads are in one place, for the translators.
export function stringsInOnePlace(files) {
  return eachLine(files, /^ui\/.*\.(h|cpp)$/, (line, path) => {
    const code = line.replace(/\/\/.*/, '');
    const words = /"[^"]*[À-ÿ][^"]*"/.test(code) ||
                  (/^ui\/(screens|widgets)\//.test(path) && /"[^"]*[a-z] [a-z][^"]*"/.test(code));
    return words ? 'words belong into the catalogues, ui/languages' : undefined;
  });
}

export function lengths(files) {
  const faults = eachLine(files, kLineLimited, (line) =>
    ([...line].length > 100 ? `${[...line].length} columns, 100 are allowed` : undefined));
  for (const [path, text] of files) {
    if (!kLineLimited.test(path)) continue;
    const count = lines(text).length - 1;
    if (count > 500) faults.push(`${path}:1: ${count} lines, 500 are allowed`);
    if (!kCode.test(path)) continue;
    for (const { line, length } of functions(text, /\.(h|cpp)$/.test(path)))
      if (length > 70) faults.push(`${path}:${line}: function of ${length} lines, 70 are allowed`);
  }
  return faults;
}

// Text with the contents of comments and literals blanked, line breaks kept.
function blanked(text) {
  const kLiterals = [
    /\/\/[^\n]*/, /\/\*[\s\S]*?\*\//,                        // comments
    /R"\(([\s\S]*?)\)"/, /"(?:\\.|[^"\\\n])*"/,            // strings
    /(?<!\w)'(?:\\.|[^'\\\n])*'/, /`(?:\\.|[^`\\])*`/,
  ];
  const literal = new RegExp(kLiterals.map(({ source }) => source).join('|'), 'g');
  return text.replace(literal, (found) => found.replace(/[^\n]/g, ' '));
}

// Blocks that follow a parameter list. In C++ the outermost counts (lambdas belong to the function
// around them); in JavaScript a wrapper that only holds functions does not count as one.
function functions(text, outermost) {
  const found = [];
  const open = [];
  const code = blanked(text);
  const head = /(\)|=>)[^;{}()=]*$/;
  let line = 1;
  let statement = '';
  for (const character of code) {
    if (character === '\n') ++line;
    if (character === '{') {
      const isBranch = /^\s*(if|for|while|switch|catch)\b/.test(statement);
      const isFunction = head.test(statement) && !isBranch;
      open.push({ isFunction, line, inside: open.some((block) => block.isFunction), holds: 0 });
      statement = '';
    } else if (character === '}') {
      const block = open.pop();
      const outer = open.filter(({ isFunction }) => isFunction).at(-1);
      if (block?.isFunction) {
        const length = line - block.line + 1;
        if (outer) outer.holds += length;
        if (outermost ? !block.inside : true)
          found.push({ line: block.line, length: outermost ? length : length - block.holds });
      }
      statement = '';
    } else if (character === ';') {
      statement = '';
    } else {
      statement += character;
    }
  }
  return found;
}

// A suite globs its folder (tests/CMakeLists.txt) and ./check runs every *.test.mjs of these.
export function everyTestIsRun(files) {
  const cmake = files.get('tests/CMakeLists.txt') ?? '';
  const check = files.get('check') ?? '';
  return [...files.keys()].flatMap((path) => {
    const [, folder] = /^tests\/([^/]+)\/.*_test\.cpp$/.exec(path) ?? [];
    if (folder && !new RegExp(`add_suite\\(\\w+ ${folder}\\b`).test(cmake))
      return [`${path}:1: no suite of tests/CMakeLists.txt builds it`];
    const [, home] = /^(tests\/[^/]+)\/.*\.test\.mjs$/.exec(path) ?? [];
    if (home && !check.includes(`${home}/*.test.mjs`))
      return [`${path}:1: ./check does not run it`];
    return [];
  });
}

export function testsAssert(files) {
  const faults = [];
  for (const [path, text] of files) {
    if (!/_test\.cpp$/.test(path)) continue;
    for (const part of text.split(/^TEST_CASE/m).slice(1)) {
      const [, name] = /\("([^"]*)/.exec(part) ?? [];
      if (!/\b(CHECK|REQUIRE|sees|expect)\w*/.test(part))
        faults.push(`${path}: "${name}" asserts nothing`);
    }
    if (/doctest::skip|\bit\.skip|test\.skip/.test(text)) faults.push(`${path}: a skipped test`);
  }
  return faults;
}

// A README names each file of its folder; x.h and x.cpp go by the name x. Doctest suites have the
// names of what they test, in folders that mirror the tree.
export function readmesNameFiles(files) {
  const faults = [];
  for (const path of files.keys()) {
    const folder = path.split('/').slice(0, -1).join('/');
    const name = path.split('/').at(-1);
    const known =
      /^(README\.md|CMakeLists\.txt|\..*|.*_test\.cpp|package(-lock)?\.json|.*\.(png|webp))$/;
    if (!folder || folder === '.ci' || known.test(name)) continue;
    const near = nearestReadme(files, folder);
    const stem = name.replace(/\.(h|cpp|mjs)$/, '');
    if (!near) faults.push(`${path}:1: no README.md in its folder or above`);
    else if (!files.get(near).includes(stem)) faults.push(`${path}:1: ${near} does not name it`);
  }
  return faults;
}

function nearestReadme(files, folder) {
  for (let at = folder; at; at = at.split('/').slice(0, -1).join('/'))
    if (files.has(`${at}/README.md`)) return `${at}/README.md`;
  return undefined;
}

export function nothingOfOneMachine(files) {
  const registry = new RegExp(['registry\\.npm', 'deb\\.deb', 'snapshot\\.deb'].join('|'));
  const home = new RegExp(['home', 'root', 'work'].map((folder) => `"?/${folder}/`).join('|'));
  const faults = eachLine(files, /./, (line) => {
    if (registry.test(line)) return 'names a registry host';
    return home.test(line) ? 'names a folder of one machine' : undefined;
  });
  return faults.concat(eachLine(files, /package-lock\.json$/, (line) =>
    (/"resolved"/.test(line) ? 'a lock file holds no addresses' : undefined)));
}

export const rules = { layering, platformStaysInWasm, emscriptenReadsIt, updateNeverDraws,
  coreIsPure, stringsInOnePlace, lengths, everyTestIsRun, testsAssert, readmesNameFiles,
  nothingOfOneMachine };
