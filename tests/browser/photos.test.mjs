// A photo from another app to another phone: shared without a network, kept through every death of
// the browser, sent piece by piece over a line that is cut, and seen by the colleague.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { until } from './device.mjs';
import { exchange } from './hands.mjs';
import { Village } from './phone.mjs';
import { chooses, share } from './sharing.mjs';

const village = new Village();
let awa, moussa;

// What the app's own store has: [state, small, bytes] of each, without asking the app.
const held = (phone) => phone.page.evaluate(() => new Promise((resolve, reject) => {
  const request = indexedDB.open('hub-photos');
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const database = request.result;
    const store = database.transaction('facts').objectStore('facts');
    store.getAll().onsuccess = ({ target }) => {
      database.close();
      resolve(target.result.map(({ state, small, size }) => [state, small, size]));
    };
  };
}));
const entries = (phone, name) => phone.page.evaluate(async (cache) =>
  (await (await caches.open(cache)).keys()).length, name);
const states = async (phone) => (await held(phone)).map(([state]) => state).sort();

// The server's own files: the blobs that are whole, and those that are arriving.
function onServer() {
  const folder = join(village.server.data, 'blobs');
  const whole = [], arriving = [];
  if (!existsSync(folder)) return { whole, arriving };
  readdirSync(folder, { recursive: true }).forEach((path) => {
    const file = statSync(join(folder, path));
    if (file.isFile()) (String(path).startsWith('partial') ? arriving : whole).push(file.size);
  });
  return { whole, arriving };
}

async function openRequest(phone, company) {
  await phone.go();
  await phone.tap('Demandes');
  await phone.page.getByRole('button', { name: `Demande · ${company}` }).first().click();
}

before(async () => {
  await village.start();
  awa = village.phone('awa');
  await awa.enrol(village.server, 'Awa Diarra');
  await awa.page.waitForFunction(() => !!navigator.serviceWorker.controller);
});

after(() => village.end());

test('a shared photo becomes part of a request without a network, and small', async () => {
  await awa.setOffline(true);
  await share(awa, { text: 'La chaîne de séchage' }, { photos: 2 });
  await chooses(awa);
  await awa.sees('2 photos');
  await awa.shoot('partage-photos');
  await awa.tap('Koumba Fruits');
  await awa.page.getByRole('button', { name: /2 photos à envoyer/ }).waitFor();
  await until('nothing of the share waits', async () => await entries(awa, 'shared') === 0);
  const photos = await held(awa);
  assert.deepEqual(photos.map(([state]) => state), Array(4).fill('waiting'));
  for (const [, small, size] of photos)
    assert.ok(size > 500 && size < (small ? 20e3 : 400e3), size);
  await openRequest(awa, 'Koumba Fruits');
  await awa.page.getByRole('button', { name: 'Photo 2' }).waitFor();
  await until('both small pictures', () => awa.page.evaluate(() =>
    [...document.querySelectorAll('img.picture')].filter((each) => each.naturalWidth > 100)
      .length === 2));
  await awa.shoot('demande-photos');
});

test('photos outlive the battery, and the loss of the database', async () => {
  await awa.kill();
  await awa.open();
  await awa.page.getByRole('button', { name: /2 photos à envoyer/ }).waitFor();
  await awa.go('/apropos-de-rien');  // no page of the app holds the database open
  await awa.page.evaluate(() => new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('hub-photos');
    Object.assign(request, { onsuccess: resolve, onerror: reject });
  }));
  await awa.kill();
  await awa.open();
  await awa.page.getByRole('button', { name: /2 photos à envoyer/ }).waitFor();
  assert.deepEqual(await states(awa), Array(4).fill('waiting'));
});

test('a line that is cut in the middle goes on where it stopped', async () => {
  let pieces = 0;
  await awa.context.route('**/v1/blob/*', async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    pieces += 1;
    if (pieces === 4) return route.abort('connectionfailed');
    return route.continue();
  });
  await awa.setOffline(false);
  await until('the cut', () => pieces >= 4);
  await awa.page.getByRole('button', { name: /photos? à envoyer/ }).waitFor();
  assert.equal(await awa.page.getByText('Tout est envoyé').count(), 0);
  await awa.context.unroute('**/v1/blob/*');
  await exchange(awa);
  await awa.sees('Tout est envoyé');
  const server = onServer();
  assert.equal(server.whole.length, 4);
  assert.deepEqual(server.arriving, []);
  assert.deepEqual(server.whole.sort(), (await held(awa)).map(([, , size]) => size).sort());
  assert.deepEqual(await states(awa), Array(4).fill('sent'));
  assert.equal(await entries(awa, 'photos-spare'), 0);
});

test('the colleague sees the photo, and keeps it for the field', async () => {
  moussa = village.phone('moussa');
  await moussa.enrol(village.server, 'Moussa Koné');
  await openRequest(moussa, 'Koumba Fruits');
  await moussa.tap('Photo 1');
  await moussa.page.getByRole('img', { name: /^Photo 1 · Demande/ }).waitFor();
  const picture = () => moussa.page.evaluate(() => {
    const image = document.querySelector('img.picture');
    return image && image.naturalWidth > 0 && [image.naturalWidth, image.naturalHeight];
  });
  const [width, height] = await until('the picture', picture);
  assert.ok(Math.max(width, height) <= 1600 && Math.abs(width / height - 4 / 3) < 0.01);
  await moussa.shoot('photo');
  await moussa.setOffline(true);
  await moussa.kill();
  await moussa.open();
  await openRequest(moussa, 'Koumba Fruits');
  await moussa.tap('Photo 1');
  await until('the picture, offline', picture);
  await moussa.tap('Retour');
  await moussa.tap('Photo 2');
  await moussa.sees('À charger avec le réseau');
  await moussa.setOffline(false);
  await until('the other picture', picture);
});

test('what is no photo is said, and nothing is made of it', async () => {
  await share(awa, {}, { files: ['this is not a photo'] });
  await chooses(awa);
  await awa.tap('Laiterie Diaby');
  await awa.sees('Ce téléphone ne peut pas lire ce fichier comme une photo.');
  await awa.shoot('partage-illisible');
  await awa.tap('Ne pas garder ce partage');
  await until('nothing of the share waits', async () => await entries(awa, 'shared') === 0);
  assert.equal((await held(awa)).length, 4);
});

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
