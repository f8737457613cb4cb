// Photos by the SHA-256 of their bytes, which never enter the program's memory. What only this
// phone has is kept twice, as the rows of the journal are (spare.js): in IndexedDB, and until the
// server has it in a cache as well.
const photoStore = (() => {
  const kMostSentBytes = 24 * 1024 * 1024;  // of what the server has: the oldest make room
  const kSpare = 'photos-spare';
  const facts = new Map();  // name → {size, state, small, here, reason, share, at}
  let opening = null;       // a promise of the database, read into `facts`

  async function sha256(bytes) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  const spareCache = () => inTime(caches.open(kSpare));
  const place = (name) => `/photos/${name}`;

  async function read(database, stores, work) {
    const found = [];
    await inTransaction(database, stores, 'readonly', (transaction) => work(transaction, found));
    return found;
  }

  async function load() {
    const database = await openDatabase('hub-photos', (made) => {
      made.createObjectStore('facts');
      made.createObjectStore('bytes');
    });
    const forget = () => { opening = null; };
    database.onclose = forget;
    database.onversionchange = () => { database.close(); forget(); };
    const [names, all] = await read(database, ['facts'], (transaction, found) => {
      const store = transaction.objectStore('facts');
      store.getAllKeys().onsuccess = ({ target }) => { found[0] = target.result; };
      store.getAll().onsuccess = ({ target }) => { found[1] = target.result; };
    });
    const before = new Map(facts);  // of a database that the browser dropped under this page
    facts.clear();
    names.forEach((name, i) => facts.set(name, all[i]));
    await bringBack(database, before);
    return database;
  }

  function opened() {
    opening = opening || load().catch((error) => { opening = null; throw error; });
    return opening;
  }

  const factOf = (bytes, { state, small, share }) =>
    ({ size: bytes.length, state, small, here: true, reason: '', share, at: Date.now() });

  async function write(database, name, fact, bytes) {
    await inTransaction(database, ['facts', 'bytes'], 'readwrite', (transaction) => {
      transaction.objectStore('facts').put(fact, name);
      if (bytes) transaction.objectStore('bytes').put(bytes, name);
    });
    facts.set(name, fact);
  }

  async function bytesIn(database, name) {
    const [bytes] = await read(database, ['bytes'], (transaction, found) => {
      transaction.objectStore('bytes').get(name).onsuccess = ({ target }) => {
        found[0] = target.result;
      };
    });
    return bytes;
  }

  // The browser dropped the database, or some of it: what waits is still in the cache.
  async function bringBack(database, before) {
    if (typeof caches === 'undefined' || !(await caches.has(kSpare))) return;
    const cache = await spareCache();
    await inOrder(await cache.keys(), async (request) => {
      const name = request.url.slice(request.url.lastIndexOf('/') + 1);
      if (facts.has(name)) return;
      const answer = await cache.match(request);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (await sha256(bytes) !== name) return;
      const small = answer.headers.get('X-Small') === 'yes';
      const fact = before.get(name) || factOf(bytes, { state: 'new', small, share: 0 });
      await write(database, name, fact, bytes);
    });
  }

  async function copy(name, bytes, small) {
    if (typeof caches === 'undefined') return;  // private windows
    const cache = await spareCache();
    const headers = { 'X-Small': small ? 'yes' : 'no' };
    await cache.put(place(name), new Response(bytes, { headers }));
    const found = await cache.match(place(name));
    if (!found || !sameBytes(new Uint8Array(await found.arrayBuffer()), bytes))
      throw new Error('spare copy differs');
  }

  async function dropCopy(name) {
    if (typeof caches === 'undefined') return;
    await (await spareCache()).delete(place(name));
  }

  async function makeRoom(database) {
    const sent = [...facts].filter(([, fact]) => fact.here && fact.state === 'sent' && !fact.small)
      .sort(([, a], [, b]) => a.at - b.at);
    let total = sent.reduce((sum, [, fact]) => sum + fact.size, 0);
    await inOrder(sent, async ([name, fact]) => {
      if (total <= kMostSentBytes) return false;
      total -= fact.size;
      facts.set(name, Object.assign({}, fact, { here: false }));
      await inTransaction(database, ['facts', 'bytes'], 'readwrite', (transaction) => {
        transaction.objectStore('facts').put(facts.get(name), name);
        transaction.objectStore('bytes').delete(name);
      });
      return true;
    });
  }

  return {
    sha256,
    opened,
    facts,

    // Durable and read back, or refused. `state`: new, or sent for one that came from the server.
    async keep(bytes, { state, small, share }) {
      const database = await opened();
      const name = await sha256(bytes);
      const known = facts.get(name);
      const fact = factOf(bytes, { state, small, share });
      // The same photo may be shared again.
      if (known) fact.state = known.state === 'refused' ? state : known.state;
      if (fact.state !== 'sent') await copy(name, bytes, small);
      await write(database, name, fact, bytes);
      if (!sameBytes(await bytesIn(database, name), bytes)) throw new Error('read back differs');
      if (state === 'sent') await makeRoom(database);
      return { name, size: bytes.length };
    },

    // In this page at once; where it cannot be written, the next start finds it out anew.
    async set(name, state, reason = '') {
      if (!facts.has(name)) return;
      const fact = Object.assign({}, facts.get(name), { state, reason });
      facts.set(name, fact);
      const database = await opened();
      await write(database, name, fact);
      if (state !== 'sent') return;
      await dropCopy(name);
      await makeRoom(database);
    },

    // What was taken of this share and never named by a record.
    async forget(share) {
      const database = await opened();
      const left = [...facts].filter(([, fact]) => fact.share === share && fact.state === 'new');
      await inOrder(left, async ([name]) => {
        facts.delete(name);
        await inTransaction(database, ['facts', 'bytes'], 'readwrite', (transaction) => {
          transaction.objectStore('facts').delete(name);
          transaction.objectStore('bytes').delete(name);
        });
        await dropCopy(name);
      });
    },

    // Nothing: it is not here.
    async bytes(name) { return bytesIn(await opened(), name); },
  };
})();
