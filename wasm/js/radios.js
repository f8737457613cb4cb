// Radios by the keyboard, as people know them: one stop of Tab for each group, and arrows choose
// (WAI-ARIA Authoring Practices, "Radio Group Pattern").
const radios = (() => {
  const kSteps = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 };
  const isAcross = (key) => key === 'ArrowRight' || key === 'ArrowLeft';
  const of = (group) => Array.from(group.querySelectorAll('[role=radio]'));
  const isChosen = (radio) => radio.getAttribute('aria-checked') === 'true';

  return {
    // The one that has the focus, else the one chosen, else the first.
    setStops(root) {
      root.querySelectorAll('[role=radiogroup]').forEach((group) => {
        const all = of(group);
        const stop = all.find((radio) => radio === document.activeElement) || all.find(isChosen) ||
          all[0];
        all.forEach((radio) => { radio.tabIndex = radio === stop ? 0 : -1; });
      });
    },

    // The one that this key chooses; nothing for any other key.
    chosenBy(event) {
      const step = kSteps[event.key];
      const group = step && event.target.closest('[role=radiogroup]');
      if (!group || event.target.getAttribute('role') !== 'radio') return null;
      const all = of(group);
      const turned = isAcross(event.key) && document.documentElement.dir === 'rtl';
      const next = all.indexOf(event.target) + (turned ? -step : step);
      return all[(next + all.length) % all.length];
    },
  };
})();
