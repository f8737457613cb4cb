// The peer of the cold start: ODK Web Forms from npm, the form widget alone, with a form of 40
// questions and no data, from this machine, in the same Chromium and just as slowed down.
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { inFolder, peers, quantile } from './places.mjs';
import { installPeers } from './pouch.mjs';
import { formXml, kQuestions, lastLabel, page } from './peers/form.mjs';

const kRuns = 5;
const kSlowdown = 6;
const kModules = join(peers, 'node_modules');

function serve() {
  const loaded = new Map();  // path → bytes
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
    const file = join(kModules, normalize(pathname));
    const found = pathname === '/' ? page : pathname === '/form.xml' ? formXml
      : existsSync(file) && readFileSync(file);
    if (!found) return response.writeHead(404).end();
    loaded.set(pathname, Buffer.from(found));
    // As a service worker would have it: no questions asked of the network.
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'max-age=86400' });
    return response.end(found);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ server, loaded, port: server.address().port }));
  });
}

async function openOnce(folder, port, options) {
  const { chromium } = await import('../browser/node_modules/playwright-core/index.mjs');
  const context = await chromium.launchPersistentContext(join(folder, 'peer'), options);
  const [tab] = context.pages();
  const devtools = await context.newCDPSession(tab);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: kSlowdown });
  await tab.goto(`http://localhost:${port}/`);
  const usable = await tab.waitForFunction((label) => {
    if (!document.body.innerText.includes(label)) return 0;
    return performance.now();
  }, lastLabel, { timeout: 120_000, polling: 'raf' });
  const ms = await usable.jsonValue();
  await context.close();
  return ms;
}

export async function peerColdStart(options) {
  installPeers();
  const { server, loaded, port } = await serve();
  try {
    return await inFolder(async (folder) => {
      const times = [];
      for (let i = 0; i <= kRuns; ++i) times.push(await openOnce(folder, port, options));
      const packed = [...loaded.values()].map((file) => brotliCompressSync(file).length);
      const bytes = packed.reduce((sum, size) => sum + size, 0);
      // The first start fills the browser's caches and does not count.
      return { median: quantile(times.slice(1), 0.5), times: times.slice(1), bytes, kQuestions };
    });
  } finally {
    server.close();
  }
}
