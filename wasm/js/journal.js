// The journal: an append-only IndexedDB store of opaque rows. "Saved" is said only after the strict
// transaction completed and the bytes were read back in another one (notes/browser.md §7: a
// transaction may report success of its requests and still be aborted).
const journal = (() => {
  const kWatchdogMs = 5000;
  const kFull = 'Le téléphone n\'a pas pu enregistrer : la mémoire est pleine. Libérez de la place.';
  const kBroken = 'Le téléphone n\'a pas pu enregistrer.';

  let database = null;
  let queue = [];       // {ticket, row}, in the order of the edits
  let writing = false;

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

  function same(a, b) {
    return a instanceof Uint8Array && a.length === b.length && a.every((byte, i) => byte === b[i]);
  }

  async function write(batch) {
    const keys = [];
    await transact('readwrite', (store) => {
      batch.forEach((entry, i) => {
        store.add(entry.row).onsuccess = (event) => { keys[i] = event.target.result; };
      });
    });
    const found = [];
    await transact('readonly', (store) => {
      keys.forEach((key, i) => {
        store.get(key).onsuccess = (event) => { found[i] = event.target.result; };
      });
    });
    if (!batch.every((entry, i) => same(found[i], entry.row))) throw new Error('read back differs');
  }

  function reason(error) {
    const full = error && error.name === 'QuotaExceededError';
    return full ? kFull : `${kBroken} (${(error && error.message) || error})`;
  }

  async function drain() {
    if (writing) return;
    writing = true;
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      try {
        await write(batch);
        batch.forEach((entry) => call('hub_row_saved', ['number'], [entry.ticket]));
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
    append(ticket, row) {
      queue.push({ ticket, row });
      drain();
    },

    // Every row with a key greater than `after`: [[key, bytes]…] in order.
    async rowsAfter(after) {
      const range = IDBKeyRange.lowerBound(after, true);
      const rows = [];
      await transact('readonly', (store) => {
        store.openCursor(range).onsuccess = (event) => {
          const cursor = event.target.result;
          if (!cursor) return;
          rows.push(cursor.value);
          cursor.continue();
        };
      });
      return rows;
    },

    // One tab writes. Resolves at once with whether it is this one; when the other tab ends, this
    // one starts anew over the journal that it left.
    becomeWriter() {
      if (!navigator.locks) return Promise.resolve(true);
      return new Promise((resolve) => {
        navigator.locks.request('hub-writer', { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          if (lock) return new Promise(() => {});  // until the page ends
          navigator.locks.request('hub-writer', () => { location.reload(); });
          return undefined;
        });
      });
    },
  };
})();
