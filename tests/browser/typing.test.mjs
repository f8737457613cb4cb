// Typing as phones do it: from field to field with the keyboard up, words that are still being
// composed, and every text in its own field.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { field as fieldOf, goBackTo, goOnTo, Hands, hasFocus } from './hands.mjs';
import { Village } from './phone.mjs';

const kNeed = "Décrire le besoin prioritaire avec les mots de l'entreprise";
const village = new Village();
let awa;

const focused = () => awa.page.evaluate(() => document.activeElement.getAttribute('aria-label'));
const field = (name) => fieldOf(awa, name);

// Counts how often the focus went to nothing: the soft keyboard closes then.
async function watchKeyboard() {
  await awa.page.evaluate(() => {
    window.keyboardClosed = 0;
    document.addEventListener('focusout', (event) => {
      if (!event.relatedTarget) window.keyboardClosed += 1;
    });
  });
}

async function openSection(name) {
  await awa.page.getByRole('button', { name }).first().click();
}

before(async () => {
  await village.start();
  awa = village.phone('awa');
  await awa.enrol(village.server, 'Awa Diarra');
  await awa.tap('Entreprises');
  await awa.tap('Koumba Fruits');
  await awa.tap('Nouvelle visite');
  await awa.tap('Oui', 'radio');
  await awa.tap('Retour');
});

after(() => village.end());

test('Enter goes on to the next field and the keyboard stays', async () => {
  await openSection('Emploi');
  await field('Femmes travaillant régulièrement').click();
  await watchKeyboard();
  await awa.page.keyboard.type('12');
  await awa.page.keyboard.press('Enter');
  await awa.page.waitForFunction(() => document.activeElement.matches('input.node') &&
    document.activeElement.getAttribute('aria-label').startsWith('Hommes'));
  await awa.page.keyboard.type('5');
  assert.equal(await awa.page.evaluate(() => window.keyboardClosed), 0);
  await awa.page.keyboard.press('Enter');  // the next question has no field
  await awa.page.getByRole('radio').first().waitFor();
  await awa.tap('Précédent');
  assert.equal(await field('Hommes').inputValue(), '5');
  await awa.tap('Précédent');
  assert.equal(await field('Femmes travaillant régulièrement').inputValue(), '12');
  await awa.tap('Retour');
});

test('Suivant takes over from one long text to the next', async () => {
  await openSection('Besoins');
  await goOnTo(awa, kNeed);
  await field(kNeed).click();
  await watchKeyboard();
  await awa.page.keyboard.type('Un séchoir');
  await awa.tap('Suivant');
  await awa.page.waitForFunction(() => document.activeElement.matches('textarea.node') &&
    document.activeElement.value === '');
  assert.notEqual(await focused(), kNeed);
  assert.equal(await awa.page.evaluate(() => window.keyboardClosed), 0);
  await awa.page.keyboard.type('Voir la fiche');
  await awa.tap('Précédent');
  assert.equal(await field(kNeed).inputValue(), 'Un séchoir');
});

test('a word still being composed stays in its own field', async () => {
  const hands = await Hands.on(awa);
  await field(kNeed).click();
  await awa.page.keyboard.press('End');
  await hands.compose(' sola');
  await awa.page.getByRole('button', { name: 'Suivant' }).click();
  await awa.page.waitForFunction(() => document.activeElement.matches('textarea.node') &&
    document.activeElement.value === 'Voir la fiche');
  await hands.insert(' 12');
  await awa.tap('Précédent');
  assert.equal(await field(kNeed).inputValue(), 'Un séchoir sola');
  await awa.tap('Suivant');
  await awa.page.waitForFunction(() => / 12/.test(document.querySelector('textarea').value));
  await awa.page.reload();
  await awa.tap('Visite · Koumba Fruits');
  await awa.sees('Enregistré sur ce téléphone');
});

test('hop after hop in the middle of words, each text stays in its own field', async () => {
  const hands = await Hands.on(awa);
  const fields = ['Titre court', 'Description avec les mots', 'Résultat attendu'];
  const hops = [() => awa.page.keyboard.press('Enter'), () => awa.tap('Suivant'),
    () => hands.drag({ x: 300, y: 420 }, { x: 100, y: 430 })];
  await awa.go();
  await awa.tap('Demandes');
  await awa.tap('Nouvelle demande');
  await awa.tap('Koumba Fruits');
  await goOnTo(awa, fields[0]);
  await field(fields[0]).click();
  for (const [at, hop] of hops.entries()) {
    await hasFocus(awa, fields[at]);
    await hands.insert(`${at} mangues `);
    await hands.compose('noirc');
    await hands.compose('noircies');
    await hop();
  }
  await awa.page.getByRole('radio').first().waitFor();
  for (const at of [2, 1, 0]) {
    await goBackTo(awa, fields[at]);
    assert.equal(await field(fields[at]).inputValue(), `${at} mangues noircies`);
  }
  assert.deepEqual(awa.errors, []);
});
