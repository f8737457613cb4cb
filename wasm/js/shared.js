// Texts and photos that other apps shared with this one. The service worker keeps them in a cache
// of their own until they stand in a saved request: a share's text, which may be empty, under
// /shared/<key>, and its photos, which came before, under /shared/<key>/<number>.
const shared = (() => {
  const kName = 'shared';
  const kTornAfterMs = 24 * 60 * 60 * 1000;
  const encoder = new TextEncoder();
  const parts = (request) => new URL(request.url).pathname.split('/').slice(2).map(Number);

  function give(key, text, kept, count) {
    callWithBytes('hub_shared', [key, kept ? 1 : 0, count], text);
  }

  async function requestsOf(cache, wanted) {
    const all = (await cache.keys()).map((request) => ({ request, parts: parts(request) }));
    return all.filter(({ parts: [key, number] }) => number !== undefined &&
      (wanted === undefined || key === wanted)).sort((a, b) => a.parts[1] - b.parts[1]);
  }

  async function tellAll() {
    if (typeof caches === 'undefined' || !(await caches.has(kName))) return;
    const cache = await caches.open(kName);
    const photosOf = await requestsOf(cache);
    const whole = new Set((await cache.keys()).map(parts)
      .filter(([, number]) => number === undefined).map(([key]) => key));
    // Of a share whose text never came: the browser was killed in it.
    const torn = photosOf.filter(({ parts: [key] }) =>
      !whole.has(key) && Date.now() - key > kTornAfterMs);
    await Promise.all(torn.map(({ request }) => cache.delete(request)));
    await Promise.all((await cache.keys()).map(async (request) => {
      const [key, number] = parts(request);
      if (number !== undefined) return;
      const text = await (await cache.match(request)).arrayBuffer();
      const count = photosOf.filter(({ parts: [of] }) => of === key).length;
      give(key, new Uint8Array(text), true, count);
    }));
  }

  // What is left of it; its photos were taken.
  async function keep(key, text) {
    const cache = await caches.open(kName);
    const path = `/shared/${key}`;
    await inOrder(await requestsOf(cache, key), async ({ request }) => {
      await cache.delete(request);
    });
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
      give(key, encoder.encode(text), kept, 0);
    },

    // What is still to be taken, or nothing. Refused, the text is only offered once more.
    keep: (key, text) => keep(key, text).catch(() => {}),

    // The photos of a share, as they came.
    async files(key) {
      const cache = await caches.open(kName);
      const found = await requestsOf(cache, key);
      return Promise.all(found.map(async ({ request }) => (await cache.match(request)).blob()));
    },
  };
})();
