// Fingers, pens and mice on the mirror. Taps are the browser's clicks and scrolling is its
// scroller's; presses and swipes are told to C++, which decides what they mean.
const gestures = (() => {
  const kPhase = { pointerdown: 0, pointermove: 1, pointerup: 2, pointercancel: 3,
    pointerleave: 3 };
  const kRest = 4, kRestMs = 80;  // as Android tells a press from a flick
  const kDoubleTapMs = 300, kSameButtonMs = 180;
  // Chrome before 86 does not know the first, and throws: there the focus is always to be seen.
  const kShowsFocus = knowsSelector(':focus-visible') ? ':focus-visible' : ':focus';

  let tapped = null;
  let changedAt = 0;  // when another screen was shown
  let resting = 0;    // a timer

  function knowsSelector(selector) {
    try {
      document.querySelector(selector);
      return true;
    } catch (error) {
      return false;
    }
  }

  function nodeOf(event) {
    const element = event.target.closest ? event.target.closest('.node') : null;
    return element ? Number(element.dataset.id) : 0;
  }

  function tap(element) {
    tapped = element;
    const field = fields.typing();
    if (field && fields.isEnter(element)) fields.goOn(field);
    else call('hub_activate', ['number'], [Number(element.dataset.id)]);
  }

  function clicked(event) {
    const element = event.target.closest('button.node');
    if (!element) return;
    // The second tap of a double tap was meant for the screen before. A person who goes on from
    // question to question by the same button is quick, but not that quick.
    const least = element === tapped ? kSameButtonMs : kDoubleTapMs;
    if (event.detail > 1 && performance.now() - changedAt < least) return;
    tap(element);
  }

  function pointed(event) {
    if (event.type === 'pointermove' && event.buttons === 0) return;  // a mouse that passes by
    const touch = event.pointerType !== 'mouse';
    const tellPhase = guarded((phase) => Module._hub_pointer(phase, event.pointerId, touch ? 1 : 0,
      event.isPrimary ? 1 : 0, event.clientX, event.clientY, nodeOf(event), event.timeStamp));
    const swiped = tellPhase(kPhase[event.type]);
    if (event.type !== 'pointermove') clearTimeout(resting);
    if (event.type === 'pointerdown' && touch)
      resting = setTimeout(() => tellPhase(kRest), kRestMs);
    const element = swiped && mirror.element(swiped);
    if (element) tap(element);
  }

  return {
    start(root) {
      root.addEventListener('click', clicked);
      document.addEventListener('keydown', (event) => {
        const closer = event.key === 'Escape' && mirror.closer();
        if (closer) tap(closer);
        const radio = radios.chosenBy(event);
        if (!radio) return;
        event.preventDefault();  // no scrolling
        radio.focus();
        tap(radio);
      });
      // The button that goes on does not take the focus, and with it the keyboard, from a field.
      root.addEventListener('mousedown', (event) => {
        const element = event.target.closest('button.node');
        if (element && fields.isEnter(element) && fields.typing()) event.preventDefault();
      });
      Object.keys(kPhase).forEach((name) => root.addEventListener(name, pointed));
      root.addEventListener('focusin', (event) => {
        const shown = event.target.matches('input, textarea') || event.target.matches(kShowsFocus);
        call('hub_focused', ['number'], [shown ? nodeOf(event) : 0]);
      });
      root.addEventListener('focusout', (event) => {
        // The whole page lost it and gives it back to the same field: its text is still in hand.
        if (document.activeElement === event.target) return;
        call('hub_focused', ['number'], [0]);
      });
    },

    screenChanged() { changedAt = performance.now(); },
  };
})();
