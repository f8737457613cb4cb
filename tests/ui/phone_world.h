#pragma once
// A phone without a browser: the real App with Dear ImGui's null renderer, a journal in memory, and
// a real server half on a MemoryStore. Taps and typing go through the semantic table, by label.

#include <imgui.h>
#include <map>
#include <string>

#include "server/store/memory_store.h"
#include "shared/sync/server_side.h"
#include "ui/app.h"
#include "ui/state.h"

namespace hub::tests {

// The server and its starter content, shared by several phones.
class Village {
public:
    Village();
    MemoryStore store;
    Bytes answer(Caller const& caller, ByteView body, Millis now_ms);
};

class PhoneWorld {
public:
    PhoneWorld(Village& village, std::string person, std::string hub, std::uint8_t seed);
    ~PhoneWorld();

    void enrol();
    void come_online();
    void restart();  // a new process over the same journal
    void settle();   // frames and effects until nothing more happens
    void draw_once();
    void start_visit();  // of Koumba Fruits, up to its first question
    void open_visit();   // the one of Koumba Fruits
    void go_home();
    void tap(ui::Role role, std::string const& label);
    void tap(std::string const& label) { tap(ui::Role::Button, label); }
    void type(std::string const& label, std::string const& text);     // and leave the field
    void type_on(std::string const& label, std::string const& text);  // and stay in it
    void leave(std::string const& label, std::string const& text);    // with this text in it
    void show_on(ui::Display const& display);  // the phone turns, its keyboard comes or goes
    // A finger's way over the screen, in `ms`, begun on a node; what it asks for is tapped.
    struct Way {
        float from_x, from_y, to_x, to_y;
        Millis ms = 150;
    };
    void drag(Way const& way, std::uint32_t node = 0);
    bool shows(std::string const& text) const;  // some node's label holds it
    ui::SemanticNode const* node(ui::Role role, std::string const& label) const;
    ui::State const& state() const { return app_->state(); }
    ui::App& app() { return *app_; }
    void mirror();         // English from right to left, over French forms
    void pass(Millis ms);  // time goes by
    void catch_up();       // the slow storage has written everything
    void arrive();         // what was on the slow line is here
    std::string dump() const;
    ui::Now now() const { return {now_ms_ + clock_error_ms, now_ms_, 0}; }

    std::map<std::string, std::string> preferences;
    std::vector<std::string> announced;  // by the live region
    ui::Display display{.width = 360, .height = 640};
    void belongs_to(std::vector<std::string> feeds) { caller_.feeds = std::move(feeds); }
    Millis clock_error_ms = 0;
    bool online = true;
    bool line_slow = false;     // what goes over it waits for arrive()
    bool answers_lost = false;  // the server hears this phone, the phone does not hear the server
    std::vector<ui::PostEnrol> enrolments;  // asked of the server
    std::vector<ui::Effect> unanswered;     // asked of a browser that is not there
    bool storage_full = false;
    bool storage_slow = false;   // writes and the shelf wait for catch_up()
    std::vector<Bytes> journal;  // row n has key n
    Bytes cache, shelf, spare_shelf;
    int shelves_written = 0, journals_read = 0;
    std::size_t syncs = 0, frames_asked = 0, vibrations = 0;

private:
    void start();
    void load_language(std::string const& code);
    void carry_out(ui::Effect const& effect);
    void write(ui::AppendToJournal const& append);
    std::uint32_t field(std::string const& label) const;
    std::vector<ui::LoadedRow> rows_from(std::uint64_t key) const;
    Id random_id();

    bool has_letters_ = false;  // Arabic's
    std::vector<ui::AppendToJournal> held_;
    std::vector<ui::Effect> on_the_line_;
    std::optional<ui::ShelfRead> held_shelf_;
    Village& village_;
    Caller caller_;
    std::string name_, hub_;
    std::uint64_t random_;
    Millis now_ms_ = 1'790'000'000'000;
    ImGuiContext* imgui_ = nullptr;
    std::unique_ptr<ui::App> app_;
};

}  // namespace hub::tests
