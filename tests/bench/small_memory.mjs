// The whole app in Chromium inside a control group of 512 MB (cgroup v1), with 5,000 visits and
// 2,000 sheets: enrol, pull, close, start again offline, fill in a visit, search, send it. The
// group is made for this run and removed after it.
import { chmodSync, existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startVisit, stop, withPhone } from './filled_phone.mjs';
import { sleep } from './places.mjs';

const kLimitBytes = 512 * 1024 * 1024;
const kContents = { visits: 5000, sheets: 2000 };
const kController = '/sys/fs/cgroup/memory';

function makeGroup() {
  if (!existsSync(join(kController, 'memory.limit_in_bytes')))
    throw new Error('no memory controller of cgroup v1 here');
  const group = join(kController, `hub-bench-${process.pid}`);
  mkdirSync(group);
  writeFileSync(join(group, 'memory.limit_in_bytes'), String(kLimitBytes));
  return group;
}

async function removeGroup(group) {
  for (let i = 0; i < 50; ++i) {
    try { return rmdirSync(group); } catch { await sleep(200); }
  }
  return undefined;
}

// Chromium, put into the group before it starts.
function launcher(folder, group) {
  const path = join(folder, 'chromium-in-group');
  writeFileSync(path, `#!/bin/sh\necho $$ > ${group}/cgroup.procs\nexec /usr/bin/chromium "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

function facts(group) {
  const read = (name) => readFileSync(join(group, name), 'utf8').trim();
  const kills = /oom_kill (\d+)/.exec(read('memory.oom_control'));
  return {
    peakMb: Number(read('memory.max_usage_in_bytes')) / 1048576,
    kills: kills ? Number(kills[1]) : 0,
  };
}

async function search(phone) {
  for (let i = 0; i < 3; ++i) await phone.page.goBack();
  await phone.tap('Solutions');
  await phone.page.getByRole('searchbox').fill('sechoir mangue');
  await phone.sees(/^Séchoir/);  // far down in the list of all
}

async function send(phone, server) {
  await server.start(server.data, new URL(server.base).port);
  await phone.setOffline(false);
  await phone.tap('Aujourd\'hui');
  await phone.sees('Tout est envoyé');
}

// One after the other; resolves with how large the heap was after each.
async function work(phone, server) {
  await stop(server);
  await phone.close();
  phone.offline = true;
  await phone.open();
  await phone.page.waitForFunction(() => window.bench.usableMs > 0, null, { timeout: 120_000 });
  const { usableMs } = await phone.seen();
  const heaps = { start: await phone.heapBytes() };
  for (const step of [startVisit, search, send]) {
    await step(phone, server);
    heaps[step.name] = await phone.heapBytes();
  }
  return { usableMs, heaps };
}

async function inGroup(group) {
  try {
    const found = await withPhone(kContents, work,
      (folder) => launcher(folder, group));
    return { ...found, ...facts(group), works: true };
  } catch (error) {
    return { ...facts(group), works: false, reason: error.message.split('\n')[0] };
  }
}

export async function smallMemory() {
  const what = 'the app in Chromium inside 512 MB, 5,000 visits and 2,000 sheets: start, fill in, '
    + 'search, send';
  const budget = 'works, heap ≤ 64 MB';
  let group;
  try {
    group = makeGroup();
  } catch (error) {
    return [{ what, budget, measured: `not measured: ${error.message}`, met: null }];
  }
  const found = await inGroup(group);
  await removeGroup(group);
  const heapMb = Math.max(...Object.values(found.heaps ?? { none: 0 })) / 1048576;
  return [{
    what, budget, met: found.works && heapMb <= 64,
    measured: found.works ? `works, heap ${heapMb.toFixed(1)} MB` : `fails: ${found.reason}`,
    detail: [`memory of all Chromium's processes, peak ${found.peakMb.toFixed(0)} MB (files `
      + `included), killed for want of memory: ${found.kills}`,
    ...(found.works ? [`offline start, not slowed down: ${found.usableMs.toFixed(0)} ms`,
      `WebAssembly heap after each: ${Object.entries(found.heaps).map(([step, bytes]) =>
        `${step} ${(bytes / 1048576).toFixed(1)} MB`).join(', ')}`] : [])],
  }];
}
