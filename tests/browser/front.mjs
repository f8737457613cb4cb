// Releases of the phone app, made as the build makes them but for a change, and a front before the
// real server that serves one of them.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { addPhone, Release } from '../../serviceworker/release.mjs';
import { repository } from './device.mjs';
import { Village } from './phone.mjs';

const kTypes = {
  html: 'text/html', js: 'text/javascript', css: 'text/css', wasm: 'application/wasm',
  webmanifest: 'application/manifest+json', png: 'image/png',
};

// `changes` are functions from text to text, by the file of the repository; `packs` are
// [pack, name, text]…
export function makeRelease({ changes = {}, packs = [] } = {}) {
  const read = (path) => readFileSync(join(repository, path));
  const changed = (path) => (changes[path] ? changes[path](read(path).toString()) : read(path));
  const release = new Release();
  packs.forEach(([pack, name, text]) => release.addOptional(pack, name, Buffer.from(text)));
  addPhone(release, repository, changed);
  const files = new Map(release.finish(changed('serviceworker/sw.js.in'))
    .map(([name, bytes]) => [`/${name}`, bytes]));
  return { files, cache: `hub-${release.version}`, path: (name) => `/${release.names.get(name)}` };
}

class Front {
  damaged = '';  // a path whose answers are cut short
  cut = false;   // every connection: a browser that is set offline still lets its worker out
  asked = [];    // paths

  async start(server, release) {
    this.server = server;
    this.release = release;
    this.http = createServer((request, response) => {
      this.answer(request, response).catch(() => response.destroy());
    });
    await new Promise((resolve) => { this.http.listen(0, '127.0.0.1', resolve); });
    this.base = `http://localhost:${this.http.address().port}`;
  }

  stop() {
    this.http.close();
    this.http.closeAllConnections();
  }

  async answer(request, response) {
    if (this.cut) throw new Error('no network');
    const path = request.url === '/' ? '/index.html' : request.url;
    this.asked.push(path);
    if (path.startsWith('/v1/')) return this.handOn(request, response);
    const bytes = this.release.files.get(path);
    const type = kTypes[path.split('.').at(-1)] ?? 'application/octet-stream';
    response.writeHead(bytes ? 200 : 404, { 'Content-Type': type, 'Cache-Control': 'no-cache' });
    response.end(path === this.damaged ? bytes.subarray(1) : bytes);
    return undefined;
  }

  async handOn(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { host, connection, 'accept-encoding': packed, ...headers } = request.headers;
    const said = await fetch(this.server.base + request.url,
      { method: request.method, headers, body: Buffer.concat(chunks) });
    response.writeHead(said.status, { 'Content-Type': said.headers.get('content-type') });
    response.end(Buffer.from(await said.arrayBuffer()));
  }
}

// A village whose phones reach the server through a front, which serves them a release.
export class FrontVillage extends Village {
  front = new Front();

  async start(release) {
    await super.start();
    await this.front.start(this.server, release);
  }

  phone(name, options) {
    const phone = super.phone(name, options);
    phone.base = this.front.base;
    return phone;
  }

  async end() {
    await super.end();  // its phones first
    this.front.stop();
  }
}
