// Called by start.js once fonts and WebAssembly are here: journal, then the first frame.
Module.startApp = async ({ textFont, iconFont }) => {
  mirror.start();
  await cache.load();
  call('hub_start', ['array', 'number', 'array', 'number'],
    [textFont, textFont.length, iconFont, iconFont.length]);
  const writer = await journal.becomeWriter();
  tell(writer ? kEvent.writer : kEvent.reader);
  try {
    const rows = await journal.rowsAfter(0);
    rows.forEach((row) => call('hub_load_row', ['array', 'number'], [row, row.length]));
    call('hub_loaded', [], []);
  } catch (error) {
    call('hub_journal_unreadable', ['string'],
      [`La mémoire du téléphone ne s'ouvre pas (${error.message || error}). Fermez les autres ` +
       'onglets du carnet, puis rouvrez-le.']);
  }
  phone.start();
};
