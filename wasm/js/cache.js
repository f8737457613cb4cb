// Emscripten's IDBFS: only what can be made again. It mirrors, swallows errors and deletes what it
// does not know, so nothing is written before it was read whole, and files carry checksums
// (shared/sync/phone_snapshot.cpp). Two mounts, for IDBFS reads and writes a mount at once: /cache
// is read before the first list, /shelf after it.
const cache = (() => {
  const kGiveUpMs = { '/cache': 3000, '/shelf': 30000 };  // a person waits for the first
  const kWriteAfterMs = 1000;
  const mounts = {};  // by place, once read whole
  let timer = 0;
  let writing = false;
  let again = false;  // something more was written meanwhile

  // Resolves when the files are there, or when the browser does not answer: then without them, and
  // nothing is written over them.
  function load(place) {
    FS.mkdir(place);
    FS.mount(IDBFS, {}, place);
    const { mount } = FS.lookupPath(place).node;
    return new Promise((resolve) => {
      setTimeout(resolve, kGiveUpMs[place]);
      IDBFS.syncfs(mount, true, (error) => {
        if (!error) mounts[place] = mount;
        resolve();
      });
    });
  }

  // A failure only costs time at the next start.
  function save(place) {
    return new Promise((resolve) => {
      if (mounts[place]) IDBFS.syncfs(mounts[place], false, resolve);
      else resolve();
    });
  }

  // The shelf first: /cache says which one it goes with.
  async function write() {
    again = writing;
    if (writing) return;
    writing = true;
    await save('/shelf');
    await save('/cache');
    writing = false;
    if (again) write();
  }

  function afterPaint(work) {
    if (document.hidden) work();
    else requestAnimationFrame(() => setTimeout(work));
  }

  return {
    load: () => load('/cache'),

    readShelf(fromSpare) {
      afterPaint(async () => {
        if (fromSpare) {
          FS.writeFile('/shelf/sheets', await spare.shelf());
        } else {
          await load('/shelf');
        }
        call('hub_open_shelf', ['number'], [fromSpare ? 1 : 0]);
      });
    },

    writeSoon() {
      clearTimeout(timer);
      timer = setTimeout(write, kWriteAfterMs);
    },
  };
})();
