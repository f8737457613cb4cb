// The phone's back button and gesture: one step up from every kind of screen, and a question only
// where something would be lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { field, goOnTo, Hands, startVisit } from './hands.mjs';
import { Village } from './phone.mjs';

const kYear = 'Année de démarrage de l\'activité';
const village = new Village();
let awa, hands;

const isAt = (name) => awa.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
const open = (name) => awa.page.getByRole('button', { name }).first().click();

// Back, and there; and the browser has as many steps left as the app.
async function goBackTo(name, depth) {
  await awa.page.goBack();
  await isAt(name);
  await awa.page.waitForFunction((wanted) =>
    ((history.state && history.state.depth) || 0) === wanted, depth);
}

before(async () => {
  await village.start();
  awa = village.phone('awa');
  await awa.enrol(village.server, 'Awa Diarra');
  hands = await Hands.on(awa);
});

after(() => village.end());

test('every place goes back to Aujourd\'hui, from whatever place one came', async () => {
  for (const place of ['Entreprises', 'Demandes', 'Solutions', 'Plus']) {
    await awa.tap(place);
    await isAt(place);
    await goBackTo('Aujourd\'hui', 0);
  }
  await awa.tap('Entreprises');
  await awa.tap('Solutions');
  await goBackTo('Aujourd\'hui', 0);
});

test('a sheet, a company, État and the choice of a company go back to where they came from',
  async () => {
    await awa.tap('Solutions');
    await awa.page.locator('#content li button').first().click();
    await awa.page.getByRole('button', { name: 'Retour' }).waitFor();
    await goBackTo('Solutions', 1);
    await awa.tap('Entreprises');
    await open('Koumba Fruits');
    await isAt('Koumba Fruits');
    await goBackTo('Entreprises', 1);
    await awa.tap('Plus');
    await open('État');
    await isAt('État');
    await goBackTo('Plus', 1);
    await awa.tap('Aujourd\'hui');
    await awa.tap('Nouvelle visite');
    await isAt('Quelle entreprise ?');
    await goBackTo('Aujourd\'hui', 0);
    await awa.tap('Demandes');
    await awa.tap('Nouvelle demande');
    await isAt('Quelle entreprise ?');
    await goBackTo('Demandes', 1);
    await awa.tap('Aujourd\'hui');
  });

test('a question goes back to its visit, however many were answered, and the visit to its company',
  async () => {
    await startVisit(awa);
    await awa.tap('Suivant');
    await awa.page.getByLabel('Date de la visite').waitFor();
    await awa.page.goBack();
    await awa.page.getByRole('button', { name: 'Identité' }).waitFor();
    await goBackTo('Koumba Fruits', 2);
    await goBackTo('Entreprises', 1);
    await goBackTo('Aujourd\'hui', 0);
  });

test('a text that cannot be saved is shown once before it is left', async () => {
  await open('Visite · Koumba Fruits');
  await awa.tap('Identité');
  await goOnTo(awa, kYear);
  await field(awa, kYear).click();
  await hands.insert('jadis');
  await awa.page.goBack();
  await awa.page.getByRole('alert').waitFor();
  assert.equal(await field(awa, kYear).inputValue(), 'jadis');
  await awa.page.waitForFunction(() => history.state.depth === 2);  // the step is there again
  await awa.page.waitForTimeout(500);  // nobody reads it sooner
  await awa.page.goBack();
  await awa.page.getByText('« jadis »').waitFor();
  await awa.page.getByRole('button', { name: 'Identité' }).waitFor();
});

test('a text that can be saved is saved, and nothing is asked', async () => {
  await awa.tap('Identité');
  await goOnTo(awa, kYear);
  await field(awa, kYear).fill('2011');
  await awa.page.goBack();
  await awa.page.getByRole('button', { name: 'Identité' }).waitFor();
  assert.equal(await awa.page.getByText('« jadis »').count(), 0);
  await goBackTo('Aujourd\'hui', 0);
});

// A person is asked only by a page that was touched: it was.
test('leaving the app asks only while something is not saved', async () => {
  const asked = [];
  awa.page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    dialog.accept();
  });
  await awa.sees('Tout est envoyé');
  await awa.page.goto('about:blank');
  assert.deepEqual(asked, []);
  await awa.go();
  await open('Visite · Koumba Fruits');
  await awa.tap('Identité');
  await goOnTo(awa, kYear);
  await field(awa, kYear).fill('jadis');
  await awa.page.getByRole('alert').waitFor();
  await awa.page.goto('about:blank');
  assert.deepEqual(asked, ['beforeunload']);
});

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
