// After support.js: fonts and program, side by side. Whatever goes wrong later ends here, in plain
// HTML that says what is safe and what to do.
(() => {
  if (support.ended) return;

  const kProgram = 'app.js';
  const kWasm = 'app.wasm';
  const kNoAnswerMs = 3000;
  const kFonts = ['text.ttf', 'bold.ttf', 'icons.ttf'];
  // What a language other than French needs, fetched by who chooses it.
  const kPacks = {
    en: { file: 'en.lang' },
    ar: { file: 'ar.lang', fonts: ['arabic.ttf', 'arabic-bold.ttf'], bidi: 'bidi.wasm' },
  };

  const program = {};  // what app.js makes of it

  // Resolves with the service worker's answer, null where it was refused; never without a worker.
  function askWorker(worker, message) {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = (event) => resolve(event.data);
      if (worker) worker.postMessage(message, [port2]);
    });
  }

  function controller() { return navigator.serviceWorker && navigator.serviceWorker.controller; }

  async function goBack() {
    if (await askWorker(controller(), { type: 'go-back' })) location.reload();
    else support.say('noRoom');
  }

  // Before its data were on the screen: it may be this release that cannot start here.
  async function offerWayBack() {
    if (program.started) return;
    if (await askWorker(controller(), { type: 'may-go-back' })) support.offer('goBack', goBack);
  }

  support.atEnd = offerWayBack;

  function end(page, detail) {
    if (program.stop) program.stop();
    support.end(page, detail);
  }

  function crash(error) {
    const reason = String(error);
    // WebAssembly that this browser cannot read: it is older than what the build is for.
    end(/CompileError|LinkError/.test(reason) ? 'old' : 'crash', reason);
  }

  function load(script) {
    return new Promise((resolve) => {
      const element = document.createElement('script');
      element.src = script;
      element.onload = resolve;  // where it does not come, support.js says so
      document.head.append(element);
    });
  }

  async function bytes(file) {
    const response = await fetch(file);
    if (!response.ok) throw new Error(`${file} : ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  // Beside everything else that is done at the start, and whatever type a proxy gave it.
  function compile() {
    return WebAssembly.compileStreaming(fetch(kWasm))
      .catch(() => bytes(kWasm).then((program) => WebAssembly.compile(program)));
  }

  // Private windows of older browsers have an IndexedDB that cannot be opened (Firefox before 115).
  // One that never answers is the journal's business.
  function openStorage() {
    return new Promise((resolve) => {
      const refused = (error) => {
        end('storage', `IndexedDB (${error && error.name})`);
        resolve();
      };
      setTimeout(resolve, kNoAnswerMs);
      try {
        const request = indexedDB.open('hub-probe');
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
        request.onerror = () => refused(request.error);
      } catch (error) {
        refused(error);
      }
    });
  }

  async function start() {
    const asked = openStorage();
    const compiled = compile();
    compiled.catch(() => {});  // told where it is awaited
    const arrived = Promise.all([Promise.all(kFonts.map(bytes)), load(kProgram)]);
    const [fonts] = await arrived.catch((error) => {
      end('cut', error.message);
      return [];
    });
    if (support.ended) return;
    Object.assign(program, {
      canvas: document.getElementById('canvas'),
      instantiateWasm: (imports, done) => {
        compiled.then((module) => WebAssembly.instantiate(module, imports)).then(done).catch(crash);
        return {};
      },
      noFSInit: true,  // no terminal: its three files are no use here
      packs: kPacks,
      askWorker,
      fetchBytes: bytes,
      onCrash: crash,
      onAbort: crash,
    });
    await HubApp(program);
    await asked;  // an enrolment link that cannot be kept must not be used up
    if (support.ended) return;
    await program.startApp(fonts);
  }

  window.addEventListener('unhandledrejection', (event) => crash(event.reason));
  window.addEventListener('error', (event) => crash(event.error || event.message));
  start().catch(crash);
})();
