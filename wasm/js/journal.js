// The journal: an append-only IndexedDB store of opaque rows under the keys 1, 2, 3… "Saved" is
// said only after the strict transaction completed and the bytes were read back in another one (a
// transaction may report success of its requests and still be aborted), and the spare copy has
// them.
const journal = (() => {
  const kPage = 200;  // rows read in one transaction
  // The browser deleted the database under this page. The next write brings own rows back; what
  // others did since the spare copy's base C++ asks the server for, before it writes behind them.
  const kDropped = new Error('dropped');

  let database = null;
  let opening = null;   // a promise of it
  let queue = [];       // {ticket, row, own}, in the order of the edits
  let writing = false;
  let whole = null;     // a promise: what was missing is brought back; before, nothing is written
  let stopped = false;
  let drained = Promise.resolve();
  let lastKey = 0;
  let dropped = false, restoring = false;
  let unchecked = false;  // the spare copy did not answer at the start

  async function open() {
    database = await openDatabase('hub-journal', (made) => {
      made.createObjectStore('rows');
      dropped = lastKey > 0;
    });
    // Browsers drop connections (storage pressure, bfcache): the next write opens a new one.
    database.onclose = () => { database = null; };
    database.onversionchange = () => { database.close(); database = null; };
    return database;
  }

  function connected() {
    if (database) return database;
    if (!opening) opening = open().finally(() => { opening = null; });
    return opening;
  }

  // Runs `work(store)` in one transaction; resolves when that is complete.
  async function transact(mode, work) {
    const opened = await connected();
    if (dropped && !restoring) throw kDropped;
    try {
      await inTransaction(opened, ['rows'], mode, (made) => work(made.objectStore('rows')));
    } catch (error) {
      if (error.message === kNoAnswer) database = null;
      throw error;
    }
  }

  // Calls work(key, bytes) for every row with this key or a greater one, in order. In pages: one
  // transaction over a whole journal could outlast the watchdog.
  async function eachRowFrom(from, work) {
    let keys = [from - 1];
    do {
      const range = IDBKeyRange.lowerBound(keys[keys.length - 1] + 1);
      let rows = [];
      await transact('readonly', (store) => {
        store.getAllKeys(range, kPage).onsuccess = (event) => { keys = event.target.result; };
        store.getAll(range, kPage).onsuccess = (event) => { rows = event.target.result; };
      });
      keys.forEach((key, i) => work(key, rows[i]));
    } while (keys.length === kPage);
  }

  // Writes [[key, bytes]…] and reads them back.
  async function put(entries) {
    await transact('readwrite', (store) => {
      entries.forEach(([key, row]) => store.put(row, key));
    });
    const found = [];
    await transact('readonly', (store) => {
      entries.forEach(([key], i) => {
        store.get(key).onsuccess = (event) => { found[i] = event.target.result; };
      });
    });
    if (!entries.every(([, row], i) => sameBytes(found[i], row)))
      throw new Error('read back differs');
  }

  // Keys are ours, so that both copies are written at once under the same ones, and again under the
  // same ones when only one of them worked.
  async function write(batch) {
    if (unchecked) await check();
    const entries = batch.map(({ row }, i) => [lastKey + 1 + i, row]);
    const own = entries.filter((entry, i) => batch[i].own);
    // Of two refusals the database's says more: a full disk has many names in the Cache Storage.
    const done = await Promise.allSettled([put(entries), spare.add(own)]);
    done.forEach(({ status, reason: refusal }) => { if (status === 'rejected') throw refusal; });
    lastKey += batch.length;
    return entries.map(([key]) => key);
  }

  // A database that begins with key 1 is whole up to its last key. One that the browser dropped is
  // made again from the spare copy: its base takes the place of the rows before it.
  async function restore() {
    const rows = await spare.after(0, spare.list());
    const base = rows.shift();
    if (base) await put([[1, base[1]], ...rows]);
  }

  // The keys of the first row and of the last; 0 in an empty database.
  async function ends() {
    const found = [0, 0];
    await transact('readonly', (store) => {
      ['next', 'prev'].forEach((direction, i) => {
        store.openKeyCursor(null, direction).onsuccess = ({ target }) => {
          if (target.result) found[i] = target.result.key;
        };
      });
    });
    return found;
  }

  // A database that is there is read even where the spare copy does not answer; but nothing may
  // take the keys of rows that only the copy has. Had it some, this page would not know of them.
  async function check() {
    const missing = await spare.after(lastKey, spare.list());
    unchecked = missing.length > 0;
    if (!unchecked) return;
    await put(missing);
    const late = new Error('journal: rows came back late');
    Module.onCrash(late);  // the page that is loaded then has them
    throw late;
  }

  async function bringBack() {
    const listed = spare.list();  // while the database is asked
    listed.catch(() => {});       // told below
    const [first, last] = await ends();
    lastKey = last;
    if (first === 1) {
      const missing = await spare.after(last, listed).catch(() => {
        unchecked = true;
        return [];
      });
      if (missing.length === 0) return;
      await put(missing);
    } else {
      await restore();
    }
    [, lastKey] = await ends();
  }

  function tellRefused(ticket, [code, detail]) {
    call('hub_row_refused', ['number', 'string', 'string'], [ticket, code, detail]);
  }

  // Nothing behind a refused row may be written before it: C++ asks again for everything, in order.
  function refuse(ticket, error) {
    queue = [];
    tellRefused(ticket, refusalOf(error));
  }

  async function bringBackDropped(ticket) {
    restoring = true;
    try {
      await restore();
      dropped = false;
      queue = [];
      call('hub_journal_dropped', [], []);
    } catch (error) {
      refuse(ticket, error);
    }
    restoring = false;
  }

  async function drain() {
    writing = true;
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      try {
        const keys = await write(batch);
        batch.forEach((entry, i) => {
          call('hub_row_saved', ['number', 'number'], [entry.ticket, keys[i]]);
        });
      } catch (error) {
        if (error && error.name === 'InvalidStateError') database = null;
        if (error === kDropped) await bringBackDropped(batch[0].ticket);
        else refuse(batch[0].ticket, error);
      }
    }
    writing = false;
  }

  return {
    append(ticket, row, own) {
      if (stopped) return tellRefused(ticket, ['storage-silent', 'stopped']);
      queue.push({ ticket, row, own });
      if (!writing) drained = drain();
    },

    // Another tab will write. Resolves when everything that this one was given is written.
    async stop() {
      stopped = true;
      await Promise.all([drained, whole]).catch(() => {});
    },

    // Before this tab may write: it reads nothing yet. Whether it worked, read() tells.
    open() { Promise.resolve(connected()).catch(() => {}); },

    // While other files are read.
    start() {
      if (stopped) return;
      whole = bringBack();
      whole.catch(() => {});
    },

    // Told row by row: hub_load_row with its key, then hub_loaded.
    async read(from) {
      try {
        await whole;
        await eachRowFrom(from, (key, row) => callWithBytes('hub_load_row', [key], row));
        call('hub_loaded', [], []);
        Module.opened = true;
      } catch (error) {
        call('hub_journal_unreadable', ['string', 'string'], refusalOf(error));
      }
    },
  };
})();
