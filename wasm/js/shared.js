// Texts that other apps shared with this one. The service worker keeps them in a cache of their
// own, /shared/<key>, until they stand in a saved request.
const shared = (() => {
  const kName = 'shared';
  const encoder = new TextEncoder();
  const keyOf = (path) => Number(path.slice(path.lastIndexOf('/') + 1));

  function give(key, text, kept) { callWithBytes('hub_shared', [key, kept ? 1 : 0], text); }

  async function tellAll() {
    if (typeof caches === 'undefined' || !(await caches.has(kName))) return;
    const cache = await caches.open(kName);
    await Promise.all((await cache.keys()).map(async (request) => {
      const text = await (await cache.match(request)).arrayBuffer();
      give(keyOf(request.url), new Uint8Array(text), true);
    }));
  }

  async function keep(key, text) {
    const cache = await caches.open(kName);
    const path = `/shared/${key}`;
    if (text === '') await cache.delete(path);
    else await cache.put(path, new Response(text));
  }

  return {
    // Tells C++ of all that wait. A cache that cannot be read now is read at a later start.
    tell: () => tellAll().catch(() => {}),

    // One that the phone had no room for: if it still has none, only this page has it.
    async hold(text) {
      const key = Date.now();
      const kept = await keep(key, text).then(() => true, () => false);
      give(key, encoder.encode(text), kept);
    },

    // What is still to be taken, or nothing. Refused, the text is only offered once more.
    keep: (key, text) => keep(key, text).catch(() => {}),
  };
})();
