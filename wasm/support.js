// The first script: can this browser run the app? Where it cannot, and where the app ends, a plain
// page says in the person's language what is the matter and what to do. Written in the JavaScript
// of 1999 (ECMAScript 3), so that the browsers it speaks about can read it; tests/browser holds it
// to that. What each check means in versions is in README.md.

// What is said without the program. A language is one more entry, named by its code (BCP 47).
var supportSentences = {
  fr: {
    direction: 'ltr',
    name: 'Carnet de terrain HUB-IIT',
    cannot: 'Ce navigateur ne peut pas ouvrir le carnet',
    old: 'Il est trop ancien : il ne saurait pas travailler sans réseau.',
    proxy: 'En mode économie, il prépare les pages loin de votre téléphone. Le carnet doit ' +
           'fonctionner dans votre téléphone, même sans réseau.',
    offline: 'Ici, il ne peut pas garder le carnet pour le travail sans réseau : la fenêtre ' +
             'est privée, ou la page est ouverte dans une autre application (WhatsApp, Facebook).',
    storage: 'Ici, il ne peut rien enregistrer : la fenêtre est privée, ou ses réglages ' +
             'l\'interdisent.',
    graphics: 'Il ne peut pas dessiner les écrans du carnet sur ce téléphone.',
    install: 'Installez Chrome ou Firefox, ou mettez-le à jour, puis ouvrez-y cette adresse.',
    installApple: 'Mettez iOS à jour (Réglages, Général, Mise à jour logicielle), puis ouvrez ' +
                  'cette adresse dans Safari.',
    ordinary: 'Ouvrez cette adresse dans une fenêtre ordinaire de Chrome ou de Firefox.',
    ordinaryApple: 'Ouvrez cette adresse dans une fenêtre ordinaire de Safari.',
    lastHope: 'Si ce message revient, ce téléphone est trop ancien pour le carnet.',
    unprotected: 'Cette adresse n\'est pas protégée',
    needsHttps: 'Le carnet s\'ouvre seulement à une adresse qui commence par https://.',
    askAddress: 'Si l\'adresse protégée ne s\'ouvre pas, demandez la bonne à la personne qui ' +
                'vous a donné celle-ci.',
    openHttps: 'Ouvrir l\'adresse protégée',
    link: 'Votre lien d\'inscription reste valable : cette page ne l\'a pas utilisé.',
    address: 'Adresse de cette page',
    copy: 'Copier l\'adresse',
    copied: 'Adresse copiée',
    copyByHand: 'Appuyez longtemps sur l\'adresse pour la copier.',
    stopped: 'Le carnet s\'est arrêté',
    kept: 'Vos saisies enregistrées sont en sécurité sur ce téléphone.',
    cut: 'Le carnet n\'est pas arrivé en entier',
    tryAgain: 'Le réseau a été coupé. Rien n\'est perdu.',
    reload: 'Recharger',
    goBack: 'Revenir à la version précédente',
    noRoom: 'La mémoire du téléphone est pleine. Libérez de la place, puis réessayez.',
    detail: 'Détail : '
  },
  en: {
    direction: 'ltr',
    name: 'HUB-IIT field notebook',
    cannot: 'This browser cannot open the notebook',
    old: 'It is too old: it could not work without a network.',
    proxy: 'In its data saving mode it prepares pages far from your phone. The notebook must ' +
           'run in your phone, even without a network.',
    offline: 'It cannot keep the notebook for work without a network here: the window is ' +
             'private, or the page is open inside another app (WhatsApp, Facebook).',
    storage: 'It cannot save anything here: the window is private, or its settings forbid it.',
    graphics: 'It cannot draw the notebook\'s screens on this phone.',
    install: 'Install Chrome or Firefox, or update it, then open this address there.',
    installApple: 'Update iOS (Settings, General, Software Update), then open this address in ' +
                  'Safari.',
    ordinary: 'Open this address in an ordinary window of Chrome or Firefox.',
    ordinaryApple: 'Open this address in an ordinary window of Safari.',
    lastHope: 'If you see this again, this phone is too old for the notebook.',
    unprotected: 'This address is not protected',
    needsHttps: 'The notebook opens only at an address that begins with https://.',
    askAddress: 'If the protected address does not open, ask the person who gave you this one.',
    openHttps: 'Open the protected address',
    link: 'Your enrolment link is still valid: this page did not use it.',
    address: 'Address of this page',
    copy: 'Copy the address',
    copied: 'Address copied',
    copyByHand: 'Hold your finger on the address to copy it.',
    stopped: 'The notebook has stopped',
    kept: 'What you saved is safe on this phone.',
    cut: 'The notebook did not arrive completely',
    tryAgain: 'The network was cut. Nothing is lost.',
    reload: 'Reload',
    goBack: 'Go back to the version before',
    noRoom: 'The phone\'s memory is full. Make room, then tap once more.',
    detail: 'Detail: '
  }
};

var support = (function () {
  // Title and sentences of each page, and the end of it: the address or a button.
  var kPages = {
    old: ['cannot', 'old', 'install'],
    proxy: ['cannot', 'proxy', 'install'],
    offline: ['cannot', 'offline', 'ordinary'],
    storage: ['cannot', 'storage', 'ordinary'],
    graphics: ['cannot', 'graphics', 'install', 'lastHope'],
    insecure: ['unprotected', 'needsHttps', 'askAddress'],
    crash: ['stopped', 'kept'],
    cut: ['cut', 'tryAgain']
  };

  // An iPad says that it is a Mac.
  var kApple = /iPhone|iPad|iPod/.test(navigator.userAgent) ||
               (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
  // These run the page on a server: it could not keep anything on the phone.
  var kProxy = /Opera Mini|UCWEB|UCMini|U2\/1\./.test(navigator.userAgent);

  // The language that was chosen in the app, else one of the browser's, else French.
  function language() {
    var wanted = [];
    try {
      wanted.push(localStorage.getItem('language'));
    } catch (error) {
      // A private window may have no place for it.
    }
    wanted = wanted.concat(navigator.languages || [navigator.language || navigator.userLanguage]);
    for (var i = 0; i < wanted.length; ++i) {
      var code = String(wanted[i]).toLowerCase().split('-')[0];
      if (supportSentences.hasOwnProperty(code)) return code;
    }
    return 'fr';
  }

  function add(parent, tag, text, className) {
    var element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.appendChild(document.createTextNode(text));
    parent.appendChild(element);
    return element;
  }

  function addButton(parent, text, work) {
    var button = add(parent, 'button', text, 'main');
    button.onclick = work;
    return button;
  }

  function isCopied(address) {
    try {
      getSelection().selectAllChildren(address);
      return document.execCommand('copy');
    } catch (error) {
      return false;
    }
  }

  // To be opened in another browser: to be read, selected and copied.
  function addAddress(parent, say) {
    add(parent, 'p', say.address, 'quiet');
    return add(parent, 'p', location.href, 'address');
  }

  function addCopy(parent, say, address) {
    var button = addButton(parent, say.copy, function () {
      button.firstChild.nodeValue = isCopied(address) ? say.copied : say.copyByHand;
    });
    button.setAttribute('aria-live', 'polite');
  }

  // The last thing on the page is what to do.
  function addEnd(parent, name, say, detail) {
    var reloads = name === 'crash' || name === 'cut';
    var address = !reloads && name !== 'insecure' && addAddress(parent, say);
    if (detail) add(parent, 'p', say.detail + detail, 'quiet');
    if (reloads) {
      addButton(parent, say.reload, function () { location.reload(); });
    } else if (!address) {
      var safe = location.href.replace(/^http:/, 'https:');
      add(parent, 'a', say.openHttps, 'main').href = safe;
    } else if (!kProxy) {  // where a button would be pressed on the server
      addCopy(parent, say, address);
    }
  }

  function show(name, detail) {
    var code = language(), say = supportSentences[code], keys = kPages[name];
    var root = document.documentElement, main = document.getElementById('app');
    root.className = '';
    root.lang = code;
    root.dir = say.direction;
    document.title = say[keys[0]];
    while (main.firstChild) main.removeChild(main.firstChild);
    main.className = 'plain';
    main.setAttribute('role', 'main');
    add(main, 'p', say.name, 'quiet');
    add(main, 'h1', say[keys[0]]);
    for (var i = 1; i < keys.length; ++i)
      add(main, 'p', kApple && say[keys[i] + 'Apple'] || say[keys[i]]);
    if (/^#code=/.test(location.hash) && name !== 'crash') add(main, 'p', say.link);
    addEnd(main, name, say, detail);
  }

  function isSecure() {
    if (typeof isSecureContext === 'boolean') return isSecureContext;
    return location.protocol === 'https:' || location.hostname === 'localhost';
  }

  function hasStorage() {
    try {
      return !!indexedDB;  // reading it throws where cookies are forbidden
    } catch (error) {
      return false;
    }
  }

  function draws() {
    try {
      // The app's own (js/painter.js): to make another one would take a slow phone a while.
      return !!document.getElementById('canvas').getContext('webgl2', {
        alpha: false, depth: false, stencil: false, antialias: false, powerPreference: 'low-power'
      });
    } catch (error) {
      return false;
    }
  }

  // [page, what is missing], or nothing.
  function missing() {
    if (kProxy || window.operamini) return ['proxy', 'Opera Mini, UC'];
    if (!isSecure()) return ['insecure', ''];
    if (typeof WebAssembly !== 'object') return ['old', 'WebAssembly'];
    if (!window.Promise || !Promise.allSettled) return ['old', 'Promise.allSettled'];
    if (!navigator.locks) return ['old', 'Web Locks'];
    if (!hasStorage()) return ['storage', 'IndexedDB'];
    if (!navigator.serviceWorker) return ['offline', 'Service Worker'];
    if (!draws()) return ['graphics', 'WebGL 2'];
    return null;
  }

  var result = {
    ended: false,
    atEnd: null,  // called once the page is there

    // One more thing that may be done there: what, a key of supportSentences.
    offer: function (what, work) {
      addButton(document.getElementById('app'), supportSentences[language()][what], work);
    },

    // One more sentence, a key of supportSentences, once.
    say: function (what) {
      var main = document.getElementById('app');
      if (!document.getElementById(what))
        add(main, 'p', supportSentences[language()][what]).id = what;
    },

    // Shows a page of kPages in the place of the app. The first reason is the one that counts.
    end: function (name, detail) {
      if (result.ended) return;
      result.ended = true;
      show(name, detail);
      if (result.atEnd) result.atEnd();
    }
  };

  // A script of ours that did not come, or that this browser cannot read. Other errors are the
  // program's own: start.js tells them.
  function watchScripts() {
    window.addEventListener('error', function (event) {
      if (event.target && event.target.tagName === 'SCRIPT') result.end('cut');
      else if (/SyntaxError/.test(event.message)) result.end('old', event.message);
    }, true);
  }

  var lack = missing();
  if (lack) {
    result.end(lack[0], lack[1]);
  } else {
    watchScripts();
    document.documentElement.className = 'runs';
    var app = document.getElementById('app');
    app.className = '';
    app.removeAttribute('role');
  }
  return result;
})();
