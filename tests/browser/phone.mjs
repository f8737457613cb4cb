// A phone in the tests: Debian's Chromium with a profile of its own, found by role and name.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const kArguments = [
  '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
  '--disable-background-networking',
];

export class Phone {
  constructor(profile, base, shots) {
    this.profile = profile;
    this.base = base;
    this.shots = shots;
    this.offline = false;
  }

  async open(path = '/') {
    this.context = await chromium.launchPersistentContext(this.profile, {
      executablePath: '/usr/bin/chromium', viewport: { width: 360, height: 640 },
      deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: 'fr-FR', args: kArguments,
    });
    await this.context.setOffline(this.offline);
    [this.page] = this.context.pages();
    this.errors = [];
    this.page.on('pageerror', (error) => this.errors.push(String(error)));
    await this.page.goto(this.base + path);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  async setOffline(offline) {
    this.offline = offline;
    await this.context.setOffline(offline);
  }

  // The whole browser dies at once, as when the phone's battery ends.
  async kill() {
    const pids = await this.processes();
    pids.forEach((pid) => { try { process.kill(pid, 'SIGKILL'); } catch { /* gone already */ } });
    await this.context.close().catch(() => {});
  }

  // Our own browser's processes: those that name this profile on their command line.
  async processes() {
    const { readdirSync, readFileSync } = await import('node:fs');
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

  async shoot(name) {
    mkdirSync(this.shots, { recursive: true });
    await this.page.waitForTimeout(250);
    await this.page.screenshot({ path: `${this.shots}/${name}.png` });
  }
}

// The real server on a free port, with data of its own.
export class Server {
  async start(program, data) {
    if (!existsSync(program)) throw new Error(`${program} is missing: build it first`);
    this.program = program;
    this.data = data;
    this.process = spawn(program, ['serve', '--demo', '--port', '0', '--data', data]);
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
      child.on('exit', (code) => (code === 0 ? resolve(out) : reject(new Error(out))));
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
