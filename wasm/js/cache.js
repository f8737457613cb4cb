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

  // What is in a mount's database, in one transaction: IDBFS itself asks for one thing after the
  // other.
  async function read(place) {
    const database = await new Promise((resolve, reject) => {
      IDBFS.getDB(place, (error, found) => {
        if (found) resolve(found);
        else reject(error || new Error('no database'));
      });
    });
    return new Promise((resolve, reject) => {
      const transaction = database.transaction([IDBFS.DB_STORE_NAME], 'readonly');
      const store = transaction.objectStore(IDBFS.DB_STORE_NAME);
      const paths = store.getAllKeys();
      const entries = store.getAll();
      transaction.onabort = () => reject(transaction.error);
      transaction.oncomplete = () => resolve([paths.result, entries.result]);
    });
  }

  // Resolves when the files are there, or when the browser does not answer: then without them, and
  // nothing is written over them.
  function load(place) {
    FS.mkdir(place);
    FS.mount(IDBFS, {}, place);
    const { mount } = FS.lookupPath(place).node;
    const loaded = read(place).then(([paths, entries]) => {
      paths.forEach((path, i) => {
        IDBFS.storeLocalEntry(path, entries[i], (error) => { if (error) throw error; });
      });
      mounts[place] = mount;
    });
    return Promise.race([loaded.catch(() => {}), new Promise((resolve) => {
      setTimeout(resolve, kGiveUpMs[place]);
    })]);
  }

  function file(path) {
    try {
      return FS.readFile(path);
    } catch (error) {
      return new Uint8Array();
    }
  }

  // A failure only costs time at the next start.
  function save(place) {
    return new Promise((resolve) => {
      if (mounts[place]) IDBFS.syncfs(mounts[place], false, resolve);
      else resolve();
    });
  }

  // The shelf first: /cache says which one it goes with.
  async function writeAll() {
    again = writing;
    if (writing) return;
    writing = true;
    await save('/shelf');
    await save('/cache');
    writing = false;
    if (again) writeAll();
  }

  function afterPaint(work) {
    if (document.hidden) work();
    else requestAnimationFrame(() => setTimeout(work));
  }

  return {
    load: () => load('/cache'),
    file: () => file('/cache/phone'),

    write(path, bytes) {
      FS.writeFile(path, bytes);
      clearTimeout(timer);
      timer = setTimeout(writeAll, kWriteAfterMs);
    },

    readShelf(fromSpare) {
      afterPaint(async () => {
        if (!fromSpare) await load('/shelf');
        const bytes = fromSpare ? await spare.shelf() : file('/shelf/sheets');
        callWithBytes('hub_open_shelf', [fromSpare ? 1 : 0], bytes);
      });
    },
  };
})();
