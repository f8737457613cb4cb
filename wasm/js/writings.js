// Text that the canvas has no letters for, emoji for instance, written by the browser in its place.
// For the eye only: the node that says it is in the mirror.
const writings = (() => {
  let shown = '';
  let spans = [];

  function span(writing) {
    const element = document.createElement('span');
    const [x, y, width, height] = writing.rect;
    element.className = 'writing';
    element.setAttribute('aria-hidden', 'true');
    element.dir = 'auto';
    element.textContent = writing.text;
    Object.assign(element.style, {
      transform: `translate(${x}px, ${y}px)`, width: `${width}px`, height: `${height}px`,
      fontSize: `${writing.fontPx}px`, color: writing.colour,
      fontWeight: writing.bold ? 'bold' : 'normal',
      textAlign: writing.fromRight ? 'right' : 'left',
    });
    return element;
  }

  return {
    show(list, panes) {
      const now = JSON.stringify(list);
      if (now === shown) return;
      shown = now;
      spans.forEach((element) => element.remove());
      spans = list.map((writing) => {
        const element = span(writing);
        const pane = panes[writing.pane];
        (writing.scrolled ? pane.content : pane.head).append(element);
        return element;
      });
    },
  };
})();
