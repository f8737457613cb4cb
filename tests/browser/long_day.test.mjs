// What a phone still holds after a thousand screens: no more than after two hundred.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from './device.mjs';
import { hurry, watchInside } from './inside.mjs';
import { Village } from './phone.mjs';

const kScreens = 14;  // of one round
const kMore = 58;  // rounds between the two counts
const kMostMemory = 64 * 1024 * 1024;
const kTextSizes = ['85', '100', '120', '150', '200'];

const village = new Village();
let awa;

before(async () => {
  await village.start();
  awa = village.phone('awa', { deviceScaleFactor: 1 });  // fewer dots: it is not looked at
  await awa.enrol(village.server, 'Awa Diarra');
  await hurry(awa);
  await watchInside(awa);
  await awa.setOffline(true);
  await awa.go();
});

after(() => village.end());

// Looks at screens one after the other, so many at least, by clicks on the mirror's nodes.
function look(count) {
  return awa.page.evaluate(async ([wanted, each]) => {
    const frame = () => new Promise((resolve) => { requestAnimationFrame(() => resolve()); });
    async function found(select) {
      for (let frames = 0; frames < 300; ++frames) {
        const element = select();
        if (element) return element;
        await frame();
        if (frames > 20) await new Promise((resolve) => { setTimeout(resolve, 10); });
      }
      throw new Error(`nothing to tap: ${select}`);
    }
    const named = (name) => () => [...document.querySelectorAll('button.node')]
      .find((element) => element.textContent === name);
    async function tap(name) {
      (await found(named(name))).click();
      await frame();
      await frame();
    }
    async function type(text) {
      const field = await found(() => document.querySelector('input.node'));
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await frame();
    }
    for (let seen = 0; seen < wanted; seen += each) {
      await tap('Entreprises');
      await type('koumba');
      await tap('Koumba Fruits');
      await tap('Nouvelle visite');
      await tap('Retour');
      await tap('Retour');
      await tap('Retour');
      await tap('Demandes');
      await tap('Solutions');
      await type('sechoir');
      await tap('Séchoir solaire tente');
      await tap('Retour');
      await type('');
      await tap('Plus');
      await tap('État');
      await tap('Retour');
      await tap('Aujourd\'hui');
    }
  }, [count, kScreens]);
}

// What the page holds once there is no garbage left: collecting finds no less any more. What one
// collection frees may only make other things garbage, and a busy browser puts some of it off.
async function held() {
  const devtools = await awa.context.newCDPSession(awa.page);
  await devtools.send('Performance.enable');
  let metrics = [];
  const of = (name) => metrics.find((metric) => metric.name === name)?.value;
  await until('no garbage to be left', async () => {
    const before = [of('Nodes'), of('JSEventListeners')];
    for (let i = 0; i < 3; ++i) await devtools.send('HeapProfiler.collectGarbage');
    ({ metrics } = await devtools.send('Performance.getMetrics'));
    return String(before) === String([of('Nodes'), of('JSEventListeners')]);
  });
  const memory = await awa.page.evaluate(() => ({
    pages: window.inside.module.HEAPU8.length,
    allocated: window.inside.module._hub_bytes_in_use(),
    texels: window.inside.texels,
    objects: window.inside.objects,
  }));
  await devtools.detach();
  return {
    nodes: of('Nodes'), listeners: of('JSEventListeners'), script: of('JSHeapUsedSize'), ...memory,
  };
}

// The least that is held in some rounds: Blink keeps boxes of older layouts, with their nodes, for
// a while and as it likes (a heap snapshot shows it), but what leaks is there in every round.
async function heldAtLeast() {
  const least = await held();
  for (let round = 0; round < 5; ++round) {
    await look(kScreens);
    const now = await held();
    Object.keys(least).forEach((what) => { least[what] = Math.min(least[what], now[what]); });
  }
  return least;
}

test('a thousand screens leave nothing behind', async () => {
  await look(200);
  const early = await heldAtLeast();
  await look(kMore * kScreens);
  const late = await heldAtLeast();
  assert.equal(late.pages, early.pages, 'WebAssembly memory');
  assert.ok(late.pages <= kMostMemory);
  assert.equal(late.objects, early.objects, 'WebGL\'s objects');
  assert.ok(late.allocated <= early.allocated + 4096, 'what the program has allocated');
  assert.ok(late.nodes <= early.nodes + 80, 'DOM nodes');
  // An old text field, with its 6 listeners, may be among what Blink keeps; a second one, too.
  assert.ok(late.listeners <= early.listeners + 12, 'event listeners');
  assert.ok(late.script <= early.script + 400 * 1024, 'JavaScript\'s heap');  // compiled code
});

test('all sizes of the text take no more than four million dots of the graphics', async () => {
  for (let round = 0; round < 2; ++round) {
    for (const size of kTextSizes) {
      await awa.tap('Plus');
      await awa.page.getByRole('radio', { name: new RegExp(`^${size}`) }).click();
      await look(kScreens);
    }
  }
  const { texels } = await held();
  assert.ok(texels > 0 && texels <= 4 * 1024 * 1024);
});

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
