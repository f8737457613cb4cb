// The main job, told once for every engine: a phone enrols by its link, and without a network loads
// again, takes a visit and a request and finds a sheet; it is killed, and has everything; back in
// the network it sends, and a second phone sees the visit.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Display } from './display.mjs';
import { Village } from './phone.mjs';
import { variance } from './pictures.mjs';

const kVisit = 'Visite · Koumba Fruits';
const kSaved = 'Enregistré sur ce téléphone';
const kDate = 'Date de la visite';
const kWho = 'Nom de la personne responsable';
const kSince = 'Année de démarrage de l\'activité';
const kRounds = 3;
const typed = { [kDate]: '2026-11-20', [kWho]: 'Koumba Traoré', [kSince]: '2012' };

// Never two taps in a row on one place: a second one as quick as ours is half of a double tap.
async function choose(phone, name, role = 'radio') {
  await phone.tap(name, role);
  await phone.tap('Suivant');
}

async function readsAllAnswers(phone) {
  await phone.tap('Identité');
  for (const name of ['Oui', kDate, 'Coopérative', kWho, 'Femme', 'Bambara', kSince]) {
    if (typed[name]) assert.equal(await phone.valueOf(name), typed[name]);
    else assert.equal(await phone.isChosen(name), true, name);
    if (name !== kSince) await phone.pressOn('Suivant');
  }
}

export async function openVisit(phone) {
  await phone.tap('Entreprises');
  await phone.tap('Koumba Fruits');
  await phone.tap(kVisit);
}

// Registers the journey's tests, and those that `andThen` adds before the last. `engine` begins the
// names of the pictures.
export function mainJourney(Phone, engine, andThen = () => {}) {
  const village = new Village();
  const display = new Display();
  let awa, moussa;

  async function looksRight(name) {
    await awa.shoot(`${engine}-${name}`);
    assert.ok(await variance(awa, await awa.picture()) > 100, `${name}: the canvas is blank`);
  }

  before(async () => {
    await village.start();
    if (Phone.needsDisplay) await display.start();
    [awa, moussa] = ['awa', 'moussa'].map((name) =>
      village.phone(name, { display: display.name }, Phone));
  });

  after(async () => {
    await village.end();
    display.stop();
  });

  test('a phone enrols by its link and is ready offline', async () => {
    await awa.enrol(village.server, 'Awa Diarra');
    await looksRight('aujourdhui');
  });

  test('offline it loads again and takes a choice, a date, a text and a number', async () => {
    await awa.setOffline(true);
    await awa.reload();
    await awa.sees('Hors ligne');
    await awa.tap('Entreprises');
    await awa.tap('Koumba Fruits');
    await awa.tap('Nouvelle visite');
    await awa.tap('Oui', 'radio');
    await awa.sees(kSaved);
    await looksRight('question');
    await awa.tap('Suivant');
    await awa.writeDate(kDate, { day: '20', month: '11', year: '2026' });
    await awa.tap('Suivant');
    await choose(awa, 'Coopérative');
    await awa.write(kWho, typed[kWho]);
    await awa.sees(kSaved);
    await looksRight('question-texte');
    await awa.tap('Suivant');
    await choose(awa, 'Femme');
    await choose(awa, 'Bambara', 'checkbox');
    await awa.write(kSince, typed[kSince]);
    await awa.sees(kSaved);
  });

  test('a browser killed right after "saved" has every answer at its next start', async () => {
    for (let round = 1; round <= kRounds; ++round) {
      await awa.kill();
      await awa.open();
      await awa.tap(kVisit);
      if (round === 1) await looksRight('visite');
      await readsAllAnswers(awa);
      typed[kSince] = `201${round}`;  // another last digit, to be killed for in the next round
      await awa.tap(kSince, 'textbox');
      await awa.press('End');
      await awa.press('Backspace');
      await awa.write(kSince, String(round));
      await awa.sees(kSaved);
    }
  });

  test('offline it records a request and finds a sheet in spite of a typing error', async () => {
    await awa.go();
    await awa.tap('Demandes');
    await awa.tap('Nouvelle demande');
    await awa.tap('Laiterie Diaby');
    await awa.tap('Suivant');
    await awa.write('Nom de la personne qui demande', 'Modibo Diaby');
    await awa.sees(kSaved);
    await awa.go();
    await awa.tap('Solutions');
    await awa.write('Chercher une solution', 'sechoir tante', 'searchbox');
    await awa.tap('Séchoir solaire tente');
    await awa.sees('Comment ça marche');
    await looksRight('fiche');
  });

  test('with the network back everything is sent without a tap', async () => {
    await awa.setOffline(false);
    await awa.go();
    await awa.sees('Tout est envoyé');
    await openVisit(awa);
    await awa.sees('Envoyé');
    await looksRight('visite-envoyee');
  });

  test('a second phone of the hub sees the visit and its answers', async () => {
    await moussa.enrol(village.server, 'Moussa Koné');
    await openVisit(moussa);
    await readsAllAnswers(moussa);
  });

  andThen(village);

  test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
}
