#include <algorithm>

#include "ui/texts.h"
#include "ui/update.h"

namespace hub::ui {

namespace {

auto find(State& state, std::uint64_t key) {
    return std::find_if(state.shared.begin(), state.shared.end(),
                        [key](Shared const& shared) { return shared.key == key; });
}

}  // namespace

void was_shared(State& state, WasShared const& given) {
    bool const nothing = given.text.empty() && given.photos == 0;
    if (nothing || find(state, given.key) != state.shared.end()) return;
    state.shared.push_back({given.key, given.text, given.kept, given.photos});
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
    found->enterprise = {};
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
    if (found->photos > 0) world.effects.push_back(ForgetPhotos{drop.key});
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
    if (!found->ready.empty()) {
        MarkPhotos mark;
        for (TakenPhoto const& photo : found->ready)
            for (BlobRef const& blob : {photo.full, photo.small})
                mark.names.push_back(name_of(blob));
        world.effects.push_back(std::move(mark));
    }
    world.effects.push_back(KeepShared{found->key, rest});
    if (rest.empty()) {
        state.shared.erase(found);
    } else {
        *found = {found->key, rest, found->kept};
    }
}

// ---- photos ------------------------------------------------------------------------------------

bool takes_photos(State& state, StartRequest const& start, World& world) {
    auto const found = find(state, state.screen().shared);
    if (found == state.shared.end() || found->photos == 0 || !found->ready.empty()) return false;
    bool const asked = !found->enterprise.is_nil();
    found->enterprise = start.enterprise;
    state.photos.not_taken.clear();
    if (asked) return true;
    world.effects.push_back(TakePhotos{found->key});
    world.effects.push_back(AnnounceLive{texts::kTakingPhotos});
    return true;
}

void photos_taken(State& state, PhotosTaken const& taken, World& world) {
    auto const found = find(state, taken.key);
    if (found == state.shared.end()) return world.effects.push_back(ForgetPhotos{taken.key});
    if (found->enterprise.is_nil()) return;
    Id const enterprise = std::exchange(found->enterprise, {});
    auto result = read_taken(taken.json);
    TakenPhotos photos = result.ok() ? result.take() : TakenPhotos{};
    // A text is not kept waiting by pictures that nobody here can read.
    bool const something = !photos.photos.empty() || (result.ok() && !found->text.empty());
    if (!something) {
        state.photos.not_taken =
            result.ok() ? std::string(texts::kPhotoUnreadable) : result.error().sentence;
        world.effects.push_back(AnnounceLive{state.photos.not_taken});
        state.screens.back().offset = 0;  // where it is said
        ++state.screen_revision;
        return;
    }
    // Who went elsewhere meanwhile finds them again on Aujourd'hui.
    if (state.screen().kind != ScreenKind::ChooseForRequest || state.screen().shared != taken.key)
        return;
    state.photos.left_out = photos.unreadable;
    found->photos = photos.photos.size();
    found->ready = std::move(photos.photos);
    start_request(state, {enterprise, state.screen().words}, world);
}

}  // namespace hub::ui
