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
  const panes = { main: { revision: 0 }, list: { revision: 0 } };  // the scrollers' offsets
  let screen = 0;
  let opener = 0;            // the node that opened what lies beside its list or over it
  let closing = 0;           // the button that closes what lies over everything else
  let title = '';

  const kTags = {
    button: 'button', radio: 'button', checkbox: 'button',
    textfield: 'input', textarea: 'textarea', text: 'p', status: 'p', alert: 'p',
    progress: 'div', image: 'div', group: 'div', radiogroup: 'div', navigation: 'nav', list: 'ul',
    listitem: 'li',
  };
  // A list without bullets is none to Safari unless it says so.
  const kRoles = {
    radio: 'radio', checkbox: 'checkbox', status: 'status', alert: 'alert',
    progress: 'progressbar', image: 'img', group: 'group', radiogroup: 'radiogroup', list: 'list',
  };
  const kSlideMs = 150;

  const domId = (id) => `node-${id}`;
  const tagOf = (node) => (node.role === 'heading' ? `h${node.level}` : kTags[node.role]);

  function create(node) {
    const tag = tagOf(node);
    const element = document.createElement(tag);
    element.id = domId(node.id);
    element.dataset.id = String(node.id);
    element.className = `node ${node.role}`;
    if (node.holds) element.classList.add('holder');
    if (kRoles[node.role]) element.setAttribute('role', kRoles[node.role]);
    // What changes is told by announce(): browsers do not tell it of a status that was not there.
    if (node.role === 'status') element.setAttribute('aria-live', 'off');
    if (tag === 'button') element.type = 'button';
    if (node.role === 'heading' && !node.holds) element.tabIndex = -1;
    // A keyboard scrolls by what has the focus, and a photo may be all that there is.
    if (node.role === 'image') element.tabIndex = 0;
    if (fields.isField(node)) fields.create(element, node);
    return element;
  }

  function place(element, node) {
    if (node.holds) return;  // its children are placed themselves
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
    const language = node.language || '';
    if (element.textContent === node.label && (element.dataset.language || '') === language) return;
    element.dataset.language = language;
    if (!node.indentPx) return element.replaceChildren(inLanguage(node.label, language));
    const name = document.createElement('span');
    name.textContent = node.label.slice(0, node.label.length - node.value.length);
    name.style.flex = `0 0 ${node.indentPx}px`;
    element.replaceChildren(name, inLanguage(node.value, language));
    element.classList.add('columns');
  }

  // Of the words themselves: what else is said of the node is in the language that is spoken.
  function inLanguage(words, language) {
    if (!language) return words;
    const span = document.createElement('span');
    span.lang = language;
    span.textContent = words;
    return span;
  }

  function update(element, node) {
    place(element, node);
    if (fields.isField(node)) fields.update(element, node);
    else if (node.holds || node.role === 'progress' || node.role === 'image')
      setAttribute(element, 'aria-label', node.label);
    else write(element, node);
    setAttribute(element, 'aria-description', node.description);
    if (node.role === 'progress') setAttribute(element, 'aria-valuetext', node.value);
    if (node.role === 'radio' || node.role === 'checkbox')
      setAttribute(element, 'aria-checked', node.checked ? 'true' : 'false');
    const inBar = element.parentNode && element.parentNode.localName === 'nav';
    setAttribute(element, 'aria-current', node.current && (inBar ? 'page' : 'true'));
    if (node.expanded !== undefined)
      element.setAttribute('aria-expanded', node.expanded ? 'true' : 'false');
    // By both: readers that know no error message know descriptions.
    const error = node.error && domId(node.error);
    setAttribute(element, 'aria-describedby', error);
    setAttribute(element, 'aria-errormessage', node.role !== 'group' && error);
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

  function layerOf(node, pane) {
    if (node.banner) return layers.banner;
    if (node.role === 'navigation') return layers.places;
    if (node.scrolled) return pane.content;
    return pane.belowScroller ? pane.foot : pane.head;
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
    panes.main.belowScroller = panes.list.belowScroller = false;
    table.nodes.forEach((node) => {
      let known = nodes.get(node.id);
      if (!known || known.tag !== tagOf(node) || known.role !== node.role) {
        if (known) known.element.remove();
        known = { element: create(node), role: node.role, tag: tagOf(node) };
        nodes.set(node.id, known);
      }
      const pane = panes[node.pane || 'main'];
      if (node.scrolled) pane.belowScroller = true;
      const layer = layerOf(node, pane);
      const group = node.parent && nodes.get(node.parent);
      const parent = group ? group.element : layer;
      putAfter(parent, known.element, last.get(parent));
      last.set(parent, known.element);
      update(known.element, node);
    });
  }

  function makeRoom(pane, scroller) {
    const [x, y, width, height] = scroller.rect;
    const style = pane.scroller.style;
    style.left = `${x}px`;
    style.top = `${y}px`;
    style.width = `${width}px`;
    style.height = `${height}px`;
    pane.content.style.height = `${scroller.contentHeight}px`;
  }

  function scroll(pane, scroller) {
    if (scroller.revision === pane.revision) return;
    pane.revision = scroller.revision;
    pane.scroller.scrollTop = scroller.offset;
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

  // A screen reader must not be left on nothing when the screen changes under it. What is opened
  // from a list beside it is read next; what is closed gives the focus back to what opened it.
  function keepFocus(hadFocus, table) {
    const heading = panes.main.head.querySelector('h1') || layers.list.querySelector('h1');
    const beside = table.list !== '' && panes.main.head.contains(heading);
    const lost = hadFocus && !hadFocus.isConnected;
    const changed = table.title !== title && title !== '';
    const inList = hadFocus && hadFocus.localName === 'button' && layers.list.contains(hadFocus);
    const over = table.close !== 0 && closing === 0;
    if (changed && heading && (over || (inList && beside))) {
      opener = Number((hadFocus && hadFocus.dataset.id) || 0);
      heading.focus({ preventScroll: true });
    } else if ((lost || changed) && document.activeElement === document.body) {
      const closed = (table.close === 0 && closing !== 0) || (table.list !== '' && !beside);
      const back = closed && nodes.get(opener);
      const next = back ? back.element : heading;
      if (next) next.focus({ preventScroll: true });
    }
    closing = table.close;
    title = table.title;
    const wanted = table.focus && nodes.get(table.focus);
    fields.end(wanted && wanted.element);
  }

  return {
    start() {
      ['app', 'opening', 'banner', 'places', 'list', 'page', 'live'].forEach((name) => {
        layers[name] = document.getElementById(name);
      });
      ['head', 'scroller', 'content', 'foot'].forEach((name) => {
        panes.main[name] = document.getElementById(name);
        panes.list[name] = document.getElementById(`list-${name}`);
      });
      [panes.main, panes.list].forEach((pane, number) => {
        pane.scroller.addEventListener('scroll', () => {
          call('hub_scrolled', ['number', 'number'], [pane.scroller.scrollTop, number]);
        }, { passive: true });
      });
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
      layers.list.hidden = table.list === '';
      setAttribute(layers.list, 'aria-label', table.list);
      const dialog = table.close !== 0;
      setAttribute(layers.page, 'role', dialog && 'dialog');
      setAttribute(layers.page, 'aria-modal', dialog && 'true');
      setAttribute(layers.page, 'aria-label', dialog && table.title);
      makeRoom(panes.main, table.scroller);
      makeRoom(panes.list, table.listScroller);
      arrange(table);
      radios.setStops(layers.app);
      writings.show(table.writings, panes);
      pictures.show(table.pictures, panes);
      scroll(panes.main, table.scroller);
      scroll(panes.list, table.listScroller);
      keepFocus(hadFocus, table);
      noteScreen(table);
      Module.started = !!Module.opened;  // its data are on the screen: start.js
    },

    element(id) {
      const known = nodes.get(id);
      return known && known.element;
    },

    // What Escape stands for.
    closer() {
      const known = nodes.get(closing);
      return known && known.element;
    },

    announce(text) {
      const words = document.createElement('p');  // an addition, even of the same words
      words.textContent = text;
      layers.live.replaceChildren(words);
    },
  };
})();
