// The semantic table as real DOM: buttons, headings, fields with name, role, state and place. It
// lies over the canvas, transparent: fingers, keyboards, screen readers and tests all use the same
// nodes. Nodes keep their identity from frame to frame.
function setAttribute(element, name, value) {
  if (value === undefined || value === false || value === '') element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

const mirror = (() => {
  const layers = {};
  const nodes = new Map();   // id → {element, role}
  let revision = 0;          // of the scroller's offset
  let screen = 0;
  let title = '';

  const kTags = {
    button: 'button', radio: 'button', checkbox: 'button', link: 'a',
    textfield: 'input', textarea: 'textarea', text: 'p', status: 'p', alert: 'p',
    progress: 'div', group: 'div', radiogroup: 'div', navigation: 'nav',
  };
  const kRoles = {
    radio: 'radio', checkbox: 'checkbox', status: 'status', alert: 'alert',
    progress: 'progressbar', group: 'group', radiogroup: 'radiogroup',
  };
  const kSlideMs = 150;

  const isGroup = (node) => ['group', 'radiogroup', 'navigation'].includes(node.role);

  function create(node) {
    const tag = node.role === 'heading' ? `h${node.level}` : kTags[node.role];
    const element = document.createElement(tag);
    element.dataset.id = String(node.id);
    element.className = `node ${node.role}`;
    if (kRoles[node.role]) element.setAttribute('role', kRoles[node.role]);
    if (tag === 'button') element.type = 'button';
    if (node.role === 'heading') element.tabIndex = -1;
    if (fields.isField(node)) fields.create(element, node);
    return element;
  }

  function place(element, node) {
    if (isGroup(node)) return;  // its children are placed themselves
    const [x, y, width, height] = node.rect;
    const style = element.style;
    const before = style.height;
    style.transform = `translate(${x}px, ${y}px)`;
    style.width = `${width}px`;
    style.height = `${height}px`;
    if (style.height !== before) fields.resized(element);
  }

  // Texts lie over their letters on the canvas, to be selected there.
  function write(element, node) {
    if (node.fontPx) element.style.fontSize = `${node.fontPx}px`;
    if (element.textContent === node.label) return;
    element.textContent = node.label;
    if (!node.indentPx) return;
    const name = document.createElement('span');
    name.textContent = node.label.slice(0, node.label.length - node.value.length);
    name.style.flex = `0 0 ${node.indentPx}px`;
    element.replaceChildren(name, node.value);
    element.classList.add('columns');
  }

  function update(element, node) {
    place(element, node);
    if (fields.isField(node)) fields.update(element, node);
    else if (isGroup(node) || node.role === 'progress')
      setAttribute(element, 'aria-label', node.label);
    else write(element, node);
    setAttribute(element, 'aria-description', node.description);
    if (node.role === 'progress') setAttribute(element, 'aria-valuetext', node.value);
    if (node.role === 'radio' || node.role === 'checkbox')
      setAttribute(element, 'aria-checked', node.checked ? 'true' : 'false');
    setAttribute(element, 'aria-current', node.current && 'page');
    if (element.tagName === 'BUTTON') element.disabled = !!node.disabled;
    const answers = node.role !== 'group';  // ARIA has neither for a set of checkboxes
    setAttribute(element, 'aria-required', answers && node.required && 'true');
    setAttribute(element, 'aria-invalid', answers && node.invalid && 'true');
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
      fields.remove(known.element, table.focus);
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
    layers.scroller.scrollTop = scroller.offset;
  }

  // By the compositor: not one more frame is drawn for it.
  function slide(fromPx) {
    [Module.canvas, layers.app].forEach((element) => {
      element.animate([{ transform: `translateX(${fromPx}px)`, opacity: 0.4 },
        { transform: 'none', opacity: 1 }], { duration: kSlideMs, easing: 'ease-out' });
    });
  }

  function noteScreen(table) {
    if (table.screenRevision === screen) return;
    screen = table.screenRevision;
    gestures.screenChanged();
    if (table.slidePx) slide(table.slidePx);
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
    fields.end(wanted && wanted.element);
  }

  return {
    start() {
      ['app', 'opening', 'head', 'scroller', 'content', 'foot', 'live'].forEach((name) => {
        layers[name] = document.getElementById(name);
      });
      layers.scroller.addEventListener('scroll', () => {
        call('hub_scrolled', ['number'], [layers.scroller.scrollTop]);
      }, { passive: true });
      gestures.start(layers.app);
    },

    show(table) {
      if (layers.opening) layers.opening.remove();
      layers.opening = null;
      const hadFocus = document.activeElement;
      document.title = `${table.title} · HUB-IIT`;
      setAttribute(document.documentElement, 'lang', table.language);
      setAttribute(document.documentElement, 'dir', table.direction);
      layers.app.dataset.screen = table.screen;
      fields.begin(table);
      makeRoom(table.scroller);
      arrange(table);
      writings.show(table.writings, layers.content, layers.head);
      scroll(table.scroller);
      keepFocus(hadFocus, table);
      noteScreen(table);
    },

    element(id) {
      const known = nodes.get(id);
      return known && known.element;
    },

    announce(text) {
      layers.live.textContent = '';
      layers.live.textContent = text;
    },
  };
})();
