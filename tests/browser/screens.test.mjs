// Every screen there is, in every look: found by an explorer that touches every button once, held
// to the same rules, photographed (build/screenshots), and compared with what was approved
// (approved/*.webp; HUB_APPROVE=yes writes them anew, for eyes to judge before they are committed).
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import axe from 'axe-core';
import { allScreens, Explorer } from './explorer.mjs';
import { repository } from './device.mjs';
import { Village } from './phone.mjs';
import { contactSheet, differences, variance } from './pictures.mjs';

const kDesk = { viewport: { width: 1280, height: 800 } };
const kDark = { colorScheme: 'dark' };
const kArabic = 'العربية';
const kLooks = {
  clair: { language: 'Français', held: true },
  sombre: { language: 'Français', options: kDark },
  bureau: { language: 'Français', options: kDesk },
  arabe: { language: kArabic, held: true },
  'plein-soleil': { language: 'Français', options: { contrast: 'more' } },
  paysage: { language: 'Français', options: { viewport: { width: 640, height: 360 } } },
  'grand-texte': { language: 'Français', held: true, textSize: '200\u00A0%' },
};
const kQuestions = 4;     // of the kinds of questions, one per section
const kElsewhere = ['opening'];  // gone before anybody can look

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

class Album {
  // `held`: to axe-core's rules, too; they are slow, and colours are nothing to them here.
  constructor(name, held) {
    this.name = name;
    this.held = held;
    this.shots = [];
    this.titles = [];
  }

  async add(page, screen) {
    const shot = `${this.name}-${screen}`;
    assert.deepEqual(await faultsOf(page), [], shot);
    if (this.held) assert.deepEqual(await barriers(page), [], shot);
    await page.waitForTimeout(150);
    const folder = join(repository, 'build/screenshots');
    mkdirSync(folder, { recursive: true });
    const png = await page.screenshot({ path: join(folder, `${shot}.png`) });
    assert.ok(await variance(page, png) > 20, `${shot} is blank`);
    this.shots.push(png);
    this.titles.push(screen);
  }

  async compare(page, { width, height }) {
    const size = [Math.round(width / 3), Math.round(height / 3)];
    const sheet = await contactSheet(page, this.shots, size);
    const path = join(repository, 'tests/browser/approved', `${this.name}.webp`);
    if (process.env.HUB_APPROVE) writeFileSync(path, sheet);
    assert.ok(existsSync(path), `${this.name} was never approved (HUB_APPROVE=yes)`);
    const other = await differences(page, sheet, readFileSync(path), this.shots.length, size);
    assert.deepEqual(other.map((place) => this.titles[place] || place), [],
      `${this.name} looks otherwise than approved: see build/screenshots`);
  }
}

async function choose(phone, name, thing) {
  await phone.page.locator('nav button').last().click();
  await phone.page.getByRole('radio', { name, exact: true }).click();
  await phone.page.waitForFunction(thing);
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
  await step(() => page.locator('#content button').nth(3).click());
  await step(() => page.locator('#foot button').last().click());
  await page.locator('[role=radio]').first().click();
  await page.locator('#app[data-screen=question] #foot [role=status]').first()
    .waitFor({ state: 'attached' });
  for (const screen of ['filling', 'enterprise', 'enterprises', 'today']) {
    await page.evaluate(() => history.back());
    await page.locator(`#app[data-screen=${screen}]`).waitFor();
  }
}

async function prepare(phone, server, { language, textSize }, album) {
  await phone.open();
  await phone.page.getByRole('radio', { name: language, exact: true }).click();
  await phone.page.locator('[role=radio][aria-checked=true]')
    .getByText(language).waitFor({ state: 'attached' });
  await album.add(phone.page, 'welcome');
  await phone.page.getByRole('radio', { name: 'Français', exact: true }).click();
  await phone.close();
  await phone.enrol(server, 'Awa Diarra');
  await beginVisit(phone.page);
  if (language !== 'Français')
    await choose(phone, language, () => document.documentElement.lang !== 'fr');
  if (textSize) {
    await choose(phone, textSize, () => document.querySelector('h1').offsetHeight > 35);
    await phone.go();  // kept over a restart
    await phone.page.waitForFunction(() => document.querySelector('h1').offsetHeight > 35);
  }
  await phone.page.locator('nav button').first().click();
  await phone.page.locator('#app[data-screen=today]').waitFor();
}

for (const [name, look] of Object.entries(kLooks)) {
  test(`every screen is in order and looks as approved, ${name}`, async (context) => {
    const village = new Village();  // of its own: what one look does, no other one sees
    await village.start();
    context.after(() => village.end());
    const phone = village.phone(name,
      { deviceScaleFactor: 1, reducedMotion: 'reduce', ...look.options });  // swift to draw
    const album = new Album(name, look.held);
    await prepare(phone, village.server, look, album);
    const explorer = new Explorer(phone.page, async (screen, times) => {
      if (screen === 'question') await album.add(phone.page, `${screen}-${times}`);
      else if (times === 1) await album.add(phone.page, screen);
    });
    await explorer.explore(kQuestions);
    const second = phone.watch(await phone.context.newPage());
    await second.goto(phone.base);
    await second.locator('#app[data-screen=blocked]').waitFor();
    await album.add(second, 'blocked');
    const seen = new Set([...explorer.met.keys(), 'welcome', 'blocked', ...kElsewhere]);
    assert.deepEqual(allScreens().filter((screen) => !seen.has(screen)), [], 'never shown');
    await album.compare(second, look.options?.viewport || { width: 360, height: 640 });
    await phone.close();
    assert.deepEqual(phone.errors, []);
  });
}
