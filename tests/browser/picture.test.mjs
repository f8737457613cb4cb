// Phones take the graphics away from pages, most of all from those in the background.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { insides, watchInside } from './inside.mjs';
import { startVisit } from './hands.mjs';
import { Village } from './phone.mjs';
import { variance } from './pictures.mjs';

const village = new Village();
let awa;

before(async () => {
  await village.start();
  awa = village.phone('awa');
  await awa.enrol(village.server, 'Awa Diarra');
  await watchInside(awa);
});

after(() => village.end());

// As if another app stood before the browser, or not any more.
function hide(hidden) {
  return awa.page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

function lose() {
  return awa.page.evaluate(() => {
    const context = document.getElementById('canvas').getContext('webgl2');
    window.lost = context.getExtension('WEBGL_lose_context');
    return new Promise((resolve) => {
      context.canvas.addEventListener('webglcontextlost', () => resolve(), { once: true });
      window.lost.loseContext();
    });
  });
}

const restore = () => awa.page.evaluate(() => window.lost.restoreContext());

// A picture that does not change any more.
async function picture() {
  let last = await awa.page.screenshot();
  for (;;) {
    const next = await awa.page.screenshot();
    if (next.equals(last)) return next;
    last = next;
  }
}

async function heading(name) {
  await awa.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}

test('a picture taken by the system comes back, dot by dot', async () => {
  await awa.go();
  await awa.sees('Prêt hors ligne');
  const whole = await picture();
  assert.ok(await variance(awa.page, whole) > 100, 'the canvas shows something');
  for (let times = 0; times < 3; ++times) {
    await hide(true);
    await lose();
    await restore();
    await hide(false);
    for (let looks = 0; looks < 40; ++looks)
      if ((await picture()).equals(whole)) break;
    assert.ok((await picture()).equals(whole), `after ${times + 1} times`);
  }
});

test('without a picture the app works on, and draws nothing', async () => {
  await awa.go();
  await awa.tap('Entreprises');
  await heading('Entreprises');
  const whole = await picture();
  await hide(true);
  await lose();
  const { draws } = await insides(awa);
  await awa.tap('Solutions');
  await heading('Solutions');
  await awa.tap('Entreprises');
  await heading('Entreprises');
  assert.equal((await insides(awa)).draws, draws);
  await restore();
  await hide(false);
  for (let looks = 0; looks < 40; ++looks)
    if ((await picture()).equals(whole)) break;
  assert.ok((await picture()).equals(whole));
  assert.ok((await insides(awa)).draws > draws);
});

test('a picture that does not come back is a reason to save and to begin anew', async () => {
  const name = 'Nom de la personne responsable';
  await awa.go();
  await startVisit(awa);
  for (let i = 0; i < 3; ++i) await awa.tap('Suivant');
  await awa.page.getByRole('textbox', { name }).pressSequentially('Koumba Traoré');
  await hide(true);
  await lose();
  const loaded = awa.page.waitForEvent('load');
  await hide(false);
  await loaded;
  await heading('Aujourd\'hui');
  assert.ok(await variance(awa.page, await picture()) > 100);
  await awa.tap('Visite · Koumba Fruits');
  await awa.tap('Identité');
  await awa.tap('Suivant');
  const field = awa.page.getByRole('textbox', { name });
  await field.waitFor();
  assert.equal(await field.inputValue(), 'Koumba Traoré');
});

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
