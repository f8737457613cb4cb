// Nothing typed is lost: the page is hidden, killed, turned or left while somebody writes, and what
// others send comes in between.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  exchange, field, goBackTo, goOnTo, Hands, saved, startVisit, walk,
} from './hands.mjs';
import { until } from './device.mjs';
import { Village } from './phone.mjs';

const kName = 'Nom de la personne responsable';
const village = new Village();
let awa, moussa, hands;

const name = (phone = awa) => field(phone, kName);

// Answered before: the section opens behind it.
async function openName(phone) {
  await phone.page.getByRole('button', { name: 'Visite · Koumba Fruits' }).first().click();
  await phone.tap('Identité');
  await goBackTo(phone, kName);
}

async function killAndLook() {
  await awa.kill();
  await awa.open();
  hands = await Hands.on(awa);
  await openName(awa);
  return name().inputValue();
}

const sent = (phone) => phone.page.locator('#foot').getByText('Envoyé').waitFor();
const arrived = (answer) => until(`${answer} on the server`, async () =>
  answer.test(await village.server.command('export', '--json')));

before(async () => {
  await village.start();
  awa = village.phone('awa');
  await awa.enrol(village.server, 'Awa Diarra');
  hands = await Hands.on(awa);
  await startVisit(awa);
  await goOnTo(awa, 'Date de la visite');
  await awa.tap('Suivant');
  await awa.tap('GIE', 'radio');
  await goOnTo(awa, kName);
});

after(() => village.end());

test('after the pause even a word that is still composed outlives the battery', async () => {
  await name().click();
  await hands.insert('Koumba ');
  await hands.compose('Trao');
  await saved(awa);
  assert.equal(await killAndLook(), 'Koumba Trao');
});

// This browser has no window that could be covered: the page is told that it is.
test('a page that is hidden saves at once', async () => {
  await name().click();
  await name().press('Control+a');
  await awa.page.evaluate(() => {
    window.wrote = 0;
    const add = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function put(...args) {
      window.wrote = window.wrote || performance.now();
      return add.apply(this, args);
    };
    document.addEventListener('input', () => {
      window.typed = performance.now();
      Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
  });
  await hands.insert('Koumba Traoré');
  await awa.page.waitForFunction(() => window.wrote > 0);
  const waited = await awa.page.evaluate(() => window.wrote - window.typed);
  assert.ok(waited < 900, `${waited} ms: that was the pause`);
  await awa.page.locator('#foot').getByText('Enregistré sur ce téléphone').waitFor();
  assert.equal(await killAndLook(), 'Koumba Traoré');
});

test('a phone that is turned keeps text, selection, focus and undo', async () => {
  await name().click();
  await name().press('End');
  await hands.insert(' épouse Diallo');
  await name().evaluate((element) => element.setSelectionRange(3, 9));
  for (const viewport of [{ width: 640, height: 150 }, { width: 640, height: 360 },
    { width: 360, height: 640 }]) {
    await awa.page.setViewportSize(viewport);
    await awa.page.waitForFunction((height) =>
      document.getElementById('canvas').offsetHeight === height, viewport.height);
    assert.deepEqual(await name().evaluate((element) =>
      [element.value, element.selectionStart, element.selectionEnd,
        element === document.activeElement]), ['Koumba Traoré épouse Diallo', 3, 9, true]);
  }
  await name().press('Control+z');
  assert.equal(await name().inputValue(), 'Koumba Traoré');
});

test('back in the middle of a word keeps it', async () => {
  await name().click();
  await name().press('Control+a');
  await hands.insert('Koumba ');
  await hands.compose('Diallo');
  await awa.page.goBack();
  await awa.page.getByRole('button', { name: 'Identité' }).waitFor();
  assert.equal(await killAndLook(), 'Koumba Diallo');
});

test('another\'s answer neither overwrites nor is overwritten by what is typed', async () => {
  await exchange(awa);
  moussa = village.phone('moussa');
  await moussa.enrol(village.server, 'Moussa Koné');
  await moussa.tap('Entreprises');
  await moussa.tap('Koumba Fruits');
  await openName(moussa);
  await name().click();
  await name().press('End');
  await hands.insert(' Traoré');
  await awa.page.evaluate(() => { window.theField = document.activeElement; });
  await name(moussa).fill('K. Diallo');
  await name(moussa).blur();
  await arrived(/"K\. Diallo"/);
  await exchange(awa);
  await awa.sees('Deux réponses différentes');
  assert.equal(await name().inputValue(), 'Koumba Diallo Traoré');
  assert.ok(await awa.page.evaluate(() => window.theField === document.activeElement));
  await awa.page.getByRole('button', { name: 'Garder « K. Diallo »' }).waitFor();
  await awa.tap('Garder « Koumba Diallo Traoré »');
  await sent(awa);
});

test('an answer that came while the page was away is not overwritten unseen', async () => {
  // Asked again until it is there: the strip may have said “Envoyé” of what came before the choice.
  await until('Awa\'s choice with Moussa', async () => {
    await exchange(moussa);
    return await name(moussa).inputValue() === 'Koumba Diallo Traoré';
  });
  await name(moussa).click();
  await name().click();
  const uncover = await hands.cover();
  await name(moussa).fill('Fanta Diallo');
  await name(moussa).blur();
  await arrived(/"Fanta Diallo"/);
  await exchange(awa);
  assert.equal(await name().inputValue(), 'Koumba Diallo Traoré');
  await uncover();
  await name().press('End');
  await hands.insert(' (gérante)');
  await awa.page.getByRole('button', { name: 'Garder « Fanta Diallo »' }).waitFor();
  await awa.tap('Garder « Koumba Diallo Traoré (gérante) »');
  await sent(awa);
});

test('a question that is taken away while one writes does not take the text along', async () => {
  await exchange(moussa);
  await moussa.tap('Retour');
  await moussa.tap('Identité');
  await name().click();
  await name().press('End');
  await hands.compose(' à Bamako');
  await walk(moussa, 'Précédent', moussa.page.getByRole('radio', { name: 'Non', exact: true }));
  await moussa.tap('Non', 'radio');  // consent is refused: no other question is asked any more
  await arrived(/answers\/consentement".*"non"/);
  await exchange(awa);
  await name().waitFor({ state: 'detached' });
  await awa.tap('Oui', 'radio');
  await awa.page.getByRole('button', { name: 'Suivant' }).waitFor();
  await goOnTo(awa, kName);
  assert.equal(await name().inputValue(), 'Koumba Diallo Traoré (gérante) à Bamako');
});

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
