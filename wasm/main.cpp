// The app in a browser: carries events in, effects out, and draws when something changed.

#include <algorithm>
#include <deque>
#include <emscripten.h>
#include <imgui.h>
#include <malloc.h>

#include "ui/app.h"
#include "ui/bidi.h"
#include "ui/look.h"
#include "wasm/browser.h"
#include "wasm/picture.h"

namespace {

using namespace hub;

Id random_id() {
    Id id;
    browser_random(id.bytes.data(), id.bytes.size());
    return id;
}

// By FriBidi, where the language that is spoken brought it (js/languages.js).
std::string reorder_line(std::string_view line, bool right_to_left) {
    std::string drawn(2 * line.size(), '\0');  // joined letters take three bytes instead of two
    int const size = browser_reorder(line.data(), static_cast<int>(line.size()), right_to_left,
                                     drawn.data(), static_cast<int>(drawn.size()));
    if (size == 0) return std::string(line);
    drawn.resize(static_cast<std::size_t>(size));
    return drawn;
}

// With a space between them.
std::string words(std::vector<std::string> const& names) {
    std::string all;
    for (std::string const& name : names) all += (all.empty() ? "" : " ") + name;
    return all;
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
    void operator()(ui::KeepPreference const& keep) {
        browser_keep_preference(keep.name, keep.value.c_str());
    }
    void operator()(ui::LoadLanguage const& load) { browser_load_language(load.code.c_str()); }
    void operator()(ui::Vibrate const& vibrate) {
        browser_vibrate(static_cast<double>(vibrate.ms));
    }
    void operator()(ui::AnnounceLive const& live) { browser_announce(live.text.c_str()); }
    void operator()(ui::ApplyUpdate const&) { browser_apply_update(); }
    void operator()(ui::LookForUpdate const&) { browser_look_for_update(); }
    void operator()(ui::UseNewRelease const&) { browser_use_new_release(); }
    void operator()(ui::AskPersistence const&) { browser_ask_persistence(); }
    void operator()(ui::AskStorageFacts const&) { browser_ask_storage_facts(); }
    void operator()(ui::OfferInstall const&) { browser_offer_install(); }
    void operator()(ui::CopyText const& copy) { browser_copy(copy.text.c_str()); }
    void operator()(ui::KeepShared const& keep) {
        browser_keep_shared(static_cast<double>(keep.key), keep.text.c_str());
    }
    void operator()(ui::TakePhotos const& take) {
        browser_take_photos(static_cast<double>(take.key));
    }
    void operator()(ui::ForgetPhotos const& forget) {
        browser_forget_photos(static_cast<double>(forget.key));
    }
    void operator()(ui::ReadPhotos const&) { browser_read_photos(); }
    void operator()(ui::MarkPhotos const& mark) { browser_mark_photos(words(mark.names).c_str()); }
    void operator()(ui::SendPhotos const& send) { browser_send_photos(send.token.c_str()); }
    void operator()(ui::FetchPhotos const& fetch) {
        browser_fetch_photos(fetch.token.c_str(), words(fetch.names).c_str());
    }
    void operator()(ui::SetDirty const& set) { browser_set_dirty(set.dirty ? 1 : 0); }
    void operator()(ui::TakeOver const&) { browser_take_over(); }
    void operator()(ui::GiveUpWriting const&) { browser_give_up_writing(); }
    void operator()(ui::ReloadPage const&) { browser_reload(); }
};

class Program {
public:
    explicit Program(std::vector<Bytes> fonts) : fonts_(std::move(fonts)) {
        ImGui::CreateContext();
        setup_picture();
        ui::setup_look({.text = fonts_[0], .bold = fonts_[1], .icons = fonts_[2]});
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
        float slide_px = 0;
        for (int drawn = 0; drawn < kMostDrawn && (drawn == 0 || app_.wants_frame()); ++drawn) {
            ImGui::NewFrame();
            app_.frame(display_, now());
            ImGui::Render();
            if (app_.semantics().slide_px != 0) slide_px = app_.semantics().slide_px;
        }
        paint_picture(*ImGui::GetDrawData(), ui::palette(display_).paper);
        show_table(slide_px);
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

    // More letters for the text fonts: regular first, then bold.
    void add_letters(Bytes ttf) {
        if (letters_.empty()) ui::setup_bidi(reorder_line);
        letters_.push_back(std::move(ttf));
        ui::add_letters(letters_.size() == 1 ? ui::Weight::Regular : ui::Weight::Bold,
                        letters_.back());
    }

    std::uint32_t pointer(ui::Pointer const& pointer) {
        std::uint32_t const tapped = app_.pointer(pointer);
        schedule();
        return tapped;
    }

    ui::App& app() { return app_; }

private:
    static constexpr int kMostDrawn = 4;

    static ui::Now now() {
        return {static_cast<Millis>(browser_wall_ms()), static_cast<Millis>(browser_steady_ms()),
                browser_utc_offset_min()};
    }

    void show_table(float slide_px) {
        if (slide_px == app_.semantics().slide_px && app_.semantics() == shown_) return;
        shown_ = app_.semantics();
        shown_.slide_px = slide_px;
        browser_show(ui::to_json(shown_).c_str());
    }

    std::vector<Bytes> const fonts_;  // ImGui reads them for as long as it lives
    std::deque<Bytes> letters_;       // these, too
    ui::App app_{random_id};
    ui::Display display_{};
    float scale_ = 1;
    bool frame_asked_ = false;
    ui::SemanticTable shown_;
};

Program* program = nullptr;  // made by hub_start; lives as long as the page
std::vector<Bytes> loaded_fonts;
std::vector<ui::LoadedRow> loaded_rows;

}  // namespace

extern "C" {

// Text, bold, icons; then hub_start.
EMSCRIPTEN_KEEPALIVE void hub_load_font(std::uint8_t const* bytes, std::size_t size) {
    loaded_fonts.emplace_back(bytes, bytes + size);
}
EMSCRIPTEN_KEEPALIVE void hub_start() { program = new Program(std::exchange(loaded_fonts, {})); }

EMSCRIPTEN_KEEPALIVE std::size_t hub_bytes_in_use() { return mallinfo().uordblks; }

// Of a language: its letters, then its file (empty for French).
EMSCRIPTEN_KEEPALIVE void hub_add_letters(std::uint8_t const* bytes, std::size_t size) {
    program->add_letters(Bytes(bytes, bytes + size));
}
EMSCRIPTEN_KEEPALIVE void hub_language(std::uint8_t const* file, std::size_t size) {
    program->dispatch(ui::LanguageLoaded{std::string(file, file + size)});
}
EMSCRIPTEN_KEEPALIVE void hub_language_missing() { program->dispatch(ui::LanguageMissing{}); }

EMSCRIPTEN_KEEPALIVE void hub_frame() { program->frame(); }
EMSCRIPTEN_KEEPALIVE void hub_picture_gone() {
    forget_textures();
    program->redraw();
}

EMSCRIPTEN_KEEPALIVE void hub_display(double width, double height, double scale, double text_scale,
                                      int theme, int dark, int full_sun, int reduced_motion,
                                      double safe_top, double safe_bottom, double safe_left,
                                      double safe_right) {
    program->resize({.width = static_cast<float>(width),
                     .height = static_cast<float>(height),
                     .text_scale = static_cast<float>(text_scale),
                     .theme = static_cast<ui::Theme>(theme),
                     .dark = dark != 0,
                     .full_sun = full_sun != 0,
                     .reduced_motion = reduced_motion != 0,
                     .safe_top = static_cast<float>(safe_top),
                     .safe_bottom = static_cast<float>(safe_bottom),
                     .safe_left = static_cast<float>(safe_left),
                     .safe_right = static_cast<float>(safe_right)},
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
EMSCRIPTEN_KEEPALIVE void hub_journal_unreadable(char const* code, char const* detail) {
    loaded_rows.clear();
    program->dispatch(ui::JournalUnreadable{code, detail});
}
EMSCRIPTEN_KEEPALIVE void hub_journal_dropped() { program->dispatch(ui::JournalDropped{}); }
EMSCRIPTEN_KEEPALIVE void hub_row_saved(double ticket, double key) {
    program->dispatch(
        ui::RowSaved{static_cast<std::uint64_t>(ticket), static_cast<std::uint64_t>(key)});
}
EMSCRIPTEN_KEEPALIVE void hub_row_refused(double ticket, char const* code, char const* detail) {
    program->dispatch(ui::RowRefused{static_cast<std::uint64_t>(ticket), code, detail});
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
// Phases as kPhase in js/gestures.js. Returns the button to be tapped: a swipe ended.
EMSCRIPTEN_KEEPALIVE double hub_pointer(int phase, int id, int touch, int primary, double x,
                                        double y, double node, double at_ms) {
    std::uint32_t const tapped = program->pointer({.phase = static_cast<ui::Pointer::Phase>(phase),
                                                   .id = id,
                                                   .touch = touch != 0,
                                                   .primary = primary != 0,
                                                   .x = static_cast<float>(x),
                                                   .y = static_cast<float>(y),
                                                   .node = static_cast<std::uint32_t>(node),
                                                   .at_ms = static_cast<Millis>(at_ms)});
    return static_cast<double>(tapped);
}
EMSCRIPTEN_KEEPALIVE void hub_focused(double node) {
    program->app().focused(static_cast<std::uint32_t>(node));
    program->schedule();
}
EMSCRIPTEN_KEEPALIVE void hub_scrolled(double offset, int list) {
    program->app().scrolled(static_cast<float>(offset),
                            list != 0 ? ui::Pane::List : ui::Pane::Main);
    program->schedule();
}
EMSCRIPTEN_KEEPALIVE void hub_text(double field, int committed, char const* text,
                                   std::size_t size) {
    auto const id = static_cast<std::uint32_t>(field);
    std::string words(text, size);
    if (committed != 0) {
        program->dispatch(ui::TextCommitted{id, std::move(words)});
    } else {
        program->dispatch(ui::TextTyped{id, std::move(words)});
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
        ui::WasInstalled{},
        ui::BecameWriter{true},
        ui::BecameWriter{false},
        ui::AskedToGiveUp{},
        ui::StartVisit{},
        ui::CodeCopied{},
        ui::InstallLater{},
        ui::ReleaseChanged{},
        ui::StartRequest{},
        ui::GoTo{ui::Place::Solutions},
        ui::OpenShared{},
        ui::Introduced{},
        ui::PictureLost{},
        ui::ReadOn{},
        ui::NewReleaseRefused{},
        ui::SharedPhotosLost{},
    };
    if (event >= 0 && event < static_cast<int>(std::size(kActions)))
        program->dispatch(kActions[event]);
}
EMSCRIPTEN_KEEPALIVE void hub_history_moved(int depth) {
    program->dispatch(ui::HistoryMoved{static_cast<std::size_t>(std::max(0, depth))});
}
EMSCRIPTEN_KEEPALIVE void hub_storage(double used_bytes, double quota_bytes, int protection) {
    program->dispatch(
        ui::StorageFacts{used_bytes, quota_bytes, static_cast<ui::Protection>(protection)});
}
EMSCRIPTEN_KEEPALIVE void hub_release(char const* version, char const* last, int back) {
    program->dispatch(ui::ReleaseFacts{version, last, back != 0});
}
EMSCRIPTEN_KEEPALIVE void hub_shared(double key, int kept, int photos, std::uint8_t const* text,
                                     std::size_t size) {
    program->dispatch(ui::WasShared{static_cast<std::uint64_t>(key), std::string(text, text + size),
                                    kept != 0, static_cast<std::size_t>(photos)});
}
EMSCRIPTEN_KEEPALIVE void hub_photos(std::uint8_t const* json, std::size_t size) {
    program->dispatch(ui::PhotosHeld{std::string(json, json + size)});
}
EMSCRIPTEN_KEEPALIVE void hub_photos_taken(double key, std::uint8_t const* json, std::size_t size) {
    program->dispatch(
        ui::PhotosTaken{static_cast<std::uint64_t>(key), std::string(json, json + size)});
}
EMSCRIPTEN_KEEPALIVE void hub_photo_absent(char const* name, int http_status) {
    program->dispatch(ui::PhotoAbsent{name, http_status});
}
EMSCRIPTEN_KEEPALIVE void hub_install(int way, double later_ms) {
    program->dispatch(
        ui::InstallFacts{static_cast<ui::InstallWay>(way), static_cast<Millis>(later_ms)});
}
}
