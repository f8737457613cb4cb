// Every screen in every theme and shape: drawn, named, inside of the display, and photographed for
// the eyes of whoever works here (build/screenshots).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isInOrder, kLooks } from './looks.mjs';
import { Village } from './phone.mjs';

const village = new Village();
async function answerEveryKind(phone, look) {
  await phone.tap('Entreprises');
  await phone.tap('Koumba Fruits');
  await phone.tap('Nouvelle visite');
  await phone.tap('Oui', 'radio');
  await phone.sees('Enregistré sur ce téléphone');
  await look('question-choix');
  for (const section of ['Production', 'Énergie et eau', 'Conclusion']) {
    await phone.tap('Retour');
    await phone.page.getByRole('button', { name: section }).first().click();
    for (let i = 1; i <= 3; ++i) {
      await look(`question-${section.toLowerCase().replaceAll(' ', '-')}-${i}`);
      const next = phone.page.getByRole('button', { name: 'Suivant' });
      if (await next.count() > 0) await next.click();  // the very last question has none
    }
  }
  await phone.tap('Retour');
  await look('visite');
}

async function walk(phone, look) {
  await look('aujourdhui');
  await answerEveryKind(phone, look);
  await phone.tap('Retour');
  await look('entreprise');
  await phone.tap('Retour');
  for (const [place, name] of [['Entreprises', 'entreprises'], ['Demandes', 'demandes'],
    ['Solutions', 'solutions'], ['Plus', 'plus']]) {
    await phone.tap(place);
    await look(name);
  }
  await phone.tap('État');
  await look('etat');
  await phone.tap('Retour');
  await phone.tap('Solutions');
  await phone.page.getByRole('searchbox').fill('zzzz');
  await phone.sees('Rien trouvé');
  await look('rien-trouve');
  await phone.page.getByRole('searchbox').fill('lait');
  await phone.page.getByRole('button', { name: /lait/i }).first().click();
  await look('fiche');
}

// The largest text, kept over a restart.
async function enlarge(phone) {
  await phone.tap('Plus');
  await phone.tap('200\u00A0%', 'radio');
  await phone.page.waitForFunction(() => document.querySelector('h1').offsetHeight > 35);
  await phone.go();
  await phone.tap('Plus');
  assert.equal(await phone.page.getByRole('radio', { name: '200\u00A0%' })
    .getAttribute('aria-checked'), 'true');
  await phone.tap('Aujourd\'hui');
}

before(() => village.start());
after(() => village.end());

for (const [look, options] of Object.entries(kLooks)) {
  test(`every screen is in order, ${look}`, async () => {
    const phone = village.phone(look, options);
    await phone.open();
    await isInOrder(phone, `${look}-bienvenue`);
    await phone.close();
    await phone.enrol(village.server, 'Awa Diarra');
    if (look === 'grand-texte') await enlarge(phone);
    await walk(phone, (screen) => isInOrder(phone, `${look}-${screen}`));
    await phone.close();
    assert.deepEqual(phone.errors, []);
  });
}
