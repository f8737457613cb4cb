// A text that another app shared: on Aujourd'hui while it waits, and over the choice of the
// enterprise whose request takes it in.

#include "shared/base/text.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

constexpr std::size_t kShown = 300;  // of what may be many pages

}  // namespace

void shared_cards(Page& page) {
    for (Shared const& shared : page.state.shared) {
        if (shared.ticket != 0) continue;  // on its way into a request
        Scoped scope(std::to_string(shared.key));
        if (card(page, {.icon = kIconShare,
                        .title = texts::kSharedText,
                        .subtitle = beginning(shared.text, kShown),
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
    notice(page, Mood::Plain, kIconShare, page.cut(words, Type::Body, wrap, kLines), Role::Text);
    if (button(page, ButtonKind::Removing, texts::kDropShared)) page.act(DropShared{screen.shared});
}

}  // namespace hub::ui
