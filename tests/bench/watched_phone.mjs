// A phone of tests/browser whose page tells the bench what happens in it: frames, draw calls, rows
// saved, and when the list was usable. The app itself is untouched: its module is caught on its way
// in and its exported functions are wrapped.
import { Phone } from '../browser/phone.mjs';

function watch() {
  const seen = {
    frames: 0, frameMs: [], drawCalls: 0, glWaitMs: 0, saved: 0, usableMs: 0,
    marks: {},
  };
  window.bench = seen;
  const mark = (name) => { seen.marks[name] ??= performance.now(); };

  // app.js declares `var HubApp`: with this accessor in place it assigns here instead.
  let factory;
  Object.defineProperty(window, 'HubApp', {
    set(value) { factory = value; mark('script loaded'); },
    get: () => async (...args) => {
      const module = await factory(...args);
      mark('module ready');
      window.benchModule = module;
      wrap(module);
      return module;
    },
  });

  function wrap(module) {
    const around = (name, after) => {
      let inner = module[name];
      const outer = (...args) => {
        const begin = performance.now();
        const result = inner(...args);
        after(performance.now() - begin, begin);
        return result;
      };
      // Emscripten's stubs replace themselves in the module when they are called first.
      Object.defineProperty(module, name, { get: () => outer, set(value) { inner = value; } });
    };
    const took = (name, exported) => around(exported, (ms) => {
      seen.marks[`${name} took`] = (seen.marks[`${name} took`] ?? 0) + ms;
      mark(`${name} done`);
    });
    took('program start', '_hub_start');
    took('rows copied', '_hub_load_row');
    took('journal replayed', '_hub_loaded');
    around('_hub_frame', (ms, begin) => {
      ++seen.frames;
      seen.frameMs.push(ms);
      if (seen.onFrame) seen.onFrame(begin);
      lookForList();
    });
    around('_hub_row_saved', () => { ++seen.saved; if (seen.onSaved) seen.onSaved(); });
  }

  // Usable: the heading says where one is and the list's first card is there to be tapped.
  function lookForList() {
    if (seen.usableMs > 0) return;
    const heading = document.querySelector('#head h1');
    if (!heading || heading.textContent !== 'Aujourd\'hui') return;
    if (!document.querySelector('#content button.node')) return;
    seen.usableMs = performance.now();
  }

  // These wait for the graphics process: nothing else of WebGL does.
  for (const kind of ['getParameter', 'getError', 'finish', 'readPixels']) {
    const inner = WebGL2RenderingContext.prototype[kind];
    WebGL2RenderingContext.prototype[kind] = function waited(...args) {
      const begin = performance.now();
      const result = inner.apply(this, args);
      seen.glWaitMs += performance.now() - begin;
      return result;
    };
  }
  for (const kind of ['drawElements', 'drawArrays', 'clear']) {
    const inner = WebGL2RenderingContext.prototype[kind];
    WebGL2RenderingContext.prototype[kind] = function drawn(...args) {
      ++seen.drawCalls;
      return inner.apply(this, args);
    };
  }
}

// As tests/browser/phone.mjs starts its browser.
export function launchOptions(executable = '/usr/bin/chromium') {
  return {
    executablePath: executable, viewport: { width: 360, height: 640 },
    deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: 'fr-FR',
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
      '--disable-background-networking'],
  };
}

export class WatchedPhone extends Phone {
  constructor(profile, base, executable) {
    super(profile, base);
    this.executable = executable;
    this.slowdown = 1;
  }

  // As Phone.open, with the watch in place and the CPU slowed down from the first byte on.
  async open(path = '/') {
    const { chromium } = await import('../browser/node_modules/playwright-core/index.mjs');
    const options = launchOptions(this.executable);
    this.context = await chromium.launchPersistentContext(this.profile, options);
    await this.context.addInitScript(watch);
    await this.context.setOffline(this.offline);
    [this.page] = this.context.pages();
    this.errors = [];
    this.page.on('pageerror', (error) => this.errors.push(String(error)));
    this.devtools = await this.context.newCDPSession(this.page);
    await this.slow(this.slowdown);
    await this.page.goto(this.base + path);
    await this.page.getByRole('heading', { level: 1 }).waitFor({ timeout: 120_000 });
  }

  async slow(times) {
    this.slowdown = times;
    await this.devtools.send('Emulation.setCPUThrottlingRate', { rate: times });
  }

  // The app's own crash page: what it says is the result of the measurement.
  async failIfStopped() {
    const stopped = await this.page.evaluate(() => {
      const plain = document.querySelector('#app.plain');
      return plain ? plain.innerText.replace(/\s+/g, ' ') : '';
    });
    if (stopped) throw new Error(`the app stopped: ${stopped}`);
  }

  async tap(name, role) {
    try {
      await super.tap(name, role);
    } catch (error) {
      await this.failIfStopped();
      throw error;
    }
  }

  seen() { return this.page.evaluate(() => ({ ...window.bench })); }
  heapBytes() { return this.page.evaluate(() => window.benchModule.HEAPU8.length); }
}
