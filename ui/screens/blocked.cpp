#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

void draw_opening(Page& page) {
    top(page, texts::kWelcome, false);
    page.begin_scroll(false);
    skeleton(page, texts::kOpening);
    page.end_scroll();
}

void draw_blocked(Page& page) {
    State const& state = page.state;
    bool const elsewhere = state.journal_trouble.empty();
    top(page, elsewhere ? texts::kOpenElsewhere : texts::kWelcome, false);
    page.begin_scroll(true);
    if (elsewhere) {
        notice(page, Mood::Attention, kIconPhone, texts::kOneTabWrites, Role::Status);
        paragraph(page, texts::kOneTabWritesHow, Type::Body, Shade::Muted);
        if (state.take_over_asked)
            notice(page, Mood::Plain, kIconSync, texts::kOtherTabSaves, Role::Status);
    } else {
        notice(page, Mood::Error, kIconError, state.journal_trouble, Role::Alert);
        paragraph(page, texts::kNothingTouched, Type::Body, Shade::Muted);
        bool const went_back = state.release.went_back;  // from what can read the journal
        if (went_back && button(page, ButtonKind::Second, texts::kTryNewOne))
            page.act(TryNewRelease{});
    }
    page.end_scroll();
    page.begin_foot();
    Text const label = elsewhere ? texts::kUseHere : texts::kReload;
    if (button(page, ButtonKind::Main, label)) {
        if (elsewhere) {
            page.act(UseHere{});
        } else {
            page.act(Reload{});
        }
    }
    page.end_foot();
}

}  // namespace hub::ui
