// The home screen: which way this browser has to put the app there, and when the person said
// "later".
const install = (() => {
  const kWay = { none: 0, installed: 1, asks: 2, byMenu: 3, byShare: 4 };  // InstallWay, action.h
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

  function tellFacts() {
    call('hub_install', ['number', 'number'], [way(), Number(preferences.read('install-later'))]);
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
  };
})();
