// Walks through the app as somebody would who touches everything once: every button of every kind
// of screen, by the mirror's nodes. Knows no words, so it is the same in each language, and no list
// of screens, so a new one is found by itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './device.mjs';

const kFirst = 'today';
const kFrames = 4, kFarthest = 6;
const kMostButtons = 10;  // cards of one list all lead to the same kind of screen

// Every screen there is, as ui/stage.cpp names them.
export function allScreens() {
  const source = readFileSync(join(repository, 'ui/stage.cpp'), 'utf8');
  return [...new Set([...source.matchAll(/return \{draw_\w+, "([\w-]+)"\}/g)].map((m) => m[1]))];
}

export class Explorer {
  // `look(screen, times)` is called for each screen shown, the first times it is met.
  constructor(page, look) {
    this.page = page;
    this.look = look;
    this.met = new Map();  // screen → how often
  }

  shown() {
    return this.page.evaluate(() => document.getElementById('app').dataset.screen);
  }

  // What a tap leads to is drawn within some frames, however long they take: one that hears of the
  // tap, one that shows what comes of it.
  async settled() {
    await this.page.evaluate((frames) => new Promise((resolve) => {
      let left = frames;
      const wait = () => { left -= 1; requestAnimationFrame(left > 0 ? wait : resolve); };
      wait();
    }), kFrames);
    return this.shown();
  }

  // What can be tapped and leads on: not answers, not the arrow back, and the places only from the
  // first screen, to which they all lead back. A list beside something was touched before that.
  buttons(screen) {
    return this.page.evaluate(([most, places]) => {
      const found = [];
      const beside = document.querySelector('#list:not([hidden])') &&
        !document.querySelector('#head h1') ? '#list-' : '#';
      const parts = ['head', 'content', 'foot'].map((part) => beside + part);
      ['nav', '#banner', ...parts].forEach((part) => {
        document.querySelectorAll(`${part} button.node.button`).forEach((button) => {
          const inside = part === 'nav' || !button.closest('nav');
          const arrow = part.endsWith('head') && button.offsetWidth < 60;
          const leads = !button.disabled && !button.hasAttribute('aria-current') && !arrow;
          if (inside && leads && (places || part !== 'nav')) found.push(button.dataset.id);
        });
      });
      return [...found.slice(0, most), ...found.slice(Math.max(most, found.length - 3))];
    }, [kMostButtons, screen === kFirst]);
  }

  async tap(id) {
    const button = this.page.locator(`#app button[data-id="${id}"]`);
    if (await button.count() === 0) return false;
    await button.evaluate((element) => element.click());
    return true;
  }

  // `above` are the screens over which it came: some buttons lead back there by themselves.
  async back(to, above) {
    for (let i = 0; i < 4; ++i) {
      const now = await this.shown();
      if (now === to) return true;
      if (now === kFirst || above.includes(now)) return false;
      await this.page.evaluate(() => new Promise((resolve) => {
        window.addEventListener('popstate', resolve, { once: true });
        history.back();
      }));
      await this.settled();
    }
    return (await this.shown()) === to;
  }

  async explore(mostTimes = 1, depth = kFarthest, above = []) {
    const here = await this.shown();
    const times = (this.met.get(here) || 0) + 1;
    this.met.set(here, times);
    await this.look(here, times);
    if (times > 1 || depth === 0) return;
    for (const button of await this.buttons(here)) {
      if (!(await this.back(here, above))) return;
      if (!(await this.tap(button))) continue;
      const now = await this.settled();
      if (now !== here && (this.met.get(now) || 0) < mostTimes)
        await this.explore(mostTimes, depth - 1, [...above, here]);
    }
    await this.back(here, above);
  }
}
