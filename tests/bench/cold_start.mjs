// Offline cold start: the browser was closed, the network is gone, the CPU is six times slower.
// From the start of the navigation until the heading and the list's first card are in the DOM.
import { stop, withPhone } from './filled_phone.mjs';
import { peerColdStart } from './peer_forms.mjs';
import { native, quantile } from './places.mjs';
import { launchOptions } from './watched_phone.mjs';

const kRuns = 5;
const kSlowdown = 6;

async function start(phone) {
  await phone.close();
  phone.slowdown = kSlowdown;
  await phone.open();
  await phone.page.waitForFunction(() => window.bench.usableMs > 0, null, { timeout: 180_000 });
  const seen = await phone.seen();
  return { ...seen, heapBytes: await phone.heapBytes() };
}

function stages(runs) {
  const names = [...new Set(runs.flatMap(({ marks }) => Object.keys(marks)))];
  const middle = (name) => quantile(runs.map(({ marks }) => marks[name] ?? 0), 0.5);
  return names.map((name) => `${name}: ${middle(name).toFixed(0)} ms`)
    .concat(`frames until then: ${runs.map(({ frames }) => frames).join(', ')}`);
}

// The same start without browser, mirror and throttle: which part of the program takes how long.
function nativeStages({ rows, journal_mb: size, records, ...stages }) {
  const each = Object.entries(stages).map(([name, { ms, kept_mb: kept }]) =>
    `${name} ${ms.toFixed(0)} ms (keeps ${kept.toFixed(1)} MB)`);
  return `natively, ${rows} rows of ${size.toFixed(1)} MB, ${records} records: ${each.join(', ')}`;
}

function measure(contents) {
  return withPhone(contents, async (phone, server) => {
    await stop(server);
    await phone.setOffline(true);
    const found = [];
    for (let i = 0; i < kRuns; ++i) found.push(await start(phone));
    return { runs: found, natively: await native('start', { data: server.data }) };
  });
}

export async function coldStart() {
  const { runs, natively } = await measure({ visits: 1000, sheets: 2000 });
  const times = runs.map(({ usableMs }) => usableMs);
  const middle = quantile(times, 0.5);
  return [{
    what: 'offline cold start to the list, 6× CPU throttle, 1,000 visits and 2,000 sheets',
    budget: '≤ 1.5 s', measured: `${(middle / 1000).toFixed(2)} s`, met: middle <= 1500,
    detail: [`each: ${times.map((ms) => (ms / 1000).toFixed(2)).join(', ')} s`, ...stages(runs),
      nativeStages(natively),
      `WebAssembly heap: ${(runs[0].heapBytes / 1048576).toFixed(1)} MB`],
  }, besidePeer(middle, await peerColdStart(launchOptions()).catch((error) => ({ error })))];
}

function besidePeer(middle, peer) {
  const what = 'cold start beside ODK Web Forms, 40 questions, no data';
  const budget = '≤ 1/3 of it';
  if (peer.error)
    return {
      what, budget, met: null, measured: `not measured: ${peer.error.message.split('\n')[0]}`,
    };
  const ratio = middle / peer.median;
  return {
    what, budget, measured: `${ratio.toFixed(2)} of it`, met: ratio <= 1 / 3,
    beside: `ODK Web Forms ${(peer.median / 1000).toFixed(2)} s`,
    detail: [`each: ${peer.times.map((ms) => (ms / 1000).toFixed(2)).join(', ')} s; its files, `
      + `brotli: ${(peer.bytes / 1024).toFixed(0)} KB`],
  };
}
