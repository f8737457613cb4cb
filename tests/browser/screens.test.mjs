// Every screen in every theme and shape: drawn, named, inside of the display, and photographed for
// the eyes of whoever works here (build/screenshots).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { Village } from './phone.mjs';
import { variance } from './pictures.mjs';

const village = new Village();
const kLooks = {
  clair: {}, sombre: { colorScheme: 'dark' }, 'plein-soleil': { contrast: 'more' },
  paysage: { viewport: { width: 640, height: 360 } },
  bureau: { viewport: { width: 1280, height: 800 } },
  'grand-texte': {},
};

// What axe-core finds against the rules of WCAG and good practice, as "rule: element".
async function barriers(page) {
  if (await page.evaluate(() => typeof window.axe === 'undefined')) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

// What a person must be able to find: nothing lies outside of the display, everything has a name.
async function isInOrder(phone, shot) {
  const faults = await phone.page.evaluate(() => {
    const found = [];
    document.querySelectorAll('#app .node').forEach((element) => {
      const box = element.getBoundingClientRect();
      const name = element.getAttribute('aria-label') || element.textContent;
      if (!name) found.push(`without a name: ${element.className}`);
      if (box.left < 0 || box.right > window.innerWidth) found.push(`outside: ${name}`);
    });
    return found;
  });
  assert.deepEqual(faults, [], shot);
  assert.deepEqual(await barriers(phone.page), [], shot);
  await phone.shoot(shot);
  assert.ok(await variance(phone.page, await phone.page.screenshot()) > 20, `${shot} is blank`);
}

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
    const phone = village.phone(look, { reducedMotion: 'reduce', ...options });
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
