// The first script: can this browser run the app? Then fonts and program, side by side. Whatever
// goes wrong later ends here, in plain HTML that says what is safe and what to do.
(() => {
  const kProgram = 'app.js';
  const kWasm = 'app.wasm';
  const kFonts = ['text.ttf', 'bold.ttf', 'icons.ttf'];

  function page(title, sentences) {
    const main = document.getElementById('app');
    main.replaceChildren();
    main.className = 'plain';
    const add = (tag, text) => {
      const element = document.createElement(tag);
      element.textContent = text;
      main.append(element);
      return element;
    };
    add('h1', title);
    sentences.forEach((sentence) => add('p', sentence));
    document.getElementById('canvas').remove();
    return (words, work) => add('button', words).addEventListener('click', work);
  }

  // Resolves with the service worker's answer; never without one.
  function ask(message) {
    return new Promise((resolve) => {
      const worker = navigator.serviceWorker && navigator.serviceWorker.controller;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = (event) => resolve(event.data);
      if (worker) worker.postMessage(message, [port2]);
    });
  }

  async function goBack() {
    await ask({ type: 'go-back' });
    location.reload();
  }

  function missing() {
    const canvas = document.createElement('canvas');
    if (!window.isSecureContext) return 'une adresse sécurisée (https)';
    if (typeof WebAssembly !== 'object') return 'WebAssembly';
    if (typeof indexedDB === 'undefined') return 'IndexedDB';
    if (!navigator.locks) return 'Web Locks';
    if (!canvas.getContext('webgl2')) return 'WebGL 2';
    return '';
  }

  const program = {};  // what app.js makes of it
  let crashed = false;
  function crash(error) {
    if (crashed) return;
    crashed = true;
    if (program.stop) program.stop();
    const button = page('Le carnet s\'est arrêté', [
      'Vos saisies enregistrées sont en sécurité sur ce téléphone.',
      `Raison : ${(error && error.message) || error}`,
    ]);
    button('Recharger', () => location.reload());
    if (program.started) return;
    // It may be this release that cannot start here.
    ask({ type: 'may-go-back' }).then((may) => {
      if (may) button('Revenir à la version précédente', goBack);
    });
  }

  function load(script) {
    return new Promise((resolve, reject) => {
      const element = document.createElement('script');
      element.src = script;
      element.onload = resolve;
      element.onerror = () => reject(new Error('Le programme n\'a pas pu être chargé.'));
      document.head.append(element);
    });
  }

  async function bytes(file) {
    const response = await fetch(file);
    if (!response.ok) throw new Error(`${file} : ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  async function start() {
    const lack = missing();
    if (lack) {
      page('Ce navigateur ne peut pas ouvrir le carnet', [
        `Il lui manque ${lack}.`,
        'Installez une version à jour de Chrome ou de Firefox, puis rouvrez ce lien.',
      ]);
      return;
    }
    const [fonts] = await Promise.all([Promise.all(kFonts.map(bytes)), load(kProgram)]);
    Object.assign(program, {
      canvas: document.getElementById('canvas'),
      locateFile: () => kWasm,
      onCrash: crash,
      onAbort: (what) => crash(new Error(what)),
    });
    await HubApp(program);
    await program.startApp(fonts);
  }

  window.addEventListener('unhandledrejection', (event) => crash(event.reason));
  window.addEventListener('error', (event) => crash(event.error || event.message));
  start().catch(crash);
})();
