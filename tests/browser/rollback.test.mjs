// The way back: a release that does not start on a phone, and a server that serves an older one.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FrontVillage, makeRelease } from './front.mjs';
import { startVisit } from './hands.mjs';

const numbered = (number, changes = {}) => makeRelease({
  changes: { 'wasm/index.html': (page) => `${page}<!-- release ${number} -->`, ...changes },
});
function replaced(text, part, other) {
  assert.ok(text.includes(part), part);
  return text.replace(part, other);
}
const works = numbered(1);
const broken = numbered(2, {
  'wasm/start.js': (script) =>
    replaced(script, 'await HubApp(program);', 'throw new Error(\'does not start here\');'),
  // The first time that it is to remember the way back, the phone has no room for it.
  'serviceworker/sw.js.in': (worker) => replaced(worker, 'async function turn(back) {', `$&
    if (back && !(await caches.has('refused'))) {
      await caches.open('refused');
      throw new DOMException('planted', 'QuotaExceededError');
    }`),
});
const mended = numbered(3);
// Its first frame is on the screen when it ends over this phone's journal.
const stumbles = numbered(4, {
  'build/wasm/app.js': (script) =>
    replaced(script, 'call("hub_loaded",[],[])', 'Module.onCrash("does not start here")'),
});

const village = new FrontVillage();
const { front } = village;
const kBack = 'Revenir à la version précédente';
let awa;

const shownRelease = () => awa.page.evaluate(async () =>
  /release (\d)/.exec(await (await fetch('/index.html')).text())[1]);
const lookForRelease = () => awa.page.evaluate(async () =>
  (await navigator.serviceWorker.getRegistration()).update());
const mayGoBack = () => awa.page.evaluate(() => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = (event) => resolve(event.data);
  navigator.serviceWorker.controller.postMessage({ type: 'may-go-back' }, [port2]);
}));
const atHome = () =>
  awa.page.getByRole('heading', { level: 1, name: 'Aujourd\'hui' }).waitFor();

async function applyUpdate() {
  await lookForRelease();
  await awa.page.getByRole('button', { name: /Mise à jour prête/ }).click();
  await awa.tap('Mettre à jour');
}

before(async () => {
  await village.start(works);
  awa = village.phone('awa');
  await awa.enrol(village.server, 'Awa Diarra');
  await startVisit(awa);
});

after(() => village.end());

test('a release that does not start says so and offers the one before', async () => {
  front.release = broken;
  await applyUpdate();
  await awa.page.getByRole('heading', { name: 'Le carnet s\'est arrêté' }).waitFor();
  await awa.sees('does not start here');
  await awa.page.getByRole('button', { name: kBack }).waitFor();
  await awa.shoot('version-precedente');
});

test('without a network the phone goes back, and what was saved is there', async () => {
  front.cut = true;
  await awa.tap(kBack);
  await awa.sees('La mémoire du téléphone est pleine');
  await awa.tap(kBack);
  await atHome();
  await awa.sees('Visite · Koumba Fruits');
  await awa.sees('Prêt hors ligne');
  await awa.sees('Retour à la version ');
  assert.equal(await shownRelease(), '1');
  await awa.go();
  await atHome();
  await awa.sees('Prêt hors ligne');
  front.cut = false;
});

test('the new release may be tried again, and left again', async () => {
  await awa.tap('Plus');
  await awa.tap('État');
  await awa.sees('La nouvelle version ne s\'est pas ouverte');
  await awa.shoot('version-precedente-etat');
  await awa.tap('Réessayer la nouvelle version');
  await awa.tap(kBack);
  await atHome();
  assert.equal(await shownRelease(), '1');
});

test('a mended release comes as an update, and the broken one is forgotten', async () => {
  front.release = mended;
  await applyUpdate();
  await atHome();
  await awa.sees('Mise à jour faite, version ');
  assert.equal(await shownRelease(), '3');
  await awa.sees('Visite · Koumba Fruits');
  const kept = await awa.page.evaluate(async () =>
    (await caches.keys()).filter((name) => name.startsWith('hub-')));
  assert.deepEqual(kept.sort(), [works.cache, mended.cache].sort());
});

test('an older release that the server goes back to comes as an update, too', async () => {
  front.release = works;
  await applyUpdate();
  await atHome();
  await awa.sees('Mise à jour faite, version ');
  assert.equal(await shownRelease(), '1');
  await awa.sees('Visite · Koumba Fruits');
});

test('a crash in the middle of the work offers no other release', async () => {
  await awa.page.evaluate(() => { setTimeout(() => { throw new Error('does not start'); }); });
  await awa.page.getByRole('heading', { name: 'Le carnet s\'est arrêté' }).waitFor();
  assert.equal(await mayGoBack(), true);
  assert.equal(await awa.page.getByRole('button', { name: kBack }).count(), 0);
  await awa.tap('Recharger');
  await atHome();
});

test('a release that ends over the journal is left, too, but only while all is there', async () => {
  front.release = stumbles;
  await applyUpdate();
  await awa.page.getByRole('button', { name: kBack }).waitFor();
  await awa.page.evaluate(async ([cache, path]) => (await caches.open(cache)).delete(path),
    [works.cache, works.path('app.wasm')]);
  await awa.page.reload();
  await awa.page.getByRole('heading', { name: 'Le carnet s\'est arrêté' }).waitFor();
  assert.equal(await mayGoBack(), false);
  assert.equal(await awa.page.getByRole('button', { name: kBack }).count(), 0);
});

test('nothing else went wrong on any page', () =>
  assert.deepEqual(village.errors().filter((error) => !error.includes('does not start')), []));
