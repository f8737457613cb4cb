// A text that another app shares arrives as the browser sends it, a form posted without a network,
// and stays until it stands in a saved request.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FrontVillage, makeRelease } from './front.mjs';
import { chooses, share } from './sharing.mjs';

const village = new FrontVillage();
const { front } = village;
let awa;

const kept = (phone) => phone.page.evaluate(async () => {
  const cache = await caches.open('shared');
  const entries = await Promise.all((await cache.keys()).map((key) => cache.match(key)));
  return Promise.all(entries.map((entry) => entry.text()));
});
const waiting = (phone) => phone.page.evaluate(async () =>
  (await (await caches.open('shared')).keys()).length);
const nothingWaits = (phone) => phone.page.waitForFunction(() =>
  caches.open('shared').then((cache) => cache.keys()).then((keys) => keys.length === 0));

async function unenrolled(name) {
  const phone = village.phone(name);
  await phone.open();
  await phone.page.waitForFunction(() => !!navigator.serviceWorker.controller);
  return phone;
}

before(async () => {
  await village.start(makeRelease());
  awa = village.phone('awa');
  await awa.enrol(village.server, 'Awa Diarra');
});

after(() => village.end());

test('a shared text becomes a request without a network', async () => {
  front.cut = true;
  await share(awa, {
    title: 'Message', text: 'Nos mangues noircissent : que faire ?', url: 'https://example.org/x',
  });
  await chooses(awa);
  await awa.sees('Nos mangues noircissent : que faire ?');
  await awa.shoot('partage');
  assert.deepEqual(await kept(awa),
    ['Message\nNos mangues noircissent : que faire ?\nhttps://example.org/x']);
  await awa.tap('Koumba Fruits');
  await awa.tap('Retour');
  await awa.sees('Enregistré sur ce téléphone');
  await nothingWaits(awa);
  await awa.go();
  await awa.sees('Demande · Koumba Fruits');
  assert.equal(await awa.page.getByText('Texte partagé').count(), 0);
  front.cut = false;
});

test('what is not chosen waits, also when the browser is killed', async () => {
  const text = 'Une cliente cherche un emballage : https://example.org/y';
  await share(awa, { title: text, text, url: 'https://example.org/y' });
  await chooses(awa);
  assert.deepEqual(await kept(awa), [text]);
  await awa.kill();
  await awa.open();
  await awa.sees('Texte partagé');
  await awa.shoot('partage-attend');
  await awa.tap('Texte partagé');
  await chooses(awa);
  await awa.tap('Ne pas garder ce texte');
  await nothingWaits(awa);
});

test('a very long text goes into as many requests as it needs', async () => {
  const text = 'é😀 mot '.repeat(2000).trim();
  await share(awa, { text });
  await chooses(awa);
  await awa.tap('Koumba Fruits');
  await awa.tap('Retour');
  await awa.sees('Enregistré sur ce téléphone');
  const rest = await awa.page.waitForFunction(() => caches.open('shared')
    .then(async (cache) => (await cache.match((await cache.keys())[0])).text())
    .then((kept) => kept.length < 10000 && kept));
  assert.ok(text.endsWith(await rest.jsonValue()));
  await awa.go();
  await awa.tap('Texte partagé');
  await chooses(awa);
  await awa.tap('Laiterie Diaby');
  await nothingWaits(awa);
});

test('before enrolment a shared text is kept, and taken up after it', async () => {
  const moussa = await unenrolled('moussa');
  await share(moussa, { text: 'Cherche un séchoir' });
  await moussa.sees('Ce qui a été partagé est gardé sur ce téléphone.');
  await moussa.shoot('partage-bienvenue');
  await moussa.close();
  const link = await village.server.linkFor('Moussa Koné');
  await moussa.open(`/${link.hash}`);
  await moussa.sees('Texte partagé');
  assert.equal(await waiting(moussa), 1);
});

test('nothing shared is nothing kept', async () => {
  await share(awa, { title: ' ', text: '' });
  await awa.page.getByRole('heading', { level: 1, name: 'Aujourd\'hui' }).waitFor();
  assert.equal(await waiting(awa), 0);
});

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
