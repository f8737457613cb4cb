// The journal: an append-only IndexedDB store of opaque rows under the keys 1, 2, 3… "Saved" is
// said only after the strict transaction completed and the bytes were read back in another one (a
// transaction may report success of its requests and still be aborted), and the spare copy has
// them.
const journal = (() => {
  const kWatchdogMs = 5000;
  const kFull = 'Le téléphone n\'a pas pu enregistrer : la mémoire est pleine. ' +
                'Libérez de la place.';
  const kBroken = 'La mémoire du téléphone ne répond pas.';

  let database = null;
  let queue = [];       // {ticket, row, own}, in the order of the edits
  let writing = false;
  let lastKey = 0;

  function open() {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open('hub-journal', 1);
      const timer = setTimeout(() => reject(new Error('open: no answer')), 2 * kWatchdogMs);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('rows');
      };
      request.onblocked = () => reject(new Error('open: blocked'));
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        clearTimeout(timer);
        database = request.result;
        // Browsers drop connections (storage pressure, bfcache): the next write opens a new one.
        database.onclose = () => { database = null; };
        database.onversionchange = () => { database.close(); database = null; };
        resolve(database);
      };
    });
  }

  async function connection() {
    return database || open();
  }

  // Runs `work(store)` in one transaction; resolves when that is complete.
  async function transact(mode, work) {
    const opened = await connection();
    return new Promise((resolve, reject) => {
      const transaction = opened.transaction('rows', mode, { durability: 'strict' });
      const timer = setTimeout(() => {
        database = null;
        reject(new Error('no answer'));
      }, kWatchdogMs);
      const fail = () => {
        clearTimeout(timer);
        reject(transaction.error || new Error('aborted'));
      };
      transaction.onabort = fail;
      transaction.onerror = fail;
      transaction.oncomplete = () => {
        clearTimeout(timer);
        resolve();
      };
      work(transaction.objectStore('rows'));
    });
  }

  // Every row with this key or a greater one: [[key, bytes]…] in order.
  async function rowsFrom(from) {
    const range = IDBKeyRange.lowerBound(from);
    let keys = [];
    let rows = [];
    await transact('readonly', (store) => {
      store.getAllKeys(range).onsuccess = (event) => { keys = event.target.result; };
      store.getAll(range).onsuccess = (event) => { rows = event.target.result; };
    });
    return keys.map((key, i) => [key, rows[i]]);
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
    const entries = batch.map(({ row }, i) => [lastKey + 1 + i, row]);
    const own = entries.filter((entry, i) => batch[i].own);
    await Promise.all([put(entries), spare.add(own)]);
    lastKey += batch.length;
    return entries.map(([key]) => key);
  }

  // The spare copy knows what the browser has dropped with the database (spare.js).
  async function bringBack() {
    await transact('readonly', (store) => {
      store.openKeyCursor(null, 'prev').onsuccess = (event) => {
        lastKey = event.target.result ? event.target.result.key : 0;
      };
    });
    const missing = (await spare.all()).filter(([key]) => key > lastKey);
    if (missing.length === 0) return;
    await put(missing);
    lastKey = missing[missing.length - 1][0];
  }

  function reason(error) {
    const words = `${(error && error.name) || ''} ${(error && error.message) || error}`;
    return /QuotaExceeded|NO_SPACE/.test(words) ? kFull : `${kBroken} (${words.trim()})`;
  }

  async function drain() {
    if (writing) return;
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
        // Nothing behind a refused row may be written before it: C++ asks again, in order.
        queue = [];
        call('hub_row_refused', ['number', 'string'], [batch[0].ticket, reason(error)]);
      }
    }
    writing = false;
  }

  return {
    append(ticket, row, own) {
      queue.push({ ticket, row, own });
      drain();
    },

    // Told row by row: hub_load_row with its key, then hub_loaded.
    async read(from) {
      try {
        await bringBack();
        (await rowsFrom(from)).forEach(([key, row]) => {
          call('hub_load_row', ['number', 'array', 'number'], [key, row, row.length]);
        });
        call('hub_loaded', [], []);
      } catch (error) {
        call('hub_journal_unreadable', ['string'], [reason(error)]);
      }
    },
  };
})();
