// The whole job without seeing or touching the canvas: by activating the mirror's nodes alone, as a
// screen reader does, and by the keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Village } from './phone.mjs';

const kMostTabs = 60;
const village = new Village();
let awa;

// What a screen reader does with a button: no pointer, no place on the screen.
async function activate(role, name) {
  await awa.page.getByRole(role, { name, exact: true }).first()
    .evaluate((element) => element.click());
}

// Goes on by Tab until the focused node has this name, and sees that the focus is visible.
async function tabTo(name) {
  for (let i = 0; i < kMostTabs; ++i) {
    await awa.page.keyboard.press('Tab');
    const focused = await awa.page.evaluate(() => {
      const element = document.activeElement;
      return element.getAttribute('aria-label') || element.textContent;
    });
    if (focused === name) return;
  }
  assert.fail(`${name} is not reached by Tab`);
}

async function pressOn(name, key = 'Enter') {
  await tabTo(name);
  await awa.page.keyboard.press(key);
}

async function questionIs(label) {
  await awa.page.getByRole('heading', { name: label, level: 2 }).waitFor({ state: 'attached' });
}

const kConsent = 'La personne accepte l\'entretien et l\'enregistrement des données ?';

// Answers the question shown with whatever its first control takes.
async function answerBlind() {
  await awa.page.evaluate(() => {
    const write = (element, text) => {
      element.focus();
      element.value = text;
      element.dispatchEvent(new Event('input', { bubbles: true }));
      element.blur();
    };
    const field = document.querySelector('#content input, #content textarea');
    const choice = document.querySelector('#content [role=radio], #content [role=checkbox]');
    if (choice) choice.click();
    else if (field.type === 'date') write(field, field.value || '2099-01-01');
    else if (field.inputMode === '') write(field, 'Dit à voix haute');
    else write(field, field.ariaLabel.startsWith('Année') ? '2012' : '12');
  });
}

before(async () => {
  await village.start();
  awa = village.phone('awa');
  await awa.enrol(village.server, 'Awa Diarra');
});

after(() => village.end());

test('a whole visit is filled in and finished without the canvas', async () => {
  await awa.page.evaluate(() => { document.getElementById('canvas').style.visibility = 'hidden'; });
  await activate('button', 'Entreprises');
  await activate('button', 'Koumba Fruits');
  await activate('button', 'Nouvelle visite');
  await questionIs(kConsent);
  const heading = () => awa.page.locator('#content h2').first().textContent();
  for (let question = 0; question < 40; ++question) {
    await answerBlind();
    await awa.page.locator('#foot').getByText('Enregistré sur ce téléphone')
      .waitFor({ state: 'attached' });
    const last = await awa.page.getByRole('button', { name: 'Voir l\'ensemble' }).count() > 0;
    const before = await heading();
    await activate('button', last ? 'Voir l\'ensemble' : 'Suivant');
    if (last) break;
    await awa.page.waitForFunction((label) =>
      document.querySelector('#content h2')?.textContent !== label, before);
  }
  await activate('button', 'Terminer');
  await awa.page.getByRole('status').getByText('Terminée').waitFor({ state: 'attached' });
  await awa.page.evaluate(() => { document.getElementById('canvas').style.visibility = ''; });
});

test('a visit is started, answered and left by the keyboard alone', async () => {
  await awa.go();
  await pressOn('Entreprises');
  await awa.page.getByRole('searchbox').waitFor();
  await pressOn('Laiterie Diaby');
  await awa.page.getByRole('heading', { name: 'Laiterie Diaby', level: 1 }).waitFor();
  await pressOn('Nouvelle visite');
  await questionIs(kConsent);
  await pressOn('Oui', 'Space');
  await awa.sees('Enregistré sur ce téléphone');
  const chosen = (name) => awa.page.getByRole('radio', { name, exact: true, checked: true })
    .waitFor({ state: 'attached' });
  await awa.page.keyboard.press('ArrowDown');
  await chosen('Non');
  await awa.page.keyboard.press('ArrowRight');  // past the last comes the first
  await chosen('Oui');
  assert.equal(await awa.page.locator('[role=radio][tabindex="0"]').count(), 1);
  await pressOn('Suivant');
  await awa.page.getByLabel('Date de la visite').waitFor();
  await pressOn('Retour');
  await awa.page.getByRole('progressbar').waitFor();
  await pressOn('Retour');
  await awa.page.getByRole('button', { name: 'Visite · Laiterie Diaby' }).waitFor();
});

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
