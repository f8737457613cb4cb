// This page writes no more, another tab may: before the crash page (start.js), and when asked.
Module.stop = async () => {
  await journal.stop();
  writer.stop();
};

// Called by start.js once fonts and WebAssembly are here: first frame, then the journal.
Module.startApp = async (fonts) => {
  mirror.start();
  const language = await languages.begin();
  fonts.forEach((font) => callWithBytes('hub_load_font', [], font));
  call('hub_start', [], []);
  if (language) languages.use(language);
  steps.start();
  phone.start();
  await writer.become();
  journal.start();
  await cache.load();
  tell(kEvent.writer);
  call('hub_open_journal', [], []);
};
