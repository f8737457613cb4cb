// The main job in a real browser: the six steps of a visit filled in offline that reaches the
// server and another phone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Village } from './phone.mjs';

const village = new Village();
let awa, moussa, salif;

async function openVisit(phone) {
  await phone.tap('Entreprises');
  await phone.tap('Koumba Fruits');
  await phone.tap('Visite · Koumba Fruits');
}

async function answerName(phone, name) {
  const field = phone.page.getByRole('textbox', { name: 'Nom de la personne responsable' });
  await field.fill(name);
  await field.blur();
}

before(async () => {
  await village.start();
  await village.server.command('person', 'add', '--name', 'Salif Ouattara', '--role', 'adviser',
    '--hub', 'sikasso');
  [awa, moussa, salif] = ['awa', 'moussa', 'salif'].map((name) => village.phone(name));
});

after(() => village.end());

test('a phone enrols by its link and is ready offline', async () => {
  await awa.enrol(village.server, 'Awa Diarra');
  await awa.shoot('aujourdhui');
  await awa.tap('Entreprises');
  await awa.sees('Koumba Fruits');
  await awa.shoot('entreprises');
});

test('the app starts without a network and takes a visit', async () => {
  await awa.setOffline(true);
  await awa.page.reload();
  await awa.sees('Hors ligne');
  await awa.tap('Entreprises');
  await awa.tap('Koumba Fruits');
  await awa.shoot('entreprise');
  await awa.tap('Nouvelle visite');
  await awa.tap('Oui', 'radio');
  await awa.sees('Enregistré sur ce téléphone');
  await awa.shoot('question');
  await awa.tap('Suivant');
  const date = awa.page.getByLabel('Date de la visite');
  await date.fill('2026-11-20');
  await date.blur();
  await awa.tap('Suivant');
  await awa.tap('Suivant');
  await answerName(awa, 'Koumba Traoré');
  await awa.sees('Enregistré sur ce téléphone');
  await awa.shoot('question-texte');
});

test('after the browser was killed every committed answer is there', async () => {
  await awa.kill();
  await awa.open();
  await awa.tap('Visite · Koumba Fruits');
  await awa.shoot('visite');
  await awa.tap('Identité');  // opens what is missing, behind the first two questions
  await awa.sees('Forme de l\'entreprise');
  await awa.tap('Précédent');
  await awa.tap('Précédent');
  const yes = awa.page.getByRole('radio', { name: 'Oui' });
  assert.equal(await yes.getAttribute('aria-checked'), 'true');
  await awa.tap('Suivant');
  assert.equal(await awa.page.getByLabel('Date de la visite').inputValue(), '2026-11-20');
  await awa.tap('Suivant');
  await awa.tap('Suivant');
  const name = awa.page.getByRole('textbox', { name: 'Nom de la personne responsable' });
  assert.equal(await name.inputValue(), 'Koumba Traoré');
});

test('offline, a request is recorded and a sheet found in spite of a typing error', async () => {
  await awa.go();
  await awa.tap('Demandes');
  await awa.tap('Nouvelle demande');
  await awa.tap('Laiterie Diaby');
  await awa.tap('Suivant');
  const who = awa.page.getByRole('textbox', { name: 'Nom de la personne qui demande' });
  await who.fill('Modibo Diaby');
  await who.blur();
  await awa.sees('Enregistré sur ce téléphone');
  await awa.go();
  await awa.tap('Solutions');
  await awa.page.getByRole('searchbox').fill('sechoir solair');
  await awa.page.getByRole('button', { name: /solaire/i }).first().waitFor();
  await awa.shoot('solutions');
  await awa.page.getByRole('button', { name: /solaire/i }).first().click();
  await awa.sees('Comment ça marche');
  await awa.shoot('fiche');
});

test('with the network back everything is sent without a tap', async () => {
  await awa.setOffline(false);
  await awa.go();
  await awa.sees('Tout est envoyé');
  await openVisit(awa);
  await awa.sees('Envoyé');
  await awa.shoot('visite-envoyee');
});

test('another adviser of the hub sees the visit, one of another hub does not', async () => {
  await moussa.enrol(village.server, 'Moussa Koné');
  await openVisit(moussa);
  await moussa.sees('Identité');
  await salif.enrol(village.server, 'Salif Ouattara');
  await salif.tap('Entreprises');
  await salif.sees('Karité Yiriwaso');
  assert.equal(await salif.page.getByText('Koumba Fruits').count(), 0);
});

test('two answers given offline are both kept until a person chooses', async () => {
  for (const phone of [awa, moussa]) {
    await phone.go();
    await openVisit(phone);
    await phone.setOffline(true);
    await phone.tap('Identité');
    await phone.tap('Suivant');
  }
  await answerName(awa, 'Koumba T.');
  await awa.sees('Enregistré sur ce téléphone');
  await answerName(moussa, 'Madame Traoré');
  await moussa.sees('Enregistré sur ce téléphone');
  for (const phone of [awa, moussa, awa]) {
    await phone.setOffline(false);
    await phone.go();
    await phone.sees('Tout est envoyé');
  }
  for (const phone of [awa, moussa]) {
    await openVisit(phone);
    await phone.sees('Deux réponses différentes');
    for (const name of ['Koumba T.', 'Madame Traoré'])
      await phone.page.getByRole('button', { name: `Garder « ${name} »` }).waitFor();
  }
  await awa.shoot('deux-reponses');
  await awa.tap('Garder « Madame Traoré »');
  await awa.sees('Tout est envoyé');
  await moussa.go();
  await openVisit(moussa);
  await moussa.page.getByText('Deux réponses différentes').waitFor({ state: 'hidden' });
  await awa.go();
  await awa.tap('Plus');
  await awa.tap('État');
  await awa.shoot('etat');
});

test('nothing went wrong on any page', () => {
  assert.deepEqual(village.errors(), []);
});
