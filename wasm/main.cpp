// The app in a browser: carries events in, effects out, and draws when something changed.

#include <algorithm>
#include <emscripten.h>
#include <imgui.h>
#include <malloc.h>

#include "ui/app.h"
#include "wasm/browser.h"
#include "wasm/picture.h"

extern "C" {  // fonts.s.in
extern std::uint8_t const hub_text_font[], hub_bold_font[], hub_icons_font[];
extern std::uint32_t const hub_text_font_size, hub_bold_font_size, hub_icons_font_size;
}

namespace {

using namespace hub;

Id random_id() {
    Id id;
    browser_random(id.bytes.data(), id.bytes.size());
    return id;
}

// Runs an effect. What it leads to comes back through the functions exported below.
struct CarryOut {
    void operator()(ui::AppendToJournal const& append) {
        browser_append_row(static_cast<double>(append.ticket), append.row.data(), append.row.size(),
                           append.own ? 1 : 0);
    }
    void operator()(ui::PostSync const& post) {
        browser_post_sync(post.token.c_str(), post.body.data(), post.body.size());
    }
    void operator()(ui::ReadJournal const& read) {
        browser_read_journal(static_cast<double>(read.from_key));
    }
    void operator()(ui::WriteCache const& cache) {
        browser_write_file("/cache/phone", cache.file.data(), cache.file.size());
    }
    void operator()(ui::WriteShelf const& shelf) {
        browser_write_file("/shelf/sheets", shelf.file.data(), shelf.file.size());
        browser_keep_spare_shelf(shelf.file.data(), shelf.file.size());
    }
    void operator()(ui::ReadShelf const& read) { browser_read_shelf(read.spare ? 1 : 0); }
    void operator()(ui::ContinueReading const&) { browser_continue_reading(); }
    void operator()(ui::KeepSpare const& spare) {
        browser_keep_spare(static_cast<double>(spare.key), spare.row.data(), spare.row.size());
    }
    void operator()(ui::PostEnrol const& post) {
        browser_post_enrol(post.code.c_str(), post.token.c_str());
    }
    void operator()(ui::WakeUp const& wake) { browser_wake_after(wake.after_ms); }
    void operator()(ui::SetHistoryDepth const& set) {
        browser_set_history_depth(static_cast<int>(set.depth));
    }
    void operator()(ui::KeepTextScale const& keep) { browser_keep_text_scale(keep.scale); }
    void operator()(ui::AnnounceLive const& live) { browser_announce(live.text.c_str()); }
    void operator()(ui::ApplyUpdate const&) { browser_apply_update(); }
    void operator()(ui::AskPersistence const&) { browser_ask_persistence(); }
    void operator()(ui::AskStorageFacts const&) { browser_ask_storage_facts(); }
    void operator()(ui::OfferInstall const&) { browser_offer_install(); }
    void operator()(ui::SetDirty const& set) { browser_set_dirty(set.dirty ? 1 : 0); }
    void operator()(ui::TakeOver const&) { browser_take_over(); }
    void operator()(ui::GiveUpWriting const&) { browser_give_up_writing(); }
    void operator()(ui::ReloadPage const&) { browser_reload(); }
};

class Program {
public:
    Program() {
        ImGui::CreateContext();
        setup_picture();
        ui::setup_look({.text = {hub_text_font, hub_text_font_size},
                        .bold = {hub_bold_font, hub_bold_font_size},
                        .icons = {hub_icons_font, hub_icons_font_size}});
        settle();
    }

    void dispatch(ui::Action const& action) {
        app_.dispatch(action, now());
        settle();
    }

    // Effects run at once, never in a frame: a hidden page draws no frames but still saves.
    void settle() {
        for (ui::Effect const& effect : app_.take_effects()) std::visit(CarryOut{}, effect);
        schedule();
    }

    void schedule() {
        if (frame_asked_ || !app_.wants_frame()) return;
        frame_asked_ = true;
        browser_request_frame();
    }

    void frame() {
        frame_asked_ = false;
        if (display_.width <= 0) return;
        ImGuiIO& io = ImGui::GetIO();
        io.DisplaySize = {display_.width, display_.height};
        io.DisplayFramebufferScale = {scale_, scale_};
        io.DeltaTime = 1.0f / 60;
        // A tap leads to another screen, and a screen's measures move what was drawn before they
        // were known: only the last of these is painted and told.
        for (int drawn = 0; drawn < kMostDrawn && (drawn == 0 || app_.wants_frame()); ++drawn) {
            ImGui::NewFrame();
            app_.frame(display_, now());
            ImGui::Render();
        }
        paint_picture(*ImGui::GetDrawData());
        show_table();
        settle();
    }

    void resize(ui::Display const& display, float scale) {
        display_ = display;
        scale_ = scale;
        redraw();
    }

    void redraw() {
        app_.redraw();
        schedule();
    }

    ui::App& app() { return app_; }

private:
    static constexpr int kMostDrawn = 4;

    static ui::Now now() {
        return {static_cast<Millis>(browser_wall_ms()), static_cast<Millis>(browser_steady_ms()),
                browser_utc_offset_min()};
    }

    void show_table() {
        if (app_.semantics() == shown_) return;
        shown_ = app_.semantics();
        browser_show(ui::to_json(shown_).c_str());
    }

    ui::App app_{random_id};
    ui::Display display_{};
    float scale_ = 1;
    bool frame_asked_ = false;
    ui::SemanticTable shown_;
};

Program* program = nullptr;  // made by hub_start; lives as long as the page
std::vector<ui::LoadedRow> loaded_rows;

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void hub_start() { program = new Program; }
// The same letters for the fields of the page.
EMSCRIPTEN_KEEPALIVE std::uint8_t const* hub_page_font() { return hub_text_font; }
EMSCRIPTEN_KEEPALIVE std::size_t hub_page_font_size() { return hub_text_font_size; }

EMSCRIPTEN_KEEPALIVE std::size_t hub_bytes_in_use() { return mallinfo().uordblks; }

EMSCRIPTEN_KEEPALIVE void hub_frame() { program->frame(); }
EMSCRIPTEN_KEEPALIVE void hub_picture_gone() {
    forget_textures();
    program->redraw();
}

EMSCRIPTEN_KEEPALIVE void hub_display(double width, double height, double scale, double text_scale,
                                      int dark, int full_sun, int reduced_motion, double safe_top,
                                      double safe_bottom) {
    program->resize({.width = static_cast<float>(width),
                     .height = static_cast<float>(height),
                     .text_scale = static_cast<float>(text_scale),
                     .dark = dark != 0,
                     .full_sun = full_sun != 0,
                     .reduced_motion = reduced_motion != 0,
                     .safe_top = static_cast<float>(safe_top),
                     .safe_bottom = static_cast<float>(safe_bottom)},
                    static_cast<float>(scale));
}

// ---- the journal
EMSCRIPTEN_KEEPALIVE void hub_open_journal(std::uint8_t const* cache, std::size_t size) {
    program->dispatch(ui::CacheRead{Bytes(cache, cache + size)});
}
EMSCRIPTEN_KEEPALIVE void hub_open_shelf(int spare, std::uint8_t const* shelf, std::size_t size) {
    program->dispatch(ui::ShelfRead{Bytes(shelf, shelf + size), spare != 0});
}
EMSCRIPTEN_KEEPALIVE void hub_load_row(double key, std::uint8_t const* row, std::size_t size) {
    loaded_rows.push_back({static_cast<std::uint64_t>(key), Bytes(row, row + size)});
}
EMSCRIPTEN_KEEPALIVE void hub_loaded() {
    program->dispatch(ui::JournalLoaded{std::exchange(loaded_rows, {})});
}
EMSCRIPTEN_KEEPALIVE void hub_journal_unreadable(char const* reason) {
    loaded_rows.clear();
    program->dispatch(ui::JournalUnreadable{reason});
}
EMSCRIPTEN_KEEPALIVE void hub_journal_dropped() { program->dispatch(ui::JournalDropped{}); }
EMSCRIPTEN_KEEPALIVE void hub_row_saved(double ticket, double key) {
    program->dispatch(
        ui::RowSaved{static_cast<std::uint64_t>(ticket), static_cast<std::uint64_t>(key)});
}
EMSCRIPTEN_KEEPALIVE void hub_row_refused(double ticket, char const* reason) {
    program->dispatch(ui::RowRefused{static_cast<std::uint64_t>(ticket), reason});
}

// ---- the server
EMSCRIPTEN_KEEPALIVE void hub_sync_answered(std::uint8_t const* body, std::size_t size) {
    program->dispatch(ui::SyncAnswered{Bytes(body, body + size)});
}
EMSCRIPTEN_KEEPALIVE void hub_sync_failed(int http_status, char const* code) {
    program->dispatch(ui::SyncFailed{http_status, code});
}
EMSCRIPTEN_KEEPALIVE void hub_enrol(char const* code) {
    program->dispatch(ui::EnrolWithCode{code});
}
EMSCRIPTEN_KEEPALIVE void hub_enrolled(char const* json) { program->dispatch(ui::Enrolled{json}); }
EMSCRIPTEN_KEEPALIVE void hub_enrol_failed(int http_status, char const* code,
                                           char const* sentence) {
    program->dispatch(ui::EnrolFailed{http_status, code, sentence});
}

// ---- the person
EMSCRIPTEN_KEEPALIVE void hub_activate(double node) {
    program->app().activate(static_cast<std::uint32_t>(node));
    program->schedule();
}
// At once, inside of the browser's event: only there may iOS hand the keyboard on to a next field.
EMSCRIPTEN_KEEPALIVE void hub_go_on(double node) {
    program->app().go_on(static_cast<std::uint32_t>(node));
    program->frame();
}
EMSCRIPTEN_KEEPALIVE void hub_pressed(double node) {
    program->app().pressed(static_cast<std::uint32_t>(node));
    program->schedule();
}
EMSCRIPTEN_KEEPALIVE void hub_focused(double node) {
    program->app().focused(static_cast<std::uint32_t>(node));
    program->schedule();
}
EMSCRIPTEN_KEEPALIVE void hub_scrolled(double offset) {
    program->app().scrolled(static_cast<float>(offset));
    program->schedule();
}
EMSCRIPTEN_KEEPALIVE void hub_text(double field, char const* text, int committed) {
    auto const id = static_cast<std::uint32_t>(field);
    if (committed != 0) {
        program->dispatch(ui::TextCommitted{id, text});
    } else {
        program->dispatch(ui::TextTyped{id, text});
    }
}

// ---- the phone; numbers as kEvent in js/guard.js
EMSCRIPTEN_KEEPALIVE void hub_event(int event) {
    static ui::Action const kActions[] = {
        ui::Tick{},
        ui::WentOnline{},
        ui::WentOffline{},
        ui::BecameVisible{},
        ui::OfflineReady{true},
        ui::OfflineReady{false},
        ui::UpdateWaiting{},
        ui::InstallOffered{},
        ui::BecameWriter{true},
        ui::BecameWriter{false},
        ui::AskedToGiveUp{},
        ui::StartVisit{},
        ui::PictureLost{},
        ui::ReadOn{},
    };
    if (event >= 0 && event < static_cast<int>(std::size(kActions)))
        program->dispatch(kActions[event]);
}
EMSCRIPTEN_KEEPALIVE void hub_history_moved(int depth) {
    program->dispatch(ui::HistoryMoved{static_cast<std::size_t>(std::max(0, depth))});
}
EMSCRIPTEN_KEEPALIVE void hub_storage(double used_bytes, double quota_bytes, int persistent) {
    program->dispatch(ui::StorageFacts{used_bytes, quota_bytes, persistent != 0});
}
}
