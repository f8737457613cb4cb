// Writing as phones do it: the keyboard's composition, corrections, dictation, paste and undo work
// in the browser's own field, and the app has what the person sees.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { exchange, field, goBackTo, goOnTo, Hands, saved, startVisit } from './hands.mjs';
import { Village } from './phone.mjs';

const kName = 'Nom de la personne responsable';
const kSteps = 'Étapes de fabrication du produit principal';
const kMost = 10_000;

const village = new Village();
let awa, hands;

const steps = () => field(awa, kSteps);
const caret = (locator) => locator.evaluate((element) =>
  [element.selectionStart, element.selectionEnd]);
const place = (locator, from, to = from) => locator.evaluate((element, [start, end]) => {
  element.setSelectionRange(start, end);
}, [from, to]);

// What the app took for the answer: read from the field when the question was left and opened anew.
async function kept(name) {
  await awa.tap('Suivant');
  await awa.page.waitForFunction((label) =>
    !document.querySelector('#content h2').textContent.startsWith(label), name);
  await awa.tap('Précédent');
  return field(awa, name).inputValue();
}

// An empty field that has the focus.
async function begin() {
  await steps().click();
  await steps().press('Control+a');
  await steps().press('Delete');
}

before(async () => {
  await village.start();
  awa = village.phone('awa', { permissions: ['clipboard-read', 'clipboard-write'] });
  await awa.enrol(village.server, 'Awa Diarra');
  hands = await Hands.on(awa);
  await startVisit(awa);
  await goOnTo(awa, kSteps);
});

after(() => village.end());

test('caret, selection and undo survive frames, autosave and sync', async () => {
  await begin();
  await hands.insert('Laver, peler');
  await saved(awa);
  await hands.insert(' et couper');
  await place(steps(), 7, 12);
  await awa.page.evaluate(() => {
    window.rewritten = 0;
    const text = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
    Object.defineProperty(HTMLTextAreaElement.prototype, 'value', {
      ...text, set(value) { window.rewritten += 1; text.set.call(this, value); } });
  });
  await saved(awa);
  await exchange(awa);
  await awa.page.locator('#foot').getByText('Envoyé').waitFor();
  assert.deepEqual(await caret(steps()), [7, 12]);
  assert.equal(await awa.page.evaluate(() => window.rewritten), 0);
  await steps().press('Control+z');
  assert.equal(await steps().inputValue(), 'Laver, peler');
  await steps().press('Control+Shift+z');
  await steps().press('Control+z');
  assert.equal(await kept(kSteps), 'Laver, peler');
});

test('words are composed, corrected and composed again in the middle of a text', async () => {
  await begin();
  for (const part of ['l', 'le', 'les']) await hands.compose(part);
  await hands.insert('Les ');
  for (const part of ['m', 'ma', 'mang', 'mangue']) await hands.compose(part);
  await hands.insert('mangue ');
  await hands.compose('seche');
  await hands.insert('sèchent mal');
  await place(steps(), 8);
  await hands.compose('mangues', 4, 10);  // the finger is in the word: the keyboard takes it up
  await hands.insert('mangues');
  assert.equal(await steps().inputValue(), 'Les mangues sèchent mal');
  assert.deepEqual(await caret(steps()), [11, 11]);
  assert.equal(await kept(kSteps), 'Les mangues sèchent mal');
});

test('dictation revises what it wrote before', async () => {
  await begin();
  await hands.compose('les sèche');
  await hands.compose('le séchoir');
  await hands.compose('le séchoir sol air');
  await hands.insert('Le séchoir solaire ');
  await hands.compose('est quatre');
  await hands.insert('est quatre');
  await hands.compose('Le séchoir solaire est cassé', 0, 29);
  await hands.insert('Le séchoir solaire est cassé.');
  assert.equal(await kept(kSteps), 'Le séchoir solaire est cassé.');
});

test('what is still composed is saved by the pause as well', async () => {
  await begin();
  await hands.insert('Trier ');
  await hands.compose('puis lav');
  await saved(awa);
  await hands.compose('puis laver');
  assert.equal(await steps().inputValue(), 'Trier puis laver');
  await hands.insert('puis laver');
  assert.equal(await kept(kSteps), 'Trier puis laver');
});

test('a pasted text replaces what is selected', async () => {
  await goBackTo(awa, kName);
  const name = field(awa, kName);
  await name.click();
  await awa.page.keyboard.type('Mme Traoré (cheffe)');
  await awa.page.evaluate(() => navigator.clipboard.writeText('Koumba\nTraoré'));
  await place(name, 4, 10);
  await name.press('Control+v');
  assert.equal(await name.inputValue(), 'Mme Koumba Traoré (cheffe)');  // a line has no breaks
  assert.equal(await kept(kName), 'Mme Koumba Traoré (cheffe)');
  await goOnTo(awa, kSteps);
});

test('of a long text that came at once the end is in sight', async () => {
  await begin();
  await hands.insert('Laver, peler, couper.\n'.repeat(40));
  await awa.page.waitForFunction((label) => {
    const box = document.querySelector(`#app [aria-label="${label}"]`).getBoundingClientRect();
    const view = document.getElementById('scroller').getBoundingClientRect();
    return box.height > view.height && Math.abs(box.bottom - view.bottom) < 60;
  }, kSteps);
  await begin();
});

test('emoji of several signs and Arabic are kept whole and shown at rest', async () => {
  const text = 'Équipe 👩🏾‍🌾👨‍👩‍👧‍👦 🇲🇱, مجفف المانجو';
  await begin();
  await hands.insert(text);
  await steps().press('Backspace');
  await hands.insert('و');
  assert.equal(await kept(kSteps), text);
  assert.ok(await steps().evaluate((element) => element.classList.contains('shown')));
  await awa.page.reload();
  await awa.tap('Visite · Koumba Fruits');
  await awa.tap('Production');
  await awa.tap('Précédent');
  assert.equal(await steps().inputValue(), text);
});

test('a text goes the way its letters go', async () => {
  const way = () => steps().evaluate((element) => getComputedStyle(element).direction);
  await begin();
  await hands.insert('المانجو 12');
  assert.equal(await way(), 'rtl');
  await begin();
  await hands.insert('Mangue المانجو');
  assert.equal(await way(), 'ltr');
});

test('a text that is too long ends at the limit, never in the middle of a sign', async () => {
  await begin();
  await hands.insert('é'.repeat(kMost - 3));
  await hands.insert('👩🏾‍🌾');
  await hands.insert('abc');
  const text = await steps().inputValue();
  assert.ok(text.length <= kMost && text.length >= kMost - 3, `${text.length}`);
  assert.ok(text.isWellFormed());
  assert.equal(await kept(kSteps), text);
});

test('each kind of field asks for its own keyboard', async () => {
  const asks = (locator) => locator.evaluate((element) => [element.type,
    ...['inputmode', 'enterkeyhint', 'autocapitalize', 'autocorrect', 'spellcheck', 'dir',
      'autocomplete', 'maxlength'].map((name) => element.getAttribute(name) || '')]);
  await goBackTo(awa, kName);
  assert.deepEqual(await asks(field(awa, kName)),
    ['text', '', 'next', 'words', 'off', 'false', 'auto', '', '10000']);
  await goOnTo(awa, 'Année de démarrage');
  assert.deepEqual(await asks(field(awa, 'Année de démarrage')),
    ['text', 'numeric', 'next', 'none', 'off', 'false', 'ltr', 'off', '10000']);
  await goOnTo(awa, kSteps);
  assert.deepEqual(await asks(steps()),
    ['textarea', '', '', 'sentences', 'on', 'true', 'auto', '', '10000']);
  await goOnTo(awa, 'Pertes estimées');
  assert.deepEqual((await asks(field(awa, 'Pertes estimées'))).slice(0, 2), ['text', 'decimal']);
  await awa.tap('Retour');
  await awa.tap('Retour');
  await awa.tap('Solutions');
  assert.deepEqual(await asks(awa.page.getByRole('searchbox')),
    ['search', '', 'search', 'none', 'off', 'false', 'auto', '', '10000']);
  assert.equal(await awa.page.evaluate(() => document.documentElement.lang), 'fr');
  const nobody = village.phone('nobody');
  await nobody.open();
  assert.deepEqual(await asks(field(nobody, 'Code d\'inscription')),
    ['text', '', 'go', 'none', 'off', 'false', 'ltr', 'off', '10000']);
});

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
