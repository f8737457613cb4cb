// Measures every number of the design that exists so far; prints it beside its budget, met or not.
//   node tests/bench/bench.mjs [--only NAME] [--json FILE]     NAME: as the parts below
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { coldStart } from './cold_start.mjs';
import { frame } from './frame.mjs';
import { idle } from './idle.mjs';
import { ingest } from './ingest.mjs';
import { installSize } from './install_size.mjs';
import { nothingToDo } from './nothing_to_do.mjs';
import { peers, repository } from './places.mjs';
import { serverMemory } from './server_memory.mjs';
import { slowPhone } from './slow_phone.mjs';
import { smallMemory } from './small_memory.mjs';
import { tapToDurable } from './tap_to_durable.mjs';
import { visitBytes } from './visit_bytes.mjs';
import { diskFlush } from './disk_flush.mjs';

const kParts = {
  install_size: installSize,
  visit_bytes: visitBytes,
  nothing_to_do: nothingToDo,
  idle,
  frame,
  tap_to_durable: tapToDurable,
  cold_start: coldStart,
  slow_phone: slowPhone,
  ingest,
  server_memory: serverMemory,
  small_memory: smallMemory,
};

function option(name) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

// Everything that is measured is built first: an old program would be measured in silence.
function build() {
  const quiet = { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] };
  execFileSync(join(repository, '.cmake/build.sh'), [], quiet);
  execFileSync('cmake', ['--build', '--preset', 'native', '--target', 'bench'], quiet);
  if (existsSync(join(repository, 'tests/browser/node_modules/playwright-core'))) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'],
    { ...quiet, cwd: join(repository, 'tests/browser') });
}

const said = (program, ...words) => {
  try {
    return execFileSync(program, words, { cwd: repository, stdio: 'pipe' }).toString().trim();
  } catch {
    return `${program} unknown`;
  }
};

function peerVersions() {
  const { dependencies } = JSON.parse(readFileSync(join(peers, 'package.json'), 'utf8'));
  return Object.entries(dependencies).map(([name, version]) => `${name} ${version}`).join(', ');
}

function machine() {
  const [first] = cpus();
  const [, system] = /PRETTY_NAME="(.*)"/.exec(readFileSync('/etc/os-release', 'utf8')) ?? [];
  return {
    date: new Date().toISOString().slice(0, 16),
    commit: said('git', 'rev-parse', '--short', 'HEAD'),
    cpu: `${cpus().length} × ${first.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB`,
    system, node: process.version, chromium: said('/usr/bin/chromium', '--version'),
    emscripten: said('emcc', '--version').split('\n')[0],
    compiler: `g++ ${said('g++', '-dumpfullversion')}`, peers: peerVersions(),
    disk: diskFlush(),
  };
}

async function measure([name, part]) {
  const load = loadavg()[0].toFixed(1);
  const begin = Date.now();
  let rows;
  try {
    rows = await part();
  } catch (error) {
    const [reason] = error.message.split('\n');
    rows = [{ what: name, budget: 'as designed', measured: `failed: ${reason}`, met: false }];
  }
  return rows.map((row) => ({ part: name, ...row, load, seconds: (Date.now() - begin) / 1000 }));
}

const verdictOf = ({ met }) => (met === null ? 'not measured' : met ? 'met' : 'NOT MET');

function print(row) {
  console.log(`\n${verdictOf(row).padEnd(8)} ${row.what}\n         ${row.measured}; budget `
    + `${row.budget}${row.beside ? `; beside it: ${row.beside}` : ''}`);
  for (const line of row.detail ?? []) console.log(`           ${line}`);
  console.log(`           (${row.part}; load average of the machine when it began: ${row.load})`);
}

// All in a few lines, for the README.
function printTable(all) {
  const columns = ['what', 'measured', 'budget', 'beside'];
  console.log(`\n| ${['', ...columns].join(' | ')} |\n|${'---|'.repeat(columns.length + 1)}`);
  for (const row of all)
    console.log(`| ${[verdictOf(row), ...columns.map((name) => row[name] ?? '')].join(' | ')} |`);
  const met = all.filter((row) => row.met).length;
  console.log(`\n${met} of ${all.length} numbers met`);
}

const only = option('only');
const parts = Object.entries(kParts).filter(([name]) => !only || name === only);
if (parts.length === 0) {
  console.error(`bench: no part "${only}"; there are: ${Object.keys(kParts).join(', ')}`);
  process.exit(2);
}
if (!process.argv.includes('--as-built')) build();
const where = machine();
for (const [name, value] of Object.entries(where)) console.log(`${name.padEnd(12)} ${value}`);
const rows = [];
for (const part of parts) {
  for (const row of await measure(part)) {
    rows.push(row);
    print(row);
  }
}
printTable(rows);
const file = option('json');
if (file) writeFileSync(file, `${JSON.stringify({ machine: where, rows }, null, 1)}\n`);
