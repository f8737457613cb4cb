#include <utility>

#include "ui/update.h"

namespace hub::ui {

namespace {

constexpr Millis kLookAgainMs = 60 * 60'000;

}  // namespace

void release_facts(State& state, ReleaseFacts const& facts) {
    Release& release = state.release;
    release.version = facts.version;
    release.last_version = facts.last_version;
    release.went_back = facts.went_back;
    bool const changed = !facts.last_version.empty() && facts.last_version != facts.version;
    release.to_tell = changed || facts.went_back;  // the latter at every start: it is no rest
}

void release_changed(State& state, World& world) {
    if (!state.writer) {  // it does not wait any more: the tab where it was asked for goes on
        state.release.outdated = true;
        world.effects.push_back(GiveUpWriting{});
    } else if (!state.loaded || !state.may_write()) {  // nothing was written here yet
        world.effects.push_back(ReloadPage{});
    } else if (state.release.applied) {
        state.reload_wanted = true;  // once what was typed since then is saved
    } else {
        state.update_waiting = true;
    }
}

void look_for_update(State& state, World& world) {
    if (world.now.steady_ms - state.release.looked_ms < kLookAgainMs) return;
    state.release.looked_ms = world.now.steady_ms;
    world.effects.push_back(LookForUpdate{});
}

void leave_if_saved(State& state, World& world) {
    if (!state.saved() || state.pending_answer) return;
    if (!state.loaded && state.journal_trouble.empty()) return;  // this page is still starting
    Release& release = state.release;
    // It would go with the page: first the person corrects it.
    if (state.text_left && (state.update_wanted || release.new_one_wanted)) {
        state.update_wanted = release.new_one_wanted = false;
        release.held = true;
    }
    if (std::exchange(state.update_wanted, false)) {
        release.applied = true;
        world.effects.push_back(ApplyUpdate{});
    }
    if (std::exchange(state.reload_wanted, false)) world.effects.push_back(ReloadPage{});
    if (std::exchange(release.new_one_wanted, false)) world.effects.push_back(UseNewRelease{});
    if (!std::exchange(state.give_up_wanted, false)) return;
    state.writer = false;
    world.effects.push_back(GiveUpWriting{});
}

}  // namespace hub::ui
