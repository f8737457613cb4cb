// The language of this phone. French is part of the program; another one is a pack of files
// (start.js, kPacks) that the service worker keeps once they were fetched. Arabic brings letters
// and FriBidi, a WebAssembly module of its own.
const languages = (() => {
  const kKept = 'language';
  let orderer = null;  // exports of bidi.wasm
  let hasLetters = false;
  let wanted = '';  // chosen last; what comes of an earlier choice comes too late

  const bytes = (file) => Module.fetchBytes(file);

  async function startOrderer(program) {
    const ended = () => { throw new Error('bidi.wasm ended'); };
    const { instance } = await WebAssembly.instantiate(program, {
      wasi_snapshot_preview1: { proc_exit: ended },  // what Emscripten asks of any host
    });
    instance.exports._initialize();
    return instance.exports;
  }

  // Everything of the language is here before anything of it is used.
  async function fetchPack(code) {
    const pack = Module.packs[code];
    if (!pack) return null;
    const [file, fonts, program] = await Promise.all([
      bytes(pack.file),
      Promise.all((pack.fonts || []).map(bytes)),
      pack.bidi ? bytes(pack.bidi) : null,
    ]);
    return { file, fonts, orderer: program && await startOrderer(program) };
  }

  function use(pack) {
    if (!pack) {
      callWithBytes('hub_language', [], new Uint8Array(0));
      return;
    }
    if (pack.orderer) orderer = pack.orderer;
    // Dear ImGui keeps fonts for as long as it lives: once is enough.
    if (!hasLetters && pack.fonts.length > 0) {
      hasLetters = true;
      pack.fonts.forEach((font) => callWithBytes('hub_add_letters', [], font));
    }
    callWithBytes('hub_language', [], pack.file);
  }

  return {
    // The pack of the language kept, for a start that needs no network; French where it is lost.
    begin() { return fetchPack(preferences.read(kKept)).catch(() => null); },

    use,

    async choose(code) {
      wanted = code;
      try {
        const pack = await fetchPack(code);
        if (wanted !== code) return;
        preferences.keep(kKept, code);
        use(pack);
      } catch (error) {
        if (wanted === code) call('hub_language_missing', [], []);
      }
    },

    // The line in the heap as it is drawn, at `out`; its bytes, or 0 where that is not possible.
    reorder(line, size, rightToLeft, out, most) {
      if (!orderer || size > orderer.bidi_size()) return 0;
      const at = orderer.bidi_buffer();
      new Uint8Array(orderer.memory.buffer).set(HEAPU8.subarray(line, line + size), at);
      const drawn = orderer.bidi_reorder(size, rightToLeft ? 1 : 0);
      if (drawn > most) return 0;
      HEAPU8.set(new Uint8Array(orderer.memory.buffer, at, drawn), out);
      return drawn;
    },
  };
})();
