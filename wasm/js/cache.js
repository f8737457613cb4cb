// Emscripten's IDBFS at /cache: only what can be made again. It mirrors, swallows errors and
// deletes what it does not know, so nothing is written before it was read whole, and its file
// carries a checksum (Phone::snapshot).
const cache = (() => {
  const kGiveUpMs = 3000;
  const kWriteAfterMs = 1000;
  let ready = false;
  let timer = 0;
  let writing = false;

  function write() {
    if (writing) return;
    writing = true;
    FS.syncfs(false, () => { writing = false; });  // a failure only costs time at the next start
  }

  return {
    // Resolves when the files are there, or when the browser does not answer: then without them.
    load() {
      FS.mkdir('/cache');
      FS.mount(IDBFS, {}, '/cache');
      return new Promise((resolve) => {
        setTimeout(resolve, kGiveUpMs);
        FS.syncfs(true, (error) => {
          ready = !error;
          resolve();
        });
      });
    },

    writeSoon() {
      if (!ready) return;
      clearTimeout(timer);
      timer = setTimeout(write, kWriteAfterMs);
    },
  };
})();
