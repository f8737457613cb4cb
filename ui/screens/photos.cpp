// The photos of a visit or request: their list on its overview, and one of them on its own screen.

#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

ReceiptWords photo_receipt(State const& state, BlobRef const& blob) {
    std::string const name = name_of(blob);
    auto const held = state.photos.held.find(name);
    if (held == state.photos.held.end()) {
        if (state.photos.absent.count(name) > 0)
            return {texts::kPhotoAbsent, Mood::Attention, kIconWarning};
        return {texts::kPhotoToLoad, Mood::Plain, kIconDownload};
    }
    switch (held->second.where) {
        case HeldPhoto::Where::New:
        case HeldPhoto::Where::Waiting:
            return {texts::kToSend, Mood::Attention, kIconPhone};
        case HeldPhoto::Where::Refused:
            return {fill(texts::kPhotoRefused, {{"reason", held->second.reason}}), Mood::Error,
                    kIconError};
        case HeldPhoto::Where::Lost:
            return {texts::kPhotoAbsent, Mood::Error, kIconError};
        case HeldPhoto::Where::Sent:
            break;
    }
    return {texts::kSent, Mood::Done, kIconCloudDone};
}

std::string photo_title(std::size_t number) {
    return fill(texts::kPhotoNumber, {{"number", count_words(number)}});
}

}  // namespace

void photo_cards(Page& page, Record const& filled) {
    std::vector<PhotoOf> const photos = photos_of(filled);
    if (photos.empty()) return;
    heading(page, texts::kPhotos, 2);
    Scoped section("photos");
    Grouped list(page, Role::List);
    std::size_t number = 0;
    for (PhotoOf const& photo : photos) {
        Scoped scope(photo.id);
        Grouped item(page, Role::ListItem);
        bool const seen = photo.small && is_here(page.state.photos, *photo.small);
        ReceiptWords const receipt = photo_receipt(page.state, photo.full);
        if (card(page, {.icon = kIconPhoto,
                        .photo = seen ? name_of(*photo.small) : "",
                        .title = photo_title(++number),
                        .subtitle = bytes_words(static_cast<double>(photo.full.size_bytes)),
                        .note = receipt.words,
                        .mood = receipt.mood,
                        .note_icon = receipt.icon}))
            page.act(OpenPhoto{filled.id, photo.id});
    }
}

void draw_photo(Page& page) {
    Record const* const filled = find_filled(page.state, page.screen.subject);
    std::vector<PhotoOf> const photos = filled ? photos_of(*filled) : std::vector<PhotoOf>{};
    auto const found = std::find_if(photos.begin(), photos.end(), [&](PhotoOf const& photo) {
        return photo.id == page.screen.words;
    });
    bool const known = found != photos.end();
    std::string const title =
        photo_title(static_cast<std::size_t>(found - photos.begin()) + (known ? 1 : 0));
    top(page, title, true);
    page.begin_scroll(false);
    if (known) {
        std::string const whose = filled_title(page.state, *filled);
        ReceiptWords const receipt = photo_receipt(page.state, found->full);
        paragraph(page, whose + " · " + bytes_words(static_cast<double>(found->full.size_bytes)),
                  Type::Caption, Shade::Muted);
        notice(page, receipt.mood, receipt.icon, receipt.words, Role::Status);
        if (is_here(page.state.photos, found->full))
            photograph(page, title + " · " + whose, name_of(found->full));
    }
    page.end_scroll();
}

}  // namespace hub::ui
