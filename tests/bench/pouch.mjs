// The peer of the server: express-pouchdb with its leveldb store, from npm (peers/package.json).
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { request as httpRequest, Agent } from 'node:http';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { peers } from './places.mjs';
import { startUntil } from './processes.mjs';

// Installs the peers once; their lock file pins every version.
export function installPeers() {
  if (existsSync(join(peers, 'node_modules/express-pouchdb'))) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: peers, stdio: 'pipe' });
}

export async function startPouch(folder) {
  installPeers();
  const started = await startUntil(process.execPath, [join(peers, 'pouch_server.mjs'), folder],
    /listening on (\d+)/, { cwd: folder });
  return { ...started, port: Number(started.found[1]) };
}

export function send(port, agent, method, path, body) {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      port, agent, method, path, host: '127.0.0.1',
      headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
    }, (response) => {
      let text = '';
      response.on('data', (bytes) => { text += bytes; });
      response.on('end', () => resolve({ status: response.statusCode, text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

// So many visits over so many connections, in batches; resolves with visits per second.
export async function pushDocuments(port, documents, { visits, connections, batch }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  await send(port, agent, 'PUT', '/visits', '');
  const bodies = Array.from({ length: Math.floor(visits / batch) }, (_, i) => JSON.stringify({
    docs: Array.from({ length: batch }, (__, j) => ({
      ...documents[(i * batch + j) % documents.length], _id: randomUUID().replaceAll('-', ''),
    })),
  }));
  let next = 0;
  let stored = 0;
  const begin = performance.now();
  await Promise.all(Array.from({ length: connections }, async () => {
    while (next < bodies.length) {
      const answer = await send(port, agent, 'POST', '/visits/_bulk_docs', bodies[next++]);
      stored += JSON.parse(answer.text).filter(({ ok }) => ok).length;
    }
  }));
  const seconds = (performance.now() - begin) / 1000;
  agent.destroy();
  return { stored, seconds, perSecond: stored / seconds };
}
