// The phone around the page: display, network, visibility, back button, storage, updates.
const phone = (() => {
  let timer = 0;
  let installPrompt = null;
  let dirty = false;
  let opened = location.href;  // followed at the start: the first launch tells it once more

  // A choice of this phone's person, not data. Private windows may have no place for it.
  const kTextScale = 'text-scale';

  function textScale() {
    try {
      const kept = Number(localStorage.getItem(kTextScale));
      return kept >= 0.85 && kept <= 2 ? kept : 1;
    } catch (error) {
      return 1;
    }
  }

  function tellDisplay() {
    const root = document.documentElement;
    const style = getComputedStyle(root);
    const safe = (name) => parseFloat(style.getPropertyValue(name)) || 0;
    const media = (query) => (window.matchMedia(query).matches ? 1 : 0);
    call('hub_display', Array(9).fill('number'),
      [...Module.fitCanvas(), textScale(), media('(prefers-color-scheme: dark)'),
        media('(prefers-contrast: more)'), media('(prefers-reduced-motion: reduce)'),
        safe('--safe-top'), safe('--safe-bottom')]);
  }

  function watchDisplay() {
    window.addEventListener('resize', tellDisplay);
    ['(prefers-color-scheme: dark)', '(prefers-contrast: more)',
      '(prefers-reduced-motion: reduce)'].forEach((query) => {
      window.matchMedia(query).addEventListener('change', tellDisplay);
    });
    tellDisplay();
  }

  function watchPage() {
    window.addEventListener('online', () => tell(kEvent.online));
    window.addEventListener('offline', () => tell(kEvent.offline));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') tell(kEvent.visible);
      else mirror.commitFocused();
    });
    window.addEventListener('pagehide', () => mirror.commitFocused());
    window.addEventListener('hashchange', followLink);
    window.addEventListener('beforeunload', (event) => {
      if (dirty) event.preventDefault();
    });
    window.addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      installPrompt = event;
      tell(kEvent.installOffered);
    });
    if (!navigator.onLine) tell(kEvent.offline);
    // A shortcut or link taps the window that is open already (manifest, launch_handler).
    if (window.launchQueue) {
      window.launchQueue.setConsumer((launch) => {
        const { targetURL } = launch;
        if (targetURL && targetURL !== opened) follow(new URL(targetURL).hash);
        opened = '';
      });
    }
  }

  // "#code=…" enrols, "#nouvelle-visite" is the shortcut of the home screen.
  function followLink() {
    const hash = location.hash;
    if (hash === '') return;
    history.replaceState(history.state, '', location.pathname);
    follow(hash);
  }

  function follow(hash) {
    const code = /^#code=([\w-]+)$/.exec(hash);
    if (code) call('hub_enrol', ['string'], [code[1]]);
    if (hash === '#nouvelle-visite') tell(kEvent.newVisit);
  }

  // The service worker re-hashes its cache; only then may the app say that it is ready offline.
  async function watchRelease() {
    const container = navigator.serviceWorker;
    if (!container) return;
    container.addEventListener('message', (event) => {
      if (event.data && event.data.type === 'verified')
        tell(event.data.ok ? kEvent.offlineReady : kEvent.offlineBroken);
    });
    try {
      const registration = await container.register('/sw.js', { updateViaCache: 'none' });
      const waiting = () => {
        if (registration.waiting && container.controller) tell(kEvent.updateWaiting);
      };
      registration.addEventListener('updatefound', () => {
        registration.installing.addEventListener('statechange', waiting);
      });
      waiting();
      const ready = await container.ready;
      ready.active.postMessage({ type: 'verify' });
    } catch (error) {
      tell(kEvent.offlineBroken);  // said in État; the app works as long as there is a network
    }
  }

  async function tellStorageFacts() {
    if (!navigator.storage || !navigator.storage.estimate) return;
    try {
      const { usage, quota } = await navigator.storage.estimate();
      const kept = navigator.storage.persisted ? await navigator.storage.persisted() : false;
      call('hub_storage', ['number', 'number', 'number'], [usage || 0, quota || 0, kept ? 1 : 0]);
    } catch (error) {
      // Only figures for État: some browsers refuse them.
    }
  }

  return {
    start() {
      watchDisplay();
      watchPage();
      followLink();
    },

    watchRelease,

    wakeAfter(ms) {
      clearTimeout(timer);
      timer = setTimeout(() => tell(kEvent.tick), Math.max(10, ms));
    },

    tellStorageFacts,

    async askPersistence() {
      const ask = navigator.storage && navigator.storage.persist;
      if (ask) await navigator.storage.persist().catch(() => false);
      tellStorageFacts();
    },

    keepTextScale(scale) {
      try {
        localStorage.setItem(kTextScale, String(scale));
      } catch (error) {
        // Then it stays as it is.
      }
      tellDisplay();
    },

    async offerInstall() {
      if (!installPrompt) return;
      installPrompt.prompt().catch(() => {});  // the browser may have changed its mind
      installPrompt = null;
    },

    setDirty(value) { dirty = value; },

    async applyUpdate() {
      const registration = await navigator.serviceWorker.getRegistration();
      if (!registration || !registration.waiting) return;
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
      registration.waiting.postMessage({ type: 'apply-update' });
    },
  };
})();
