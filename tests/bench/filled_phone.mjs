// A real server with so many visits and sheets, and a phone that has enrolled and pulled them all.
import { join } from 'node:path';
import { Server } from '../browser/phone.mjs';
import { native, serverProgram, sleep } from './places.mjs';
import { WatchedPhone } from './watched_phone.mjs';

const kPullTimeoutMs = 300_000;

export async function filledServer(folder, contents) {
  const data = join(folder, 'data');
  await native('fill', { data, ...contents });
  const server = new Server();
  await server.start(serverProgram, data);
  return server;
}

// Resolves when no request went out for two seconds after at least one: the phone has everything.
async function pulled(phone) {
  const end = Date.now() + kPullTimeoutMs;
  let last = Date.now();
  let count = 0;
  phone.page.on('requestfinished', (request) => {
    if (!request.url().endsWith('/v1/sync')) return;
    last = Date.now();
    ++count;
  });
  while (count === 0 || Date.now() - last < 2000) {
    await phone.failIfStopped();
    if (Date.now() > end) throw new Error(`the phone still pulls after ${count} requests`);
    await sleep(200);
  }
  return count;
}

// `made` is told of the phone before it opens, for whoever must close it when that fails.
export async function filledPhone(folder, server, { executable, made = () => {} } = {}) {
  const phone = new WatchedPhone(join(folder, 'phone'), server.base, executable);
  made(phone);
  const link = await server.linkFor('Awa Diarra');
  await phone.open(`/${link.hash}`);
  phone.pullRequests = await pulled(phone);
  await phone.sees('Prêt hors ligne');
  return phone;
}
