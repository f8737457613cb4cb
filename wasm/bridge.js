// Every line of JavaScript that C++ calls (browser.h). Thin: the work is in js/*.js.
// No arrow functions here: Emscripten 3.1.6 (Debian 12) takes their bodies for statements.
mergeInto(LibraryManager.library, {
  browser_wall_ms: function () { return Date.now(); },
  browser_steady_ms: function () { return performance.now(); },
  browser_utc_offset_min: function () { return -new Date().getTimezoneOffset(); },
  browser_random: function (at, size) { crypto.getRandomValues(HEAPU8.subarray(at, at + size)); },

  browser_request_frame: function () { requestAnimationFrame(guarded(() => Module._hub_frame())); },
  browser_make_texture: function (number, width, height, pixels) {
    painter.makeTexture(number, width, height, pixels);
  },
  browser_update_texture: function (number, stride, x, y, width, height, pixels) {
    painter.updateTexture(number, stride, [x, y, width, height], pixels);
  },
  browser_drop_texture: function (number) { painter.dropTexture(number); },
  browser_begin_picture: function (width, height, red, green, blue) {
    painter.begin(width, height, [red, green, blue]);
  },
  browser_paint: function (vertices, vertexBytes, indices, indexBytes, commands, integers) {
    painter.paint(HEAPU8.subarray(vertices, vertices + vertexBytes),
      HEAPU8.subarray(indices, indices + indexBytes),
      HEAP32.subarray(commands >> 2, (commands >> 2) + integers));
  },
  browser_show: function (json) { mirror.show(JSON.parse(UTF8ToString(json))); },

  browser_read_journal: function (from) { journal.read(from); },
  browser_append_row: function (ticket, row, size, own) {
    journal.append(ticket, HEAPU8.slice(row, row + size), own !== 0);
  },
  browser_keep_spare: function (key, row, size) {
    spare.begin(key, HEAPU8.slice(row, row + size));
  },
  browser_keep_spare_shelf: function (file, size) {
    spare.keepShelf(HEAPU8.slice(file, file + size));
  },
  browser_post_sync: function (token, body, size) {
    net.sync(UTF8ToString(token), HEAPU8.slice(body, body + size));
  },
  browser_post_enrol: function (code, token) {
    net.enrol(UTF8ToString(code), UTF8ToString(token));
  },

  browser_wake_after: function (ms) { phone.wakeAfter(ms); },
  browser_set_history_depth: function (depth) { steps.follow(depth); },
  browser_vibrate: function (ms) { phone.vibrate(ms); },
  browser_announce: function (text) { mirror.announce(UTF8ToString(text)); },
  browser_apply_update: function () { release.apply(); },
  browser_look_for_update: function () { release.look(); },
  browser_use_new_release: function () { release.goForward(); },
  browser_ask_persistence: function () { phone.askPersistence(); },
  browser_ask_storage_facts: function () { phone.tellStorageFacts(); },
  browser_keep_preference: function (name, value) {
    phone.keepPreference(UTF8ToString(name), UTF8ToString(value));
  },
  browser_load_language: function (code) { languages.choose(UTF8ToString(code)); },
  browser_reorder: function (line, size, rightToLeft, out, most) {
    return languages.reorder(line, size, rightToLeft !== 0, out, most);
  },
  browser_offer_install: function () { install.ask(); },
  browser_copy: function (text) { phone.copy(UTF8ToString(text)); },
  browser_keep_shared: function (key, text) { shared.keep(key, UTF8ToString(text)); },
  browser_take_photos: function (key) { photos.take(key); },
  browser_forget_photos: function (key) { photos.forget(key); },
  browser_read_photos: function () { photos.start(); },
  browser_mark_photos: function (names) { photos.mark(UTF8ToString(names).split(' ')); },
  browser_send_photos: function (token) { photos.send(UTF8ToString(token)); },
  browser_fetch_photos: function (token, names) {
    photos.bring(UTF8ToString(token), UTF8ToString(names).split(' '));
  },
  browser_set_dirty: function (dirty) { phone.setDirty(dirty !== 0); },
  browser_take_over: function () { writer.takeOver(); },
  browser_give_up_writing: function () { Module.stop(); },
  browser_reload: function () { location.reload(); },
  browser_write_file: function (path, file, size) {
    cache.write(UTF8ToString(path), HEAPU8.slice(file, file + size));
  },
  browser_continue_reading: function () { setTimeout(() => tell(kEvent.readOn)); },
  browser_read_shelf: function (fromSpare) { cache.readShelf(fromSpare !== 0); },
});
