// The photos on the screen, shown by the browser in their places over the canvas. For the eye only:
// the node that says what it is is in the mirror.
const pictures = (() => {
  const known = new Map();  // place and name → {element, url}

  async function fill(entry, name) {
    const bytes = await photoStore.bytes(name).catch(() => undefined);
    if (!bytes || entry.gone) return;
    entry.url = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
    entry.element.src = entry.url;
  }

  function create(name) {
    const element = document.createElement('img');
    element.className = 'picture';
    element.alt = '';
    element.setAttribute('aria-hidden', 'true');
    const entry = { element, url: '', gone: false };
    fill(entry, name);
    return entry;
  }

  function put(entry, { rect: [x, y, width, height] }) {
    Object.assign(entry.element.style, {
      // In the room of an upright one: no gap before what lies.
      objectPosition: height > width ? 'top' : 'center',
      transform: `translate(${x}px, ${y}px)`, width: `${width}px`, height: `${height}px`,
    });
  }

  function drop(entry) {
    entry.gone = true;
    entry.element.remove();
    if (entry.url) URL.revokeObjectURL(entry.url);
  }

  return {
    show(list, panes) {
      const seen = new Set();
      list.forEach((picture) => {
        let key = `${picture.pane} ${picture.scrolled} ${picture.name}`;
        while (seen.has(key)) key += '+';  // two photos may be the same
        seen.add(key);
        if (!known.has(key)) known.set(key, create(picture.name));
        const entry = known.get(key);
        put(entry, picture);
        const pane = panes[picture.pane];
        const layer = picture.scrolled ? pane.content : pane.head;
        if (entry.element.parentNode !== layer) layer.append(entry.element);
      });
      known.forEach((entry, key) => {
        if (seen.has(key)) return;
        known.delete(key);
        drop(entry);
      });
    },
  };
})();
