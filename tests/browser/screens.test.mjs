// Every screen there is, in each language and look: found by an explorer that touches every button
// once, held to the same rules, photographed (build/screenshots), and compared with what was
// approved (approved/*.webp; HUB_APPROVE=yes writes them anew, for eyes to judge before they are
// committed). The looks are taken where the explorer stands: the phone is turned, darkened,
// widened, its text enlarged, and no way is walked twice.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import axe from 'axe-core';
import { allScreens, Explorer } from './explorer.mjs';
import { kScreen, repository } from './device.mjs';
import { kFirefox, kSafari, Village } from './phone.mjs';
import { contactSheet, differences, variance } from './pictures.mjs';

const kDesk = { width: 1280, height: 800 };
// `held`: to axe-core's rules, too; they are slow, and colours are nothing to them here.
const kLooks = {
  clair: { held: true },
  sombre: { colorScheme: 'dark' },
  bureau: { viewport: kDesk, held: true },
  'bureau-sombre': { viewport: kDesk, colorScheme: 'dark' },
  'plein-soleil': { contrast: 'more' },
  paysage: { viewport: { width: 640, height: 360 } },
  'grand-texte': { textScale: 2, held: true },
};
const kLanguages = {
  fr: { name: 'Français', looks: Object.keys(kLooks) },
  ar: { name: 'العربية', looks: ['clair', 'sombre', 'bureau', 'bureau-sombre', 'grand-texte'] },
  en: { name: 'English', looks: ['clair'] },
};
const kQuestions = 4;     // of the kinds of questions, one per section
const kElsewhere = ['opening'];  // gone before anybody can look
const kShared = 'Bonjour, nos mangues séchées noircissent. ';

// What axe-core finds against the rules of WCAG and good practice, as "rule: element".
async function barriers(page) {
  if (await page.evaluate(() => typeof window.axe === 'undefined')) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

// What a person must be able to find: nothing lies outside of the display, everything has a name,
// and what can be tapped is large enough.
function faultsOf(page) {
  return page.evaluate(() => {
    const found = [];
    document.querySelectorAll('#app .node').forEach((element) => {
      const box = element.getBoundingClientRect();
      const name = element.getAttribute('aria-label') || element.textContent;
      if (!name) found.push(`without a name: ${element.className}`);
      if (box.left < -0.5 || box.right > window.innerWidth + 0.5) found.push(`outside: ${name}`);
      const tapped = element.matches('button, input, textarea');
      if (tapped && (box.height < 44 || box.width < 44)) found.push(`too small: ${name}`);
    });
    return found;
  });
}

// Until what the page was told is on the screen.
const frames = (page) => page.evaluate(() => new Promise((resolve) => {
  let left = 5;
  const wait = () => { left -= 1; requestAnimationFrame(left > 0 ? wait : resolve); };
  wait();
}));

async function dress(page, { viewport = kScreen, colorScheme = 'light', contrast, textScale = 1 }) {
  await page.emulateMedia(
    { colorScheme, contrast: contrast || 'no-preference', reducedMotion: 'reduce' });
  await page.setViewportSize(viewport);
  await page.evaluate((scale) => {
    localStorage.setItem('text-scale', scale);
    window.dispatchEvent(new Event('resize'));
  }, textScale);
  await frames(page);
}

// The screens in one language, in each of its looks.
class Album {
  constructor(language, looks) {
    this.language = language;
    this.looks = looks;
    this.shots = Object.fromEntries(looks.map((look) => [look, []]));
    this.titles = [];
  }

  async add(page, screen) {
    this.titles.push(screen);
    for (const look of this.looks) {
      await dress(page, kLooks[look]);
      await this.shoot(page, look, `${this.language}-${look}-${screen}`);
    }
    await dress(page, {});
  }

  async shoot(page, look, shot) {
    assert.deepEqual(await faultsOf(page), [], shot);
    if (kLooks[look].held) assert.deepEqual(await barriers(page), [], shot);
    const folder = join(repository, 'build/screenshots');
    mkdirSync(folder, { recursive: true });
    const png = await page.screenshot({ path: join(folder, `${shot}.png`) });
    assert.ok(await variance(page, png) > 20, `${shot} is blank`);
    this.shots[look].push(png);
  }

  async compare(page) {
    const changed = [];
    for (const look of this.looks) {
      const { width, height } = kLooks[look].viewport || kScreen;
      const size = [Math.round(width / 3), Math.round(height / 3)];
      const sheet = await contactSheet(page, this.shots[look], size);
      const path = join(repository, 'tests/browser/approved', `${this.language}-${look}.webp`);
      if (process.env.HUB_APPROVE) writeFileSync(path, sheet);
      assert.ok(existsSync(path), `${path} was never approved (HUB_APPROVE=yes)`);
      const places = await differences(page, sheet, readFileSync(path), this.titles.length, size);
      changed.push(...places.map((place) => `${look}-${this.titles[place] || place}`));
    }
    assert.deepEqual(changed, [], `not as approved: see build/screenshots/${this.language}-*`);
  }
}

async function speak(page, name) {
  await page.getByRole('radio', { name, exact: true }).click();
  await page.locator('[role=radio][aria-checked=true]').getByText(name)
    .waitFor({ state: 'attached' });
}

// Without words: the first company's visit with its first answer, then back to the beginning.
async function beginVisit(page) {
  const heading = () => page.locator('#app h1').textContent();
  const step = async (act) => {
    const before = await heading();
    await act();
    await page.waitForFunction((title) => document.querySelector('#app h1').textContent !== title,
      before);
  };
  await step(() => page.locator('nav button').nth(1).click());
  await step(() => page.locator('[id$=content] li button').nth(3).click());
  await step(() => page.locator('#foot button').last().click());
  await page.locator('[role=radio]').first().click();
  await page.locator('#app[data-screen=question] #foot [role=status]').first()
    .waitFor({ state: 'attached' });
  for (const screen of ['filling', 'enterprise', 'enterprises', 'today']) {
    await page.evaluate(() => history.back());
    await page.locator(`#app[data-screen=${screen}]`).waitFor();
  }
}

// What a phone shows before anybody is enrolled.
async function arrive(phone, language, album, screen) {
  await phone.open();
  await phone.page.locator(`#app[data-screen=${screen}]`).waitFor();
  await speak(phone.page, language);
  await album.add(phone.page, screen);
  await speak(phone.page, 'Français');
  await phone.close();
}

// At work: enrolled, with a visit begun and a text that another app shared.
async function settle(phone, server, language) {
  await phone.enrol(server, 'Awa Diarra');
  await beginVisit(phone.page);
  await phone.page.locator('nav button').last().click();
  await speak(phone.page, language);
  await phone.page.evaluate(async (text) => (await caches.open('shared'))
    .put('/shared/1', new Response(text)), kShared.repeat(9));
  await phone.reload();
  await phone.page.locator('#app[data-screen=today]').waitFor();
  // "Prêt hors ligne" comes when the release is verified, over everything else.
  await phone.page.locator('#content [role=status]').first().waitFor({ state: 'attached' });
}

// A request with a photo that another app shared; returns the names of its screens.
async function photograph({ page }, album) {
  await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 600, height: 800 });
    const brush = canvas.getContext('2d');
    ['#8fb8d9', '#c8553d', '#f2c14e', '#5f8d4e'].forEach((colour, i) => {
      brush.fillStyle = colour;
      brush.fillRect(i * 75, i * 200, 600 - i * 150, 200);
    });
    const photo = await new Promise((made) => { canvas.toBlob(made, 'image/jpeg'); });
    const cache = await caches.open('shared');
    await cache.put('/shared/2/0', new Response(photo));
    await cache.put('/shared/2', new Response(''));
    location.hash = '#partage';
  });
  const shows = (screen) => page.locator(`#app[data-screen=${screen}]`).waitFor();
  const shown = () => page.waitForFunction(() => {
    const pictures = [...document.querySelectorAll('img.picture')];
    return pictures.length > 0 && pictures.every((picture) => picture.naturalWidth > 0);
  });
  await shows('choose-for-request');
  await page.locator('#content li button').first().click();
  await shows('question');
  await page.evaluate(() => history.back());
  await shows('filling');
  await shown();
  await album.add(page, 'filling-photos');
  await page.locator('#content li button').last().click();
  await shows('photo');
  await shown();
  await album.add(page, 'photo');
  return ['photo'];
}

for (const [code, { name, looks }] of Object.entries(kLanguages)) {
  test(`every screen is in order and looks as approved, ${name}`, async (context) => {
    const village = new Village();  // of its own: what one language does, no other one sees
    await village.start();
    context.after(() => village.end());
    const album = new Album(code, looks);
    const visitor = (brand, options) =>
      village.phone(`${code}-${brand}`, { deviceScaleFactor: 1, ...options });  // swift to draw
    await arrive(visitor('safari', kSafari), name, album, 'install-first');
    const phone = visitor('firefox', kFirefox);
    await arrive(phone, name, album, 'welcome');
    await settle(phone, village.server, name);
    const explorer = new Explorer(phone.page, async (screen, times) => {
      if (screen === 'question') await album.add(phone.page, `${screen}-${times}`);
      else if (times === 1) await album.add(phone.page, screen);
    });
    await explorer.explore(kQuestions);
    const photographed = await photograph(phone, album);
    const second = phone.watch(await phone.context.newPage());
    await second.goto(phone.base);
    await second.locator('#app[data-screen=blocked]').waitFor();
    await album.add(second, 'blocked');
    const seen = new Set([...explorer.met.keys(), ...photographed, 'install-first', 'welcome',
      'blocked', ...kElsewhere]);
    assert.deepEqual(allScreens().filter((screen) => !seen.has(screen)), [], 'never shown');
    await album.compare(second);
    await phone.close();
    assert.deepEqual(phone.errors, []);
  });
}
