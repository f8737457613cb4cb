// The phone's storage under faults, in a real Chromium: what was called saved is there afterwards,
// and what cannot be saved is said.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Village } from './phone.mjs';
import { SmallDisk } from './small_disk.mjs';

// The spare copy answers as long as nobody says otherwise.
const kNoSpare = `{
  const open = CacheStorage.prototype.open;
  CacheStorage.prototype.open = function (name) {
    const refused = name === 'journal-spare' && localStorage.getItem('no-spare');
    return refused ? Promise.reject(new DOMException('planted', 'UnknownError'))
      : open.call(this, name);
  };
}`;

const village = new Village();
let awa, disk;

const nameField = () => awa.page.getByRole('textbox', { name: 'Nom de la personne responsable' });
const saved = () => awa.page.locator('#foot').getByText('Enregistré sur ce téléphone');

async function openName() {
  await awa.tap('Visite · Koumba Fruits');
  await awa.tap('Identité');  // opens what is missing: the question before the name
  await awa.tap('Suivant');
}

async function findSheet() {
  await awa.tap('Solutions');
  await awa.page.getByRole('searchbox').fill('sechoir tente');
  await awa.page.getByRole('button', { name: 'Séchoir solaire tente' }).waitFor();
}

const spareAnswers = (answers) => awa.page.evaluate((yes) => {
  if (yes) localStorage.removeItem('no-spare');
  else localStorage.setItem('no-spare', 'yes');
}, answers);

async function dropDatabases() {
  const session = await awa.context.newCDPSession(awa.page);
  await session.send('Storage.clearDataForOrigin',
    { origin: awa.base, storageTypes: 'indexeddb' });
}

async function answerName(name) {
  await nameField().fill(name);
  await nameField().blur();
}

before(async () => {
  await village.start();
  awa = village.phone('awa', { script: kNoSpare });
  disk = new SmallDisk(awa.profile);
  await awa.enrol(village.server, 'Awa Diarra');
  await awa.setOffline(true);
  await awa.tap('Entreprises');
  await awa.tap('Koumba Fruits');
  await awa.tap('Nouvelle visite');
  await awa.tap('Oui', 'radio');
  await saved().waitFor();
});

after(async () => {
  await awa.close().catch(() => {});
  disk.end();
  await village.end();
});

test('a browser killed right after "saved" has every saved answer, five times', async () => {
  for (let round = 1; round <= 5; ++round) {
    await awa.go();
    await openName();
    await answerName(`Koumba ${round}`);
    await saved().waitFor();
    await awa.kill();
    await awa.open();
    await openName();
    assert.equal(await nameField().inputValue(), `Koumba ${round}`);
  }
});

test('a full disk is said, and the answer is saved when there is room again', async () => {
  const long = 'Écrit sur un disque plein ! '.repeat(300).trim();  // more than a page has left
  disk.fill();
  await answerName(long);
  await awa.page.getByRole('alert').getByText('Le téléphone n\'a pas pu enregistrer').waitFor();
  assert.equal(await saved().count(), 0);
  await awa.shoot('memoire-pleine');
  disk.free();
  await awa.tap('Réessayer');
  await saved().waitFor();
  await awa.kill();
  await awa.open();
  await openName();
  assert.ok(await nameField().inputValue() === long, 'the whole answer is there');
});

test('a database dropped under the open page is made again from the spare copy', async () => {
  await answerName('Avant la perte');
  await saved().waitFor();
  await dropDatabases();
  await answerName('Après la perte');
  await saved().waitFor();
  await awa.kill();
  await awa.open();
  await openName();
  assert.equal(await nameField().inputValue(), 'Après la perte');
  await awa.go();
  await findSheet();  // still offline: the sheets came back, too
  await awa.go();
  await openName();
});

test('while the spare copy does not answer, what is written is not called saved', async () => {
  await spareAnswers(false);
  await awa.go();
  await openName();
  await answerName('Sans copie');
  await awa.page.getByRole('alert').getByText('La mémoire du téléphone ne répond pas').waitFor();
  assert.equal(await saved().count(), 0);
  await spareAnswers(true);
  await awa.tap('Réessayer');
  await saved().waitFor();
});

test('without database and without an answer of the copy, nothing begins anew', async () => {
  await spareAnswers(false);
  await dropDatabases();
  await awa.go();
  await awa.page.getByRole('alert').waitFor();
  assert.equal(await awa.page.getByRole('button', { name: 'Inscrire ce téléphone' }).count(), 0);
  await spareAnswers(true);
  await awa.tap('Recharger');
  await openName();
  assert.equal(await nameField().inputValue(), 'Sans copie');
});

test('of three tabs the last one asked writes, however slow the one before it starts', async () => {
  const first = awa.page;
  const [second, third] = [await awa.context.newPage(), await awa.context.newPage()];
  for (const page of [second, third]) {
    await awa.watch(page).goto(awa.base);
    await page.getByRole('heading', { name: 'Ouvert ailleurs' }).waitFor();
  }
  await first.evaluate(() => new Promise((resolve) => {  // a slow disk: the cache is busy
    indexedDB.open('/cache').onsuccess = ({ target }) => {
      const end = performance.now() + 2000;
      const store = target.result.transaction('FILE_DATA', 'readwrite').objectStore('FILE_DATA');
      const again = () => { if (performance.now() < end) store.count().onsuccess = again; };
      again();
      resolve();
    };
  }));
  await second.getByRole('button', { name: 'Ouvrir ici' }).click();
  await second.waitForTimeout(500);  // it may write, and waits for the cache
  await third.bringToFront();
  await third.getByRole('button', { name: 'Ouvrir ici' }).click();
  awa.page = third;
  await third.getByRole('heading', { name: 'Aujourd\'hui' }).waitFor();
  await second.bringToFront();
  await second.getByRole('heading', { name: 'Ouvert ailleurs' }).waitFor();
  await third.bringToFront();
  await openName();
  await answerName('Du troisième onglet');
  await saved().waitFor();
  await second.close();
  await first.close();
});

test('a second tab waits, takes over when asked, and nothing is mixed', async () => {
  const first = awa.page;
  const second = awa.watch(await awa.context.newPage());
  await second.goto(awa.base);
  await second.getByRole('heading', { name: 'Ouvert ailleurs' }).waitFor();
  awa.page = second;
  await awa.shoot('ouvert-ailleurs');
  await first.bringToFront();
  awa.page = first;
  await nameField().fill('Encore au clavier');  // typed, not left: saved before giving up
  await second.bringToFront();
  awa.page = second;
  await awa.tap('Ouvrir ici');
  await openName();
  assert.equal(await nameField().inputValue(), 'Encore au clavier');
  await answerName('De la seconde page');
  await saved().waitFor();
  await first.bringToFront();
  await first.getByRole('heading', { name: 'Ouvert ailleurs' }).waitFor();
  await first.getByRole('button', { name: 'Ouvrir ici' }).click();
  awa.page = first;
  await openName();
  assert.equal(await nameField().inputValue(), 'De la seconde page');
  await second.close();
});

test('a page that crashed lets the next tab write', async () => {
  const first = awa.page;
  const second = awa.watch(await awa.context.newPage());
  await second.goto(awa.base);
  await second.getByRole('heading', { name: 'Ouvert ailleurs' }).waitFor();
  await first.evaluate(() => {
    window.dispatchEvent(new ErrorEvent('error', { error: new Error('planted') }));
  });
  await first.getByRole('heading', { name: 'Le carnet s\'est arrêté' }).waitFor();
  await second.getByRole('heading', { name: 'Aujourd\'hui' }).waitFor();
  await second.close();
  await awa.go();
});

// As WebKit does with a page that one leaves and comes back to; Chromium keeps none that writes.
test('a page put aside lets the next one write, and begins anew when it is back', async () => {
  const first = awa.page;
  const second = awa.watch(await awa.context.newPage());
  await second.goto(awa.base);
  await second.getByRole('heading', { name: 'Ouvert ailleurs' }).waitFor();
  const turn = (name) => first.evaluate((type) =>
    window.dispatchEvent(new PageTransitionEvent(type, { persisted: true })), name);
  await turn('pagehide');
  await second.getByRole('heading', { name: 'Aujourd\'hui' }).waitFor();
  const loaded = first.waitForEvent('load');
  await turn('pageshow');
  await loaded;
  await first.getByRole('heading', { name: 'Ouvert ailleurs' }).waitFor();
  await second.close();
  await awa.go();
});

// Changes a file of Emscripten's IDBFS; false when it is not there.
function damage(place, name, how) {
  return awa.page.evaluate(async ([place, path, how]) => {
    const database = await new Promise((resolve) => {
      indexedDB.open(place).onsuccess = (event) => resolve(event.target.result);
    });
    const store = database.transaction('FILE_DATA', 'readwrite').objectStore('FILE_DATA');
    const entry = await new Promise((resolve) => {
      store.get(path).onsuccess = (event) => resolve(event.target.result);
    });
    if (!entry) return false;
    if (how === 'gone') store.delete(path);
    if (how === 'flipped') entry.contents[entry.contents.length >> 1] ^= 1;
    if (how === 'cut') entry.contents = entry.contents.slice(0, entry.contents.length >> 1);
    if (how !== 'gone') store.put(entry, path);
    await new Promise((resolve) => { store.transaction.oncomplete = resolve; });
    database.close();
    return true;
  }, [place, `${place}/${name}`, how]);
}

test('a cache that is damaged or gone costs nothing but time', async () => {
  await openName();  // a journal that is worth a cache
  for (const letter of 'abcde') await answerName(letter.repeat(9000));
  await answerName('De la seconde page');
  await saved().waitFor();
  await awa.go();
  for (const [place, name] of [['/cache', 'phone'], ['/shelf', 'sheets']])
    for (const how of ['flipped', 'cut', 'gone']) {
      await awa.page.waitForTimeout(1500);  // files are written a moment after the start
      assert.equal(await damage(place, name, how), true, `${place} ${how}`);
      await awa.go();
      await openName();
      assert.equal(await nameField().inputValue(), 'De la seconde page', `${place} ${how}`);
      await awa.go();
      await findSheet();
    }
});

test('a colleague\'s visits outlive a dropped database', async () => {
  const moussa = village.phone('moussa');
  await moussa.enrol(village.server, 'Moussa Koné');
  const visit = async (company) => {
    await moussa.go();
    await moussa.tap('Entreprises');
    await moussa.tap(company);
    await moussa.tap('Nouvelle visite');
    await moussa.tap('Non', 'radio');
    await moussa.sees('Tout est envoyé');
  };
  const seesVisit = async (company) => {
    await awa.tap('Entreprises');
    await awa.tap(company);
    await awa.page.getByRole('button', { name: `Visite · ${company}` }).waitFor();
    await awa.tap('Retour');
  };
  await visit('Laiterie Diaby');
  await awa.setOffline(false);
  await awa.go();
  await seesVisit('Laiterie Diaby');
  await dropDatabases();
  await visit('Fonio Benkadi');
  await seesVisit('Fonio Benkadi');  // its row is written where the others were dropped
  await awa.sees('Tout est envoyé');
  await awa.kill();
  await awa.open();
  await seesVisit('Fonio Benkadi');
  await seesVisit('Laiterie Diaby');
});

test('everything reached the server once', async () => {
  await awa.setOffline(false);
  await awa.go();
  await awa.sees('Tout est envoyé');
  const rows = (await village.server.command('export', '--json')).trim().split('\n')
    .map((line) => JSON.parse(line));
  const fields = rows.filter((row) => row.kind === 'visit');
  const visits = new Set(fields.map(({ record }) => record));
  assert.equal(visits.size, 3);  // Awa's, and Moussa's two
  const names = fields.filter(({ value }) => value === 'De la seconde page');
  assert.equal(names.length, 1);
  assert.equal(fields.some(({ kept }) => kept && kept.length > 0), false);
});

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
