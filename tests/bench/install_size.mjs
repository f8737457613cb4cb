// Bytes of the first install: everything the phone needs offline, as it travels (brotli where the
// server has it). Alone: node tests/bench/install_size.mjs prints the table, exits 1 over budget.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, repository } from './places.mjs';

export const kBudgetBytes = 350 * 1024;
const kApp = join(repository, 'build/phone');

function listInWorker(name, app) {
  if (!existsSync(join(app, 'sw.js')))
    throw new Error('build/phone is missing: run .cmake/build.sh');
  const worker = readFileSync(join(app, 'sw.js'), 'utf8');
  const [, list] = new RegExp(`const ${name} = (\\[[\\s\\S]*?\\]);`).exec(worker);
  return JSON.parse(list);
}

// [name, plain bytes, bytes on the wire]
function weighed(name, app) {
  const size = (file) => statSync(join(app, file)).size;
  const packed = existsSync(join(app, `${name}.br`)) ? size(`${name}.br`) : size(name);
  return [name, size(name), packed];
}

// Each file that the service worker keeps on every phone, and itself.
export function installedFiles(app = kApp) {
  const names = listInWorker('kFiles', app).map(([path]) => path.slice(1));
  return [...names, 'sw.js'].map((name) => weighed(name, app));
}

// [pack, its files]: they are fetched by who uses them, and are not in the budget.
export function packs(app = kApp) {
  const found = new Map();
  for (const [path, , pack] of listInWorker('kOptional', app))
    found.set(pack, [...(found.get(pack) ?? []), weighed(path.slice(1), app)]);
  return [...found];
}

export const total = (files) => files.reduce((sum, [, , bytes]) => sum + bytes, 0);

export async function installSize() {
  const files = installedFiles();
  const sum = total(files);
  return [{
    what: 'first install, brotli, all that is needed offline', budget: '≤ 350 KB',
    measured: `${(sum / 1024).toFixed(1)} KB`, met: sum <= kBudgetBytes,
    detail: files.map(([name, plain, bytes]) => `${name} ${bytes} B (${plain} B plain)`)
      .concat(packs().map(([pack, its]) => `pack ${pack}, by who uses it: ${total(its)} B`)),
  }];
}

function print(files) {
  for (const [name, plain, bytes] of files)
    console.log(`${String(bytes).padStart(8)} B  ${String(plain).padStart(8)} B plain  ${name}`);
}

if (isMain(import.meta.url)) {
  const files = installedFiles();
  print(files);
  const sum = total(files);
  const met = sum <= kBudgetBytes;
  console.log(`${String(sum).padStart(8)} B of ${kBudgetBytes} B: ${met ? 'met' : 'NOT MET'}`);
  for (const [pack, its] of packs()) {
    console.log(`pack ${pack}, fetched by who uses it: ${total(its)} B`);
    print(its);
  }
  process.exitCode = met ? 0 : 1;
}
