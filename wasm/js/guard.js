// Shared by the scripts below, which emcc puts before the program (--pre-js), in one scope.

// Errors of ours must be seen: they reach the crash page (support.js), never only the console.
function guarded(work) {
  return (...args) => {
    try {
      return work(...args);
    } catch (error) {
      Module.onCrash(error);
      return undefined;
    }
  };
}

// What C++ can be told without further words; numbers as in main.cpp.
const kEvent = {
  tick: 0, online: 1, offline: 2, visible: 3, offlineReady: 4, offlineBroken: 5,
  updateWaiting: 6, wasInstalled: 7, writer: 8, reader: 9, askedToGiveUp: 10, newVisit: 11,
  copied: 12, installLater: 13, releaseChanged: 14,
  newRequest: 15, showSolutions: 16, openShared: 17, introduced: 18, pictureLost: 19, readOn: 20,
  newReleaseRefused: 21, sharedPhotosLost: 22,
};

// One after the other; ends when `work` resolves with false. (No `for … of`: the optimizer of
// Emscripten 3.1.6 loses what it declares.)
async function inOrder(list, work) {
  for (let i = 0; i < list.length; i += 1)
    if (await work(list[i]) === false) return;
}

function sameBytes(a, b) {
  return a instanceof Uint8Array && a.length === b.length && a.every((byte, i) => byte === b[i]);
}

// Bytes go through the heap: a snapshot of a busy phone is larger than Emscripten's stack.
function callWithBytes(name, first, bytes) {
  guarded(() => {
    const at = Module._malloc(bytes.length);
    HEAPU8.set(bytes, at);
    Module[`_${name}`](...first, at, bytes.length);
    Module._free(at);
  })();
}

// Browsers sometimes never answer: an answer that does not come in time is a refusal.
const kWatchdogMs = 5000;
function inTime(promise) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), kWatchdogMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function tell(event) {
  guarded(() => Module._hub_event(event))();
}

function call(name, types, args) {
  return guarded(() => Module.ccall(name, null, types, args))();
}
