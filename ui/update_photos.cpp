#include <algorithm>

#include "shared/records/kinds.h"
#include "ui/update.h"

namespace hub::ui {

namespace {

bool shared_is_on_its_way(State const& state) {
    return std::any_of(state.shared.begin(), state.shared.end(), [](Shared const& shared) {
        return !shared.enterprise.is_nil() || !shared.ready.empty();
    });
}

void add_if_new(Photos const& photos, BlobRef const& blob, std::vector<std::string>& names) {
    auto const held = photos.held.find(name_of(blob));
    if (held != photos.held.end() && held->second.where == HeldPhoto::Where::New)
        names.push_back(held->first);
}

// This browser was stopped between the record and its photos' mark: what a record names is sent.
void adopt_photos(State& state, World& world) {
    Photos const& photos = state.photos;
    bool const any = std::any_of(photos.held.begin(), photos.held.end(), [](auto const& held) {
        return held.second.where == HeldPhoto::Where::New;
    });
    bool const all_known = state.loaded && state.phone.records().unread() == 0;
    if (!any || !all_known || !state.may_write() || shared_is_on_its_way(state)) return;
    std::vector<std::string> names;
    for (std::string_view const kind : {kRequest, kVisit})
        for (Record const* record : state.phone.records().of_kind(kind))
            for (PhotoOf const& photo : photos_of(*record)) {
                add_if_new(photos, photo.full, names);
                if (photo.small) add_if_new(photos, *photo.small, names);
            }
    if (!names.empty()) world.effects.push_back(MarkPhotos{std::move(names)});
}

// Asked once while the line works, and again when somebody looks again.
void want(State& state, std::vector<BlobRef> const& blobs, World& world) {
    if (!state.phone.enrolled() || !state.may_write() || is_offline(state)) return;
    FetchPhotos fetch{state.phone.identity().token, {}};
    for (BlobRef const& blob : blobs) {
        std::string const name = name_of(blob);
        if (is_here(state.photos, blob) || state.photos.asked.count(name) > 0) continue;
        state.photos.asked.insert(name);
        state.photos.absent.erase(name);
        fetch.names.push_back(name);
    }
    if (!fetch.names.empty()) world.effects.push_back(std::move(fetch));
}

}  // namespace

void photos_held(State& state, PhotosHeld const& told, World& world) {
    read_held(told.json, state.photos);
    for (auto const& [name, photo] : state.photos.held) state.photos.asked.erase(name);
    adopt_photos(state, world);
}

void photos_are_known(State& state, World& world) { adopt_photos(state, world); }

void photo_absent(State& state, PhotoAbsent const& absent) {
    state.photos.asked.erase(absent.name);
    if (absent.http_status == 404) state.photos.absent.insert(absent.name);
}

void want_photos(State& state, World& world) {
    Screen const& screen = state.screen();
    Record const* const filled = find_filled(state, screen.subject);
    if (!filled) return;
    std::vector<BlobRef> wanted;
    for (PhotoOf const& photo : photos_of(*filled)) {
        if (screen.kind == ScreenKind::Filling && photo.small) wanted.push_back(*photo.small);
        if (screen.kind == ScreenKind::Photo && screen.words == photo.id)
            wanted.push_back(photo.full);
    }
    want(state, wanted, world);
}

void send_photos_if_due(State& state, World& world) {
    Photos& photos = state.photos;
    if (!photos.due || photos.sending || !may_sync(state)) return;
    if (!photos.known) {
        photos.due = false;
        return world.effects.push_back(ReadPhotos{});
    }
    // Text always before photos.
    if (!state.phone.outbox().empty() || !state.saved()) return;
    bool const any = std::any_of(photos.held.begin(), photos.held.end(), [](auto const& held) {
        return held.second.where == HeldPhoto::Where::Waiting;
    });
    if (!any) return;
    photos.due = false;
    photos.sending = true;
    world.effects.push_back(SendPhotos{state.phone.identity().token});
}

}  // namespace hub::ui
