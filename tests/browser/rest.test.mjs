// A phone at rest costs nothing: no frame, and no timer that wakes it up within half a minute.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startVisit } from './hands.mjs';
import { insides, watchInside } from './inside.mjs';
import { Village } from './phone.mjs';

const kRestMs = 10_000;
const kShortestTimerMs = 30_000;

const village = new Village();
let awa;

before(async () => {
  await village.start();
  awa = village.phone('awa');
  await awa.enrol(village.server, 'Awa Diarra');
  await watchInside(awa);
  await awa.go();
});

after(() => village.end());

async function during(ms) {
  const before_ = await insides(awa);
  await awa.page.waitForTimeout(ms);
  const after_ = await insides(awa);
  const timers = Object.keys(after_.timers).map(Number).filter((wait) =>
    wait < kShortestTimerMs && after_.timers[wait] !== before_.timers[wait]);
  return { frames: after_.frames - before_.frames, timers };
}

// What was begun has an end: at the latest after so many looks nothing more is asked for.
async function rests() {
  for (let look = 0; look < 20; ++look) {
    const { frames, timers } = await during(1000);
    if (frames + timers.length === 0) return during(kRestMs);
  }
  throw new Error('the app never comes to rest');
}

const screens = {
  'Aujourd\'hui': () => awa.tap('Aujourd\'hui'),
  'the list of the sheets': () => awa.tap('Solutions'),
  'a sheet': () => awa.page.locator('#content li button').first().click(),
  'État': async () => {
    await awa.tap('Retour');
    await awa.tap('Plus');
    await awa.tap('État');
  },
  'a text field in which somebody typed': async () => {
    await awa.tap('Retour');
    await startVisit(awa);
    for (let i = 0; i < 3; ++i) await awa.tap('Suivant');
    await awa.page.getByRole('textbox').first().pressSequentially('Koumba');
    await awa.sees('Enregistré sur ce téléphone');
  },
};

for (const [name, open] of Object.entries(screens)) {
  test(`at rest nothing is drawn and no timer is set: ${name}`, async () => {
    await open();
    assert.deepEqual(await rests(), { frames: 0, timers: [] });
  });
}

test('the watch sees what the app asks for', async () => {
  const before_ = await insides(awa);
  await awa.tap('Retour');
  await awa.page.waitForFunction((frames) => window.inside.frames > frames, before_.frames);
  const { timers } = await insides(awa);
  assert.ok(Object.keys(timers).length > 0);
});

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
