// Releases: a new one waits until the person asks for it, a damaged one never takes over, and what
// a phone fetched beyond the first install goes along.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FrontVillage, makeRelease } from './front.mjs';

// A release names its number in its page, and has a pack that nobody needs at first.
const kPacks = [['xx', 'xx.lang', 'words'], ['xx', 'xx.ttf', 'letters']];
const numbered = (number, packs) => makeRelease({
  packs,
  changes: {
    'wasm/index.html': (page) => `${page}<!-- release ${number} -->`,
    'wasm/start.js': (script) => `window.xx = ['xx.lang', 'xx.ttf'];\n${script}`,
  },
});
const first = numbered(1, kPacks);
const second = numbered(2, kPacks);
const third = numbered(3, [['xx', 'xx.lang', 'other words'], ['xx', 'xx.wasm', 'order']]);

const village = new FrontVillage();
const { front } = village;
let awa;

const cachedReleases = () => awa.page.evaluate(async () =>
  (await caches.keys()).filter((name) => name.startsWith('hub-')).sort());
const cachedFiles = ({ cache }) => awa.page.evaluate(async (name) =>
  (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname), cache);
const shownRelease = () => awa.page.evaluate(async () =>
  /release (\d)/.exec(await (await fetch('/index.html')).text())[1]);
const lookForRelease = () => awa.page.evaluate(async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update().catch(() => {});
});
const optional = (path) => awa.page.evaluate(async (at) => {
  const response = await fetch(at).catch((error) => ({ text: () => `refused: ${error}` }));
  return response.text();
}, path);

// "installed" or, when it failed, "redundant".
const fateOfRelease = () => awa.page.evaluate(async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const worker = registration.installing;
  while (worker.state === 'installing')
    await new Promise((resolve) => { worker.addEventListener('statechange', resolve); });
  return worker.state;
});

before(async () => {
  await village.start(first);
  awa = village.phone('awa');
  await awa.enrol(village.server, 'Awa Diarra');
});

after(() => village.end());

test('an optional file is no part of the first install, and the page knows its name', async () => {
  const path = first.path('xx.lang');
  assert.equal(front.asked.includes(path), false);
  assert.equal((await cachedFiles(first)).includes(path), false);
  assert.deepEqual(await awa.page.evaluate(() => window.xx),
    [path.slice(1), first.path('xx.ttf').slice(1)]);
});

test('a damaged optional file is refused', async () => {
  const path = front.damaged = first.path('xx.lang');
  assert.match(await optional(path), /refused/);
  assert.equal((await cachedFiles(first)).includes(path), false);
  front.damaged = '';
});

test('an optional file that was fetched once is there offline, and its pack with it', async () => {
  assert.equal(await optional(first.path('xx.lang')), 'words');
  await awa.go();  // a start makes the pack whole
  await awa.sees('Prêt hors ligne');
  front.cut = true;
  assert.equal(await optional(first.path('xx.lang')), 'words');
  assert.equal(await optional(first.path('xx.ttf')), 'letters');
  front.cut = false;
});

test('a release with a damaged file changes nothing', async () => {
  front.asked = [];
  front.release = second;
  front.damaged = '/index.html';
  assert.equal(await fateOfRelease(), 'redundant');
  assert.equal(await awa.page.getByText('Mise à jour prête').count(), 0);
  await awa.go();
  await awa.sees('Prêt hors ligne');
  assert.equal(await shownRelease(), '1');
  assert.ok((await cachedReleases()).includes(first.cache));
  front.damaged = '';
});

test('a new release waits under a form and comes when it is asked for', async () => {
  await awa.tap('Entreprises');
  await awa.tap('Koumba Fruits');
  await awa.tap('Nouvelle visite');
  await awa.tap('Oui', 'radio');
  await lookForRelease();
  await awa.page.getByRole('button', { name: /Mise à jour prête/ }).waitFor();
  assert.equal(await shownRelease(), '1');
  await awa.sees('La personne accepte');  // still there, nothing was loaded anew
  await awa.page.getByRole('button', { name: /Mise à jour prête/ }).click();
  await awa.shoot('mise-a-jour');
  await awa.tap('Mettre à jour');
  await awa.page.getByRole('heading', { level: 1, name: 'Aujourd\'hui' }).waitFor();
  assert.equal(await shownRelease(), '2');
  assert.deepEqual(await cachedReleases(), [first.cache, second.cache].sort());
  await awa.sees('Mise à jour faite, version ');
  await awa.sees('Visite · Koumba Fruits');
});

test('an update fetches only what changed', () => {
  assert.ok(front.asked.includes('/index.html'));
  assert.equal(front.asked.includes(second.path('app.wasm')), false);
});

test('a pack stays over an update that is opened offline, in files of other names', async () => {
  front.release = third;
  await lookForRelease();
  await awa.page.getByRole('button', { name: /Mise à jour prête/ }).click();
  front.cut = true;
  await awa.tap('Mettre à jour');
  await awa.page.getByRole('heading', { level: 1, name: 'Aujourd\'hui' }).waitFor();
  await awa.sees('Prêt hors ligne');
  assert.equal(await shownRelease(), '3');
  assert.equal(await optional(third.path('xx.lang')), 'other words');
  assert.equal(await optional(third.path('xx.wasm')), 'order');
  front.cut = false;
});

test('a release waits for the packs that this phone has', async () => {
  const damaged = numbered(4, [['xx', 'xx.lang', 'more words']]);
  front.release = damaged;
  front.damaged = damaged.path('xx.lang');
  assert.equal(await fateOfRelease(), 'redundant');
  assert.equal(await shownRelease(), '3');
  front.damaged = '';
});

test('an optional file of a page without a worker yet is kept once it is there', async () => {
  const eager = makeRelease({
    packs: kPacks,
    changes: { 'wasm/start.js': (script) => `fetch('xx.lang');\n${script}` },
  });
  front.release = eager;
  const moussa = village.phone('moussa');
  await moussa.enrol(village.server, 'Moussa Koné');
  front.cut = true;
  const words = await moussa.page.evaluate(async (path) => (await fetch(path)).text(),
    eager.path('xx.lang'));
  assert.equal(words, 'words');
});

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
