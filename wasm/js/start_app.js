// This page writes no more, another tab may: for the crash page (start.js), and when asked.
Module.stop = async () => {
  await journal.stop();
  writer.stop();
};

let tellStarted = () => {};
const started = new Promise((resolve) => { tellStarted = resolve; });

// While the WebAssembly is being compiled, the phone's storage is opened, then the canvas: storage is
// in another process and answers late. Emscripten's file system comes after these scripts.
const opened = (async () => {
  journal.open();
  const mayWrite = writer.become(() => started.then(() => tell(kEvent.reader)));
  await null;
  const files = cache.load();
  await mayWrite;
  journal.start();
  await files;
})();
opened.catch(() => {});  // told where it is awaited
const canPaint = new Promise((resolve) => { setTimeout(() => resolve(painter.open())); });

// What can wait until there was a picture.
function afterFirstPicture() {
  mirror.loadFont();
  phone.watchRelease();
}

// Called by start.js once the WebAssembly is here.
Module.startApp = async () => {
  if (!(await canPaint)) return Module.onIncapable('WebGL 2');
  mirror.start();
  call('hub_start', [], []);
  tellStarted();
  steps.start();
  phone.start();
  painter.painted.then(afterFirstPicture);
  await opened;
  tell(kEvent.writer);
  callWithBytes('hub_open_journal', [], cache.file());
};
