// Fingers in a real browser: taps, drags, swipes, pinches, long presses.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from './device.mjs';
import { boxOf, field, goBackTo, goOnTo, Hands, middle, startVisit } from './hands.mjs';
import { Village } from './phone.mjs';
import { apart, inkEnds } from './pictures.mjs';

const kConsent = 'La personne accepte l\'entretien';
const kYear = 'Année de démarrage de l\'activité';
const kToTheLeft = [{ x: 300, y: 420 }, { x: 100, y: 430 }];
const kToTheRight = [{ x: 100, y: 420 }, { x: 300, y: 430 }];

const kSpacePx = 6;  // the space that a line ends with, and what letters round up to

const village = new Village();
let awa, hands;

const asks = (question) => awa.page.waitForFunction((wanted) =>
  document.querySelector('#content h2').textContent.startsWith(wanted), question);
const scrolled = () => awa.page.evaluate(() => document.getElementById('scroller').scrollTop);
const title = () => awa.page.locator('h1').textContent();
// Until everything that the last touch led to is on the screen.
const settled = () => awa.page.evaluate(() => new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(resolve));
}));

// Until a list that was thrown lies still.
async function still() {
  for (let before = -1, now = await scrolled(); now !== before;) {
    before = now;
    await settled();
    await settled();
    now = await scrolled();
  }
}

before(async () => {
  await village.start();
  awa = village.phone('awa', { permissions: ['clipboard-read', 'clipboard-write'] });
  await awa.enrol(village.server, 'Awa Diarra');
  hands = await Hands.on(awa);
  await awa.page.evaluate(() => {
    window.felt = [];
    navigator.vibrate = (ms) => { window.felt.push(ms); return true; };
  });
});

after(() => village.end());

test('a finger that scrolls taps nothing, and one that taps does not scroll', async () => {
  await awa.tap('Solutions');
  await awa.page.getByRole('heading', { level: 1, name: 'Solutions' }).waitFor();
  const card = awa.page.locator('#content li button').nth(1);
  const from = await middle(card);
  await hands.drag(from, { x: from.x, y: from.y - 200 });
  await awa.page.waitForFunction(() => document.getElementById('scroller').scrollTop > 100);
  await still();
  assert.equal(await title(), 'Solutions');
  const offset = await scrolled();
  const other = awa.page.locator('#content li button').nth(3);
  const at = await middle(other);
  const name = await other.textContent();
  await hands.touch('touchStart', at);
  await hands.touch('touchMove', { x: at.x + 3, y: at.y + 3 });  // it rolls
  await hands.touch('touchEnd');
  await awa.page.getByRole('heading', { level: 1, name }).waitFor();
  await awa.tap('Retour');
  await awa.page.waitForFunction((wanted) =>
    Math.abs(document.getElementById('scroller').scrollTop - wanted) < 1, offset);
});

test('nothing bounces and no pull reloads the page', async () => {
  await awa.page.evaluate(() => { window.samePage = true; });
  await awa.page.waitForFunction(() => {
    document.getElementById('scroller').scrollTop = 0;
    return document.getElementById('scroller').scrollTop === 0;
  });
  await hands.drag({ x: 180, y: 200 }, { x: 180, y: 600 }, 12);
  await settled();
  assert.ok(await awa.page.evaluate(() => window.samePage));
  assert.deepEqual(await awa.page.evaluate(() => ['html', 'body', '#scroller'].map((name) =>
    getComputedStyle(document.querySelector(name)).overscrollBehavior)), ['none', 'none', 'none']);
});

test('two fingers neither zoom the page nor tap', async () => {
  const [one, two] = await Promise.all([0, 1].map((at) =>
    middle(awa.page.locator('#content li button').nth(at))));
  await hands.touch('touchStart', one);
  await hands.touch('touchStart', one, two);
  await hands.touch('touchEnd', one);
  await hands.touch('touchEnd');
  await hands.cdp.send('Input.synthesizePinchGesture', 
    { x: 180, y: 320, scaleFactor: 2, gestureSourceType: 'touch' });
  await settled();
  assert.equal(await title(), 'Solutions');
  assert.equal(await awa.page.evaluate(() => window.visualViewport.scale), 1);
});

// Where the drawn letters of a line end, against where the browser thinks that they do.
async function drift(words) {
  const lines = await words.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element.lastChild);
    return Array.from(range.getClientRects(), ({ x, y, right, bottom }) => [x, y, right, bottom]);
  });
  const picture = await awa.page.screenshot();
  const ends = await inkEnds(awa.page, picture, lines);
  return lines.map((line, at) => Math.abs(line[2] - ends[at]));
}

test('the words of a sheet are selected where they are drawn, and copied', async () => {
  await awa.page.locator('#content li button').first().click();
  const words = awa.page.locator('#content p.text').nth(1);
  await words.waitFor();
  await settled();
  const gaps = await drift(words);
  assert.ok(gaps.length > 2 && gaps.every((px) => px < kSpacePx), `${gaps}`);
  // A desk's double click and a phone's long press, which is not to be had here, end the same way.
  const { x, y } = await words.boundingBox();
  await awa.page.mouse.dblclick(x + 40, y + 10);
  const chosen = await awa.page.evaluate(() => getSelection().toString());
  assert.ok(chosen.length > 2 && (await words.textContent()).includes(chosen), chosen);
  await awa.setOffline(true);  // the strip says so: a frame, and another one
  await awa.sees('Hors ligne');
  await awa.setOffline(false);
  await awa.sees('En ligne');
  await awa.page.keyboard.press('Control+c');
  assert.equal((await awa.page.evaluate(() => navigator.clipboard.readText())).trim(),
    chosen.trim());
  const button = awa.page.getByRole('button', { name: 'Retour' });
  assert.equal(await button.evaluate((element) => getComputedStyle(element).userSelect), 'none');
  await button.click();
});

test('the two columns of a fact are selected where they are drawn', async () => {
  await awa.tap('Entreprises');
  await awa.tap('Koumba Fruits');
  const place = awa.page.locator('#content p.text', { hasText: 'Lieu : ' });
  await place.waitFor();
  await settled();
  const gaps = await drift(place);
  assert.ok(gaps.every((px) => px < kSpacePx), `${gaps}`);
  await awa.tap('Retour');
});

test('a swipe goes on and back from question to question', async () => {
  await startVisit(awa);
  await hands.drag(...kToTheLeft);
  await asks('Date de la visite');
  await hands.drag(...kToTheLeft);
  await asks('Forme de l');
  await hands.drag(...kToTheRight);
  await asks('Date de la visite');
  await hands.drag(...kToTheRight);
  await asks(kConsent);
});

test('no swipe begins at the edge, scrolls, or chooses what it began on', async () => {
  await hands.drag({ x: 350, y: 420 }, { x: 100, y: 430 });
  await hands.drag({ x: 300, y: 480 }, { x: 230, y: 300 });
  const no = awa.page.getByRole('radio', { name: 'Non', exact: true });
  const from = await middle(no);
  await hands.drag(from, { x: from.x - 30, y: from.y });
  await settled();
  await asks(kConsent);
  assert.equal(await no.getAttribute('aria-checked'), 'false');
  await hands.drag(from, { x: from.x - 120, y: from.y });
  await asks('Date de la visite');
  await hands.drag(...kToTheRight);
  await asks(kConsent);
  assert.equal(await no.getAttribute('aria-checked'), 'false');
});

test('a swipe passes no wrong answer, and hands the keyboard on as Suivant does', async () => {
  await goOnTo(awa, 'Nom de la personne responsable');
  await field(awa, 'Nom de la personne responsable').click();
  await hands.insert('Koumba ');
  await hands.compose('Trao');
  await hands.drag(...kToTheLeft);
  await asks('Sexe');
  await goOnTo(awa, kYear);
  await field(awa, kYear).click();
  await hands.insert('1066');
  await hands.drag(...kToTheLeft);
  await awa.page.getByRole('alert').waitFor();
  await asks(kYear);
  await field(awa, kYear).fill('2011');
  await hands.drag(...kToTheLeft);
  await awa.page.waitForFunction(() => document.activeElement.matches('textarea.node'));
  await goBackTo(awa, 'Nom de la personne responsable');
  assert.equal(await field(awa, 'Nom de la personne responsable').inputValue(), 'Koumba Trao');
});

test('a finger is felt and shown, once, and not any more when it drags away', async () => {
  await goOnTo(awa, kYear);
  await awa.tap('Précédent');
  await asks('Langues de travail');
  const first = awa.page.getByRole('checkbox').first();
  await settled();
  const at = await middle(first);
  const box = await boxOf(first);
  const picture = () => awa.page.screenshot({ clip: box });
  await awa.page.evaluate(() =>  // the question slid in
    Promise.all(document.getAnimations().map((animation) => animation.finished)));
  await settled();
  const rest = await picture();
  await hands.touch('touchStart', at);
  await awa.page.waitForTimeout(100);  // longer than a quick tap, shorter than a long press
  await settled();
  const pressed = await picture();
  await hands.touch('touchMove', { x: at.x + 40, y: at.y });
  assert.ok(await apart(awa.page, rest, pressed) > 5);
  await until('no press to be shown any more', async () =>
    await apart(awa.page, rest, await picture()) < 0.5);
  await hands.touch('touchEnd');
  await settled();
  assert.equal(await first.getAttribute('aria-checked'), 'false');
  await awa.page.evaluate(() => { window.felt = []; });
  await awa.page.touchscreen.tap(at.x, at.y);
  await awa.page.getByRole('checkbox', { checked: true }).waitFor();
  await awa.page.touchscreen.tap(at.x, at.y + box.height + 8);
  await awa.page.waitForFunction(() =>
    document.querySelectorAll('[role=checkbox][aria-checked=true]').length === 2);
  assert.deepEqual(await awa.page.evaluate(() => window.felt), [10, 10]);
});

test('notch and rounded corners cover nothing', async () => {
  await awa.page.setViewportSize({ width: 640, height: 360 });
  await hands.cdp.send('Emulation.setSafeAreaInsetsOverride',
    { insets: { left: 44, right: 44, bottom: 21 } });
  await awa.page.setViewportSize({ width: 640, height: 361 });
  await awa.page.waitForFunction(() => {
    const boxes = Array.from(document.querySelectorAll('#app button'),
      (element) => element.getBoundingClientRect());
    return boxes.length > 0 && boxes.every((box) => box.left >= 44 && box.right <= 640 - 44);
  });
  await awa.shoot('encoche');
});

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
