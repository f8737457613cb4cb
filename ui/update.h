#pragma once
// The only place where State changes. No drawing, no clock, no randomness but what is given.
// One file per subject: update.cpp (navigation, dispatch), update_records.cpp (visits, requests,
// answers), update_lists.cpp (what follows the records: forms, search index, lists),
// update_journal.cpp (saving and start-up), update_sync.cpp (enrolment and sync),
// update_release.cpp (updates), update_install.cpp (the home screen),
// update_shared.cpp (what other apps shared).

#include <functional>
#include <optional>

#include "ui/app.h"
#include "ui/state.h"

namespace hub::ui {

struct World {
    Now now;
    std::function<Id()> const& random_id;
    std::vector<Effect>& effects;

    // The phone's own calendar day.
    Date today() const { return now.today(); }
};

void update(State& state, Action const& action, World& world);
// When something is due without the person's doing, by the steady clock; nothing: never.
std::optional<Millis> next_alarm_ms(State const& state);

// ---- update_records.cpp
void start_visit(State& state, StartVisit const& start, World& world);
void start_request(State& state, StartRequest const& start, World& world);
void answer_question(State& state, AnswerQuestion const& answer, World& world);
void finish_filling(State& state, FinishFilling const& finish, World& world);
void remove_draft(State& state, RemoveDraft const& remove, World& world);
void restore_draft(State& state, RestoreDraft const& restore, World& world);
void resolve_conflict(State& state, ResolveConflict const& choice, World& world);

// ---- update_lists.cpp
// Forms, and the lists that the screen shows.
void follow_records(State& state, Date today);
// Visits and requests that Aujourd'hui shows, whatever day it is: a start reads no others.
std::set<Id> shown_first(State const& state);
void forget_lists(State& state);  // they are made anew before the next frame
void search_solutions(State& state, std::string const& query);

// ---- update_journal.cpp
// Every own edit goes through here: applied, queued for the journal, the effect asked for. Returns
// the ticket of its row (RowSaved); 0: this tab may not write.
std::uint64_t commit_edit(State& state, Id const& record, std::string kind, std::string feed,
                          std::vector<Change> changes, World& world,
                          std::optional<Origin> const& seen = {});
std::uint64_t queue_row(State& state, JournalRow row, World& world);
void read_cache(State& state, Bytes const& file, World& world);
void journal_unreadable(State& state, JournalUnreadable const& failure, World& world);
void journal_dropped(State& state, World& world);
void read_shelf(State& state, ShelfRead const& shelf, World& world);
void read_on(State& state, World& world);
void load_journal(State& state, JournalLoaded const& loaded, World& world);
void cache_if_due(State& state, World& world);
void row_saved(State& state, RowSaved const& saved, World& world);
void row_refused(State& state, RowRefused const& refused, World& world);
void retry_saving(State& state, World& world);

// ---- update_sync.cpp
void enrol(State& state, std::string const& code, World& world);
void enrol_if_asked(State& state, World& world);  // what this or an earlier page was asked for
void enrolled(State& state, Enrolled const& answer, World& world);
void post_enrolment(State& state, World& world);  // what is asked is durable
void enrol_failed(State& state, EnrolFailed const& failure, World& world);
bool may_sync(State const& state);
// Asks the server if it is time.
void sync_if_due(State& state, World& world);
void sync_soon(State& state, World& world);
void note_use(State& state, World& world);  // somebody looks: the news must not be old
void sync_answered(State& state, SyncAnswered const& answer, World& world);
void sync_failed(State& state, SyncFailed const& failure, World& world);
void take_pending_answer(State& state, World& world);

// ---- update_release.cpp
void release_facts(State& state, ReleaseFacts const& facts);
void release_changed(State& state, World& world);
void look_for_update(State& state, World& world);  // at most every hour
// What waits for everything to be saved: a new release, or another tab.
void leave_if_saved(State& state, World& world);

// ---- update_shared.cpp
void was_shared(State& state, WasShared const& given);
void open_shared(State& state, OpenShared const& open);
void open_shared_if_wanted(State& state);
void drop_shared(State& state, DropShared const& drop, World& world);
// The row with this ticket is durable: what it took in of a shared text is kept by it.
void shared_saved(State& state, std::uint64_t ticket, World& world);

void photos_taken(State& state, PhotosTaken const& taken, World& world);
// The shared photos must be taken before the request is begun; then it is asked for again.
bool takes_photos(State& state, StartRequest const& start, World& world);

// ---- update_photos.cpp
void photos_held(State& state, PhotosHeld const& told, World& world);
void photos_are_known(State& state, World& world);  // the records are all read
void photo_absent(State& state, PhotoAbsent const& absent);
void want_photos(State& state, World& world);  // those on the screen, from the server
void send_photos_if_due(State& state, World& world);

// ---- update_install.cpp
void install(State& state, World& world);
void install_later(State& state, World& world);
void was_installed(State& state, World& world);
void enrol_here(State& state, World& world);
void copy_code(State const& state, World& world);
void ask_protection(State& state, World& world);  // once since the start, unless it is granted

// ---- update.cpp
void show(State& state, Screen screen);     // over what is shown
void replace(State& state, Screen screen);  // instead of what is shown
void leave_begun(State& state);             // with its screens: another one begins

}  // namespace hub::ui
