// Browsers that cannot run the app, made of a real Chromium by taking away one thing at a time:
// each gets a plain page that says what to do, and nothing is used up.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from 'acorn';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { kScreen, repository } from './device.mjs';
import { kBrowser, Village } from './phone.mjs';

const kShots = join(repository, 'build/screenshots');
const kCannot = 'Ce navigateur ne peut pas ouvrir le carnet';
const kInstall = 'Installez Chrome ou Firefox';
const kOrdinary = 'fenêtre ordinaire de Chrome ou de Firefox';
const kOperaMini = 'Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; fr) Presto/2.12.423 ' +
                   'Version/12.16';
const kUcMini = 'Mozilla/5.0 (Linux; U; Android 4.4.2; fr; TECNO-P5) U2/1.0.0 UCMini/10.9.8 ' +
                '(SpeedMode; Proxy) U2/1.0.0 Mobile';
const kIPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 12_5 like Mac OS X) AppleWebKit/605.1.15 ' +
                '(KHTML, like Gecko) Version/12.1.2 Mobile/15E148 Safari/604.1';

const village = new Village();
let browser, link;

// What each browser lacks, and words of the page that it gets.
const kLacks = {
  'no WebAssembly': {
    without: () => { delete window.WebAssembly; },
    says: [kCannot, 'trop ancien', kInstall, 'Détail : WebAssembly'],
  },
  'no Web Locks': {
    without: () => { delete Navigator.prototype.locks; },
    says: [kCannot, 'trop ancien', kInstall],
  },
  'no IndexedDB': {
    without: () => { delete window.indexedDB; },
    says: [kCannot, 'ne peut rien enregistrer', kOrdinary],
  },
  'an IndexedDB that is forbidden': {
    without: () => {
      IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };
    },
    says: [kCannot, 'ne peut rien enregistrer', kOrdinary, 'SecurityError'],
  },
  'an IndexedDB that cannot be opened': {
    without: () => {  // a database of a later version really refuses
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = function refuse(name) {
        open.call(this, name, 2);
        return open.call(this, name, 1);
      };
    },
    says: [kCannot, 'ne peut rien enregistrer', kOrdinary, 'VersionError'],
  },
  'no service worker': {
    without: () => { delete Navigator.prototype.serviceWorker; },
    says: [kCannot, 'dans une autre application', kOrdinary],
  },
  'no WebGL 2': {
    without: () => {
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = function get(kind, ...words) {
        return kind === 'webgl2' ? null : getContext.call(this, kind, ...words);
      };
    },
    says: [kCannot, 'ne peut pas dessiner', kInstall, 'ce téléphone est trop ancien'],
  },
  'WebAssembly of another age': {
    broken: ['**/app.*.wasm', '\0asm\u0002\0\0\0'],
    says: [kCannot, 'trop ancien', kInstall, 'CompileError'],
  },
  'a start in JavaScript to come': {
    broken: ['**/start.*.js', 'const a = b |> c;'],
    says: [kCannot, 'trop ancien', kInstall, 'SyntaxError'],
  },
  'a program in JavaScript to come': {
    broken: ['**/app.*.js', 'const a = b |> c;'],
    says: [kCannot, 'trop ancien', kInstall, 'SyntaxError'],
  },
  'Opera Mini, by its name': {
    options: { userAgent: kOperaMini }, hasButton: false,
    says: [kCannot, 'En mode économie', kInstall],
  },
  'Opera Mini, by its object': {
    without: () => { window.operamini = {}; },
    says: [kCannot, 'En mode économie', kInstall],
  },
  'UC Mini': {
    options: { userAgent: kUcMini }, hasButton: false,
    says: [kCannot, 'En mode économie', kInstall],
  },
  'an old iPhone': {
    options: { userAgent: kIPhone }, without: () => { delete Navigator.prototype.locks; },
    says: [kCannot, 'trop ancien', 'Mettez iOS à jour'],
  },
};

async function open({ without, broken, options, address = link } = {}) {
  const context = await browser.newContext({
    viewport: kScreen, deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: 'fr-FR',
    ...options,
  });
  const page = await context.newPage();
  if (without) await page.addInitScript(without);
  if (broken) await page.route(broken[0], (route) => route.fulfill({
    body: broken[1], contentType: broken[0].endsWith('js') ? 'text/javascript' : 'application/wasm',
  }));
  await page.goto(String(address));
  return page;
}

async function barriers(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

async function reads(page, says) {
  await page.locator('#app.plain h1').waitFor();
  const text = await page.locator('#app').innerText();
  for (const words of says) assert.ok(text.includes(words), `“${words}” is missing in: ${text}`);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
}

async function isInOrder(page, says) {
  await reads(page, says);
  assert.deepEqual(await barriers(page), []);
}

// Where the thumb is, and large enough for it.
async function isThumbSized(button) {
  const box = await button.boundingBox();
  assert.ok(box.height >= 56, `${box.height} px high`);
  assert.ok(box.y > kScreen.height * 2 / 3, `at ${box.y} px`);
}

before(async () => {
  mkdirSync(kShots, { recursive: true });
  await village.start();
  browser = await chromium.launch({ ...kBrowser, args: [...kBrowser.args,
    '--host-resolver-rules=MAP carnet.example 127.0.0.1'] });
  link = await village.server.linkFor('Awa Diarra');
});

after(async () => {
  await browser.close();
  await village.end();
});

test('the first script is read by browsers of 1999', () => {
  const text = readFileSync(join(repository, 'wasm/support.js'), 'utf8');
  parse(text, { ecmaVersion: 3 });
});

for (const [name, lack] of Object.entries(kLacks))
  test(`a page says what to do: ${name}`, async () => {
    const page = await open(lack);
    await isInOrder(page, [...lack.says, 'Votre lien d\'inscription reste valable']);
    assert.equal(await page.locator('.address').innerText(), String(link));
    const button = page.getByRole('button', { name: 'Copier l\'adresse' });
    assert.equal(await button.count(), lack.hasButton === false ? 0 : 1);
    if (await button.count() > 0) await isThumbSized(button);
    await page.context().close();
  });

test('an address without protection leads to the protected one', async () => {
  const address = new URL(link);
  address.hostname = 'carnet.example';
  const page = await open({ address });
  await isInOrder(page, ['Cette adresse n\'est pas protégée', 'https://']);
  const way = page.getByRole('link', { name: 'Ouvrir l\'adresse protégée' });
  assert.equal(await way.getAttribute('href'), String(address).replace('http:', 'https:'));
  await isThumbSized(way);
  await page.context().close();
});

test('without JavaScript the page says so, in French and in English', async () => {
  const says = ['Le carnet a besoin de JavaScript', 'The notebook needs JavaScript',
    'Chrome ou Firefox', 'reste valable'];
  const page = await open({ options: { javaScriptEnabled: false } });
  await reads(page, says);
  await page.screenshot({ path: join(kShots, 'navigateur-sans-javascript.png') });
  await page.context().close();
  // axe-core is JavaScript: it sees the same page where only ours does not come.
  const same = await open({ broken: ['**/s*.js', ''] });
  await same.evaluate(() => {
    const words = document.querySelector('noscript');
    words.outerHTML = words.textContent;
  });
  await isInOrder(same, says);
  await same.context().close();
});

test('without the style sheet it can be read as well', async () => {
  const page = await open({ broken: ['**/*.css', ''], ...kLacks['no WebAssembly'] });
  await isInOrder(page, [kCannot, kInstall]);
  await page.context().close();
});

test('a tap copies the address', async () => {
  const page = await open(kLacks['no WebAssembly']);
  await page.context().grantPermissions(['clipboard-read']);
  await page.getByRole('button', { name: 'Copier l\'adresse' }).click();
  await page.getByRole('button', { name: 'Adresse copiée' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), String(link));
  await page.context().close();
});

test('it speaks the language that was chosen, else the browser\'s, else French', async () => {
  const heading = async (locale, chosen) => {
    const page = await open({ ...kLacks['no WebAssembly'], options: { locale } });
    if (chosen) {
      await page.evaluate((code) => localStorage.setItem('language', code), chosen);
      await page.reload();
    }
    const said = [await page.locator('h1').innerText(), await page.evaluate(() =>
      document.documentElement.lang)];
    await page.context().close();
    return said;
  };
  const english = ['This browser cannot open the notebook', 'en'];
  assert.deepEqual(await heading('en-GB'), english);
  assert.deepEqual(await heading('sw-KE'), [kCannot, 'fr']);
  assert.deepEqual(await heading('fr-FR', 'en'), english);
  assert.deepEqual(await heading('en-GB', 'fr'), [kCannot, 'fr']);
});

test('every language says everything', async () => {
  const page = await open();
  const keys = await page.evaluate(() => Object.entries(window.supportSentences)
    .map(([code, sentences]) => [code, Object.keys(sentences).sort().join()]));
  for (const [code, said] of keys) assert.equal(said, keys[0][1], code);
  await page.context().close();
});

test('files that the network cut off are asked for again', async () => {
  for (const file of ['**/start.*.js', '**/app.*.js', '**/text.*.ttf']) {
    const context = await browser.newContext({ viewport: kScreen, locale: 'fr-FR' });
    const page = await context.newPage();
    await page.route(file, (route) => route.abort());
    await page.goto(village.server.base);
    await isInOrder(page, ['Le carnet n\'est pas arrivé en entier', 'Rien n\'est perdu']);
    await page.unroute(file);
    await page.getByRole('button', { name: 'Recharger' }).click();
    await page.locator('#app .node.heading').first().waitFor();
    await context.close();
  }
});

test('it looks like the app, by day and by night', async () => {
  for (const [colorScheme, name] of [['light', 'clair'], ['dark', 'sombre']]) {
    const page = await open({ ...kLacks['no WebAssembly'], options: { colorScheme } });
    await isInOrder(page, [kCannot]);
    await page.screenshot({ path: join(kShots, `navigateur-${name}.png`) });
    const colour = (what) => page.evaluate((key) => getComputedStyle(document.body)[key], what);
    const [paper, ink] = [await colour('backgroundColor'), await colour('color')];
    assert.deepEqual([paper, ink], colorScheme === 'light'
      ? ['rgb(251, 249, 245)', 'rgb(26, 33, 30)'] : ['rgb(18, 23, 21)', 'rgb(236, 239, 234)']);
    await page.context().close();
  }
});

test('after all that the link still enrols', async () => {
  const phone = village.phone('awa');
  await phone.open(`/${link.hash}`);
  await phone.sees('Prêt hors ligne');
  assert.deepEqual(phone.errors, []);
});
