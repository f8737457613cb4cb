#include <algorithm>

#include "ui/update.h"

namespace hub::ui {

namespace {

auto find(State& state, std::uint64_t key) {
    return std::find_if(state.shared.begin(), state.shared.end(),
                        [key](Shared const& shared) { return shared.key == key; });
}

}  // namespace

void text_shared(State& state, TextShared const& given) {
    if (given.text.empty() || find(state, given.key) != state.shared.end()) return;
    state.shared.push_back({given.key, given.text, given.kept});
    std::sort(state.shared.begin(), state.shared.end(),
              [](Shared const& a, Shared const& b) { return a.key < b.key; });
}

void open_shared(State& state, OpenShared const& open) {
    if (open.key == 0) {
        state.shared_wanted = true;
        return;
    }
    auto const found = find(state, open.key);
    if (found == state.shared.end() || found->ticket != 0) return;
    state.enterprise_filter.clear();
    show(state, {.kind = ScreenKind::ChooseForRequest, .words = found->text, .shared = found->key});
}

void open_shared_if_wanted(State& state) {
    if (!state.shared_wanted || !is_at_work(state) || state.shared.empty()) return;
    state.shared_wanted = false;
    open_shared(state, {state.shared.back().key});
}

void drop_shared(State& state, DropShared const& drop, World& world) {
    auto const found = find(state, drop.key);
    if (found == state.shared.end()) return;
    state.shared.erase(found);
    world.effects.push_back(KeepShared{drop.key, ""});
    state.screens = {Screen{}};
    ++state.screen_revision;
}

void shared_saved(State& state, std::uint64_t ticket, World& world) {
    auto const found =
        std::find_if(state.shared.begin(), state.shared.end(),
                     [ticket](Shared const& shared) { return shared.ticket == ticket; });
    if (found == state.shared.end()) return;
    std::string const rest = found->text.substr(found->taken);
    world.effects.push_back(KeepShared{found->key, rest});
    if (rest.empty()) {
        state.shared.erase(found);
    } else {
        *found = {found->key, rest, found->kept};
    }
}

}  // namespace hub::ui
