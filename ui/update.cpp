#include "ui/update.h"

#include "shared/records/kinds.h"

namespace hub::ui {

namespace {

constexpr Millis kDayMs = 24LL * 60 * 60 * 1000;

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

// The back button walks up: question → visit → where it was opened → Today → out of the app.
void go_back(State& state) {
    if (state.screens.size() > 1) {
        state.screens.pop_back();
    } else {
        state.screens = {Screen{}};
    }
    ++state.screen_revision;
}

void go_to(State& state, Place place, World& world) {
    bool const at_root = state.screens.size() == 1 && state.screen().kind == ScreenKind::Today;
    state.screens = {Screen{}};
    ++state.screen_revision;
    if (place == Place::Today) return;
    state.screens.push_back({.kind = screen_of(place)});
    if (at_root) world.effects.push_back(PushHistory{});
}

void open_question(State& state, OpenQuestion const& open, World& world) {
    Screen const shown = state.screen();
    Screen const question{ScreenKind::Question, shown.subject, open.index};
    if (shown.kind == ScreenKind::Question) {
        replace(state, question);  // Suivant and Précédent are not steps of the back button
    } else {
        show(state, question, world);
    }
}

void search(State& state, std::string const& query) {
    constexpr std::size_t kMostHits = 50;
    state.query = query;
    state.hits = state.solutions.search(query, kMostHits);
}

struct Dispatch {
    State& state;
    World& world;

    void operator()(GoTo const& action) { go_to(state, action.place, world); }
    void operator()(OpenEnterprise const& action) {
        show(state, {ScreenKind::Enterprise, action.enterprise}, world);
    }
    void operator()(OpenFilling const& action) {
        show(state, {ScreenKind::Filling, action.record}, world);
    }
    void operator()(OpenSolution const& action) {
        show(state, {ScreenKind::Solution, action.solution}, world);
    }
    void operator()(OpenStatus const&) {
        if (state.screen().kind == ScreenKind::Status) return;
        show(state, {ScreenKind::Status}, world);
        world.effects.push_back(AskStorageFacts{});
    }
    void operator()(OpenQuestion const& action) { open_question(state, action, world); }
    void operator()(GoBack const&) { go_back(state); }
    void operator()(StartVisit const& action) {
        start_filling(state, kVisit, action.enterprise, world);
    }
    void operator()(StartRequest const& action) {
        start_filling(state, kRequest, action.enterprise, world);
    }
    void operator()(AnswerQuestion const& action) { answer_question(state, action, world); }
    void operator()(FinishFilling const& action) { finish_filling(state, action, world); }
    void operator()(ResolveConflict const& action) { resolve_conflict(state, action, world); }
    void operator()(SearchSolutions const& action) { search(state, action.query); }
    void operator()(SyncNow const&) { sync_soon(state, world); }
    void operator()(EnrolWithCode const& action) { enrol(state, action, world); }
    void operator()(RetrySaving const&) { retry_saving(state, world); }
    void operator()(UpdateNow const&) { world.effects.push_back(ApplyUpdate{}); }
    void operator()(Install const&) { world.effects.push_back(OfferInstall{}); }

    void operator()(TextTyped const&) {}  // drafts: app.cpp
    void operator()(TextCommitted const&) {}
    void operator()(Tick const&) {
        if (!state.saving.refusal.empty() && world.now.steady_ms >= state.saving.retry_at_ms)
            retry_saving(state, world);
    }
    void operator()(WentOnline const&) {
        state.connection.online = true;
        sync_soon(state, world);
    }
    void operator()(WentOffline const&) { state.connection.online = false; }
    void operator()(BecameVisible const&) { sync_soon(state, world); }
    void operator()(OfflineReady const& action) { state.offline_ready = action.verified; }
    void operator()(UpdateWaiting const&) { state.update_waiting = true; }
    void operator()(StorageFacts const& facts) {
        state.used_bytes = facts.used_bytes;
        state.quota_bytes = facts.quota_bytes;
        state.persistent = facts.persistent;
    }
    void operator()(InstallOffered const&) { state.install_offered = true; }
    void operator()(BecameWriter const& action) { state.writer = action.writer; }

    void operator()(JournalLoaded const& action) { load_journal(state, action, world); }
    void operator()(JournalUnreadable const& action) { state.journal_trouble = action.reason; }
    void operator()(RowSaved const& action) { row_saved(state, action.ticket, world); }
    void operator()(RowRefused const& action) { row_refused(state, action, world); }
    void operator()(SyncAnswered const& action) { sync_answered(state, action, world); }
    void operator()(SyncFailed const& action) { sync_failed(state, action, world); }
    void operator()(Enrolled const& action) { enrolled(state, action, world); }
    void operator()(EnrolFailed const& action) { enrol_failed(state, action); }
};

}  // namespace

Date World::today() const {
    Millis const local = now.wall_ms + Millis{now.utc_offset_min} * 60'000;
    return {static_cast<std::int32_t>((local >= 0 ? local : local - kDayMs + 1) / kDayMs)};
}

void show(State& state, Screen screen, World& world) {
    state.screens.push_back(screen);
    ++state.screen_revision;
    world.effects.push_back(PushHistory{});
}

void replace(State& state, Screen screen) {
    state.screens.back() = screen;
    ++state.screen_revision;
}

void update(State& state, Action const& action, World& world) {
    std::visit(Dispatch{state, world}, action);
    follow_records(state);
    sync_if_due(state, world);
}

}  // namespace hub::ui
