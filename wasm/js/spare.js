// A second copy, in the Cache Storage, of everything that only this phone knows. Chromium drops an
// origin's whole IndexedDB when its log is damaged, rows called saved included: after a full disk
// it does so of itself (it writes on behind the record that was torn; Chromium 156, shown by
// tests/browser/storage.test.mjs). The two stores share no file.
//
// Entries: /spare/base/<key>, a row that stands for all rows up to that key, and /spare/row/<key>,
// the own rows after it. Beside them a copy of the shelf's file (cache.js), for the base's row is a
// phone without its sheets.
const spare = (() => {
  const kName = 'journal-spare';  // no release of the service worker: those are called hub-…
  let opening = null;

  // Null where the browser has none (private windows). Every other failure is thrown, and the next
  // call tries again: a copy that cannot be reached is not one that does not exist.
  function opened() {
    if (typeof caches === 'undefined') return Promise.resolve(null);
    opening = opening || inTime(caches.open(kName)).catch((error) => {
      if (error.name === 'SecurityError') return null;
      opening = null;
      throw error;
    });
    return opening;
  }

  const keyOf = (request) => Number(request.url.slice(request.url.lastIndexOf('/') + 1));
  const isBase = (request) => request.url.includes('/spare/base/');
  const bytesOf = async (response) => new Uint8Array(await response.arrayBuffer());

  const kShelfName = 'shelf-spare';
  const kShelf = '/spare/shelf';

  async function put(place, row) {
    const cache = await opened();
    // After a full disk Chromium may keep an entry that it can neither find nor write over.
    await cache.put(place, new Response(row)).catch(async () => {
      await cache.delete(place);
      await cache.put(place, new Response(row));
    });
    const found = await cache.match(place);
    if (!found || !sameBytes(await bytesOf(found), row)) throw new Error('spare copy differs');
  }

  async function dropBefore(key) {
    const cache = await opened();
    const old = (await cache.keys()).filter((request) =>
      keyOf(request) < key || (keyOf(request) === key && !isBase(request)));
    await Promise.all(old.map((request) => cache.delete(request)));
  }

  return {
    // Own rows [[key, bytes]…]; throws when they are not there afterwards.
    async add(entries) {
      if (!(await opened())) return;
      await inTime(Promise.all(entries.map(([key, row]) => put(`/spare/row/${key}`, row))));
    },

    async begin(key, row) {
      try {
        if (!(await opened())) return;
        await put(`/spare/base/${key}`, row);
        await dropBefore(key);
      } catch (error) {
        // The base before and the rows since then are still there.
      }
    },

    // Not lost with it when it cannot be kept: the server has the sheets.
    async keepShelf(file) {
      try {
        if (await opened()) await (await caches.open(kShelfName)).put(kShelf, new Response(file));
      } catch (error) {
        // Another time.
      }
    },

    // The file's bytes; none where it cannot be read.
    async shelf() {
      try {
        if (!(await opened())) return new Uint8Array();
        const found = await inTime(caches.match(kShelf, { cacheName: kShelfName }));
        return found ? await inTime(bytesOf(found)) : new Uint8Array();
      } catch (error) {
        return new Uint8Array();
      }
    },

    // What there is, for after().
    async list() {
      const cache = await opened();
      return cache ? inTime(cache.keys()) : [];
    },

    // [[key, bytes]…] in order: of what is listed the last base and the rows since then, as far as
    // they come after this key.
    async after(after, listed) {
      const requests = await listed;
      const cache = await opened();
      const base = requests.filter(isBase).reduce((last, each) => Math.max(last, keyOf(each)), 0);
      const wanted = requests.filter((request) => {
        const key = keyOf(request);
        return key > after && (isBase(request) ? key === base : key > base);
      });
      const entries = await inTime(Promise.all(wanted.map(async (request) =>
        [keyOf(request), await bytesOf(await cache.match(request))])));
      return entries.sort(([a], [b]) => a - b);
    },
  };
})();
