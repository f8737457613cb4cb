// Makes the folder that is served: node build_release.mjs REPOSITORY OUTPUT
// Files are compressed once for all (.br and .gz).

import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { addPhone, Release } from './release.mjs';

const [, , repository, output] = process.argv;
const staged = `${output}.new`;
const from = (path) => readFileSync(join(repository, path));

function writeCompressed(name, bytes) {
  writeFileSync(join(staged, name), bytes);
  if (name.endsWith('.png')) return;  // compressed already
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  writeFileSync(join(staged, `${name}.br`), brotliCompressSync(bytes, { params: quality }));
  writeFileSync(join(staged, `${name}.gz`), gzipSync(bytes, { level: 9 }));
}

const release = new Release();
addPhone(release, repository, from);
const files = release.finish(from('serviceworker/sw.js.in'));

rmSync(staged, { recursive: true, force: true });
mkdirSync(staged, { recursive: true });
files.forEach(([name, bytes]) => writeCompressed(name, bytes));
rmSync(output, { recursive: true, force: true });
renameSync(staged, output);
console.log(`release ${release.version}: ${files.length} files`);
