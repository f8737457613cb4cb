#include "ui/update.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "shared/records/kinds.h"
#include "ui/language.h"

namespace hub::ui {

namespace {

ScreenKind screen_of(Place place) {
    switch (place) {
        case Place::Today:
            return ScreenKind::Today;
        case Place::Enterprises:
            return ScreenKind::Enterprises;
        case Place::Requests:
            return ScreenKind::Requests;
        case Place::Solutions:
            return ScreenKind::Solutions;
        case Place::More:
            return ScreenKind::More;
    }
    return ScreenKind::Today;
}

// The way up: question → visit → where it was opened → Today → out of the app.
void go_back(State& state, std::size_t steps) {
    steps = std::min(steps, state.screens.size() - 1);
    if (steps == 0) return;
    state.screens.resize(state.screens.size() - steps);
    ++state.screen_revision;
}

void history_moved(State& state, std::size_t depth, World& world) {
    std::size_t const shown = state.screens.size() - 1;
    if (depth < shown) return go_back(state, shown - depth);
    // The forward button: there is nothing ahead of what is shown.
    if (depth > shown) world.effects.push_back(SetHistoryDepth{shown});
}

void go_to(State& state, Place place) {
    state.enterprise_filter.clear();
    state.screens = {Screen{}};
    ++state.screen_revision;
    if (place != Place::Today) state.screens.push_back({.kind = screen_of(place)});
}

void open_question(State& state, OpenQuestion const& open) {
    Screen const shown = state.screen();
    Screen const question{ScreenKind::Question, shown.subject, open.index};
    if (shown.kind == ScreenKind::Question) {
        replace(state, question);  // Suivant and Précédent are not steps of the back button
    } else {
        show(state, question);
    }
}

void use_here(State& state, World& world) {
    world.effects.push_back(TakeOver{});
    // A page that has written before holds what another tab has moved on from: begin anew.
    if (state.loaded || state.release.outdated) return world.effects.push_back(ReloadPage{});
    state.take_over_asked = true;
}

void retry_enrolment_if_due(State& state, World& world) {
    Enrolment& enrolment = state.enrolment;
    bool const due = !enrolment.asking && enrolment.retry_at_ms > 0 &&
                     world.now.steady_ms >= enrolment.retry_at_ms;
    if (!due) return;
    enrolment.retry_at_ms = 0;
    enrol_if_asked(state, world);
}

// Nobody answered anything, and its screens are gone.
void forget_begun(State& state) {
    if (!state.begun) return;
    bool const open =
        std::any_of(state.screens.begin(), state.screens.end(),
                    [&](Screen const& screen) { return screen.subject == state.begun->id; });
    if (!open) state.begun.reset();
}

std::string scale_text(float scale) {
    char text[16];
    std::snprintf(text, sizeof text, "%.2f", static_cast<double>(scale));
    return text;
}

// Forms are read again in the other language.
void change_language(State& state, LanguageLoaded const& loaded) {
    state.language_asked = false;
    state.language_missing = !speak(loaded.file).ok();
    state.forms.clear();
    state.forms_revision = 0;
    forget_lists(state);
}

// Another person's answer may put questions in between or take some away: who stands at one stays
// there. Where it is gone he stands at its place, and is not carried off when it is asked again.
void stay_among_asked(State& state, Date today) {
    Screen& screen = state.screens.back();
    Record const* const filled =
        screen.kind == ScreenKind::Question ? find_filled(state, screen.subject) : nullptr;
    Form const* const form = filled ? form_of(state, *filled) : nullptr;
    if (!form) return;
    auto const asked = asked_questions(*form, *filled, today);
    if (asked.empty()) return;
    auto const same = std::find_if(asked.begin(), asked.end(), [&](Question const* question) {
        return question->name == screen.question_name;
    });
    screen.question = same != asked.end() ? static_cast<std::size_t>(same - asked.begin())
                                          : std::min(screen.question, asked.size() - 1);
    screen.question_name = asked[screen.question]->name;
}

struct Dispatch {
    State& state;
    World& world;

    Screen* screen_at(std::size_t at) {
        return at < state.screens.size() ? &state.screens[at] : nullptr;
    }

    void operator()(GoTo const& action) { go_to(state, action.place); }
    void operator()(OpenEnterprise const& action) {
        show(state, {ScreenKind::Enterprise, action.enterprise});
    }
    void operator()(OpenFilling const& action) {
        show(state, {ScreenKind::Filling, action.record});
    }
    void operator()(OpenSolution const& action) {
        show(state, {ScreenKind::Solution, action.solution});
    }
    void operator()(OpenStatus const&) {
        if (state.screen().kind == ScreenKind::Status) return;
        show(state, {ScreenKind::Status});
        world.effects.push_back(AskStorageFacts{});
    }
    void operator()(OpenGuide const&) { show(state, {ScreenKind::Guide}); }
    void operator()(TurnIntroduction const&) { ++state.introduction_card; }
    void operator()(EndIntroduction const&) {
        state.introduced = true;
        world.effects.push_back(KeepPreference{"introduced", "yes"});
    }
    void operator()(Introduced const&) { state.introduced = true; }
    void operator()(OpenQuestion const& action) { open_question(state, action); }
    void operator()(GoBack const&) { go_back(state, 1); }
    void operator()(HistoryMoved const& action) { history_moved(state, action.depth, world); }
    void operator()(ShowMore const& action) {
        if (Screen* const screen = screen_at(action.screen)) screen->shown += kFirstShown;
    }
    void operator()(Unfold const& action) {
        Screen* const screen = screen_at(action.screen);
        if (screen && screen->unfolded.erase(action.title) == 0)
            screen->unfolded.insert(action.title);
    }
    void operator()(OpenFilters const&) { show(state, {ScreenKind::Filters}); }
    void operator()(FilterSheets const& action) {
        SheetFilter& filter = state.sheet_filter;
        auto& chosen = action.kind == FilterKind::Sector ? filter.sectors : filter.energies;
        if (chosen.erase(action.code) == 0) chosen.insert(action.code);
        sheets_changed();
    }
    void operator()(ClearFilters const&) {
        state.sheet_filter = {};
        sheets_changed();
    }
    void sheets_changed() {
        forget_lists(state);
        search_solutions(state, state.query);
    }
    void operator()(CloseDetails const&) {
        go_back(state, state.screens.size() - 1 - list_screen(state));
    }
    void operator()(DisplayWidened const& action) { state.wide = action.wide; }
    void operator()(UseHere const&) { use_here(state, world); }
    void operator()(Reload const&) { world.effects.push_back(ReloadPage{}); }
    void operator()(AskedToGiveUp const&) {}  // app.cpp: what is typed is committed first
    void operator()(PictureLost const&) {}    // app.cpp
    void operator()(FilterEnterprises const& action) {
        state.enterprise_filter = action.filter;
        forget_lists(state);
    }
    void operator()(StartVisit const& action) { start_visit(state, action, world); }
    void operator()(StartRequest const& action) { start_request(state, action, world); }
    void operator()(OpenShared const& action) { open_shared(state, action); }
    void operator()(DropShared const& action) { drop_shared(state, action, world); }
    void operator()(OpenPhoto const& action) {
        show(state, {.kind = ScreenKind::Photo, .subject = action.record, .words = action.photo});
    }
    void operator()(AnswerQuestion const& action) { answer_question(state, action, world); }
    void operator()(FinishFilling const& action) { finish_filling(state, action, world); }
    void operator()(RemoveDraft const& action) { remove_draft(state, action, world); }
    void operator()(RestoreDraft const& action) { restore_draft(state, action, world); }
    void operator()(ResolveConflict const& action) { resolve_conflict(state, action, world); }
    void operator()(SearchSolutions const& action) { search_solutions(state, action.query); }
    void operator()(SetTextScale const& action) {
        world.effects.push_back(KeepPreference{"text-scale", scale_text(action.scale)});
    }
    void operator()(SetTheme const& action) {
        constexpr char const* kNames[] = {"auto", "light", "dark", "sun"};
        world.effects.push_back(
            KeepPreference{"theme", kNames[static_cast<std::size_t>(action.theme)]});
    }
    void operator()(ChooseLanguage const& action) {
        state.language_missing = false;
        state.language_asked = true;
        world.effects.push_back(LoadLanguage{action.code});
    }
    void operator()(LanguageLoaded const& action) { change_language(state, action); }
    void operator()(LanguageMissing const&) {
        state.language_asked = false;
        state.language_missing = true;
    }
    void operator()(SyncNow const&) {
        state.connection.wanted = true;
        sync_soon(state, world);
    }
    void operator()(EnrolWithCode const& action) { enrol(state, action.code, world); }
    void operator()(RetrySaving const&) { retry_saving(state, world); }
    void operator()(UpdateNow const&) {}  // app.cpp
    void operator()(TryNewRelease const&) {}
    void operator()(Install const&) { install(state, world); }
    void operator()(InstallLater const&) { install_later(state, world); }
    void operator()(EnrolHere const&) { enrol_here(state, world); }
    void operator()(CopyCode const&) { copy_code(state, world); }

    void operator()(TextTyped const&) {}  // drafts: app.cpp
    void operator()(TextCommitted const&) {}
    void operator()(Tick const&) {
        if (!state.saving.refusal.empty() && world.now.steady_ms >= state.saving.retry_at_ms)
            retry_saving(state, world);
        retry_enrolment_if_due(state, world);
    }
    void operator()(WentOnline const&) {
        state.connection.online = true;
        look_for_update(state, world);
        enrol_if_asked(state, world);
        sync_soon(state, world);
    }
    void operator()(WentOffline const&) { state.connection.online = false; }
    void operator()(BecameVisible const&) {
        if (state.release.outdated) return world.effects.push_back(ReloadPage{});
        look_for_update(state, world);
        enrol_if_asked(state, world);
        sync_soon(state, world);
    }
    void operator()(OfflineReady const& action) { state.offline_ready = action.verified; }
    void operator()(UpdateWaiting const&) { state.update_waiting = true; }
    void operator()(ReleaseChanged const&) { release_changed(state, world); }
    void operator()(NewReleaseRefused const&) { state.release.refused = true; }
    void operator()(ReleaseFacts const& action) { release_facts(state, action); }
    void operator()(StorageFacts const& facts) {
        state.used_bytes = facts.used_bytes;
        state.quota_bytes = facts.quota_bytes;
        state.protection = facts.protection;
    }
    void operator()(InstallFacts const& action) { state.install = action; }
    void operator()(WasShared const& action) { was_shared(state, action); }
    void operator()(SharedPhotosLost const&) { state.photos.shared_lost = true; }
    void operator()(PhotosHeld const& action) { photos_held(state, action, world); }
    void operator()(PhotosTaken const& action) { photos_taken(state, action, world); }
    void operator()(PhotoAbsent const& action) { photo_absent(state, action); }
    void operator()(WasInstalled const&) { was_installed(state, world); }
    void operator()(CodeCopied const&) { state.enrolment.copied = true; }
    void operator()(BecameWriter const& action) {
        state.writer = action.writer;
        state.take_over_asked = false;
        // The page that wrote until now may have taken them in: what waits is told again.
        std::erase_if(state.shared, [](Shared const& shared) { return shared.kept; });
    }

    void operator()(CacheRead const& action) { read_cache(state, action.file, world); }
    void operator()(ShelfRead const& action) { read_shelf(state, action, world); }
    void operator()(ReadOn const&) { read_on(state, world); }
    void operator()(JournalLoaded const& action) { load_journal(state, action, world); }
    void operator()(JournalUnreadable const& action) { journal_unreadable(state, action, world); }
    void operator()(JournalDropped const&) { journal_dropped(state, world); }
    void operator()(RowSaved const& action) { row_saved(state, action, world); }
    void operator()(RowRefused const& action) { row_refused(state, action, world); }
    void operator()(SyncAnswered const& action) { sync_answered(state, action, world); }
    void operator()(SyncFailed const& action) { sync_failed(state, action, world); }
    void operator()(Enrolled const& action) { enrolled(state, action, world); }
    void operator()(EnrolFailed const& action) { enrol_failed(state, action, world); }
};

}  // namespace

void show(State& state, Screen screen) {
    state.screens.push_back(screen);
    ++state.screen_revision;
}

void replace(State& state, Screen screen) {
    state.screens.back() = screen;
    ++state.screen_revision;
}

void leave_begun(State& state) {
    if (!state.begun) return;
    std::erase_if(state.screens,
                  [&](Screen const& screen) { return screen.subject == state.begun->id; });
    state.begun.reset();
}

void update(State& state, Action const& action, World& world) {
    std::size_t const steps = state.screens.size();
    std::uint32_t const revision = state.screen_revision;
    bool const on_today = state.screen().kind == ScreenKind::Today;
    if (is_persons(action)) note_use(state, world);
    std::visit(Dispatch{state, world}, action);
    open_shared_if_wanted(state);
    if (state.screen_revision != revision) {
        state.release.held = state.release.refused = false;
        if (state.phone.enrolled()) state.enrolment.trouble.clear();  // it was read
        if (!std::holds_alternative<RemoveDraft>(action)) state.removed_draft = {};
        if (on_today) state.release.to_tell = false;
        forget_begun(state);
        state.cleared.reset();
        // It was read. (What was shared is opened by its link, too.)
        if (is_persons(action) && !std::holds_alternative<OpenShared>(action)) {
            state.photos.not_taken.clear();
            state.photos.shared_lost = false;
            state.photos.left_out = 0;
        }
    }
    bool const news =
        std::holds_alternative<SyncAnswered>(action) || std::holds_alternative<WentOnline>(action);
    if (news || state.screen_revision != revision) want_photos(state, world);
    follow_records(state, world.today());
    stay_among_asked(state, world.today());
    sync_if_due(state, world);
    send_photos_if_due(state, world);
    cache_if_due(state, world);
    leave_if_saved(state, world);
    follow_waits(state, world.now.steady_ms);
    if (state.screens.size() != steps)
        world.effects.push_back(SetHistoryDepth{state.screens.size() - 1});
}

std::optional<Millis> next_alarm_ms(State const& state) {
    std::optional<Millis> alarm;
    if (may_sync(state)) alarm = state.connection.next_try_ms;
    auto const also = [&](Millis at_ms) { alarm = std::min(alarm.value_or(at_ms), at_ms); };
    if (!state.saving.refusal.empty()) also(state.saving.retry_at_ms);
    if (!state.enrolment.asking && state.enrolment.retry_at_ms > 0)
        also(state.enrolment.retry_at_ms);
    return alarm;
}

}  // namespace hub::ui
