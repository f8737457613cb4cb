// The release: the service worker that keeps it, one that waits to take its place, the way back.
const release = (() => {
  const kLast = 'release';  // the version that this browser showed last
  let registration = null;

  // Paths. On a first visit no worker was there yet to keep the optional ones.
  function loadedFiles() {
    return performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
  }

  function tellVersion({ version, back }) {
    const last = preferences.read(kLast);
    preferences.keep(kLast, version);
    call('hub_release', ['string', 'string', 'number'], [version, last, back ? 1 : 0]);
  }

  // The worker re-hashes its cache; only then may the app say that it is ready offline.
  async function verify() {
    const { active } = await navigator.serviceWorker.ready;
    const said = await Module.askWorker(active, { type: 'verify', loaded: loadedFiles() });
    tell(said.ok ? kEvent.offlineReady : kEvent.offlineBroken);
    tellVersion(said);
  }

  async function watch(container) {
    let controlled = !!container.controller;
    container.addEventListener('controllerchange', () => {
      if (controlled) tell(kEvent.releaseChanged);
      controlled = true;  // the first worker of this browser changes nothing
    });
    registration = await container.register('/sw.js', { updateViaCache: 'none' });
    const waiting = () => {
      if (registration.waiting && container.controller) tell(kEvent.updateWaiting);
    };
    registration.addEventListener('updatefound', () => {
      registration.installing.addEventListener('statechange', waiting);
    });
    waiting();
    await verify();
  }

  return {
    start() {
      const container = navigator.serviceWorker;
      // Said in État; the app works as long as there is a network.
      if (container) watch(container).catch(() => tell(kEvent.offlineBroken));
    },

    look() {
      if (registration) registration.update().catch(() => {});  // no network: another time
    },

    apply() {
      if (registration && registration.waiting)
        registration.waiting.postMessage({ type: 'apply-update' });
      else location.reload();  // another tab applied it
    },

    async goForward() {
      const { controller } = navigator.serviceWorker;
      if (await Module.askWorker(controller, { type: 'go-forward' })) location.reload();
      else tell(kEvent.newReleaseRefused);
    },
  };
})();
