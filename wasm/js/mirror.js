// The semantic table as real DOM: buttons, headings, fields with name, role, state and place. It
// lies over the canvas, transparent: fingers, keyboards, screen readers and tests all use the same
// nodes. Nodes keep their identity from frame to frame.
const mirror = (() => {
  const layers = {};
  const nodes = new Map();   // id → {element, node}
  let opening = document.getElementById('opening');  // what the page says before the first picture
  let revision = 0;
  let offset = 0;  // how far the page is scrolled
  let title = '';
  let changedAt = 0;  // when another screen was shown
  let enter = 0;      // the button that Enter in a text field stands for
  let leaving = null;  // the focused field while the next one takes over: the keyboard stays
  let composed = false;  // a word was being composed in it

  const kTags = {
    button: 'button', radio: 'button', checkbox: 'button', link: 'a',
    textfield: 'input', textarea: 'textarea', text: 'p', status: 'p', alert: 'p',
    progress: 'div', group: 'div', radiogroup: 'div', navigation: 'nav',
  };
  const kRoles = {
    radio: 'radio', checkbox: 'checkbox', status: 'status', alert: 'alert',
    progress: 'progressbar', group: 'group', radiogroup: 'radiogroup',
  };
  const kInputs = {
    text: ['text', 'text'], integer: ['text', 'numeric'], decimal: ['text', 'decimal'],
    date: ['date', ''], search: ['search', 'search'],
  };

  const kDoubleTapMs = 300, kSameButtonMs = 180;

  const isGroup = (node) => ['group', 'radiogroup', 'navigation'].includes(node.role);
  const isField = (node) => node.role === 'textfield' || node.role === 'textarea';

  function tellText(element, committed) {
    call('hub_text', ['number', 'string', 'number'],
      [Number(element.dataset.id), element.value, committed ? 1 : 0]);
  }

  function commit(element) {
    if (!element.typed) return;
    element.typed = false;
    tellText(element, true);
  }

  function wireField(element, node) {
    element.autocomplete = 'off';
    element.maxLength = node.most;
    element.addEventListener('input', () => {
      element.typed = true;
      tellText(element, false);
    });
    element.addEventListener('change', () => commit(element));
    element.addEventListener('focusout', () => commit(element));
    element.addEventListener('compositionstart', () => { element.composing = true; });
    element.addEventListener('compositionend', () => { element.composing = false; });
    if (node.role === 'textarea') return;
    element.enterKeyHint = node.input === 'search' ? 'search' : 'next';
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      if (enter) goOn(element);
      else element.blur();
    });
  }

  // From a field on by its screen's button, by the keyboard or beside it.
  function goOn(element) {
    composed = element.composing;
    if (composed) element.blur();
    commit(element);
    call(element.type === 'date' ? 'hub_activate' : 'hub_go_on', ['number'], [enter]);
    composed = false;
  }

  function create(node) {
    const tag = node.role === 'heading' ? `h${node.level}` : kTags[node.role];
    const element = document.createElement(tag);
    element.dataset.id = String(node.id);
    element.className = `node ${node.role}`;
    if (kRoles[node.role]) element.setAttribute('role', kRoles[node.role]);
    if (tag === 'button') element.type = 'button';
    if (node.role === 'heading') element.tabIndex = -1;
    if (isField(node)) wireField(element, node);
    return element;
  }

  function set(element, name, value) {
    if (value === undefined || value === false || value === '') element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }

  function place(element, node) {
    if (isGroup(node)) return;  // its children are placed themselves
    const [x, y, width, height] = node.rect;
    const style = element.style;
    style.transform = `translate(${x}px, ${y}px)`;
    style.width = `${width}px`;
    style.height = `${height}px`;
  }

  function updateField(element, node) {
    const [type, mode] = kInputs[node.input];
    if (node.role === 'textfield' && element.type !== type) element.type = type;
    set(element, 'inputmode', mode);
    element.style.fontSize = `${node.fontPx}px`;
    element.classList.toggle('shown', !!node.domText);
    // While it has the focus the DOM owns the text: never overwrite what is being typed.
    if (document.activeElement === element || element.value === node.value) return;
    element.value = node.value;
    element.typed = false;
  }

  function update(element, node) {
    place(element, node);
    if (isField(node)) {
      updateField(element, node);
      set(element, 'aria-label', node.label);
    } else if (isGroup(node) || node.role === 'progress') {
      set(element, 'aria-label', node.label);
    } else if (element.textContent !== node.label) {
      element.textContent = node.label;
    }
    set(element, 'aria-description', node.description);
    if (node.role === 'progress') set(element, 'aria-valuetext', node.value);
    if (node.role === 'radio' || node.role === 'checkbox')
      set(element, 'aria-checked', node.checked ? 'true' : 'false');
    set(element, 'aria-current', node.current && 'page');
    if (element.tagName === 'BUTTON') element.disabled = !!node.disabled;
    const answers = node.role !== 'group';  // ARIA has neither for a set of checkboxes
    set(element, 'aria-required', answers && node.required && 'true');
    set(element, 'aria-invalid', answers && node.invalid && 'true');
  }

  // Puts the element behind `previous` in its parent, moving it only when it is elsewhere.
  function putAfter(parent, element, previous) {
    const wanted = previous ? previous.nextSibling : parent.firstChild;
    if (element.parentNode === parent && wanted === element) return;
    parent.insertBefore(element, wanted);
  }

  function arrange(table) {
    const seen = new Set(table.nodes.map((node) => node.id));
    // First what is gone: whatever stays then keeps its place, and with it the focus.
    nodes.forEach((known, id) => {
      if (seen.has(id)) return;
      nodes.delete(id);
      if (table.focus && known.element === document.activeElement) leaving = known.element;
      else known.element.remove();
    });
    const last = new Map();    // parent → its last child so far
    let belowScroller = false;
    table.nodes.forEach((node) => {
      let known = nodes.get(node.id);
      if (!known || known.role !== node.role) {
        if (known) known.element.remove();
        known = { element: create(node), role: node.role };
        nodes.set(node.id, known);
      }
      if (node.scrolled) belowScroller = true;
      const layer = node.scrolled ? layers.content : belowScroller ? layers.foot : layers.head;
      const group = node.parent && nodes.get(node.parent);
      const parent = group ? group.element : layer;
      putAfter(parent, known.element, last.get(parent));
      last.set(parent, known.element);
      update(known.element, node);
    });
  }

  function makeRoom(scroller) {
    const [x, y, width, height] = scroller.rect;
    const style = layers.scroller.style;
    style.left = `${x}px`;
    style.top = `${y}px`;
    style.width = `${width}px`;
    style.height = `${height}px`;
    layers.content.style.height = `${scroller.contentHeight}px`;
  }

  function scroll(scroller) {
    if (scroller.revision === revision) return;
    revision = scroller.revision;
    changedAt = performance.now();
    // Asking the browser to scroll makes it lay out the page at once.
    if (offset !== 0 || scroller.offset !== 0) layers.scroller.scrollTop = scroller.offset;
  }

  // A word that was being composed ends in its own field before another one has the focus: Android
  // keyboards write it into the next one otherwise (w3c/input-events, issue 127).
  function takeOver(element) {
    if (composed) setTimeout(() => { if (element.isConnected) element.focus(); });
    else if (document.activeElement !== element) element.focus();
  }

  // A screen reader must not be left on nothing when the screen changes under it.
  function keepFocus(hadFocus, table) {
    const lost = hadFocus && !hadFocus.isConnected;
    if (lost || (table.title !== title && title !== '')) {
      const heading = layers.head.querySelector('h1');
      if (heading && document.activeElement === document.body)
        heading.focus({ preventScroll: true });
    }
    title = table.title;
    const wanted = table.focus && nodes.get(table.focus);
    if (wanted) takeOver(wanted.element);
    if (leaving) leaving.remove();
    leaving = null;
  }

  function typing() {
    const element = document.activeElement;
    return element && element.matches('input.node, textarea.node') ? element : null;
  }

  function nodeOf(event) {
    const element = event.target.closest ? event.target.closest('.node') : null;
    return element ? Number(element.dataset.id) : 0;
  }

  function listen(root) {
    let tapped = null;
    root.addEventListener('click', (event) => {
      const element = event.target.closest('button.node, a.node');
      if (!element) return;
      // The second tap of a double tap was meant for the screen before. A person who goes on from
      // question to question by the same button is quick, but not that quick.
      const least = element === tapped ? kSameButtonMs : kDoubleTapMs;
      if (event.detail > 1 && performance.now() - changedAt < least) return;
      tapped = element;
      const field = typing();
      if (field && element.dataset.id === String(enter)) goOn(field);
      else call('hub_activate', ['number'], [Number(element.dataset.id)]);
    });
    // The button that goes on does not take the focus, and with it the keyboard, from a field.
    root.addEventListener('mousedown', (event) => {
      const element = event.target.closest('button.node');
      if (element && element.dataset.id === String(enter) && typing()) event.preventDefault();
    });
    const press = (id) => call('hub_pressed', ['number'], [id]);
    root.addEventListener('pointerdown', (event) => press(nodeOf(event)));
    ['pointerup', 'pointercancel', 'pointerleave'].forEach((name) => {
      root.addEventListener(name, () => press(0));
    });
    root.addEventListener('focusin', (event) => {
      const shown = event.target.matches('input, textarea') ||
                    event.target.matches(':focus-visible');
      call('hub_focused', ['number'], [shown ? nodeOf(event) : 0]);
    });
    root.addEventListener('focusout', () => call('hub_focused', ['number'], [0]));
    layers.scroller.addEventListener('scroll', () => {
      offset = layers.scroller.scrollTop;
      call('hub_scrolled', ['number'], [offset]);
    }, { passive: true });
  }

  return {
    start() {
      ['head', 'scroller', 'content', 'foot', 'live'].forEach((name) => {
        layers[name] = document.getElementById(name);
      });
      listen(document.getElementById('app'));
    },

    // The canvas's own, for what is typed.
    loadFont() {
      const at = Module._hub_page_font();
      const bytes = HEAPU8.slice(at, at + Module._hub_page_font_size());
      document.fonts.add(new FontFace('hub', bytes));
    },

    show(table) {
      if (opening) opening.remove();
      opening = null;
      const hadFocus = document.activeElement;
      document.title = `${table.title} · HUB-IIT`;
      enter = table.enter;
      makeRoom(table.scroller);
      arrange(table);
      scroll(table.scroller);
      keepFocus(hadFocus, table);
    },

    announce(text) {
      layers.live.textContent = '';
      layers.live.textContent = text;
    },

    // The page may end at any moment: what is typed counts as committed.
    commitFocused() {
      const element = typing();
      if (element) commit(element);
    },
  };
})();
