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

  const factOf = (bytes, { state, small, share }) =>
    ({ size: bytes.length, state, small, here: true, reason: '', share, at: Date.now() });

  // ---- the database

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
    // Opened anew, this page may know more than what could be written.
    names.forEach((name, i) => { if (!facts.has(name)) facts.set(name, all[i]); });
    await bringBack(database, new Set(names));
    return database;
  }

  function opened() {
    opening = opening || load().catch((error) => { opening = null; throw error; });
    return opening;
  }

  // A connection that does not answer is opened anew by the next call.
  async function using(work) {
    try {
      return await work(await opened());
    } catch (error) {
      if (error.message === kNoAnswer || error.name === 'InvalidStateError') opening = null;
      throw error;
    }
  }

  async function write(database, name, fact, bytes) {
    await inTransaction(database, ['facts', 'bytes'], 'readwrite', (transaction) => {
      transaction.objectStore('facts').put(fact, name);
      if (bytes) transaction.objectStore('bytes').put(bytes, name);
      if (!fact.here) transaction.objectStore('bytes').delete(name);
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

  async function makeRoom(database) {
    const sent = [...facts].filter(([, fact]) => fact.here && fact.state === 'sent' && !fact.small)
      .sort(([, a], [, b]) => a.at - b.at);
    let total = sent.reduce((sum, [, fact]) => sum + fact.size, 0);
    await inOrder(sent, async ([name, fact]) => {
      if (total <= kMostSentBytes) return false;
      total -= fact.size;
      await write(database, name, Object.assign({}, fact, { here: false }));
      return true;
    });
  }

  // ---- the second copy

  const place = (name) => `/photos/${name}`;
  const nameOf = (request) => request.url.slice(request.url.lastIndexOf('/') + 1);

  // Null in private windows of browsers that have none there.
  const spareCache = () => (typeof caches === 'undefined' ? null : inTime(caches.open(kSpare)));

  // The entry's bytes where they are what their name says; otherwise nothing.
  async function copyOf(name) {
    const cache = await spareCache();
    const entry = cache && await cache.match(place(name));
    if (!entry) return undefined;
    const bytes = new Uint8Array(await entry.arrayBuffer());
    return await sha256(bytes) === name ? bytes : undefined;
  }

  async function copy(name, bytes, small) {
    const cache = await spareCache();
    if (!cache) return;
    const entry = () => new Response(bytes, { headers: { 'X-Small': small ? 'yes' : 'no' } });
    // As in spare.js: an entry that a full disk left may be neither found nor written over.
    await cache.put(place(name), entry()).catch(async () => {
      await cache.delete(place(name));
      await cache.put(place(name), entry());
    });
    if (!(await copyOf(name))) throw new Error('spare copy differs');
  }

  async function dropCopy(name) {
    const cache = await spareCache();
    if (cache) await cache.delete(place(name));
  }

  // The browser dropped the database, or some of it: what waits is still in the cache.
  async function bringBack(database, stored) {
    const cache = await spareCache();
    if (!cache) return;
    await inOrder(await cache.keys(), async (request) => {
      const name = nameOf(request);
      const known = facts.get(name);
      if (known && known.state === 'sent') return void cache.delete(request);
      const bytes = stored.has(name) ? undefined : await copyOf(name).catch(() => undefined);
      if (!bytes) return undefined;
      const entry = await cache.match(request);
      const small = entry.headers.get('X-Small') === 'yes';
      const fact = known || factOf(bytes, { state: 'new', small, share: 0 });
      return write(database, name, fact, bytes);
    });
  }

  return {
    sha256,
    facts,

    // Resolves when `facts` are those of the store.
    known: () => using(() => {}),

    // Durable and read back, or refused. `state`: new, or sent for one that came from the server.
    keep: (bytes, { state, small, share }) => using(async (database) => {
      const name = await sha256(bytes);
      const sent = state === 'sent' || (facts.get(name) || {}).state === 'sent';
      if (!sent) await copy(name, bytes, small);
      const fact = factOf(bytes, { state, small, share });
      // The same photo may be shared again: it stays what it is, and whose it was.
      const known = facts.get(name);
      if (known && ['new', 'waiting', 'sent'].includes(known.state)) {
        fact.state = known.state;
        fact.share = known.share;
      }
      await write(database, name, fact, bytes);
      if (!sameBytes(await bytesIn(database, name), bytes)) throw new Error('read back differs');
      if (state === 'sent') await makeRoom(database);
      return { name, size: bytes.length };
    }),

    // In this page at once; where it cannot be written, the next start finds it out anew.
    async set(name, state, reason = '') {
      if (!facts.has(name)) return;
      const fact = Object.assign({}, facts.get(name), { state, reason });
      facts.set(name, fact);
      await using(async (database) => {
        await write(database, name, fact);
        if (state !== 'sent') return;
        await dropCopy(name);
        await makeRoom(database);
      });
    },

    // What was taken of a share that the person does not want.
    forget: (share) => using(async (database) => {
      const left = [...facts].filter(([, fact]) => fact.share === share && fact.state === 'new');
      await inOrder(left, async ([name]) => {
        facts.delete(name);
        await inTransaction(database, ['facts', 'bytes'], 'readwrite', (transaction) => {
          transaction.objectStore('facts').delete(name);
          transaction.objectStore('bytes').delete(name);
        });
        await dropCopy(name);
      });
    }),

    // Nothing: neither copy is what its name says.
    bytes: (name) => using(async (database) => {
      const bytes = await bytesIn(database, name);
      if (bytes && await sha256(bytes) === name) return bytes;
      const copied = await copyOf(name);
      if (copied && facts.has(name)) await write(database, name, facts.get(name), copied);
      return copied;
    }),
  };
})();
