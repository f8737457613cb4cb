// The home screen: which way this browser has to put the app there, and when the person said
// "later".
const install = (() => {
  const kWay = { none: 0, installed: 1, asks: 2, byMenu: 3, byShare: 4 };  // InstallWay, action.h
  const kLater = 'install-later';
  let prompt = null;  // the browser's own question
  let used = false;

  // Safari has no event, and gives the app on the home screen a storage of its own; nor has
  // Firefox, which installs from its menu. No feature tells them: their names must do.
  function way() {
    const agent = navigator.userAgent;
    const media = window.matchMedia('(display-mode: standalone)').matches;
    if (media || navigator.standalone) return kWay.installed;
    const tablet = /Macintosh/.test(agent) && navigator.maxTouchPoints > 1;  // an iPad says so
    if (/iPhone|iPad|iPod/.test(agent) || tablet) return kWay.byShare;
    if (prompt) return kWay.asks;
    if (/Android/.test(agent) && (used || /Firefox/.test(agent))) return kWay.byMenu;
    return kWay.none;
  }

  // A choice of this phone's person, not data. Private windows may have no place for it.
  function later() {
    try {
      return Number(localStorage.getItem(kLater)) || 0;
    } catch (error) {
      return 0;
    }
  }

  function tellFacts() {
    call('hub_install', ['number', 'number'], [way(), later()]);
  }

  return {
    start() {
      window.addEventListener('beforeinstallprompt', (event) => {
        event.preventDefault();
        prompt = event;
        tellFacts();
      });
      window.addEventListener('appinstalled', () => tell(kEvent.wasInstalled));
      tellFacts();
    },

    // A question serves once; the menu stays.
    async ask() {
      if (!prompt) return;
      const { outcome } = await prompt.prompt().catch(() => ({}));
      prompt = null;
      used = true;
      tellFacts();
      if (outcome === 'dismissed') tell(kEvent.installLater);
    },

    keepLater(at) {
      try {
        localStorage.setItem(kLater, String(at));
      } catch (error) {
        // Then it is offered again at the next start.
      }
    },
  };
})();
