// Bytes of the first install: everything the phone needs offline, as it travels (brotli where the
// server has it). Alone: node tests/bench/install_size.mjs prints the table, exits 1 over budget.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, repository } from './places.mjs';

export const kBudgetBytes = 350 * 1024;
const kApp = join(repository, 'build/phone');

// [name, plain bytes, bytes on the wire] of each file that the service worker keeps, and itself.
export function installedFiles(app = kApp) {
  if (!existsSync(join(app, 'sw.js')))
    throw new Error('build/phone is missing: run .cmake/build.sh');
  const worker = readFileSync(join(app, 'sw.js'), 'utf8');
  const [, list] = /const kFiles = (\[[\s\S]*?\]);/.exec(worker);
  const names = JSON.parse(list).map(([path]) => path.slice(1));
  const size = (name) => statSync(join(app, name)).size;
  return [...names, 'sw.js'].map((name) => {
    const packed = existsSync(join(app, `${name}.br`)) ? size(`${name}.br`) : size(name);
    return [name, size(name), packed];
  });
}

export const total = (files) => files.reduce((sum, [, , bytes]) => sum + bytes, 0);

export async function installSize() {
  const files = installedFiles();
  const sum = total(files);
  return [{
    what: 'first install, brotli, all that is needed offline', budget: '≤ 350 KB',
    measured: `${(sum / 1024).toFixed(1)} KB`, met: sum <= kBudgetBytes,
    detail: files.map(([name, plain, bytes]) => `${name} ${bytes} B (${plain} B plain)`),
  }];
}

if (isMain(import.meta.url)) {
  const files = installedFiles();
  for (const [name, plain, bytes] of files)
    console.log(`${String(bytes).padStart(8)} B  ${String(plain).padStart(8)} B plain  ${name}`);
  const sum = total(files);
  const met = sum <= kBudgetBytes;
  console.log(`${String(sum).padStart(8)} B of ${kBudgetBytes} B: ${met ? 'met' : 'NOT MET'}`);
  process.exitCode = met ? 0 : 1;
}
