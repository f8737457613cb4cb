#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

void draw_more(Page& page) {
    State const& state = page.state;
    top(page, texts::kMore, false);
    bottom_bar(page, Place::More);
    page.begin_scroll(false);
    std::string const who = state.phone.identity().name;
    std::string const hub =
        std::string(texts::kHub) + " " + hub_words(state, state.phone.identity().hub);
    notice(page, Mood::Plain, kIconPerson, who + " · " + hub, Role::Text);
    std::size_t const refused = state.phone.quarantined().size();
    if (card(page, {.icon = kIconSync,
                    .title = texts::kStatus,
                    .subtitle = texts::kStatusWords,
                    .note = refused > 0 ? texts::kQuarantine : "",
                    .mood = Mood::Error}))
        page.act(OpenStatus{});
    if (state.install_offered && button(page, ButtonKind::Second, texts::kInstall, kIconDownload))
        page.act(Install{});
    heading(page, texts::kAbout, 2);
    paragraph(page, texts::kAboutText, Type::Body, Shade::Muted);
    page.end_scroll();
}

}  // namespace hub::ui
