#include "shared/records/kinds.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

void enterprise_card(Page& page, Record const& enterprise) {
    Scoped scope(enterprise.id);
    std::string const subtitle =
        sector_words(enterprise.text("filiere")) + " · " + enterprise.text("place");
    std::string const name = enterprise.text("name");
    if (!card(page, {.icon = kIconEnterprises,
                     .title = name,
                     .subtitle = subtitle,
                     .open = page.is_open(enterprise.id)}))
        return;
    switch (page.screen.kind) {
        case ScreenKind::ChooseForVisit:
            return page.act(StartVisit{enterprise.id});
        case ScreenKind::ChooseForRequest:
            return page.act(StartRequest{enterprise.id, page.screen.words});
        default:
            return page.act(OpenEnterprise{enterprise.id});
    }
}

}  // namespace

void draw_enterprises(Page& page) {
    bool const choosing = page.screen.kind != ScreenKind::Enterprises;
    top(page, choosing ? texts::kChooseEnterprise : texts::kEnterprises, choosing);
    if (!choosing) bottom_bar(page, Place::Enterprises);
    page.begin_scroll(false);
    shared_words(page);
    field(page, {.key = "filter",
                 .label = texts::kSearchEnterprise,
                 .label_hidden = true,
                 .value = page.state.enterprise_filter,
                 .input = InputKind::Search,
                 .hint = texts::kSearchEnterprise,
                 .target = {.kind = FieldTarget::Kind::EnterpriseFilter}});
    draw_list(page, page.screen.lists.enterprises, enterprise_card);
    if (page.screen.lists.enterprises.empty() && is_receiving(page.state))
        skeleton(page, texts::kReceiving);
    else if (page.screen.lists.enterprises.empty())
        nothing_here(page, kIconEnterprises,
                     page.state.enterprise_filter.empty() ? texts::kNoEnterprise
                                                          : texts::kNoEnterpriseFound);
    page.end_scroll();
}

}  // namespace hub::ui
