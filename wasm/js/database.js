// IndexedDB, which may not answer at all: then that is a refusal.

// `make(database)` creates the stores of one that was not there.
function openDatabase(name, make) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    const timer = setTimeout(() => reject(new Error('open: no answer')), 2 * kWatchdogMs);
    request.onupgradeneeded = () => make(request.result);
    request.onblocked = () => reject(new Error('open: blocked'));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      clearTimeout(timer);
      resolve(request.result);
    };
  });
}

const kNoAnswer = 'no answer';

// Runs `work(transaction)` in one strict transaction; resolves when that is complete.
function inTransaction(database, stores, mode, work) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, mode, { durability: 'strict' });
    const timer = setTimeout(() => reject(new Error(kNoAnswer)), kWatchdogMs);
    transaction.onabort = () => {  // follows every error, and only then says which it was
      clearTimeout(timer);
      reject(transaction.error || new Error('aborted'));
    };
    transaction.oncomplete = () => {
      clearTimeout(timer);
      resolve();
    };
    work(transaction);
  });
}

// Why a store refused, as a code for C++ (ui/error_words.h) and what the browser said.
function refusalOf(error) {
  const words = `${(error && error.name) || ''} ${(error && error.message) || error}`;
  return [/QuotaExceeded|NO_SPACE/.test(words) ? 'storage-full' : 'storage-silent', words.trim()];
}
