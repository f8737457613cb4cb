// Tabs of two releases: whoever writes, every answer is there once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FrontVillage, makeRelease } from './front.mjs';
import { until } from './device.mjs';
import { startVisit } from './hands.mjs';

const numbered = (number) => makeRelease({
  changes: {
    'wasm/index.html': (page) => page.replace('<body>', `<body data-n="${number}">`),
    'wasm/style.css': (style) => `${style}/* ${number} */\n`,
  },
});
const [first, second, third] = [1, 2, 3].map(numbered);
const village = new FrontVillage();
const { front } = village;
const kElsewhere = 'Ouvert ailleurs';
let awa;

const releaseOf = (page) => page.evaluate(() => document.body.dataset.n);
const titled = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();
const tap = (page, name, role = 'button') =>
  page.getByRole(role, { name, exact: true }).first().click();

const newTab = async () => awa.watch(await awa.context.newPage());

async function openName(page) {
  await tap(page, 'Entreprises');
  await tap(page, 'Koumba Fruits');
  await tap(page, 'Visite · Koumba Fruits');
  await page.getByRole('button', { name: 'Identité' }).first().click();
}

async function lookForRelease(page) {
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.getByRole('button', { name: /Mise à jour prête/ }).waitFor();
}

// What the server holds of visits, a field each, and what it refused.
async function onServer() {
  const lines = (await village.server.command('export', '--json')).trim().split('\n')
    .map((line) => JSON.parse(line));
  return {
    fields: lines.filter(({ kind, quarantined }) => kind === 'visit' && !quarantined),
    refused: lines.filter(({ quarantined }) => quarantined),
  };
}

before(async () => {
  await village.start(first);
  awa = village.phone('awa');
  await awa.enrol(village.server, 'Awa Diarra');
  await startVisit(awa);
});

after(() => village.end());

test('an update under a second tab keeps what was typed, and the tab comes along', async () => {
  const other = await newTab();
  await other.goto(awa.base);
  await titled(other, kElsewhere);
  for (let i = 0; i < 3; ++i) await awa.tap('Suivant');
  await awa.page.getByRole('textbox', { name: 'Nom de la personne responsable' })
    .pressSequentially('Koumba');
  front.release = second;
  await lookForRelease(awa.page);
  await awa.page.getByRole('button', { name: /Mise à jour prête/ }).click();
  await awa.tap('Mettre à jour');
  await titled(awa.page, 'Aujourd\'hui');
  assert.equal(await releaseOf(awa.page), '2');
  assert.equal(await releaseOf(other), '1');
  const style = await other.evaluate(async () =>
    (await fetch(document.querySelector('link[rel=stylesheet]').href)).text());
  assert.match(style, /\/\* 1 \*\/\n$/);  // the server has it no longer
  await tap(other, 'Ouvrir ici');
  await titled(other, 'Aujourd\'hui');
  assert.equal(await releaseOf(other), '2');
  await titled(awa.page, kElsewhere);
  await openName(other);
  await tap(other, 'Suivant');
  assert.equal(await other.getByRole('textbox').first().inputValue(), 'Koumba');
  await other.close();
});

test('old and new code write in turn, and every answer is there once', async () => {
  await awa.go();
  await titled(awa.page, 'Aujourd\'hui');
  front.release = third;
  const newer = await newTab();
  const session = await awa.context.newCDPSession(newer);
  await session.send('Network.enable');
  await session.send('Network.setBypassServiceWorker', { bypass: true });
  await newer.goto(awa.base);
  await titled(newer, kElsewhere);
  assert.equal(await releaseOf(newer), '3');
  const names = ['Koumba', 'Koumba T', 'Koumba Tr', 'Koumba Tra', 'Koumba Traoré'];
  for (let turn = 1; turn < names.length; ++turn) {
    const page = turn % 2 === 1 ? newer : awa.page;
    await tap(page, 'Ouvrir ici');
    await titled(page, 'Aujourd\'hui');
    await openName(page);
    await tap(page, 'Suivant');
    const field = page.getByRole('textbox').first();
    assert.equal(await field.inputValue(), names[turn - 1]);
    await field.fill(names[turn]);
    await tap(page, 'Suivant');
    await until(`${names[turn]} on the server`, async () =>
      (await onServer()).fields.some(({ value }) => value === names[turn]));
  }
  assert.equal(await releaseOf(awa.page), '2');
  await awa.page.getByText('Tout est envoyé').first().waitFor();
  const { fields, refused } = await onServer();
  const answer = (name) => fields.filter(({ field }) => field === `answers/${name}`)
    .map(({ value }) => value);
  assert.deepEqual(answer('dirigeant_nom'), ['Koumba Traoré']);
  assert.deepEqual(answer('consentement'), ['oui']);
  assert.deepEqual(fields.flatMap(({ kept }) => kept), []);
  assert.deepEqual(refused, []);
  await newer.close();
});

test('a release that waits is there at the next start, also after the browser was killed',
  async () => {
    await lookForRelease(awa.page);
    await awa.kill();
    await awa.open();
    await titled(awa.page, 'Aujourd\'hui');
    assert.equal(await releaseOf(awa.page), '3');
    await awa.sees('Mise à jour faite, version ');
    await awa.sees('Visite · Koumba Fruits');
  });

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
