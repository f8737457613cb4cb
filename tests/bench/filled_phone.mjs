// A real server with so many visits and sheets, and a phone that has enrolled and pulled them all.
import { join } from 'node:path';
import { Server } from '../browser/phone.mjs';
import { inFolder, native, sleep } from './places.mjs';
import { WatchedPhone } from './watched_phone.mjs';

const kPullTimeoutMs = 300_000;
const kQuietMs = 2000;
const kNothingBytes = 400;

async function start(data) {
  const server = new Server();
  await server.start(data);
  return server;
}

export async function stop(server) {
  if (server.process.exitCode === null) await server.stop();
}

// Resolves with the number of requests when none went out for two seconds: everything is here.
async function pulled(phone) {
  const end = Date.now() + kPullTimeoutMs;
  let last = Date.now();
  let count = 0;
  phone.page.on('requestfinished', (request) => {
    if (!request.url().endsWith('/v1/sync')) return;
    last = Date.now();
    ++count;
  });
  while (count === 0 || Date.now() - last < kQuietMs) {
    await phone.failIfStopped();
    if (Date.now() > end) throw new Error(`the phone still pulls after ${count} requests`);
    await sleep(200);
  }
  return count;
}

// One more request must bring nothing: what is measured afterwards has all its data.
async function failIfMore(phone) {
  const answered = phone.page.waitForResponse((response) => response.url().endsWith('/v1/sync'));
  await phone.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  const { responseBodySize } = await (await answered).request().sizes();
  if (responseBodySize > kNothingBytes) throw new Error('the phone had not pulled everything');
}

async function enrol(phone, server) {
  const link = await server.linkFor('Awa Diarra');
  await phone.open(`/${link.hash}`);
  phone.pullRequests = await pulled(phone);
  await phone.sees('Prêt hors ligne');
  await failIfMore(phone);
}

// Runs `work(server)` with a server over a filled folder of its own; `contents`: bench fill's.
export function withServer(contents, work) {
  return inFolder(async (folder) => {
    const data = join(folder, 'data');
    const filled = await native('fill', { data, ...contents });
    const server = await start(data);
    try {
      return await work(server, { folder, ...filled });
    } finally {
      await stop(server);
    }
  });
}

// Runs `work(phone, server)` with a phone that holds everything, and ends both whatever happens.
// `launcher(folder)` may make another program to start the browser by.
export function withPhone(contents, work, launcher = () => undefined) {
  return withServer(contents, async (server, { folder }) => {
    const phone = new WatchedPhone(join(folder, 'phone'), server.base, launcher(folder));
    try {
      await enrol(phone, server);
      return await work(phone, server);
    } finally {
      await phone.context?.close().catch(() => {});
    }
  });
}

// Among so many companies one is looked for.
export async function startVisit(phone) {
  await phone.tap('Entreprises');
  await phone.page.getByRole('searchbox').fill('Koumba Fruits');
  await phone.tap('Koumba Fruits');
  await phone.tap('Nouvelle visite');
  await phone.tap('Oui', 'radio');
  await phone.sees('Enregistré sur ce téléphone');
}
