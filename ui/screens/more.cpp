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
        std::string const label =
            fill(texts::kPercent,
                 {{"number", count_words(static_cast<std::size_t>(std::lround(scale * 100)))}});
        bool const chosen = std::abs(page.display.text_scale - scale) < 0.01f;
        if (choice(page, ChoiceKind::Radio, label, chosen)) page.act(SetTextScale{scale});
    }
    page.end_group();
}

void theme(Page& page) {
    constexpr std::pair<Theme, Text> kThemes[] = {{Theme::Auto, texts::kThemeAuto},
                                                  {Theme::Light, texts::kThemeLight},
                                                  {Theme::Dark, texts::kThemeDark},
                                                  {Theme::Sun, texts::kThemeSun}};
    heading(page, texts::kTheme, 2);
    page.begin_group(Role::RadioGroup, "theme", texts::kTheme);
    for (auto const& [theme, name] : kThemes)
        if (choice(page, ChoiceKind::Radio, name, page.display.theme == theme))
            page.act(SetTheme{theme});
    page.end_group();
}

void language(Page& page) {
    heading(page, texts::kLanguage, 2);
    choose_language(page);
}

}  // namespace

void draw_more(Page& page) {
    State const& state = page.state;
    top(page, texts::kMore, false);
    bottom_bar(page, Place::More);
    page.begin_scroll(false);
    std::string const who = state.phone.identity().name;
    std::string const hub =
        fill(texts::kHubOf, {{"hub", hub_words(state, state.phone.identity().hub)}});
    notice(page, Mood::Plain, kIconPerson, who + " · " + hub, Role::Text);
    std::size_t const refused = state.phone.quarantined().size();
    if (card(page, {.icon = kIconSync,
                    .title = texts::kStatus,
                    .subtitle = texts::kStatusWords,
                    .note = refused > 0 ? std::string_view(texts::kQuarantine) : "",
                    .mood = Mood::Error,
                    .open = page.is_open(ScreenKind::Status)}))
        page.act(OpenStatus{});
    if (card(page, {.icon = kIconHelp,
                    .title = texts::kGuide,
                    .subtitle = texts::kGuideWords,
                    .open = page.is_open(ScreenKind::Guide)}))
        page.act(OpenGuide{});
    if (can_install(state) && button(page, ButtonKind::Second, texts::kInstall, kIconDownload))
        page.act(Install{});
    language(page);
    theme(page);
    text_size(page);
    heading(page, texts::kAbout, 2);
    paragraph(page, texts::kAboutText, Type::Body, Shade::Muted);
    page.end_scroll();
}

}  // namespace hub::ui
