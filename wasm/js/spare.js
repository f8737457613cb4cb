// A copy of the journal in the Cache Storage, kept from the moment IndexedDB failed to write.
// Chromium 156 appends to its LevelDB log behind the record that a full disk tore, takes the log
// for damaged when it is opened next, and drops the whole database, rows called saved included
// (tests/browser/storage.test.mjs shows it). So after a failure nothing more is written before
// everything is here, and the next start brings back what is missing.
const spare = (() => {
  const kName = 'journal-spare';  // no release of the service worker: those are called hub-…
  const kHead = 12;               // bytes before each row: its key and its length

  function packed(entries) {
    const size = entries.reduce((sum, [, row]) => sum + kHead + row.length, 0);
    const bytes = new Uint8Array(size);
    const view = new DataView(bytes.buffer);
    let at = 0;
    entries.forEach(([key, row]) => {
      view.setFloat64(at, key);
      view.setUint32(at + 8, row.length);
      bytes.set(row, at + kHead);
      at += kHead + row.length;
    });
    return bytes;
  }

  function unpacked(bytes) {
    const entries = [];
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + kHead <= bytes.length;) {
      const end = at + kHead + view.getUint32(at + 8);
      entries.push([view.getFloat64(at), bytes.slice(at + kHead, end)]);
      at = end;
    }
    return entries;
  }

  const bytesOf = async (response) => new Uint8Array(await response.arrayBuffer());

  return {
    exists: () => (typeof caches === 'undefined' ? Promise.resolve(false) : caches.has(kName)),

    // Adds rows [[key, bytes]…] and reads them back; throws when they are not there.
    async add(entries) {
      if (entries.length === 0) return;
      const bytes = packed(entries);
      const cache = await caches.open(kName);
      const place = `/spare/${entries[0][0]}`;
      await cache.put(place, new Response(bytes));
      const found = await cache.match(place);
      if (!found || !sameBytes(await bytesOf(found), bytes)) throw new Error('spare copy differs');
    },

    async all() {
      const cache = await caches.open(kName);
      const entries = [];
      for (const request of await cache.keys())
        entries.push(...unpacked(await bytesOf(await cache.match(request))));
      return entries.sort(([a], [b]) => a - b);
    },

    drop: () => caches.delete(kName),
  };
})();
