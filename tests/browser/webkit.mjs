// A phone in the tests: WebKitGTK with a profile of its own, driven by WebDriver (W3C) and found by
// what it tells a screen reader.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Device, kScreen, repository, until } from './device.mjs';

const kBrowser = join(repository, 'tests/browser/webkit_browser.mjs');
const kElement = 'element-6066-11e4-a52e-4f735466cecf';  // so the standard marks a reference
const kKeys = {
  Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', End: '\uE010', ArrowRight: '\uE014',
};
const kMoved = ['no such element', 'stale element reference', 'element click intercepted',
  'element not interactable'];

function freePort() {
  return new Promise((resolve) => {
    const taken = createServer().listen(0, '127.0.0.1', () => {
      const { port } = taken.address();
      taken.close(() => resolve(port));
    });
  });
}

// In the page: elements that may have this name; what they are called and are, the browser tells.
function candidatesInPage(name) {
  return [...document.querySelectorAll('#app *')].filter((element) => {
    if (element.getClientRects().length === 0) return false;
    return !name || (element.getAttribute('aria-label') || element.textContent) === name;
  });
}

function isShownInPage(text) {
  return [...document.querySelectorAll('#app *')].some((element) =>
    element.childElementCount === 0 && element.textContent.includes(text) &&
    element.getClientRects().length > 0);
}

export class WebKitPhone extends Device {
  static needsDisplay = true;

  async open(path = '/') {
    await this.connect();
    const port = await freePort();
    this.driver = `http://127.0.0.1:${port}`;
    this.process = spawn('WebKitWebDriver', [`--port=${port}`], {
      detached: true, stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env, DISPLAY: this.options.display,
        NO_AT_BRIDGE: '1',  // no bus of the desktop is needed then
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',  // root could not start it otherwise
      },
    });
    this.process.stdout.on('data', (bytes) => this.hear(String(bytes)));
    await until('WebKitWebDriver', () =>
      fetch(`${this.driver}/status`).then(() => true, () => false));
    const args = ['-m', kBrowser, this.profile, String(kScreen.width), String(kScreen.height)];
    const wanted = { 'webkitgtk:browserOptions': { binary: '/usr/bin/gjs', args } };
    const { sessionId } = await this.ask('POST', '/session',
      { capabilities: { alwaysMatch: wanted } });
    this.session = `/session/${sessionId}`;
    await this.go(path);
  }

  async tellOffline() {}  // it has no word for it: a line that is cut must do

  hear(lines) {
    for (const line of lines.split('\n')) if (line.includes('JS ERROR')) this.errors.push(line);
  }

  async ask(method, path, body) {
    const answer = await fetch(this.driver + path, { method, body: JSON.stringify(body) });
    const { value } = await answer.json();
    if (answer.ok) return value;
    throw Object.assign(new Error(`${value.error}: ${value.message}`), { reason: value.error });
  }

  post(path, body = {}) { return this.ask('POST', this.session + path, body); }
  get(path) { return this.ask('GET', this.session + path); }

  evaluate(work, word = null) {
    const script = `const [word, done] = arguments; Promise.resolve((${work})(word)).then(done);`;
    return this.post('/execute/async', { script, args: [word] });
  }

  async go(path = '/') {
    await this.post('/url', { url: this.base + path });
    await this.find('heading');
  }

  async reload() {
    await this.post('/refresh');
    await this.find('heading');
  }

  // The reference of the first element of this role and name, if there is one now.
  async look(role, name) {
    for (const { [kElement]: element } of await this.evaluate(candidatesInPage, name)) {
      const is = (what) => this.get(`/element/${element}/computed${what}`);
      if (await is('role') === role && (!name || await is('label') === name)) return element;
    }
    return undefined;
  }

  // Once more when the screen changed under it.
  attempt(what, work) {
    return until(what, () => work().catch((error) => {
      if (!kMoved.includes(error.reason)) throw error;
    }));
  }

  find(role, name = '') { return this.attempt(`${role} ${name}`, () => this.look(role, name)); }

  tap(name, role = 'button') {
    return this.attempt(`a tap on ${role} ${name}`, async () => {
      const element = await this.look(role, name);
      if (element) await this.post(`/element/${element}/click`);
      return element;
    });
  }

  sees(text) { return until(text, () => this.evaluate(isShownInPage, text)); }

  // Keys go to whatever has the focus.
  async type(keys) {
    const actions = [...keys].flatMap((value) =>
      [{ type: 'keyDown', value }, { type: 'keyUp', value }]);
    await this.post('/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  // It speaks the page's language, and does not go on to the next part by itself.
  async typeDate({ day, month, year }) {
    await this.type(day);
    await this.press('ArrowRight');
    await this.type(month);
    await this.press('ArrowRight');
    await this.type(year);
  }

  press(key) { return this.type(kKeys[key]); }
  async picture() { return Buffer.from(await this.get('/screenshot'), 'base64'); }

  // The whole browser dies at once, as when the phone's battery ends: it leads a group of
  // processes.
  async kill() {
    const ended = new Promise((resolve) => { this.process.once('exit', resolve); });
    process.kill(-this.process.pid, 'SIGKILL');
    await ended;
  }

  async close() {
    await this.kill();
    await this.line.cut();
  }
}
