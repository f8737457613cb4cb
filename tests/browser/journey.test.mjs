// The main job in Debian's Chromium, and what becomes of two answers to one question.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mainJourney, openVisit } from './journey.mjs';
import { Phone } from './phone.mjs';

async function answerName(phone, name) {
  const field = phone.page.getByRole('textbox', { name: 'Nom de la personne responsable' });
  await field.fill(name);
  await field.blur();
}

async function openName(phone) {
  await phone.tap('Identité');
  for (let i = 0; i < 3; ++i) await phone.tap('Suivant');
}

mainJourney(Phone, 'chromium', (village) => {
  test('an adviser of another hub does not see the visit\'s company', async () => {
    await village.server.command('person', 'add', '--name', 'Salif Ouattara',
      '--role', 'adviser', '--hub', 'sikasso');
    const salif = village.phone('salif');
    await salif.enrol(village.server, 'Salif Ouattara');
    await salif.tap('Entreprises');
    await salif.sees('Karité Yiriwaso');
    assert.equal(await salif.page.getByText('Koumba Fruits').count(), 0);
  });

  test('two answers given offline are both kept until a person chooses', async () => {
    const [awa, moussa] = village.phones;
    for (const phone of [awa, moussa]) {
      await phone.go();
      await openVisit(phone);
      await phone.setOffline(true);
      await openName(phone);
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
});
