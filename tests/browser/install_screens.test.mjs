// The way to the home screen, and a text that another app shared, in every theme and shape.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isInOrder, kLooks } from './looks.mjs';
import { Village } from './phone.mjs';

const village = new Village();
const kIphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 ' +
  '(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
const kLarge = 'localStorage.setItem("text-scale", "2");';

async function walk(phone, look) {
  await look('installer-d-abord');
  await phone.tap('Continuer dans Safari');
  await phone.sees('Prêt hors ligne');
  await phone.tap('Plus');
  await phone.tap('Installer sur l\'écran d\'accueil');
  await look('installer');
  await phone.page.evaluate(async () => (await caches.open('shared'))
    .put('/shared/1', new Response('Bonjour, nos mangues séchées noircissent. '.repeat(9))));
  await phone.go();
  await phone.sees('Texte partagé');
  await look('texte-partage');
  await phone.tap('Texte partagé');
  await phone.sees('Ne pas garder ce texte');
  await look('demande-avec-texte-partage');
}

before(() => village.start());
after(() => village.end());

for (const [look, options] of Object.entries(kLooks)) {
  test(`the way to the home screen is in order, ${look}`, async () => {
    const script = look === 'grand-texte' ? kLarge : '';
    const phone = village.phone(look, { ...options, userAgent: kIphone, script });
    const link = await village.server.linkFor('Moussa Koné');
    await phone.open(`/${link.hash}`);
    await walk(phone, (screen) => isInOrder(phone, `${look}-${screen}`));
    await phone.close();
    assert.deepEqual(phone.errors, []);
  });
}
