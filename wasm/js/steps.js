// The browser's history follows the screens: one entry for every step that the back button undoes.
const steps = (() => {
  let depth = 0;        // of the entry that is shown
  let expected = null;  // depth that our own history.go() leads to
  let wanted = null;    // asked for while that is under way

  const shown = () => (history.state && history.state.depth) || 0;
  const isLinks = () => !history.state || history.state.link;  // the entry of a link, not of a step

  function go(to) {
    expected = to;
    history.go(to - depth);
    depth = to;
  }

  function follow(to) {
    if (expected !== null) {
      wanted = to;
      return;
    }
    if (to < depth) go(to);
    while (depth < to) {
      depth += 1;
      history.pushState({ depth }, '');
    }
  }

  function goBack() {
    expected = depth;
    history.go(-1);
  }

  function moved() {
    if (isLinks()) {
      if (history.state) goBack();  // by the forward button: a link is followed once
      return;
    }
    const ours = expected !== null && shown() === expected;
    depth = shown();
    expected = null;
    if (!ours) {
      fields.commitFocused();
      call('hub_history_moved', ['number'], [depth]);
    }
    if (wanted !== null) {
      const to = wanted;
      wanted = null;
      follow(to);
    }
  }

  return {
    start() {
      history.scrollRestoration = 'manual';
      window.addEventListener('popstate', moved);
      depth = shown();
      if (depth > 0) go(0);  // left by this page before it was loaded anew
      if (isLinks()) history.replaceState({ depth }, '', location.href);
    },
    follow,

    // A link was opened in this page: it adds no step, so its entry of the history is left again.
    leaveLink() {
      history.replaceState({ link: true }, '', location.pathname);
      goBack();
    },
  };
})();
