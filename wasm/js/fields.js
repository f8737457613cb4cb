// Text fields: real inputs, laid over the boxes that the canvas draws. While one has the focus it
// owns its text, caret, selection and undo history, and C++ is told the whole text at every change.
const fields = (() => {
  // What a keyboard corrects in a name, a code or a searched word is wrong afterwards. Words have
  // neither an inputmode, which Android's Chrome takes for several lines, nor autocomplete="off",
  // with which it asks for a keyboard that suggests nothing (its ImeUtils.java).
  const kKinds = {
    text: { capitals: 'sentences', corrected: true },
    name: { capitals: 'words' },
    search: { type: 'search' },
    code: { signs: true },
    integer: { signs: true, mode: 'numeric' },
    decimal: { signs: true, mode: 'decimal' },
    date: { signs: true, type: 'date' },
  };
  const utf8 = new TextEncoder();  // of half an emoji it makes a sign that can be stored

  let enter = 0;         // the button that Enter in a text field stands for
  let enterKey = 'done';
  let leaving = null;    // the focused field while the next one takes over: the keyboard stays
  let composed = false;  // a word was being composed in it

  const isField = (node) => node.role === 'textfield' || node.role === 'textarea';

  function typing() {
    const element = document.activeElement;
    return element && element.matches('input.node, textarea.node') ? element : null;
  }

  function tell(element, committed) {
    callWithBytes('hub_text', [Number(element.dataset.id), committed ? 1 : 0],
      utf8.encode(element.value));
  }

  function commit(element) {
    if (!element.typed) return;
    element.typed = false;
    tell(element, true);
  }

  function create(element, node) {
    element.maxLength = node.most;
    element.addEventListener('input', () => {
      element.typed = true;
      tell(element, false);
    });
    element.addEventListener('change', () => commit(element));
    element.addEventListener('focusout', () => commit(element));
    element.addEventListener('compositionstart', () => { element.composing = true; });
    element.addEventListener('compositionend', () => { element.composing = false; });
    if (node.role === 'textarea') return;
    element.addEventListener('keydown', (event) => {
      // 229: it ends a choice of the input method. A phone's Enter is 13, also within a word.
      if (event.key !== 'Enter' || event.keyCode === 229) return;
      if (enter && !element.closest('#list')) goOn(element);  // a list's fields search
      else element.blur();
    });
  }

  function update(element, node) {
    const kind = kKinds[node.input];
    if (node.role === 'textfield') {
      const type = kind.type || 'text';
      if (element.type !== type) element.type = type;
      setAttribute(element, 'enterkeyhint', type === 'search' ? 'search' : enterKey);
    }
    setAttribute(element, 'inputmode', kind.mode);
    setAttribute(element, 'autocapitalize', kind.capitals || 'none');
    setAttribute(element, 'autocorrect', kind.corrected ? 'on' : 'off');
    setAttribute(element, 'spellcheck', kind.corrected ? 'true' : 'false');
    setAttribute(element, 'autocomplete', kind.signs && 'off');
    setAttribute(element, 'dir', kind.signs ? 'ltr' : 'auto');
    setAttribute(element, 'aria-label', node.label);
    element.style.fontSize = `${node.fontPx}px`;
    element.classList.toggle('shown', !!node.domText);
    // While it has the focus the DOM owns the text: never overwrite what is being typed.
    if (document.activeElement === element || element.value === node.value) return;
    element.value = node.value;
    element.typed = false;
  }

  // From a field on by its screen's button, by the keyboard or beside it.
  function goOn(element) {
    composed = element.composing;
    if (composed) element.blur();
    commit(element);
    call(element.type === 'date' ? 'hub_activate' : 'hub_go_on', ['number'], [enter]);
    composed = false;
  }

  // A word that was being composed ends in its own field before another one has the focus: Android
  // keyboards write it into the next one otherwise (w3c/input-events, issue 127).
  function takeOver(element) {
    const focus = () => element.focus({ preventScroll: true });  // C++ brings it into sight
    if (composed) setTimeout(() => { if (element.isConnected) focus(); });
    else if (document.activeElement !== element) focus();
  }

  // Where the line with the caret ends in a textarea. Browsers do not tell; a twin that ends there
  // does.
  function caretEnd(element) {
    if (element.selectionEnd === element.value.length) return element.scrollHeight;
    const twin = element.cloneNode();
    twin.value = element.value.slice(0, element.selectionEnd);
    twin.style.height = '0';
    element.after(twin);
    const end = twin.scrollHeight;
    twin.remove();
    return end;
  }

  // A long text became lower, for the keyboard came, or much longer at once, by a paste: the line
  // that is written stays in sight, inside of the field or of what scrolls around it.
  function revealCaret(element) {
    const end = caretEnd(element);
    if (element.scrollHeight <= element.clientHeight) {
      const scroller = element.closest('.scroller');
      const below = element.getBoundingClientRect().top + end -
        scroller.getBoundingClientRect().bottom;
      if (below > 0) scroller.scrollTop += below;
      return;
    }
    const line = parseFloat(getComputedStyle(element).lineHeight);
    const below = end - element.clientHeight, above = end - 2 * line;
    element.scrollTop = Math.max(below, Math.min(element.scrollTop, above));
  }

  return {
    isField,
    typing,
    create,
    update,
    goOn,

    // Before the nodes of a frame, and after them.
    begin(table) {
      enter = table.enter;
      enterKey = table.enterKey;
    },
    end(wanted) {
      if (wanted) takeOver(wanted);
      if (leaving) leaving.remove();
      leaving = null;
    },

    isEnter: (element) => element.dataset.id === String(enter),

    // Its node is gone. The keyboard stays up for a next field that is wanted.
    remove(element, anotherWanted) {
      if (anotherWanted && element === document.activeElement) leaving = element;
      else element.remove();
    },

    resized(element) {
      if (element === document.activeElement && element.tagName === 'TEXTAREA')
        revealCaret(element);
    },

    // The page may end at any moment: what is typed counts as committed.
    commitFocused() {
      const element = typing();
      if (element) commit(element);
    },
  };
})();
