// The phone around the page: display, network, visibility, links, storage.
const phone = (() => {
  let timer = 0;
  let dirty = false;
  let opened = location.href;  // followed at the start: the first launch tells it once more
  let displayTold = '';
  let lookAhead = 0;

  const kThemes = ['auto', 'light', 'dark', 'sun'];  // numbers as ui::Theme

  function textScale() {
    const kept = Number(preferences.read('text-scale'));
    return kept >= 0.85 && kept <= 2 ? kept : 1;
  }

  // The colours as they were chosen, for the page itself (style.css), too.
  function theme() {
    const kept = Math.max(0, kThemes.indexOf(preferences.read('theme')));
    document.documentElement.dataset.theme = kThemes[kept];
    return kept;
  }

  // What is left above the soft keyboard: of most browsers the window, of iOS only what it calls
  // the visual viewport, which it also pushes up to show the field. We show it ourselves.
  function visibleHeight() {
    const visual = window.visualViewport;
    if (!visual) return window.innerHeight;
    if (visual.offsetTop > 0 && visual.scale === 1) window.scrollTo(0, 0);
    document.documentElement.style.setProperty('--pushed', `${visual.offsetTop}px`);
    return Math.min(window.innerHeight, Math.round(visual.height * visual.scale));
  }

  function tellDisplay() {
    const root = document.documentElement;
    const style = getComputedStyle(root);
    const safe = (side) => parseFloat(style.getPropertyValue(`--safe-${side}`)) || 0;
    const media = (query) => (window.matchMedia(query).matches ? 1 : 0);
    const width = root.clientWidth;
    const height = visibleHeight();
    const display = [width, height, Math.min(window.devicePixelRatio || 1, 3), textScale(),
      theme(), media('(prefers-color-scheme: dark)'), media('(prefers-contrast: more)'),
      media('(prefers-reduced-motion: reduce)'),
      safe('top'), safe('bottom'), safe('left'), safe('right')];
    if (displayTold === String(display)) return;  // to set the canvas' size is to clear it
    displayTold = String(display);
    const canvas = Module.canvas;
    [canvas.width, canvas.height] = display.slice(0, 2).map((px) => Math.floor(px * display[2]));
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    call('hub_display', Array(display.length).fill('number'), display);
  }

  // WebKit tells that the viewport changed before its height is the new one.
  function lookSoon() {
    cancelAnimationFrame(lookAhead);
    lookAhead = requestAnimationFrame(tellDisplay);
  }

  function watchDisplay() {
    window.addEventListener('resize', lookSoon);
    if (window.visualViewport) {
      ['resize', 'scroll'].forEach((name) => {
        window.visualViewport.addEventListener(name, lookSoon);
      });
    }
    ['(prefers-color-scheme: dark)', '(prefers-contrast: more)',
      '(prefers-reduced-motion: reduce)'].forEach((query) => {
      window.matchMedia(query).addEventListener('change', lookSoon);
    });
    tellDisplay();
  }

  function watchPage() {
    window.addEventListener('online', () => tell(kEvent.online));
    window.addEventListener('offline', () => tell(kEvent.offline));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') tell(kEvent.visible);
      else fields.commitFocused();
    });
    window.addEventListener('pagehide', (event) => {
      fields.commitFocused();
      if (event.persisted) Module.stop();
    });
    // Kept aside as it was and shown again: meanwhile another page may have written.
    window.addEventListener('pageshow', (event) => {
      if (event.persisted) location.reload();
    });
    window.addEventListener('hashchange', (event) => {
      const { hash } = new URL(event.newURL);
      if (hash === '') return;
      steps.leaveLink();
      follow(hash);
    });
    window.addEventListener('beforeunload', (event) => {
      if (!dirty) return;
      event.preventDefault();
      event.returnValue = true;  // what Chrome before 119 asks for
    });
    if (!navigator.onLine) tell(kEvent.offline);
    // A shortcut or link taps the window that is open already (manifest, launch_handler).
    if (window.launchQueue) {
      window.launchQueue.setConsumer((launch) => {
        const target = launch.targetURL;
        if (target && target !== opened) follow(new URL(target).hash);
        opened = '';
      });
    }
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
    const text = /^#partage=([^&]+)/.exec(hash);
    if (code) call('hub_enrol', ['string'], [code[1]]);
    if (kLinks[hash] !== undefined) tell(kLinks[hash]);
    if (text) shared.hold(decodeURIComponent(text[1]));
    if (hash.endsWith('&sans-photos')) tell(kEvent.sharedPhotosLost);
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
      if (preferences.read('introduced')) tell(kEvent.introduced);
      watchPage();
      install.start();  // before a link is followed: in Safari it is not used up at once
      followLink();
      painter.painted.then(release.start);  // can wait until there was a picture
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

    keepPreference(name, value) {
      preferences.keep(name, value);
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

    vibrate(ms) {
      if (navigator.vibrate) navigator.vibrate(ms);
    },

    setDirty(value) { dirty = value; },
  };
})();
