#pragma once
// Everything the app asks of the browser. Implemented by bridge.js, line by line; nothing is
// decided here. Answers come back through the functions exported by main.cpp (hub_…).

#include <cstddef>
#include <cstdint>

extern "C" {

double browser_wall_ms();      // milliseconds since 1970 by the phone's clock
double browser_steady_ms();    // never goes back
int browser_utc_offset_min();  // local time minus UTC
void browser_random(std::uint8_t* bytes, std::size_t size);  // cryptographic

void browser_request_frame();  // hub_frame() before the next repaint

// js/painter.js: textures of one byte per pixel by number, then vertices and indices as Dear ImGui
// makes them, and for each of its commands seven integers (wasm/picture.cpp).
void browser_make_texture(int number, int width, int height, std::uint8_t const* pixels);
// The pixels are those of the whole texture, `stride` in a row.
void browser_update_texture(int number, int stride, int x, int y, int width, int height,
                            std::uint8_t const* pixels);
void browser_drop_texture(int number);
// CSS pixels; the colour of the ground, each part from 0 to 1.
void browser_begin_picture(float width, float height, float red, float green, float blue);
void browser_paint(void const* vertices, std::size_t vertex_bytes, void const* indices,
                   std::size_t index_bytes, void const* commands, std::size_t integers);

void browser_show(char const* json);  // the semantic table, for the DOM mirror

// Every row with this key or a greater one, in order: hub_load_row for each, then hub_loaded.
void browser_read_journal(double from_key);
// Strictly durable, read back: hub_row_saved or hub_row_refused with the ticket. What only this
// phone knows is saved only when the spare copy (js/spare.js) has it, too.
void browser_append_row(double ticket, std::uint8_t const* row, std::size_t size, int own);
void browser_keep_spare(double key, std::uint8_t const* row, std::size_t size);
void browser_keep_spare_shelf(std::uint8_t const* file, std::size_t size);
void browser_post_sync(char const* token, std::uint8_t const* body, std::size_t size);
void browser_post_enrol(char const* code, char const* token);

void browser_wake_after(double ms);         // hub_event(tick) then; the last call counts
void browser_set_history_depth(int depth);  // steps that the back button undoes
void browser_announce(char const* text);    // aria-live
void browser_apply_update();     // hub_event(releaseChanged) when the new one has taken over
void browser_look_for_update();  // hub_event(updateWaiting) when there is one
void browser_use_new_release();  // after it was gone back from; the page is loaded anew
void browser_ask_persistence();
void browser_ask_storage_facts();
void browser_offer_install();                            // the question that the browser has ready
void browser_copy(char const* text);                     // hub_event(copied) if that worked
void browser_keep_shared(double key, char const* text);  // "": it is not needed any more
// js/photos.js: those shared under this key, then hub_photos_taken. Of names with spaces between
// them or of all, then hub_photos: they are to be sent; they are sent; they are brought (or
// hub_photo_absent).
void browser_take_photos(double key);
void browser_forget_photos(double key);  // taken, and not wanted
void browser_read_photos();              // once more: hub_photos
void browser_mark_photos(char const* names);
void browser_send_photos(char const* token);
void browser_fetch_photos(char const* token, char const* names);
void browser_vibrate(double ms);
void browser_keep_preference(char const* name, char const* value);
void browser_load_language(char const* code);  // answered by hub_language or hub_language_missing
// The line as it is drawn, at most `most` bytes of it; returns their number, 0 when there is no
// Arabic on this phone.
int browser_reorder(char const* line, int size, int right_to_left, char* out, int most);
void browser_set_dirty(int dirty);
void browser_take_over();        // ask the tab that writes to give up
void browser_give_up_writing();  // the other tab may write
void browser_reload();
// A file of IDBFS, /cache/phone or /shelf/sheets; into IndexedDB soon.
void browser_write_file(char const* path, std::uint8_t const* file, std::size_t size);
// /shelf from there, after the next paint, or the spare copy of it; then hub_open_shelf().
void browser_read_shelf(int from_spare);
void browser_continue_reading();  // hub_event(readOn), soon
}
