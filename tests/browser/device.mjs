// What the phones of all engines share. Each engine adds how it is started, killed and taken
// offline, and how things are found, tapped and typed: phone.mjs (Chromium), firefox.mjs,
// webkit.mjs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Line } from './line.mjs';

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const kScreen = { width: 360, height: 640 };
export const kPatienceMs = 60_000;  // the machine may be building beside the tests

// Asks again until there is an answer.
export async function until(what, ask) {
  const end = Date.now() + kPatienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`not within ${kPatienceMs / 1000} s: ${what}`);
    await pause(30);
  }
}

export class Device {
  constructor(profile, base, options = {}) {
    this.profile = profile;
    this.base = base;
    this.options = options;
    this.offline = false;
    this.errors = [];
  }

  // To the server by a line of its own, whose port stays: it is a part of the page's origin.
  async connect() {
    this.line ??= new Line(this.base);
    await (this.offline ? this.line.cut() : this.line.mend());
    this.base = this.line.base;
  }

  // Cuts the line. That the phone has no network, too, an engine tells its page where it can; alone
  // it would be a pretence: the service workers of Chromium and Firefox go on fetching.
  async setOffline(offline) {
    this.offline = offline;
    if (this.line) await this.connect();
    await this.tellOffline();
  }

  // Enrols by a fresh link and waits until the phone may leave the network.
  async enrol(server, person) {
    const link = await server.linkFor(person);
    await this.open(`/${link.hash}`);
    await this.sees('Prêt hors ligne');
  }

  // Types with the keyboard.
  async write(name, text, role = 'textbox') {
    await this.tap(name, role);
    await this.type(text);
    await this.leaveField();
  }

  // By the keyboard, and until the frame that says what became of the text.
  async leaveField() {
    await this.press('Tab');
    await this.evaluate(() => new Promise((drawn) => {
      requestAnimationFrame(() => setTimeout(drawn));
    }));
  }

  // A tap would open the browser's calendar: who has a keyboard goes from part to part.
  async writeDate(name, date) {
    await this.focus(name);
    await this.typeDate(date);
    await this.leaveField();
  }

  // By the keyboard: as often and as fast as one likes.
  async pressOn(name) {
    await this.focus(name);
    await this.press('Enter');
  }

  focus(name) {
    return until(`${name} to have the focus`, () => this.evaluate((wanted) => {
      const called = (element) => element.getAttribute('aria-label') || element.textContent;
      const controls = [...document.querySelectorAll('#app input, #app button:enabled')];
      const control = controls.find((element) => called(element) === wanted);
      if (control) control.focus();
      return !!control;
    }, name));
  }

  // The browser's own language orders the parts, and both of Debian's browsers speak English.
  typeDate({ day, month, year }) { return this.type(`${month}${day}${year}`); }

  // What the field of this name holds, once it is there.
  valueOf(name) {
    return until(`the field ${name}`, () => this.evaluate((label) => {
      const field = document.querySelector(`#app [aria-label="${label}"]`);
      return field && field.value;
    }, name));
  }

  isChosen(name) {
    return until(`the choice ${name}`, () => this.evaluate((label) => {
      const choices = [...document.querySelectorAll('#app [aria-checked]')];
      const choice = choices.find((element) => element.textContent === label);
      return choice && [choice.getAttribute('aria-checked') === 'true'];
    }, name)).then(([chosen]) => chosen);
  }

  // The picture once nothing moves any more: two in a row are the same.
  restingPicture() {
    let last;
    return until('a picture at rest', async () => {
      const before = last;
      last = await this.picture();
      return before && last.equals(before) && last;
    });
  }

  // A picture for the eyes of whoever works here: build/screenshots.
  async shoot(name) {
    const folder = join(repository, 'build/screenshots');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.png`), await this.restingPicture());
  }
}
