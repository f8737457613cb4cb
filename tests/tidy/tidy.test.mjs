import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repository, trackedFiles } from './files.mjs';
import { unformatted } from './format.mjs';
import { rules } from './rules.mjs';

const paths = trackedFiles();
const isText = (path) => !/\.(png|webp|bin|ttf|woff2?)$/.test(path);
const files = new Map(paths.filter(isText).map((path) =>
  [path, readFileSync(join(repository, path), 'utf8')]));

for (const [name, rule] of Object.entries(rules))
  test(`the repository keeps the rule ${name}`, () => assert.deepEqual(rule(files), []));

test('C++ is formatted as .clang-format says', () =>
  assert.deepEqual(unformatted(paths).map(({ path }) => path), []));

// One planted fault for each rule: a rule that cannot fail proves nothing.
const long = (start, end) => start + '    work();\n'.repeat(71) + end;
const planted = {
  layering: { 'shared/base/a.h': '#include "shared/sync/phone_side.h"\n' },
  platformStaysInWasm: { 'ui/a.cpp': '#ifdef __EMSCRIPTEN__\n' },
  emscriptenReadsIt: { 'wasm/js/a.js': 'const [first, ...others] = rows;\n' },
  updateNeverDraws: { 'ui/update_a.cpp': '#include "ui/widgets/page.h"\n' },
  coreIsPure: { 'shared/sync/a.cpp': '#include <chrono>\n' },
  stringsInOnePlace: { 'ui/screens/a.cpp': 'title("Enregistré");\n' },
  lengths: { 'ui/a.cpp': long('void f() {\n', '}\n') },
  everyTestIsRun: { 'tests/forgotten/a_test.cpp': 'TEST_CASE("A") { CHECK(true); }\n' },
  testsAssert: { 'tests/shared/a_test.cpp': 'TEST_CASE("A") { run(); }\n' },
  readmesNameFiles: { 'server/README.md': 'Nothing.\n', 'server/novelty.cpp': '\n' },
  nothingOfOneMachine: { 'tests/x/package-lock.json': '"resolved": "elsewhere"\n' },
};
for (const name of Object.keys(rules))
  test(`the rule ${name} finds a planted fault`, () =>
    assert.equal(rules[name](new Map(Object.entries(planted[name]))).length, 1));

test('emscriptenReadsIt sees a declaration that would be dropped', () => {
  const faults = (text) => rules.emscriptenReadsIt(new Map([['wasm/js/a.js', text]])).length;
  assert.equal(faults('const { userAgent } = navigator;\n'), 1);
  assert.equal(faults('const [port] = ports;\n'), 1);
  assert.equal(faults('const [port] = event.ports;\n'), 0);
  assert.equal(faults('const { active } = await ready();\n'), 0);
});

test('lengths sees long JavaScript, long lines and long files', () => {
  const faults = (path, text) => rules.lengths(new Map([[path, text]])).length;
  assert.equal(faults('wasm/a.js', long('function f() {\n', '}\n')), 1);
  const many = 'function f() {\n  g();\n}\n'.repeat(40);
  assert.equal(faults('wasm/a.js', `(() => {\n${many}})();\n`), 0);
  assert.equal(faults('run', `${'x'.repeat(101)}\n`), 1);
  assert.equal(faults('ui/a.h', 'int x;\n'.repeat(501)), 1);
});
