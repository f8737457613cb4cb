// Every line of JavaScript that C++ calls (browser.h). Thin: the work is in js/*.js.
mergeInto(LibraryManager.library, {
  browser_wall_ms: () => Date.now(),
  browser_steady_ms: () => performance.now(),
  browser_utc_offset_min: () => -new Date().getTimezoneOffset(),
  browser_random: (at, size) => { crypto.getRandomValues(HEAPU8.subarray(at, at + size)); },

  browser_request_frame: () => { requestAnimationFrame(guarded(() => Module._hub_frame())); },
  browser_show: (json) => { mirror.show(JSON.parse(UTF8ToString(json))); },

  browser_append_row: (ticket, row, size) => {
    journal.append(ticket, HEAPU8.slice(row, row + size));
  },
  browser_post_sync: (token, body, size) => {
    net.sync(UTF8ToString(token), HEAPU8.slice(body, body + size));
  },
  browser_post_enrol: (code) => { net.enrol(UTF8ToString(code)); },

  browser_wake_after: (ms) => { phone.wakeAfter(ms); },
  browser_push_history: () => { history.pushState({ hub: true }, ''); },
  browser_announce: (text) => { mirror.announce(UTF8ToString(text)); },
  browser_apply_update: () => { phone.applyUpdate(); },
  browser_ask_persistence: () => { phone.askPersistence(); },
  browser_ask_storage_facts: () => { phone.tellStorageFacts(); },
  browser_offer_install: () => { phone.offerInstall(); },
  browser_set_dirty: (dirty) => { phone.setDirty(dirty !== 0); },
  browser_sync_cache: () => { cache.writeSoon(); },
});
