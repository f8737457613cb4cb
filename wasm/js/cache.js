// Emscripten's IDBFS at /cache: only what can be rebuilt. It mirrors, swallows errors and deletes
// what it does not know (notes/browser.md §7), so it is read whole before the program starts and
// written rarely; its files carry checksums (wasm/journal_cache.cpp).
const cache = (() => {
  const kWriteAfterMs = 3000;
  let timer = 0;
  let writing = false;

  function write() {
    if (writing) return;
    writing = true;
    FS.syncfs(false, () => { writing = false; });  // a failure only costs time at the next start
  }

  return {
    load() {
      FS.mkdir('/cache');
      FS.mount(IDBFS, {}, '/cache');
      return new Promise((resolve) => { FS.syncfs(true, () => resolve()); });
    },

    writeSoon() {
      clearTimeout(timer);
      timer = setTimeout(write, kWriteAfterMs);
    },
  };
})();
