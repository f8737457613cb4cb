#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

void draw_welcome(Page& page) {
    State const& state = page.state;
    top(page, texts::kWelcome, false);
    page.begin_scroll(true);
    paragraph(page, texts::kWelcomeText, Type::Question);
    paragraph(page, texts::kWelcomeHow, Type::Body, Shade::Muted);
    page.skip(space::k16);
    if (!state.shared.empty() && all_shared_kept(state))
        notice(page, Mood::Plain, kIconShare, texts::kSharedWaits, Role::Status);
    field(page, {.key = "code",
                 .label = texts::kCode,
                 .value = page.drafts.enrolment_code,
                 .input = InputKind::Code,
                 .required = true,
                 .target = {.kind = FieldTarget::Kind::EnrolmentCode}});
    if (!state.enrolment.trouble.empty())
        notice(page, Mood::Error, kIconError, state.enrolment.trouble, Role::Alert);
    if (state.enrolment.asking)
        notice(page, Mood::Plain, kIconSync, texts::kEnrolling, Role::Status);
    page.skip(space::k16);
    choose_language(page);
    page.end_scroll();
    page.begin_foot();
    if (button(page, ButtonKind::Main, texts::kEnrol))
        page.act(EnrolWithCode{page.drafts.enrolment_code});
    page.enter_taps_last(EnterKey::Go);
    page.end_foot();
}

}  // namespace hub::ui
