// The adviser's language: brought once, then as offline as French; and nothing of it on the phone
// of who does not speak it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Village } from './phone.mjs';

const village = new Village();
const kArabicDigits = /[٠-٩]/;
const kOthers = /\/(ar|en|arabic|arabic-bold|bidi)\.\w+/;  // the files of their packs
let mahamat, awa;

const languageOf = (phone) => phone.page.evaluate(() =>
  [document.documentElement.lang, document.documentElement.dir]);
const fetched = async (phone) => (await phone.page.evaluate(() =>
  performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)))
  .filter((path) => kOthers.test(path));

async function choose(phone, place, name) {
  await phone.page.locator('nav button').last().click();
  await phone.page.getByRole('heading', { level: 1, name: place }).waitFor();
  await phone.page.getByRole('radio', { name, exact: true }).click();
}

before(async () => {
  await village.start();
  mahamat = village.phone('mahamat');
  await mahamat.enrol(village.server, 'Moussa Koné');
  awa = village.phone('awa');
  await awa.enrol(village.server, 'Awa Diarra');
});
after(() => village.end());

test('French fetches nothing of another language', async () => {
  assert.deepEqual(await languageOf(awa), ['fr', 'ltr']);
  assert.deepEqual(await fetched(awa), []);
  const kept = await awa.page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('hub-'));
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return keys.flat().map(({ url }) => new URL(url).pathname);
  });
  assert.deepEqual(kept.filter((path) => kOthers.test(path)), []);
});

test('Arabic turns the page around and counts in its digits', async () => {
  await choose(mahamat, 'Plus', 'العربية');
  await mahamat.page.getByRole('heading', { level: 1, name: 'المزيد' }).waitFor();
  assert.deepEqual(await languageOf(mahamat), ['ar', 'rtl']);
  assert.equal((await fetched(mahamat)).length, 4);
  const places = await mahamat.page.locator('nav button').evaluateAll((buttons) =>
    buttons.map((button) => button.getBoundingClientRect().x));
  assert.deepEqual(places, [...places].sort((a, b) => b - a));  // the first one is on the right
  assert.match(await mahamat.page.locator('#content').textContent(), kArabicDigits);
});

test('without a network it speaks Arabic from the first screen on, and saves a visit', async () => {
  await mahamat.close();
  mahamat.offline = true;
  await mahamat.open();
  await mahamat.page.getByRole('heading', { level: 1, name: 'اليوم' }).waitFor();
  await mahamat.sees('غير متصل');
  await mahamat.tap('زيارة جديدة');
  await mahamat.tap('Koumba Fruits');  // a name stays as it is written
  await mahamat.page.getByRole('radio', { name: 'نعم', exact: true }).click();
  await mahamat.sees('تم الحفظ على هذا الهاتف');
});

test('the other way on the same phone: back to French, offline, too', async () => {
  await mahamat.go();
  await choose(mahamat, 'المزيد', 'Français');
  await mahamat.page.getByRole('heading', { level: 1, name: 'Plus' }).waitFor();
  assert.deepEqual(await languageOf(mahamat), ['fr', 'ltr']);
});

test('a language that cannot be brought leaves the one that is spoken', async () => {
  await awa.setOffline(true);
  await choose(awa, 'Plus', 'English');
  await awa.page.getByRole('alert').getByText('Cette langue n').waitFor();
  assert.deepEqual(await languageOf(awa), ['fr', 'ltr']);
  await awa.setOffline(false);
  await awa.page.getByRole('radio', { name: 'English', exact: true }).click();
  await awa.page.getByRole('heading', { level: 1, name: 'More' }).waitFor();
  await awa.close();
  awa.offline = true;
  await awa.open();
  await awa.page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
});

test('who changes his mind before a language is here stays with the one chosen last', async () => {
  await awa.setOffline(false);
  await choose(awa, 'More', 'Français');
  await awa.page.getByRole('heading', { level: 1, name: 'Plus' }).waitFor();
  await awa.page.evaluate(() => {
    const ask = window.fetch;
    const held = new Promise((resolve) => { window.letGo = resolve; });
    window.fetch = (file) => (/^ar\./.test(file) ? held.then(() => ask(file)) : ask(file));
  });
  await awa.page.getByRole('radio', { name: 'العربية', exact: true }).click();
  await awa.sees('Cette langue arrive sur le téléphone…');
  await awa.page.getByRole('radio', { name: 'English', exact: true }).click();
  await awa.page.getByRole('heading', { level: 1, name: 'More' }).waitFor();
  const came = awa.page.waitForResponse(/\/ar\.\w+\.lang/);
  await awa.page.evaluate(() => window.letGo());
  await (await came).finished();
  await awa.page.waitForTimeout(500);
  assert.deepEqual(await languageOf(awa), ['en', 'ltr']);
});

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
