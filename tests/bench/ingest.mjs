// Visits per second that the real server takes in, committed (SQLite, synchronous=FULL) before it
// answers, through HTTP on this machine; beside express-pouchdb in the same run.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withServer } from './filled_phone.mjs';
import { inFolder, native } from './places.mjs';
import { pushDocuments, startPouch } from './pouch.mjs';
import { cpuOf, memoryOf } from './processes.mjs';

const kConnections = 8;
const kBatch = 50;
const kVisits = 8000;

function ours(commits) {
  return withServer({ devices: kConnections }, async (server, { folder, devices }) => {
    writeFileSync(join(folder, 'devices.json'), JSON.stringify(devices));
    const { pid } = server.process;
    const before = cpuOf(pid);
    const found = await native('ingest', {
      devices: join(folder, 'devices.json'), port: new URL(server.base).port,
      visits: kVisits, batch: kBatch, commits,
    });
    found.cpuSeconds = cpuOf(pid) - before;
    found.memory = memoryOf(pid);
    return found;
  });
}

async function theirs() {
  const documents = JSON.parse((await native('visit_bytes')).documents);
  return inFolder(async (folder) => {
    const pouch = await startPouch(folder);
    try {
      const before = cpuOf(pouch.pid);
      const found = await pushDocuments(pouch.port, documents,
        { visits: kVisits, connections: kConnections, batch: kBatch });
      found.cpuSeconds = cpuOf(pouch.pid) - before;
      found.memory = memoryOf(pouch.pid);
      return found;
    } finally {
      await pouch.stop();
    }
  });
}

const words = (name, found) => `${name}: ${found.visits_per_s.toFixed(0)} visits/s `
  + `(${found.visits} visits, ${found.applied_edits} edits applied, ${found.connections} `
  + `connections, ${found.seconds.toFixed(1)} s, server CPU ${found.cpuSeconds.toFixed(1)} s, `
  + `request p50 ${found.request_p50_ms.toFixed(0)} ms, RSS peak `
  + `${(found.memory.peakKb / 1024).toFixed(0)} MB)`;

// Per second of the server's own CPU: neighbours on the machine do not move it.
function peerWords(peer, each, whole) {
  const perCpu = (visits, { cpuSeconds }) => visits / cpuSeconds;
  const theirs_ = perCpu(peer.stored, peer);
  return `express-pouchdb: ${peer.stored} stored in ${peer.seconds.toFixed(1)} s, CPU `
    + `${peer.cpuSeconds.toFixed(1)} s, RSS peak ${(peer.memory.peakKb / 1024).toFixed(0)} MB; `
    + `by CPU second: ${theirs_.toFixed(0)} there, `
    + `${perCpu(each.visits, each).toFixed(0)} here each answer an edit `
    + `(${(perCpu(each.visits, each) / theirs_).toFixed(1)} ×), `
    + `${perCpu(whole.visits, whole).toFixed(0)} one edit per visit `
    + `(${(perCpu(whole.visits, whole) / theirs_).toFixed(1)} ×)`;
}

export async function ingest() {
  const whole = await ours('whole');
  const each = await ours('each');
  const peer = await theirs().catch((error) => ({ reason: error.message }));
  const ratio = peer.reason ? 0 : each.visits_per_s / peer.perSecond;
  return [{
    what: 'ingest, batches of 50 visits, commit before answer', budget: '≥ 10 × the peer',
    measured: peer.reason ? `${each.visits_per_s.toFixed(0)} visits/s`
      : `${each.visits_per_s.toFixed(0)} visits/s, ${ratio.toFixed(1)} ×`,
    met: ratio >= 10,
    beside: peer.reason ? `express-pouchdb not measured: ${peer.reason}`
      : `express-pouchdb ${peer.perSecond.toFixed(0)} visits/s (leveldb, no fsync)`,
    detail: [words('each answer its own edit, as the app does', each),
      words('one edit per visit', whole),
      ...(peer.reason ? [] : [peerWords(peer, each, whole)])],
  }];
}
