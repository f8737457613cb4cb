// Above the soft keyboard: it takes most of the screen, and what is asked, what is wrong, the field
// and the way on are still there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from './device.mjs';
import { field, hasFocus, goOnTo, Hands, startVisit } from './hands.mjs';
import { Village } from './phone.mjs';

const kUpright = { width: 360, height: 640 }, kTurned = { width: 640, height: 360 };
const kTyping = {  // as large as the keyboard leaves the page, where it resizes the content
  upright: { width: 360, height: 300 }, turned: { width: 640, height: 150 },
};
const kYear = 'Année de démarrage de l\'activité';
const kSteps = 'Étapes de fabrication du produit principal';

const village = new Village();
let awa, hands;

const canvasHeight = (height) => awa.page.waitForFunction((wanted) =>
  document.getElementById('canvas').offsetHeight === wanted, height);

async function resize(viewport) {
  await awa.page.setViewportSize(viewport);
  await canvasHeight(viewport.height);
}

// Which of the nodes do not lie whole inside of the window, above what else is fixed there.
async function outOfSight(locators) {
  const hidden = [];
  for (const [name, locator] of Object.entries(locators)) {
    const seen = await locator.evaluate((element) => {
      const box = element.getBoundingClientRect();
      const scroller = document.getElementById('scroller').getBoundingClientRect();
      const room = element.closest('#content') ? scroller : { top: 0, bottom: window.innerHeight };
      return box.height > 0 && box.top >= room.top - 0.5 && box.bottom <= room.bottom + 0.5;
    });
    if (!seen) hidden.push(name);
  }
  return hidden;
}

// The canvas has its new size a picture before the nodes have their new places.
async function allInSight(locators, shape) {
  let hidden = [];
  await until(`${shape}: all to be in sight`, async () => {
    hidden = await outOfSight(locators);
    return hidden.length === 0;
  }).catch(() => {});  // what is hidden says more
  assert.deepEqual(hidden, [], shape);
}

const heading = (name) => awa.page.getByRole('heading', { name, level: 2 });
const button = (name) => awa.page.getByRole('button', { name, exact: true });

before(async () => {
  await village.start();
  awa = village.phone('awa');
  await awa.open();
  hands = await Hands.on(awa);
});

after(() => village.end());

test('the code of the welcome is typed above the keyboard', async () => {
  const code = field(awa, 'Code d\'inscription');
  await code.click();
  await hasFocus(awa, 'Code d\'inscription');
  for (const [shape, viewport] of Object.entries(kTyping)) {
    await resize(viewport);
    await awa.page.waitForFunction(() => document.querySelector('h1').offsetHeight <= 1);
    await allInSight({ code, go: button('Inscrire ce téléphone') }, shape);
    await awa.shoot(`clavier-${shape}-code`);
  }
  await awa.close();
  await awa.enrol(village.server, 'Awa Diarra');
  hands = await Hands.on(awa);
  await startVisit(awa);
  await goOnTo(awa, kYear);
});

test('a number, what is asked and what is wrong with it stay in sight', async () => {
  await resize(kUpright);
  await field(awa, kYear).click();
  await hands.insert('1066');
  for (const [shape, viewport] of Object.entries(kTyping)) {
    await resize(viewport);
    await awa.page.getByRole('alert').waitFor();
    await allInSight({ asked: heading(kYear), typed: field(awa, kYear),
      fault: awa.page.getByRole('alert'), next: button('Suivant'), back: button('Précédent') },
    shape);
    await awa.shoot(`clavier-${shape}-nombre`);
  }
  await field(awa, kYear).press('Control+a');
  await hands.insert('2011');
});

test('the line that is written of a long text stays in sight, and what is asked', async () => {
  await resize(kUpright);
  await goOnTo(awa, kSteps);
  const steps = field(awa, kSteps);
  await steps.click();
  await hands.insert(Array.from({ length: 40 }, (_, i) => `Étape ${i + 1} : trier.`).join('\n'));
  const lineInSight = (at) => steps.evaluate((element, share) => {
    const line = share * 40 * parseFloat(getComputedStyle(element).lineHeight);
    return line >= element.scrollTop - 1 && line <= element.scrollTop + element.clientHeight;
  }, at);
  for (const [shape, viewport] of Object.entries(kTyping)) {
    for (const at of [1, 0.5, 0]) {
      await resize(kUpright);
      await steps.evaluate((element, share) => {
        const caret = Math.floor(share * element.value.length);
        element.setSelectionRange(caret, caret);
      }, at);
      await resize(viewport);
      await awa.page.waitForFunction((height) =>
        document.activeElement.offsetHeight < height, viewport.height);
      await until(`${shape}: the line at ${at} to be in sight`, () => lineInSight(at));
      await allInSight({ asked: heading(kSteps), written: steps, next: button('Suivant') }, shape);
    }
    await awa.shoot(`clavier-${shape}-long-texte`);
  }
});

test('a search stays above the keyboard with the first it finds', async () => {
  await resize(kTurned);
  await field(awa, kSteps).blur();
  await awa.tap('Retour');
  await awa.tap('Retour');
  await awa.tap('Solutions');
  await awa.page.getByRole('searchbox').click();
  await hands.insert('mangue');
  for (const [shape, viewport] of Object.entries(kTyping)) {
    await resize(viewport);
    await awa.page.getByRole('button', { name: /mangue/i }).first().waitFor();
    await allInSight({ search: awa.page.getByRole('searchbox') }, shape);
    await awa.shoot(`clavier-${shape}-recherche`);
  }
  await resize(kUpright);
});

// There is no iOS here: this window's visual viewport is replaced by one that shrinks as iOS' does
// while the window keeps its size, and is pushed up.
test('where only the visual viewport shrinks, the app is as high as that', async () => {
  await awa.page.addInitScript(() => {
    const visual = Object.assign(new EventTarget(), { height: 640, width: 360, scale: 1,
      offsetTop: 0, offsetLeft: 0 });
    Object.defineProperty(window, 'visualViewport', { value: visual });
    window.scrolledTo = [];
    window.scrollTo = (x, y) => window.scrolledTo.push([x, y]);
    window.keyboard = (height, offsetTop) => {
      Object.assign(visual, { height, offsetTop });
      visual.dispatchEvent(new Event('resize'));
    };
  });
  await awa.go();
  await awa.page.getByRole('button', { name: 'Visite · Koumba Fruits' }).first().click();
  await awa.tap('Identité');
  await goOnTo(awa, kSteps);
  await field(awa, kSteps).click();
  await awa.page.evaluate(() => window.keyboard(300, 120));
  await canvasHeight(300);
  await button('Retour').waitFor({ state: 'detached' });
  assert.deepEqual(await awa.page.evaluate(() => [
    document.getElementById('app').getBoundingClientRect().top,
    document.getElementById('canvas').getBoundingClientRect().top,
    window.scrolledTo.length > 0]), [120, 120, true]);
  const next = await button('Suivant').boundingBox();
  assert.ok(next.y + next.height <= 120 + 300);
  await awa.page.evaluate(() => window.keyboard(640, 0));
  await canvasHeight(640);
  assert.equal(await awa.page.evaluate(() =>
    document.getElementById('app').getBoundingClientRect().top), 0);
});

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
