// The phone around the page: display, network, visibility, links, storage.
const phone = (() => {
  let timer = 0;
  let dirty = false;

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
    const width = root.clientWidth;
    const height = window.innerHeight;
    const scale = Math.min(window.devicePixelRatio || 1, 3);
    const canvas = Module.canvas;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    call('hub_display', Array(9).fill('number'),
      [width, height, scale, textScale(), media('(prefers-color-scheme: dark)'),
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
    window.addEventListener('hashchange', (event) => {
      const { hash } = new URL(event.newURL);
      if (hash === '') return;
      steps.leaveLink();
      follow(hash);
    });
    window.addEventListener('beforeunload', (event) => {
      if (dirty) event.preventDefault();
    });
    if (!navigator.onLine) tell(kEvent.offline);
  }

  // The links of the manifest: what the home screen's shortcuts and other apps' share buttons open.
  const kLinks = {
    '#nouvelle-visite': kEvent.newVisit, '#nouvelle-demande': kEvent.newRequest,
    '#solutions': kEvent.showSolutions,
  };

  // That this page was opened by.
  function followLink() {
    const hash = location.hash;
    if (hash === '') return;
    history.replaceState(history.state, '', location.pathname);
    follow(hash);
  }

  // "#code=…" enrols.
  function follow(hash) {
    const code = /^#code=([\w-]+)$/.exec(hash);
    const text = /^#partage=(.+)$/.exec(hash);
    if (code) call('hub_enrol', ['string'], [code[1]]);
    if (kLinks[hash] !== undefined) tell(kLinks[hash]);
    if (text) shared.hold(decodeURIComponent(text[1]));
    if (hash.startsWith('#partage')) shared.tell().then(() => tell(kEvent.openShared));
  }

  async function tellStorageFacts() {
    if (!navigator.storage || !navigator.storage.estimate) return;
    try {
      const { usage, quota } = await navigator.storage.estimate();
      const kept = navigator.storage.persisted && await navigator.storage.persisted();
      const protection = kept === undefined ? 2 : Number(kept);
      call('hub_storage', ['number', 'number', 'number'], [usage || 0, quota || 0, protection]);
    } catch (error) {
      // Only figures for État: some browsers refuse them.
    }
  }

  return {
    start() {
      watchDisplay();
      watchPage();
      install.start();  // before a link is followed: in Safari it is not used up at once
      followLink();
      release.start();
      shared.tell();
    },

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

    async copy(text) {
      try {
        await navigator.clipboard.writeText(text);
        tell(kEvent.copied);
      } catch (error) {
        // It is on the screen, too.
      }
    },

    setDirty(value) { dirty = value; },
  };
})();
