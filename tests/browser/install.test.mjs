// The home screen: what browsers ask of an app that is to be installed, and what the app says where
// they cannot ask by themselves.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startVisit } from './hands.mjs';
import { kFirefox, kSafari, Village } from './phone.mjs';

const village = new Village();
const kCard = 'Gardez le carnet sur l\'écran d\'accueil';
let awa, manifest;

// Width and height in the header of a PNG.
async function pixels(path) {
  const response = await fetch(new URL(path, `${village.server.base}/`));
  assert.equal(response.status, 200, path);
  const bytes = Buffer.from(await response.arrayBuffer());
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

async function firstVisit(phone) {
  await startVisit(phone);
  await phone.go();
}

before(async () => {
  await village.start();
  awa = village.phone('awa');
  await awa.enrol(village.server, 'Awa Diarra');
});
after(() => village.end());

test('Chromium finds nothing that would keep the app from being installed', async () => {
  const session = await awa.context.newCDPSession(awa.page);
  const { errors, data } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  manifest = JSON.parse(data);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors, []);
});

test('the manifest says what the home screen and the app stores ask for', async () => {
  assert.equal(manifest.id, '/');
  assert.ok(manifest.short_name.length <= 12);
  for (const name of ['name', 'description', 'lang', 'scope', 'categories'])
    assert.ok(manifest[name].length > 0, name);
  assert.equal(manifest.display, 'standalone');
  for (const { src, sizes } of [...manifest.icons, ...manifest.screenshots,
    ...manifest.shortcuts.flatMap(({ icons }) => icons)])
    assert.equal(await pixels(src), sizes, src);
  const purposes = manifest.icons.map(({ purpose, sizes }) => `${purpose} ${sizes}`);
  for (const wanted of ['any 192x192', 'any 512x512', 'maskable 512x512'])
    assert.ok(purposes.includes(wanted), wanted);
  const shapes = manifest.screenshots.map(({ form_factor: shape }) => shape);
  assert.ok(shapes.includes('narrow') && shapes.includes('wide'));
  // Chromium drops what is shared when it only brings a window to the front (web-app-launch, 62).
  assert.equal(manifest.launch_handler.client_mode[0], 'navigate-existing');
});

test('the shortcuts of the home screen lead to their screens', async () => {
  const titles = {
    'Nouvelle visite': 'Quelle entreprise ?', 'Nouvelle demande': 'Quelle entreprise ?',
    'Chercher une solution': 'Solutions',
  };
  for (const { name, url } of manifest.shortcuts) {
    await awa.go();
    await awa.page.evaluate((to) => { location.href = to; }, url);
    await awa.page.getByRole('heading', { level: 1, name: titles[name] }).waitFor();
  }
  await awa.page.goto('about:blank');
  await awa.go(manifest.start_url);
  await awa.page.getByRole('heading', { level: 1, name: 'Aujourd\'hui' }).waitFor();
});

test('in Safari the app comes before enrolment, and the link is not used up', async () => {
  const safari = village.phone('iphone', kSafari);
  const link = await village.server.linkFor('Moussa Koné');
  await safari.open(`/${link.hash}`);
  await safari.sees('Mettez d\'abord le carnet sur l\'écran d\'accueil.');
  await safari.sees('1. Touchez Partager');
  await safari.sees(`Code d'inscription : ${/code=(.+)/.exec(link.hash)[1]}`);
  await safari.shoot('installer-iphone');
  await safari.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await safari.tap('Copier le code');
  await safari.sees('Code copié');
  assert.equal(await safari.page.evaluate(() => navigator.clipboard.readText()),
    /code=(.+)/.exec(link.hash)[1]);
  const installed = village.phone('iphone-app');
  await installed.open(`/${link.hash}`);  // as the app on the home screen does it
  await installed.sees('Prêt hors ligne');
});

test('who stays in Safari is enrolled there, and told what that means', async () => {
  const safari = village.phone('safari', kSafari);
  const link = await village.server.linkFor('Fatoumata Sangaré');
  await safari.open(`/${link.hash}`);
  await safari.tap('Continuer dans Safari');
  await safari.sees('Prêt hors ligne');
  await safari.tap('Plus');
  await safari.tap('Installer sur l\'écran d\'accueil');
  await safari.sees('Le carnet installé s\'ouvre vide');
  await safari.shoot('installer-plus-tard-iphone');
});

test('in Firefox the steps are shown, after the first record and not after "later"', async () => {
  const firefox = village.phone('firefox', kFirefox);
  await firefox.enrol(village.server, 'Awa Diarra');
  assert.equal(await firefox.page.getByText(kCard).count(), 0);
  await firstVisit(firefox);
  await firefox.sees(kCard);
  await firefox.shoot('installer-carte');
  await firefox.tap('Installer');
  await firefox.sees('1. Touchez le menu du navigateur.');
  await firefox.shoot('installer-menu');
  await firefox.tap('Retour');
  await firefox.tap('Plus tard');
  await firefox.page.getByText(kCard).waitFor({ state: 'detached' });
  await firefox.go();
  await firefox.sees('Visite · Koumba Fruits');
  assert.equal(await firefox.page.getByText(kCard).count(), 0);
  await firefox.tap('Plus');
  await firefox.page.getByRole('button', { name: 'Installer sur l\'écran d\'accueil' }).waitFor();
});

test('Chromium asks when it is told to, and a refusal counts as "later"', async () => {
  await firstVisit(awa);
  await awa.sees(kCard);
  await awa.tap('Installer');  // without a window Chromium refuses by itself
  await awa.page.getByText(kCard).waitFor({ state: 'detached' });
  await awa.go();
  await awa.sees('Visite · Koumba Fruits');
  assert.equal(await awa.page.getByText(kCard).count(), 0);
});

test('the installed app knows where it was opened from, and offers nothing', async () => {
  const session = await awa.context.newCDPSession(awa.page);
  const app = { manifestId: `${awa.base}/` };
  await session.send('PWA.install', app);
  await session.send('PWA.openCurrentPageInApp', app);
  await awa.go();
  await awa.tap('Plus');
  await awa.sees('À propos');
  assert.equal(await awa.page.getByText('Installer sur l\'écran d\'accueil').count(), 0);
  await awa.tap('État');
  await awa.sees('Ouvert depuis : L\'écran d\'accueil');
});

test('launched into its open window, the app is not loaded anew', async () => {
  const session = await awa.context.newCDPSession(awa.page);
  const app = { manifestId: `${awa.base}/` };
  await session.send('PWA.launch', app);
  const window = awa.context.pages().find((page) => page !== awa.page);
  awa.watch(window);
  await window.getByRole('button', { name: 'Ouvrir ici' }).click();
  const titled = (name) => window.getByRole('heading', { level: 1, name }).waitFor();
  await titled('Aujourd\'hui');
  await session.send('PWA.launch', { ...app, url: `${awa.base}/#solutions` });
  await titled('Solutions');
  await window.getByRole('searchbox').fill('séchoir');
  await window.evaluate(() => {
    globalThis.launched = new Promise((resolve) => {
      addEventListener('hashchange', ({ newURL }) => resolve(newURL), { once: true });
    });
  });
  await session.send('PWA.launch', app);
  assert.match(await window.evaluate(() => globalThis.launched), /#accueil$/);
  await titled('Solutions');
  assert.equal(await window.getByRole('searchbox').inputValue(), 'séchoir');
  await window.goBack();
  await titled('Aujourd\'hui');  // a link is no step of the way back
});

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
