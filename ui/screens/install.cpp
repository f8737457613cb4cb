// How to put the app on the home screen: where the browser cannot be made to ask by itself, in
// steps with the pictures of its buttons.

#include <span>

#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

struct Step {
    char const* icon;
    Text words;
};

constexpr Step kOnIphone[] = {{kIconShare, texts::kStepShare},
                              {kIconAddBox, texts::kStepAddToHome},
                              {kIconPhone, texts::kStepOpenAndEnrol}};
constexpr Step kOnAndroid[] = {{kIconMoreVertical, texts::kStepMenu},
                               {kIconHomeScreen, texts::kStepMenuInstall},
                               {kIconPhone, texts::kStepOpen}};

void step(Page& page, int number, Step const& step) {
    std::string const words = in_digits(std::to_string(number)) + ". " + std::string(step.words);
    float const picture = std::max(space::kTarget, 2 * page.px(Type::Body));
    float const wrap = page.width() - picture - space::k12;
    float const text = page.text_height(words, Type::Body, wrap);
    Rect const rect = page.take(std::max(picture, text));
    Scoped scope(words);
    page.item("step", rect, Role::Text, words);
    Palette const& c = page.colours;
    Rect const frame{rect.x, rect.y + (rect.height - picture) / 2, picture, picture};
    page.draw_box(frame, c.card, c.line, c.border_px);
    float const icon = 0.55f * picture;
    float const margin = (picture - icon) / 2;
    page.draw_icon(frame.x + margin, frame.y + margin, step.icon, icon, c.primary);
    page.draw_text(rect.x + picture + space::k12, rect.y + (rect.height - text) / 2, words,
                   Type::Body, c.ink, wrap);
    page.skip(space::k12);
}

void steps(Page& page, std::span<Step const> steps) {
    int number = 0;
    for (Step const& each : steps) step(page, ++number, each);
}

}  // namespace

void draw_install_first(Page& page) {
    Enrolment const& enrolment = page.state.enrolment;
    top(page, texts::kWelcome, false);
    page.begin_scroll(true);
    paragraph(page, texts::kInstallFirst, Type::Question);
    paragraph(page, texts::kInstallFirstWhy, Type::Body, Shade::Muted);
    page.skip(space::k8);
    steps(page, kOnIphone);
    if (!enrolment.code.empty()) {
        fact(page, texts::kCode, enrolment.code);
        Text const label = enrolment.copied ? texts::kCodeCopied : texts::kCopyCode;
        char const* const icon = enrolment.copied ? kIconCheck : nullptr;
        if (button(page, ButtonKind::Second, label, icon)) page.act(CopyCode{});
    }
    paragraph(page, texts::kStayInSafariWhy, Type::Caption, Shade::Muted);
    page.skip(space::k16);
    choose_language(page);
    page.end_scroll();
    page.begin_foot();
    if (button(page, ButtonKind::Plain, texts::kStayInSafari)) page.act(EnrolHere{});
    page.end_foot();
}

void draw_install(Page& page) {
    bool const iphone = page.state.install.way == InstallWay::ByShare;
    top(page, texts::kInstall, true);
    page.begin_scroll(false);
    if (iphone) notice(page, Mood::Attention, kIconWarning, texts::kStartsEmpty, Role::Text);
    steps(page, iphone ? std::span<Step const>(kOnIphone) : kOnAndroid);
    page.end_scroll();
}

void install_card(Page& page) {
    if (!offers_install(page.state, page.screen.lists, page.now.wall_ms)) return;
    notice(page, Mood::Plain, kIconHomeScreen, texts::kInstallCard, Role::Text);
    int const tapped = button_pair(
        page,
        {.left = texts::kLater, .right = texts::kInstallShort, .right_kind = ButtonKind::Second});
    if (tapped == 1) page.act(InstallLater{});
    if (tapped == 2) page.act(Install{});
}

}  // namespace hub::ui
