// A phone in the tests: Debian's Chromium with a profile of its own, found by role and name.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

// Without it a phone that is set offline still lets its service worker out.
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = '1';

const kArguments = [
  '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
  '--disable-background-networking',
];

export class Phone {
  // `script` runs in every page before its own.
  constructor(profile, base, { script = '', ...options } = {}) {
    this.profile = profile;
    this.base = base;
    this.options = options;
    this.script = script;
    this.offline = false;
  }

  async open(path = '/') {
    this.context = await chromium.launchPersistentContext(this.profile, {
      executablePath: '/usr/bin/chromium', viewport: { width: 360, height: 640 },
      deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: 'fr-FR', args: kArguments,
      ...this.options,
    });
    await this.context.addInitScript(this.script);
    await this.context.setOffline(this.offline);
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

  // Enrols by a fresh link and waits until the phone may leave the network.
  async enrol(server, person) {
    const link = await server.linkFor(person);
    await this.open(`/${link.hash}`);
    await this.sees('Prêt hors ligne');
  }

  async setOffline(offline) {
    this.offline = offline;
    await this.context.setOffline(offline);
  }

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

  async close() { await this.context.close(); }

  async tap(name, role = 'button') {
    await this.page.getByRole(role, { name, exact: true }).first().click();
  }

  async sees(text) { await this.page.getByText(text).first().waitFor(); }

  // A picture for the eyes of whoever works here: build/screenshots.
  async shoot(name) {
    const folder = join(repository, 'build/screenshots');
    mkdirSync(folder, { recursive: true });
    await this.page.waitForTimeout(250);
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }
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

  phone(name, options = {}) {
    const made = new Phone(join(this.folder, name), this.server.base, options);
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
