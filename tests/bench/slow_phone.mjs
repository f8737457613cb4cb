// A phone six times slower than this machine: from the tap until the picture that answers it, on
// the longest form; and scrolling through a long list of sheets: which frames came late.
import { Hands } from '../browser/hands.mjs';
import { startVisit, withPhone } from './filled_phone.mjs';
import { quantile, sleep } from './places.mjs';

const kSlowdown = 6;
const kTaps = 60;
const kBetweenTapsMs = 400;
const kFrameMs = 1000 / 60;
const kMostCards = 300;
const kSwipes = 6, kRollsMs = 1500;

// The browser's own clock: from when the finger was there until the next paint (Event Timing).
function watchTaps(phone) {
  return phone.page.evaluate(() => {
    window.bench.taps = [];
    new PerformanceObserver((list) => {
      list.getEntries().filter(({ name }) => name === 'click')
        .forEach(({ duration }) => window.bench.taps.push(duration));
    }).observe({ type: 'event', durationThreshold: 16 });
  });
}

// On a touch screen, as a finger does it, and not so soon after the last one that it counts as its
// double.
async function touch(phone, locator) {
  await sleep(kBetweenTapsMs);
  const box = await locator.boundingBox();
  await phone.page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
}

// Through the whole form, and on each page its first choice, if there is one.
async function walk(phone) {
  const { page } = phone;
  await watchTaps(phone);
  const title = page.locator('#content h2');
  for (let i = 0; i < kTaps / 2; ++i) {
    const before = await title.textContent();
    const choice = page.locator('#content [role=radio], #content [role=checkbox]').first();
    if (await choice.count() > 0) await touch(phone, choice);
    await touch(phone, page.getByRole('button', { name: 'Suivant', exact: true }));
    await page.waitForFunction((text) => {
      const now = document.querySelector('#content h2');
      return !now || now.textContent !== text;
    }, before);
    if (await page.getByRole('button', { name: 'Suivant', exact: true }).count() === 0) break;
  }
  await page.waitForTimeout(500);
  return page.evaluate(() => window.bench.taps);
}

async function unfold(phone) {
  const { page } = phone;
  const more = page.getByRole('button', { name: /^Afficher la suite/ });
  while (await page.locator('#content button.node').count() < kMostCards) await more.click();
}

// Swipes, one after the other: when the app's frames began while the list rolled on after each, and
// how long they took. Under the finger they come as fast as this script moves it.
async function scroll(phone) {
  const hands = await Hands.on(phone);
  await phone.page.evaluate(() => {
    window.bench.frameMs = [];
    window.bench.swipes = [];
    window.bench.onFrame = (begin) => window.bench.swipes.at(-1).push(begin);
  });
  for (let i = 0; i < kSwipes; ++i) {
    const [from, to] = i % 2 === 0 ? [500, 120] : [120, 500];
    await phone.page.evaluate(() => { window.bench.swipes.push([]); });
    await hands.drag({ x: 180, y: from }, { x: 180, y: to });
    await phone.page.evaluate(() => { window.bench.swipes.splice(-1, 1, []); });
    await sleep(kRollsMs);
  }
  return phone.page.evaluate(() => ({
    times: window.bench.frameMs, swipes: window.bench.swipes,
  }));
}

// Frames that came later than the screen asked for them, within each swipe.
function late(swipes) {
  const gaps = swipes.flatMap((begins) => begins.slice(1).map((begin, i) => begin - begins[i]));
  if (gaps.length === 0) throw new Error('no swipe moved anything');
  const dropped = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / kFrameMs) - 1), 0);
  return { dropped, shown: gaps.length };
}

function measure() {
  return withPhone({ visits: 1000, sheets: 2000 }, async (phone) => {
    await phone.setOffline(true);
    await startVisit(phone);
    await phone.slow(kSlowdown);
    const taps = await walk(phone);
    await phone.slow(1);
    for (let i = 0; i < 3; ++i) await phone.page.goBack();
    await phone.tap('Solutions');
    await unfold(phone);
    const cards = await phone.page.locator('#content button.node').count();
    const fast = await scroll(phone);
    await phone.slow(kSlowdown);
    return { taps, cards, fast, slow: await scroll(phone) };
  });
}

const words = ({ times, swipes }) => `p50 ${quantile(times, 0.5).toFixed(1)} ms, p95 `
  + `${quantile(times, 0.95).toFixed(1)} ms of script in a frame, ${late(swipes).dropped} of `
  + `${late(swipes).shown + late(swipes).dropped} frames dropped`;

export async function slowPhone() {
  const { taps, cards, fast, slow } = await measure();
  const p95 = quantile(taps, 0.95);
  const { dropped } = late(slow.swipes);
  return [{
    what: 'tap → the picture that answers it, longest form, 6× CPU throttle',
    budget: 'p95 ≤ 100 ms', measured: `p95 ${p95.toFixed(0)} ms`, met: p95 <= 100,
    detail: [`${taps.length} taps, p50 ${quantile(taps, 0.5).toFixed(0)} ms`],
  }, {
    what: `scrolling through ${cards} sheets, 6× CPU throttle`,
    budget: 'no frame dropped', measured: `${dropped} dropped`, met: dropped === 0,
    detail: [`slowed down: ${words(slow)}`, `as this machine is: ${words(fast)}`],
  }];
}
