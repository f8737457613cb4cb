// This page writes no more, another tab may: before the crash page (start.js), and when asked.
Module.stop = async () => {
  await journal.stop();
  writer.stop();
};

let tellStarted = () => {};
const started = new Promise((resolve) => { tellStarted = resolve; });

// While the WebAssembly is being compiled, the phone's storage is opened, which is in another
// process and answers late. Emscripten's file system comes after these scripts.
const opened = (async () => {
  journal.open();
  const mayWrite = writer.become((work) => started.then(work));
  await null;
  const files = cache.load();
  await mayWrite;
  journal.start();
  await files;
})();
opened.catch(() => {});  // told where it is awaited
painter.open();

// Called by start.js once fonts and WebAssembly are here.
Module.startApp = async (fonts) => {
  mirror.start();
  const language = await languages.begin();
  fonts.forEach((font) => callWithBytes('hub_load_font', [], font));
  call('hub_start', [], []);
  tellStarted();
  if (language) languages.use(language);
  steps.start();
  phone.start();
  await opened;
  tell(kEvent.writer);
  photos.start();
  shared.tell();  // not sooner: the page that wrote until now may have taken them in
  callWithBytes('hub_open_journal', [], cache.file());
};
