// Releases: a new one waits until the person asks for it, a damaged one never takes over.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { Village } from './phone.mjs';

const village = new Village();
let awa, front, release = 'first';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

// The server as it is, but for two files of another release: index.html has one more comment, and
// the service worker its hash and another version.
async function other(path) {
  const text = async (name) => (await fetch(village.server.base + name)).text();
  const [page, worker] = [await text('/index.html'), await text('/sw.js')];
  const changed = `${page}<!-- another release -->`;
  if (path === '/sw.js')
    return worker.replace(/kVersion = '\w+'/, `kVersion = '${release}'`)
      .replace(sha256(page), sha256(changed));
  return release === 'damaged' ? `${changed} cut` : changed;
}

async function answer(request, response) {
  const path = request.url === '/' ? '/index.html' : request.url;
  if (release !== 'first' && (path === '/sw.js' || path === '/index.html')) {
    response.setHeader('Content-Type', path === '/sw.js' ? 'text/javascript' : 'text/html');
    response.setHeader('Cache-Control', 'no-cache');
    response.end(await other(path));
    return;
  }
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { host, connection, 'accept-encoding': packed, ...headers } = request.headers;
  const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
  const said = await fetch(village.server.base + request.url,
    { method: request.method, headers: { ...headers, 'accept-encoding': 'identity' }, body });
  response.writeHead(said.status, { 'Content-Type': said.headers.get('content-type') });
  response.end(Buffer.from(await said.arrayBuffer()));
}

const cachedReleases = () => awa.page.evaluate(async () =>
  (await caches.keys()).filter((name) => name.startsWith('hub-')).sort());
const isNewPage = () => awa.page.evaluate(async () =>
  (await (await fetch('/index.html')).text()).includes('another release'));
const lookForRelease = () => awa.page.evaluate(async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update().catch(() => {});
});

before(async () => {
  await village.start();
  front = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise((resolve) => { front.listen(0, '127.0.0.1', resolve); });
  awa = village.phone('awa');
  awa.base = `http://localhost:${front.address().port}`;
  await awa.enrol(village.server, 'Awa Diarra');
});

after(async () => {
  await awa.close().catch(() => {});
  front.close();
  await village.end();
});

test('a release with a damaged file changes nothing', async () => {
  const releases = await cachedReleases();
  release = 'damaged';
  await lookForRelease();
  await awa.page.waitForTimeout(2000);
  assert.equal(await awa.page.getByText('Mise à jour prête').count(), 0);
  await awa.go();
  await awa.sees('Prêt hors ligne');
  assert.equal(await isNewPage(), false);
  assert.ok((await cachedReleases()).includes(releases[0]));
});

test('a new release waits under a form and comes when it is asked for', async () => {
  release = 'second';
  await awa.tap('Entreprises');
  await awa.tap('Koumba Fruits');
  await awa.tap('Nouvelle visite');
  await awa.tap('Oui', 'radio');
  await lookForRelease();
  await awa.page.getByRole('button', { name: /Mise à jour prête/ }).waitFor();
  assert.equal(await isNewPage(), false);
  await awa.sees('La personne accepte');  // still there, nothing was loaded anew
  await awa.page.getByRole('button', { name: /Mise à jour prête/ }).click();
  await awa.shoot('mise-a-jour');
  await awa.tap('Mettre à jour');
  await awa.page.getByRole('heading', { level: 1, name: 'Aujourd\'hui' }).waitFor();
  assert.equal(await isNewPage(), true);
  assert.deepEqual(await cachedReleases(), ['hub-second']);
  await awa.sees('Visite · Koumba Fruits');
});

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
