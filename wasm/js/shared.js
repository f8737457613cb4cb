// Texts that other apps shared with this one. The service worker keeps them in a cache of their
// own, /shared/<key>, until they stand in a saved request.
const shared = (() => {
  const kName = 'shared';
  const encoder = new TextEncoder();
  const keyOf = (path) => Number(path.slice(path.lastIndexOf('/') + 1));

  async function tellAll() {
    if (typeof caches === 'undefined' || !(await caches.has(kName))) return;
    const cache = await caches.open(kName);
    await Promise.all((await cache.keys()).map(async (request) => {
      const text = await (await cache.match(request)).arrayBuffer();
      callWithBytes('hub_shared', [keyOf(request.url)], new Uint8Array(text));
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

    // One that the phone had no room for: only this page has it.
    hold(text) {
      callWithBytes('hub_shared', [Date.now()], encoder.encode(text));
    },

    // What is still to be taken, or nothing. Refused, the text is only offered once more.
    keep: (key, text) => keep(key, text).catch(() => {}),
  };
})();
