// The themes and shapes in which every screen is looked at, and what must be true of it in each.
import assert from 'node:assert/strict';
import axe from 'axe-core';
import { variance } from './pictures.mjs';

export const kLooks = {
  clair: {}, sombre: { colorScheme: 'dark' }, 'plein-soleil': { contrast: 'more' },
  paysage: { viewport: { width: 640, height: 360 } },
  bureau: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
  'grand-texte': {},
};

// What axe-core finds against the rules of WCAG and good practice, as "rule: element".
async function barriers(page) {
  if (await page.evaluate(() => typeof window.axe === 'undefined')) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

// What a person must be able to find: nothing lies outside of the display, everything has a name.
export async function isInOrder(phone, shot) {
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
