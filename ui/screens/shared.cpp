// A text or photos that another app shared: on Aujourd'hui while it waits, and over the choice of
// the enterprise whose request takes it in.

#include "shared/base/text.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

constexpr std::size_t kShown = 300;  // of what may be many pages

// What comes with it, and how it goes with that.
void photos_beside(Page& page, Shared const& shared) {
    if (shared.photos == 0) return;
    std::string const& trouble = page.state.photos.not_taken;
    if (!shared.enterprise.is_nil()) {
        notice(page, Mood::Plain, kIconPhoto, texts::kTakingPhotos, Role::Status);
        busy_bar(page, texts::kTakingPhotos, page.take(3));
        page.skip(space::k8);
    } else if (!trouble.empty()) {
        notice(page, Mood::Error, kIconError, trouble, Role::Alert);
    } else {
        notice(page, Mood::Plain, kIconPhoto, counted(texts::kSharedPhotos, shared.photos),
               Role::Text);
    }
}

}  // namespace

void shared_cards(Page& page) {
    for (Shared const& shared : page.state.shared) {
        if (shared.ticket != 0) continue;  // on its way into a request
        Scoped scope(std::to_string(shared.key));
        std::string const photos =
            shared.photos > 0 ? counted(texts::kSharedPhotos, shared.photos) : "";
        bool const both = !photos.empty() && !shared.text.empty();
        std::string const words = photos + (both ? " · " : "");
        if (card(page,
                 {.icon = kIconShare,
                  .title = shared.text.empty() ? texts::kSharedPhotosTitle : texts::kSharedText,
                  .subtitle = words + std::string(beginning(shared.text, kShown)),
                  .note = texts::kTapForRequest}))
            page.act(OpenShared{shared.key});
    }
}

void shared_words(Page& page) {
    Screen const& screen = page.screen;
    if (screen.shared == 0) return;
    constexpr int kLines = 3;
    float const wrap = page.width() - 4 * space::k12 - space::k8;
    std::string const words =
        fill(texts::kSharedTextIs, {{"words", std::string(beginning(screen.words, kShown))}});
    if (!screen.words.empty())
        notice(page, Mood::Plain, kIconShare, page.cut(words, Type::Body, wrap, kLines),
               Role::Text);
    bool photos = false;
    for (Shared const& shared : page.state.shared) {
        if (shared.key != screen.shared) continue;
        photos_beside(page, shared);
        photos = shared.photos > 0;
    }
    if (button(page, ButtonKind::Removing, photos ? texts::kDropShare : texts::kDropShared))
        page.act(DropShared{screen.shared});
}

}  // namespace hub::ui
