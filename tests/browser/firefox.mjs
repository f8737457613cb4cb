// A phone in the tests: Debian's Firefox ESR with a profile of its own, driven by WebDriver BiDi
// and found by what it tells a screen reader.
import { mkdirSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { Device, kPatienceMs, kScreen } from './device.mjs';

const kPreferences = { 'intl.accept_languages': 'fr-FR, fr' };

export class FirefoxPhone extends Device {
  static needsDisplay = true;

  async open(path = '/') {
    await this.connect();
    mkdirSync(this.profile, { recursive: true });
    this.browser = await puppeteer.launch({
      browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: false,
      userDataDir: this.profile, extraPrefsFirefox: kPreferences,
      env: { ...process.env, DISPLAY: this.options.display },
    });
    this.page = await this.browser.newPage();  // the first one leaves the focus to the address bar
    this.page.setDefaultTimeout(kPatienceMs);
    this.page.on('pageerror', (error) => this.errors.push(String(error)));
    await this.page.setViewport({ ...kScreen, deviceScaleFactor: 2 });
    await this.tellOffline();
    await this.go(path);
  }

  async go(path = '/') {
    await this.page.goto(this.base + path);
    await this.find('heading');
  }

  async reload() {
    await this.page.reload();
    await this.find('heading');
  }

  tellOffline() { return this.page.setOfflineMode(this.offline); }

  find(role, name = '') { return this.page.waitForSelector(`aria/${name}[role="${role}"]`); }
  tap(name, role = 'button') { return this.page.locator(`aria/${name}[role="${role}"]`).click(); }
  sees(text) { return this.page.waitForSelector(`text/${text}`, { visible: true }); }
  type(text) { return this.page.keyboard.type(text); }
  press(key) { return this.page.keyboard.press(key); }
  evaluate(work, word) { return this.page.evaluate(work, word); }
  async picture() { return Buffer.from(await this.page.screenshot()); }

  // The whole browser dies at once, as when the phone's battery ends: it leads a group of
  // processes.
  async kill() {
    process.kill(-this.browser.process().pid, 'SIGKILL');
    await this.browser.close();  // waits for its end, and for Puppeteer to leave the profile
  }

  async close() {
    await this.browser.close();
    await this.line.cut();
  }
}
