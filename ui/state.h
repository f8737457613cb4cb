#pragma once
// Everything the app knows. Screens read it (State const&); only update() changes it.

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/forms/form.h"
#include "shared/solutions/search.h"
#include "shared/sync/phone_side.h"
#include "ui/action.h"
#include "ui/photos.h"

namespace hub::ui {

enum class ScreenKind : std::uint8_t {
    Today,
    Enterprises,
    Requests,
    Solutions,
    More,  // the five places of the bottom bar
    Enterprise,
    ChooseForVisit,
    ChooseForRequest,
    Filling,   // a visit or request: its sections and what is missing
    Question,  // one question of it
    Solution,
    Status,
    Install,  // how to put the app on the home screen, step by step
    Guide,
    Photo,    // one photo of a visit or request
    Filters,  // of the sheets; lies over them
};

inline bool is_place(ScreenKind kind) { return kind <= ScreenKind::More; }
// Lies at the bottom over the screen that it came from, which waits and cannot be touched.
inline bool is_overlay(ScreenKind kind) { return kind == ScreenKind::Filters; }

inline constexpr std::size_t kFirstShown = 30;

// What a screen lists, made anew when the screen or the records moved.
struct Lists {
    std::uint64_t revision = 0, screen_revision = 0;
    std::vector<Id> follow_ups, in_progress, recent;  // Aujourd'hui
    std::vector<Id> enterprises;                      // by name
    std::vector<Id> solutions;                        // by title
    std::vector<Id> removed;                          // own drafts, newest first; on État
    std::vector<Id> visits, requests;                 // newest first; of one enterprise on its page
    bool has_own = false;                             // on Aujourd'hui: this person worked already
};

struct Screen {
    ScreenKind kind = ScreenKind::Today;
    Id subject;                       // enterprise, visit, request or solution
    std::size_t question = 0;         // Question: index among the form's relevant questions
    std::string question_name;        // the same; leads when the index of it changes
    float offset = 0;                 // how far it was scrolled when another screen came over it
    std::size_t shown = kFirstShown;  // of its list; ShowMore raises it
    std::set<std::string> unfolded;   // by title
    Lists lists;                      // while it is shown
    // ChooseForRequest: what the request is about, as searched. Photo: its id.
    std::string words;
    std::uint64_t shared = 0;  // ChooseForRequest: or as another app shared it
};

// What the sheets shown are narrowed to; of what nothing was chosen, all are shown.
struct SheetFilter {
    std::set<std::string> sectors, energies;  // codes: a sheet has one of each
    bool empty() const { return sectors.empty() && energies.empty(); }
    bool admits(Record const& sheet) const;
};

// For something that is on its way. Once that takes long, a screen says so: nobody is to think that
// nothing happens.
struct Wait {
    static constexpr Millis kLongMs = 400;
    std::optional<Millis> since_ms;  // steady

    void follow(bool waits, Millis steady_ms) {
        if (!waits) since_ms.reset();
        if (waits && !since_ms) since_ms = steady_ms;
    }
    bool is_long(Millis steady_ms) const { return since_ms && steady_ms - *since_ms >= kLongMs; }
};

// Own edits on their way into the journal.
struct Saving {
    struct Row {
        std::uint64_t ticket;
        JournalRow row;
        bool asked = false;  // to be written; again after a refusal
    };
    std::deque<Row> waiting;  // oldest first; written in this order
    std::uint64_t next_ticket = 1;
    std::string refusal;     // why the phone's storage refused the oldest; "" while it works
    Millis retry_at_ms = 0;  // steady
};

enum class Line : std::uint8_t { Idle, Asking };

struct Connection {
    bool online = true;
    Line line = Line::Idle;
    Bytes asked;             // body of the request that waits for its answer
    bool wanted = false;     // by the person, who looks at what comes of it
    int failures = 0;        // in a row
    Millis next_try_ms = 0;  // steady clock; 0: as soon as there is something to do
    Millis answered_ms = 0;  // steady: the last answer
    Millis used_ms = 0;      // steady: the person's last action
    std::string trouble;     // French sentence of the last failure; "" after an answer
    std::string trouble_code;
    std::size_t batch_bytes = 16 * 1024;  // adapts to the line: 4 to 64 KiB
};

struct Enrolment {
    bool asking = false;  // on its way into the journal, or to the server
    std::string code;     // as typed or from the link, until it is asked: Phone::enrolment_asked()
    std::string trouble;  // French
    int failures = 0;     // in a row, without an answer of the server
    Millis retry_at_ms = 0;  // steady; 0: not by itself
    bool here = false;       // this tab is to be enrolled, though it will never be the app
    bool copied = false;     // the code is in the clipboard
};

// The cache of this phone's state, and when it is worth writing again.
struct Cache {
    std::uint64_t covered_key = 0, covered_hash = 0;  // last row in it
    Bytes snapshot;                                   // while the journal is being read
    std::size_t size_bytes = 0;
    bool shelf_lost = false;       // to be written again, however little has passed
    std::uint64_t shelf_hash = 0;  // of the shelf file as it was read or written; 0 unknown
    std::size_t rows_since = 0, bytes_since = 0;
};

// The files that this page was loaded from.
struct Release {
    std::string version, last_version;
    bool went_back = false;
    bool to_tell = false;         // to be told on Aujourd'hui
    bool outdated = false;        // in a tab that does not write: loaded anew when it is looked at
    bool applied = false;         // on the person's word: when it takes over, this page goes
    bool new_one_wanted = false;  // as update_wanted
    bool refused = false;         // the new one: there is no room
    bool held = false;            // another one was wanted while a text could not be saved
    Millis looked_ms = 0;         // steady: when a newer one was asked for; the start asks, too
};

// A text with photos that another app shared, to be put into a request.
struct Shared {
    std::uint64_t key;
    std::string text;
    bool kept = true;  // on this phone; otherwise in this page only
    std::size_t photos = 0;
    Id enterprise = {};  // chosen, while the photos are being taken; nil otherwise
    std::vector<TakenPhoto> ready = {};
    std::uint64_t ticket = 0;  // of the row that takes it in, while that is being written
    std::size_t taken = 0;     // bytes of the text that the row has
};

// An answer of the server that is being written to the journal before it is taken in.
struct PendingAnswer {
    std::uint64_t ticket = 0;
    JournalRow row;
};

struct State {
    Phone phone;
    bool loaded = false;          // the journal was read
    std::string journal_trouble;  // why nothing can be saved at all: newer format, unreadable
    bool damaged_rows = false;
    Cache cache;
    bool shelf_read = false;  // whatever was there; before, nothing is written over it
    std::uint64_t last_key = 0, last_hash = 0;  // of the journal's newest row
    Saving saving;
    std::optional<PendingAnswer> pending_answer;
    Connection connection;
    Enrolment enrolment;

    std::vector<Screen> screens{Screen{}};  // the last one is shown
    bool wide = false;  // the display has room for two panes: list_screen() beside the last one
    std::uint32_t screen_revision = 1;  // grows with every change of screen

    // A new visit or request without an answer: until there is one, it is on the screen only.
    std::optional<Record> begun;
    Id removed_draft;  // may be brought back as long as the screen after it is shown

    std::map<Id, Form> forms;  // parsed definitions, by form record
    std::uint64_t forms_revision = 0;
    SolutionIndex solutions;  // made when it is first asked
    std::uint64_t solutions_revision = 0;
    std::string query;
    std::vector<Hit> hits;
    bool hits_are_near = false;  // no sheet has every word: those with most of them
    SheetFilter sheet_filter;
    std::string enterprise_filter;

    bool offline_ready = false, update_waiting = false;
    Release release;
    std::vector<Shared> shared;  // oldest first
    Photos photos;
    bool shared_wanted = false;  // to be opened as soon as this phone can make requests
    InstallFacts install{InstallWay::None, 0};
    bool writer = true;      // of several tabs one writes
    bool text_left = false;  // something typed cannot be saved as it stands
    bool take_over_asked = false, give_up_wanted = false;
    bool update_wanted = false, reload_wanted = false;  // as soon as everything typed is saved
    bool introduced = false;
    int introduction_card = 0;
    std::optional<AnswerQuestion> cleared;  // an answer just taken back, to be put there again
    bool language_asked = false;            // it is on its way
    bool language_missing = false;          // what was chosen last could not be brought
    double used_bytes = 0, quota_bytes = 0;
    Protection protection = Protection::Unknown;
    bool protection_asked = false;  // since this start
    Wait for_data, for_server, for_language;

    Screen const& screen() const { return screens.back(); }
    bool saved() const { return saving.waiting.empty(); }
    bool leaving() const {
        return update_wanted || give_up_wanted || reload_wanted || release.new_one_wanted;
    }
    bool may_write() const { return writer && journal_trouble.empty(); }
};

// The screen that a list pane shows: the last of the five places on the way here.
std::size_t list_screen(State const& state);
// What lies below all overlays.
std::size_t base_screen(State const& state);
// Read, enrolled, and this page may write: there is something to do and places to go to.
bool is_at_work(State const& state);
// A list and what was opened from it, side by side.
bool shows_two_panes(State const& state);
// Whether the screen at this place is on the display.
bool is_shown(State const& state, std::size_t at);
// A visit or request, also the one just begun; nullptr when there is none.
Record const* find_filled(State const& state, Id const& record);
bool is_begun(State const& state, Record const& filled);
// The form that a visit or request is filled in with; nullptr when this phone does not have it yet.
Form const* form_of(State const& state, Record const& filled);
// The newest published version of a form.
Record const* newest_form(State const& state, std::string_view form_id);
Answers answers_of(Record const& filled);
// Answered questions that are not asked any more. Their answers are kept while the form is filled
// in, so that a slip can be undone, and cleared when it is finished.
std::vector<std::string> answers_not_asked(State const& state, Record const& filled, Date today);
// The questions that ask for the day of a visit or request.
inline constexpr std::string_view kDayQuestions[] = {"date_visite", "date_demande"};
// That day; without an answer the day it was started.
Date day_of(Record const& filled);
// A draft that was taken back, and that nobody worked on since: no list shows it.
bool is_removed(Record const& filled);
// This person's own, with an answer, not finished, not removed: may be taken back.
bool is_own_draft(State const& state, Record const& filled);
// Relevant questions that take an answer or say something, in order.
std::vector<Question const*> asked_questions(Form const& form, Record const& filled, Date today);
// Every field with values kept for a person to choose.
struct OpenConflict {
    Record const* record;
    std::string path;
};
std::vector<OpenConflict> open_conflicts(State const& state);
// A question of a form that an open conflict's path belongs to; nullptr for other fields.
Question const* question_at(State const& state, Record const& record, std::string_view path);
std::string person_name(State const& state, Id const& person);
bool is_offline(State const& state);
// The hub's data is on its way here for the first time.
bool is_receiving(State const& state);
// After each action: what is waited for.
void follow_waits(State& state, Millis steady_ms);
// When one of the waits becomes a long one; nothing: none will.
std::optional<Millis> next_long_wait_ms(State const& state, Millis steady_ms);
bool can_install(State const& state);
// Every text that other apps shared is on this phone, and not in this page only.
bool all_shared_kept(State const& state);
// The card on Aujourd'hui: once there is work to keep, and not within a month after "later".
bool offers_install(State const& state, Lists const& today, Millis wall_ms);
// What is done in Safari stays in Safari: a link used up there enrols a tab that the app on the
// home screen knows nothing of.
bool must_install_first(State const& state);
// By how many whole days the phone's clock is behind the server's; negative: ahead of it.
std::int64_t clock_days_behind(State const& state);
// The release is verified in the browser's cache and the hub's data is here: the adviser may leave.
bool is_ready_offline(State const& state);

}  // namespace hub::ui
