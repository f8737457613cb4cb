// Makes the folder that is served: node build_release.mjs REPOSITORY OUTPUT
// Every file but the few with fixed names gets its hash into its name, is compressed once for all
// (.br and .gz), and is listed with its SHA-256 in the service worker.

import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [, , repository, output] = process.argv;
const staged = `${output}.new`;
const from = (path) => readFileSync(join(repository, path));
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

const names = new Map();      // "app.js" → "app.1a2b3c4d.js"
const released = [];          // [path, bytes]

function release(name, bytes) {
  released.push([name, Buffer.from(bytes)]);
}

function releaseHashed(name, bytes) {
  const dot = name.lastIndexOf('.');
  const hashed = `${name.slice(0, dot)}.${sha256(bytes).slice(0, 8)}${name.slice(dot)}`;
  names.set(name, hashed);
  release(hashed, bytes);
}

// Replaces quoted file names by the hashed ones.
function withHashedNames(text) {
  let result = text;
  for (const [name, hashed] of names)
    for (const quote of ['"', "'"])
      result = result.replaceAll(`${quote}${name}${quote}`, `${quote}${hashed}${quote}`);
  return result;
}

function icon(svg, size) {
  const path = join(repository, 'wasm', svg);
  return execFileSync('rsvg-convert', ['-w', size, '-h', size, path], { maxBuffer: 1 << 24 });
}

function writeCompressed(name, bytes) {
  writeFileSync(join(staged, name), bytes);
  if (name.endsWith('.png')) return;  // compressed already
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  writeFileSync(join(staged, `${name}.br`), brotliCompressSync(bytes, { params: quality }));
  writeFileSync(join(staged, `${name}.gz`), gzipSync(bytes, { level: 9 }));
}

releaseHashed('app.wasm', from('build/wasm/app.wasm'));
releaseHashed('app.js', from('build/wasm/app.js'));
releaseHashed('start.js', withHashedNames(from('wasm/start.js').toString()));
releaseHashed('style.css', withHashedNames(from('wasm/style.css').toString()));
release('icon-192.png', icon('icon.svg', 192));
release('icon-512.png', icon('icon.svg', 512));
release('maskable-512.png', icon('maskable.svg', 512));
for (const shot of ['visite', 'question', 'solutions'])
  release(`${shot}.png`, from(`wasm/screenshots/${shot}.png`));
release('manifest.webmanifest', from('wasm/manifest.webmanifest'));
release('index.html', withHashedNames(from('wasm/index.html').toString()));

// Pictures for the home screen are the browser's business: it fetches them to install the app.
const offline = released.filter(([name]) => !name.endsWith('.png') || name === 'icon-192.png');
const files = offline.map(([name, bytes]) => [`/${name}`, sha256(bytes)]);
const version = sha256(JSON.stringify(files)).slice(0, 12);
release('sw.js', from('serviceworker/sw.js.in').toString()
  .replace('@VERSION@', version)
  .replace('@FILES@', JSON.stringify(files, null, 1)));

rmSync(staged, { recursive: true, force: true });
mkdirSync(staged, { recursive: true });
released.forEach(([name, bytes]) => writeCompressed(name, bytes));
rmSync(output, { recursive: true, force: true });
renameSync(staged, output);
console.log(`release ${version}: ${released.length} files`);
