// The journal: an append-only IndexedDB store of opaque rows. "Saved" is said only after the strict
// transaction completed and the bytes were read back in another one: a transaction may report
// success of its requests and still be aborted.
const journal = (() => {
  const kWatchdogMs = 5000;
  const kFull = 'Le téléphone n\'a pas pu enregistrer : la mémoire est pleine. ' +
                'Libérez de la place.';
  const kBroken = 'Le téléphone n\'a pas pu enregistrer.';

  let database = null;
  let queue = [];       // {ticket, row}, in the order of the edits
  let writing = false;
  let suspect = false;  // a write failed: see spare.js

  function open() {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open('hub-journal', 1);
      const timer = setTimeout(() => reject(new Error('open: no answer')), 2 * kWatchdogMs);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('rows', { autoIncrement: true });
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

  // Runs `work(store)` in one transaction; resolves with its result when that is complete.
  async function transact(mode, work) {
    const opened = await connection();
    return new Promise((resolve, reject) => {
      let result;
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
        resolve(result);
      };
      work(transaction.objectStore('rows'), (value) => { result = value; });
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

  // Writes [[key or undefined, bytes]…]; resolves with the keys once they are read back.
  async function add(entries) {
    const keys = [];
    await transact('readwrite', (store) => {
      entries.forEach(([key, row], i) => {
        store.add(row, key).onsuccess = (event) => { keys[i] = event.target.result; };
      });
    });
    const found = [];
    await transact('readonly', (store) => {
      keys.forEach((key, i) => {
        store.get(key).onsuccess = (event) => { found[i] = event.target.result; };
      });
    });
    if (!entries.every(([, row], i) => sameBytes(found[i], row)))
      throw new Error('read back differs');
    return keys;
  }

  async function write(batch) {
    if (suspect && !(await spare.exists())) await spare.add(await rowsFrom(0));
    const keys = await add(batch.map(({ row }) => [undefined, row]));
    if (suspect) await spare.add(batch.map(({ row }, i) => [keys[i], row]));
    return keys;
  }

  // After a failure to write the browser may have dropped the database: the spare copy knows.
  async function bringBack() {
    if (!(await spare.exists())) return;
    const here = new Set((await rowsFrom(0)).map(([key]) => key));
    const missing = (await spare.all()).filter(([key]) => !here.has(key));
    suspect = missing.length > 0;  // until they are written
    if (suspect) await add(missing);
    suspect = false;
    await spare.drop();
  }

  function reason(error) {
    const words = `${(error && error.name) || ''} ${(error && error.message) || error}`;
    return /QuotaExceeded|NO_SPACE/.test(words) ? kFull : `${kBroken} (${(error && error.message) || error})`;
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
        suspect = true;
        cache.stop();
        // Nothing behind a refused row may be written before it: C++ asks again, in order.
        queue = [];
        call('hub_row_refused', ['number', 'string'], [batch[0].ticket, reason(error)]);
      }
    }
    writing = false;
  }

  return {
    append(ticket, row) {
      queue.push({ ticket, row });
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
        call('hub_journal_unreadable', ['string'],
          [`La mémoire du téléphone ne s'ouvre pas (${error.message || error}).`]);
      }
    },
  };
})();
