// The first script: can this browser run the app? Then the program, which index.html has
// asked for already. Whatever goes wrong later ends here, in plain HTML that says what is
// safe and what to do.
(() => {
  const kWasm = 'app.wasm';

  function page(title, sentences, button) {
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
    if (button) add('button', button).addEventListener('click', () => location.reload());
    document.getElementById('canvas').remove();
  }

  function missing() {
    if (!window.isSecureContext) return 'une adresse sécurisée (https)';
    if (typeof WebAssembly !== 'object' || !WebAssembly.compileStreaming) return 'WebAssembly';
    if (typeof indexedDB === 'undefined') return 'IndexedDB';
    if (!navigator.locks) return 'Web Locks';
    if (typeof WebGL2RenderingContext === 'undefined') return 'WebGL 2';
    return '';
  }

  function incapable(lack) {
    page('Ce navigateur ne peut pas ouvrir le carnet', [
      `Il lui manque ${lack}.`,
      'Installez une version à jour de Chrome ou de Firefox, puis rouvrez ce lien.',
    ]);
  }

  const program = {};  // what app.js makes of it
  let crashed = false;
  function crash(error) {
    if (crashed) return;
    crashed = true;
    if (program.stop) program.stop();
    page('Le carnet s\'est arrêté', [
      'Vos saisies enregistrées sont en sécurité sur ce téléphone.',
      `Raison : ${(error && error.message) || error}`,
    ], 'Recharger');
  }

  // In device pixels. Only when it changes: WebGL waits for the graphics process each time.
  function fitCanvas(canvas) {
    const width = document.documentElement.clientWidth;
    const height = window.innerHeight;
    const scale = Math.min(window.devicePixelRatio || 1, 3);
    const wanted = [Math.floor(width * scale), Math.floor(height * scale)];
    if (canvas.width !== wanted[0]) [canvas.width] = wanted;
    if (canvas.height !== wanted[1]) [, canvas.height] = wanted;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    return [width, height, scale];
  }

  // The browser compiles the WebAssembly beside everything else that is done here. app.js is there
  // already, if it could be loaded (index.html).
  async function start() {
    const lack = missing();
    if (lack) return incapable(lack);
    if (typeof HubApp === 'undefined') throw new Error('Le programme n\'a pas pu être chargé.');
    const compiled = WebAssembly.compileStreaming(fetch(kWasm));
    const canvas = document.getElementById('canvas');
    Object.assign(program, {
      canvas, fitCanvas: () => fitCanvas(canvas), onCrash: crash, onIncapable: incapable,
      noFSInit: true,  // no terminal: its three files are no use here
      onAbort: (what) => crash(new Error(what)),
      instantiateWasm: (imports, done) => {
        compiled.then((module) => WebAssembly.instantiate(module, imports)).then(done).catch(crash);
        return {};
      },
    });
    await HubApp(program);
    return program.startApp();
  }

  window.addEventListener('unhandledrejection', (event) => crash(event.reason));
  window.addEventListener('error', (event) => crash(event.error || event.message));
  start().catch(crash);
})();
