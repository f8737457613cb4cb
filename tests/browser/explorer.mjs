// Walks through the app as somebody would who touches everything once: every button of every kind
// of screen, by the mirror's nodes. Knows no words, so it is the same in each language, and no list
// of screens, so a new one is found by itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './phone.mjs';

const kFirst = 'today';
const kMostButtons = 14;  // cards of one list all lead to the same kind of screen

// Every screen there is, as ui/app.cpp names them.
export function allScreens() {
  const source = readFileSync(join(repository, 'ui/app.cpp'), 'utf8');
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
    return this.page.evaluate(() => {
      const title = document.querySelector('#app h1');
      const heading = document.querySelector('#content h2, #content h3');
      return {
        screen: document.getElementById('app').dataset.screen,
        mark: `${title && title.textContent} ${heading && heading.textContent}`,
      };
    });
  }

  // Resolves when something else is shown than before, or when nothing comes of it.
  async settled(before) {
    await this.page.waitForFunction((mark) => {
      const title = document.querySelector('#app h1');
      const heading = document.querySelector('#content h2, #content h3');
      return `${title && title.textContent} ${heading && heading.textContent}` !== mark;
    }, before.mark, { timeout: 700 }).catch(() => {});
    return this.shown();
  }

  // What can be tapped and leads on: not answers, and the places only from the first screen, to
  // which they all lead back.
  buttons(screen) {
    return this.page.evaluate(([most, places]) => {
      const found = [...document.querySelectorAll('#app button.node.button:not([disabled])')]
        .filter((button) => !button.hasAttribute('aria-current') &&
                            (places || !button.closest('nav')))
        .map((button) => button.dataset.id);
      return [...found.slice(0, most), ...found.slice(-4)];
    }, [kMostButtons, screen === kFirst]);
  }

  async tap(id) {
    const button = this.page.locator(`#app button[data-id="${id}"]`);
    if (await button.count() === 0) return false;
    await button.evaluate((element) => element.click());
    return true;
  }

  async back(to) {
    for (let i = 0; i < 4; ++i) {
      const now = await this.shown();
      if (now.screen === to.screen) return true;
      if (now.screen === kFirst) return false;  // one more leaves the app
      await this.page.evaluate(() => history.back());
      await this.settled(now);
    }
    return (await this.shown()).screen === to.screen;
  }

  async explore(mostTimes = 1, depth = 6) {
    const here = await this.shown();
    const times = (this.met.get(here.screen) || 0) + 1;
    this.met.set(here.screen, times);
    await this.look(here.screen, times);
    if (times > 1 || depth === 0) return;
    for (const id of new Set(await this.buttons(here.screen))) {
      const before = await this.shown();
      if (before.screen !== here.screen && !(await this.back(here))) return;
      if (!(await this.tap(id))) continue;
      const now = await this.settled(before);
      if (now.screen === here.screen) continue;
      if ((this.met.get(now.screen) || 0) < mostTimes) await this.explore(mostTimes, depth - 1);
      if (!(await this.back(here))) return;
    }
  }
}
