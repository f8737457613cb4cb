// Two panes on a desk, and what comes up over a screen: by mouse and by keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Village } from './phone.mjs';

const village = new Village();
let desk;

const shown = () => desk.page.evaluate(() => document.getElementById('app').dataset.screen);
const focused = () => desk.page.evaluate(() => document.activeElement.textContent);
const inList = (name) => desk.page.locator('#list').getByRole('button', { name, exact: true });

async function screenIs(name) {
  await desk.page.locator(`#app[data-screen=${name}]`).waitFor();
}

before(async () => {
  await village.start();
  desk = village.phone('bureau', {
    viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1,
  });
  await desk.enrol(village.server, 'Awa Diarra');
});
after(() => village.end());

test('a row is opened beside its list, read next, and closed back to its row', async () => {
  await desk.tap('Entreprises');
  await screenIs('enterprises');
  await inList('Koumba Fruits').focus();
  await desk.press('Enter');
  await screenIs('enterprise');
  assert.equal(await desk.page.locator('main h1').textContent(), 'Koumba Fruits');
  assert.equal(await inList('Koumba Fruits').getAttribute('aria-current'), 'true');
  assert.equal(await focused(), 'Koumba Fruits');
  assert.equal(await desk.page.evaluate(() => document.activeElement.localName), 'h1');
  assert.equal(await desk.page.locator('section').getAttribute('aria-label'), 'Entreprises');
  await desk.page.goBack();
  await screenIs('enterprises');
  assert.equal(await focused(), 'Koumba Fruits');
  assert.equal(await desk.page.evaluate(() => document.activeElement.localName), 'button');
});

test('another row takes its place, and one step back closes it', async () => {
  await inList('Koumba Fruits').click();
  await screenIs('enterprise');
  await desk.tap('Nouvelle visite');
  await screenIs('question');
  await inList('Laiterie Diaby').click();
  await screenIs('enterprise');
  assert.equal(await desk.page.locator('main h1').textContent(), 'Laiterie Diaby');
  await desk.page.goBack();
  await screenIs('enterprises');
});

test('each pane scrolls for itself', async () => {
  await desk.tap('Solutions');
  await screenIs('solutions');
  const offset = (id) => desk.page.evaluate((name) => document.getElementById(name).scrollTop, id);
  const card = desk.page.locator('#list-content li button').first();
  await card.click();
  await screenIs('solution');
  await desk.page.mouse.move(900, 500);
  await desk.page.mouse.wheel(0, 250);
  await desk.page.waitForFunction(() => document.getElementById('scroller').scrollTop > 100);
  assert.equal(await offset('list-scroller'), 0);
  await desk.page.mouse.move(300, 500);
  await desk.page.mouse.wheel(0, 150);
  await desk.page.waitForFunction(() => document.getElementById('list-scroller').scrollTop > 100);
  const before = await offset('list-scroller');
  await desk.page.goBack();
  await screenIs('solutions');
  assert.equal(await offset('list-scroller'), before);
  await desk.page.evaluate(() => { document.getElementById('list-scroller').scrollTop = 0; });
});

test('the filters are a dialog: Escape, a tap beside it and back close it', async () => {
  const dialog = desk.page.getByRole('dialog', { name: 'Filtrer les fiches' });
  const open = async () => {
    await desk.page.getByRole('button', { name: 'Filtrer', exact: true }).focus();
    await desk.press('Enter');
    await screenIs('filters');
    assert.equal(await dialog.getAttribute('aria-modal'), 'true');
    assert.equal(await focused(), 'Filtrer les fiches');
  };
  await open();
  await desk.press('Escape');
  await screenIs('solutions');
  await desk.page.waitForFunction(() => document.activeElement.textContent === 'Filtrer');
  await open();
  await desk.page.mouse.click(160, 400);
  await screenIs('solutions');
  await open();
  await desk.page.goBack();
  await screenIs('solutions');
  assert.equal(await dialog.count(), 0);
  assert.equal(await shown(), 'solutions');
  assert.deepEqual(desk.errors, []);
});
