#include <cmath>

#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

constexpr float kTextScales[] = {0.85f, 1, 1.2f, 1.5f, 2};

void text_size(Page& page) {
    heading(page, texts::kTextSize, 2);
    page.begin_group(Role::RadioGroup, "text-size", texts::kTextSize);
    for (float const scale : kTextScales) {
        std::string const label = std::to_string(std::lround(scale * 100)) + "\u00A0%";
        bool const chosen = std::abs(page.display.text_scale - scale) < 0.01f;
        if (choice(page, ChoiceKind::Radio, label, chosen)) page.act(SetTextScale{scale});
    }
    page.end_group();
}

}  // namespace

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
    if (can_install(state) && button(page, ButtonKind::Second, texts::kInstall, kIconDownload))
        page.act(Install{});
    text_size(page);
    heading(page, texts::kAbout, 2);
    paragraph(page, texts::kAboutText, Type::Body, Shade::Muted);
    page.end_scroll();
}

}  // namespace hub::ui
