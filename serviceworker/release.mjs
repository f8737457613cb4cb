// A release as a value: files by name, and the worker that lists them with their SHA-256. Every
// file but the few with fixed names gets its hash into its name.

import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const entry = ([name, bytes]) => [`/${name}`, sha256(bytes)];

export class Release {
  names = new Map();  // "app.js" → "app.1a2b3c4d.js"
  files = [];         // [name, bytes]: installed on every phone
  packs = [];         // [name, bytes, pack]: fetched when a page first asks, then kept
  pictures = [];      // [name, bytes]: the browser fetches them to install the app
  version = '';

  add(name, bytes) { this.files.push([name, Buffer.from(bytes)]); }

  addHashed(name, bytes) { this.add(this.hashed(name, bytes), bytes); }

  // A file that not everybody needs, such as one of a language. A pack's files stay together.
  addOptional(pack, name, bytes) {
    this.packs.push([this.hashed(name, bytes), Buffer.from(bytes), pack]);
  }

  addPicture(name, bytes) { this.pictures.push([name, Buffer.from(bytes)]); }

  hashed(name, bytes) {
    const dot = name.lastIndexOf('.');
    const hashed = `${name.slice(0, dot)}.${sha256(bytes).slice(0, 8)}${name.slice(dot)}`;
    this.names.set(name, hashed);
    return hashed;
  }

  // Replaces quoted file names by the hashed ones: so the page knows them without a request.
  withHashedNames(text) {
    let result = text.toString();
    for (const [name, hashed] of this.names)
      for (const quote of ['"', "'"])
        result = result.replaceAll(`${quote}${name}${quote}`, `${quote}${hashed}${quote}`);
    return result;
  }

  // [name, bytes] of everything that is served; the worker is made of what was added before.
  finish(worker) {
    const files = this.files.map(entry);
    const optional = this.packs.map(([name, bytes, pack]) => [...entry([name, bytes]), pack]);
    this.version = sha256(JSON.stringify([files, optional])).slice(0, 12);
    const text = worker.toString()
      .replace('@VERSION@', this.version)
      .replace('@FILES@', JSON.stringify(files, null, 1))
      .replace('@OPTIONAL@', JSON.stringify(optional, null, 1));
    return [...this.files, ...this.packs.map(([name, bytes]) => [name, bytes]), ...this.pictures,
      ['sw.js', Buffer.from(text)]];
  }
}

function icon(repository, svg, size) {
  const path = join(repository, 'wasm', svg);
  return execFileSync('rsvg-convert', ['-w', size, '-h', size, path], { maxBuffer: 1 << 24 });
}

// The phone app; packs are added before, so that its scripts find their names. `from` reads a file
// of the repository.
export function addPhone(release, repository, from) {
  release.addOptional('en', 'en.lang', from('build/assets/en.lang'));
  release.addOptional('ar', 'ar.lang', from('build/assets/ar.lang'));
  release.addOptional('ar', 'arabic.ttf', from('build/assets/arabic-Regular.ttf'));
  release.addOptional('ar', 'arabic-bold.ttf', from('build/assets/arabic-Bold.ttf'));
  release.addOptional('ar', 'bidi.wasm', from('build/wasm/bidi.wasm'));
  release.addHashed('text.ttf', from('build/assets/text-Regular.ttf'));
  release.addHashed('bold.ttf', from('build/assets/text-Bold.ttf'));
  release.addHashed('icons.ttf', from('build/assets/icons.ttf'));
  release.addHashed('app.wasm', from('build/wasm/app.wasm'));
  release.addHashed('app.js', from('build/wasm/app.js'));
  release.addHashed('support.js', from('wasm/support.js'));
  release.addHashed('start.js', release.withHashedNames(from('wasm/start.js')));
  release.addHashed('style.css', release.withHashedNames(from('wasm/style.css')));
  release.add('icon-192.png', icon(repository, 'icon.svg', 192));
  release.addPicture('icon-512.png', icon(repository, 'icon.svg', 512));
  release.addPicture('maskable-512.png', icon(repository, 'maskable.svg', 512));
  for (const shot of ['visite', 'question', 'solutions', 'bureau'])
    release.addPicture(`${shot}.png`, from(`wasm/screenshots/${shot}.png`));
  release.add('manifest.webmanifest', from('wasm/manifest.webmanifest'));
  release.add('index.html', release.withHashedNames(from('wasm/index.html')));
}
