// Of several tabs one writes, so that no two make edits of the same number. The others wait; who
// wants to write asks, and the writing tab gives up once everything it holds is saved.
const writer = (() => {
  const kLock = 'hub-writer';
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(kLock);
  const kAskAgainMs = 1000;
  let asking = 0;  // a timer: the tab that writes may be one that still waited when it was asked
  let letGo = () => {};
  let stopped = false;

  function hold() {
    return new Promise((resolve) => { letGo = resolve; });  // until stop(), or the page's end
  }

  function take(options) {
    return new Promise((resolve) => {
      navigator.locks.request(kLock, options, (lock) => {
        if (stopped) return undefined;  // a crashed page goes no further
        resolve(lock !== null);
        return lock ? hold() : undefined;
      }).catch(() => Module.stop());  // taken away, as from pages that are put aside
    });
  }

  return {
    // Resolves when this tab may write. What the program is told waits for `whenStarted(work)`.
    async become(whenStarted) {
      if (!(await take({ ifAvailable: true }))) {
        whenStarted(() => tell(kEvent.reader));
        await take({});
        clearInterval(asking);
      }
      if (channel) {
        channel.onmessage = () => whenStarted(() => {
          fields.commitFocused();
          tell(kEvent.askedToGiveUp);
        });
      }
    },

    takeOver() {
      if (!channel) return;
      const ask = () => channel.postMessage('give up');
      ask();
      clearInterval(asking);
      asking = setInterval(ask, kAskAgainMs);
    },

    stop() {
      stopped = true;
      clearInterval(asking);
      if (channel) channel.onmessage = null;
      letGo();
    },
  };
})();
