// A phone in the tests: Debian's Chromium with a profile of its own, found by role and name.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Device, kPatienceMs, kScreen, repository } from './device.mjs';

export { repository };

// Without it a phone that is set offline still lets its service worker out.
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = '1';

export const kBrowser = {
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
    '--disable-background-networking'],
};

// Only Chromium's own browsers have the event.
const kNoEvent = `addEventListener('beforeinstallprompt',
  (event) => event.stopImmediatePropagation());`;
// Options of phones whose browser says that it is another one, and cannot ask to install the app.
export const kSafari = {
  userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 ' +
    '(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  script: kNoEvent,
};
export const kFirefox = {
  userAgent: 'Mozilla/5.0 (Android 13; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0',
  script: kNoEvent,
};

export class Phone extends Device {
  // `script` runs in every page before its own.
  constructor(profile, base, { script = '', ...options } = {}) {
    super(profile, base, options);
    this.script = script;
  }

  async open(path = '/') {
    await this.connect();
    this.context = await chromium.launchPersistentContext(this.profile, {
      ...kBrowser, viewport: kScreen, deviceScaleFactor: 2, hasTouch: true, isMobile: true,
      locale: 'fr-FR', ...this.options,
    });
    this.context.setDefaultTimeout(kPatienceMs);
    await this.context.addInitScript(this.script);
    await this.tellOffline();
    this.errors = [];
    this.page = this.watch(this.context.pages()[0]);
    await this.go(path);
  }

  watch(page) {
    page.on('pageerror', (error) => this.errors.push(String(error)));
    return page;
  }

  async go(path = '/') {
    // A step of the history that is still under way ends a navigation: once more.
    const open = () => this.page.goto(this.base + path);
    await open().catch((error) => {
      if (!String(error).includes('ERR_ABORTED')) throw error;
      return open();
    });
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  async reload() {
    await this.page.reload();
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  tellOffline() { return this.context.setOffline(this.offline); }

  // The whole browser dies at once, as when the phone's battery ends.
  async kill() {
    this.processes().forEach((pid) => {
      try { process.kill(pid, 'SIGKILL'); } catch { /* gone already */ }
    });
    await this.context.close().catch(() => {});
  }

  // Our own browser's processes: those that name this profile on their command line.
  processes() {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(this.profile);
      } catch {
        return false;
      }
    }).map(Number);
  }

  async close() {
    await this.context.close();
    await this.line?.cut();
  }

  async tap(name, role = 'button') {
    await this.page.getByRole(role, { name, exact: true }).first().click();
  }

  async sees(text) { await this.page.getByText(text).first().waitFor(); }
  type(text) { return this.page.keyboard.type(text); }
  press(key) { return this.page.keyboard.press(key); }
  evaluate(work, word) { return this.page.evaluate(work, word); }
  picture() { return this.page.screenshot(); }
}

// The real server on a free port, with data of its own.
export class Server {
  async start(data, port = 0) {
    this.program = join(repository, 'build/native/server/hub-iit-server');
    if (!existsSync(this.program)) throw new Error(`${this.program} is missing: build it first`);
    this.data = data;
    this.process = spawn(this.program, ['serve', '--demo', '--port', port, '--data', data]);
    this.base = await new Promise((resolve, reject) => {
      let log = '';
      this.process.stdout.on('data', (bytes) => {
        log += bytes;
        const found = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(log);
        if (found) resolve(`http://localhost:${found[1]}`);
      });
      this.process.on('exit', () => reject(new Error(`the server ended: ${log}`)));
    });
  }

  // Runs a subcommand to its end; resolves with what it printed.
  command(...words) {
    return new Promise((resolve, reject) => {
      const child = spawn(this.program, [...words, '--data', this.data]);
      let out = '';
      child.stdout.on('data', (bytes) => { out += bytes; });
      child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(out))));
    });
  }

  async linkFor(person) {
    const out = await this.command('enrol', '--person', person, '--base-url', this.base);
    return new URL(/http\S+/.exec(out)[0]);
  }

  async stop() {
    const ended = new Promise((resolve) => { this.process.on('exit', resolve); });
    this.process.kill('SIGTERM');
    await ended;
  }
}

// A server with phones around it, in a folder that goes when the tests end.
export class Village {
  async start() {
    this.folder = mkdtempSync(join(tmpdir(), 'hub-village-'));
    this.phones = [];
    this.server = new Server();
    await this.server.start(join(this.folder, 'data'));
  }

  // Of the engine whose class is named.
  phone(name, options = {}, Kind = Phone) {
    const made = new Kind(join(this.folder, name), this.server.base, options);
    this.phones.push(made);
    return made;
  }

  async end() {
    for (const phone of this.phones) await phone.close().catch(() => {});
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  errors() { return this.phones.flatMap((phone) => phone.errors); }
}
