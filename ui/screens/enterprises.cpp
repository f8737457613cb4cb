#include <algorithm>

#include "shared/base/text.h"
#include "shared/records/kinds.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

std::vector<Record const*> matching(State const& state, std::string const& filter) {
    std::string const wanted = fold(filter);
    std::vector<std::pair<std::string, Record const*>> found;
    for (Record const* enterprise : state.phone.records().of_kind(kEnterprise)) {
        std::string name = fold(enterprise->text("name"));
        std::string const place = fold(enterprise->text("place"));
        if (name.find(wanted) == std::string::npos && place.find(wanted) == std::string::npos)
            continue;
        found.emplace_back(std::move(name), enterprise);
    }
    std::sort(found.begin(), found.end(),
              [](auto const& a, auto const& b) { return a.first < b.first; });
    std::vector<Record const*> enterprises;
    for (auto const& [name, enterprise] : found) enterprises.push_back(enterprise);
    return enterprises;
}

void enterprise_card(Page& page, Record const& enterprise) {
    Scoped scope(enterprise.id);
    std::string const subtitle =
        sector_words(enterprise.text("filiere")) + " · " + enterprise.text("place");
    std::string const name = enterprise.text("name");
    if (!card(page, {.icon = kIconEnterprises, .title = name, .subtitle = subtitle})) return;
    switch (page.state.screen().kind) {
        case ScreenKind::ChooseForVisit:
            return page.act(StartVisit{enterprise.id});
        case ScreenKind::ChooseForRequest:
            return page.act(StartRequest{enterprise.id});
        default:
            return page.act(OpenEnterprise{enterprise.id});
    }
}

}  // namespace

void draw_enterprises(Page& page) {
    bool const choosing = page.state.screen().kind != ScreenKind::Enterprises;
    top(page, choosing ? texts::kChooseEnterprise : texts::kEnterprises, choosing);
    if (!choosing) bottom_bar(page, Place::Enterprises);
    page.begin_scroll(false);
    field(page, {.key = "filter",
                 .label = texts::kSearchEnterprise,
                 .label_hidden = true,
                 .value = page.drafts.enterprise_filter,
                 .input = InputKind::Search,
                 .hint = texts::kSearchEnterprise,
                 .target = {.kind = FieldTarget::Kind::EnterpriseFilter}});
    auto const found = matching(page.state, page.drafts.enterprise_filter);
    for (Record const* enterprise : found) enterprise_card(page, *enterprise);
    if (found.empty())
        paragraph(page,
                  page.drafts.enterprise_filter.empty() ? texts::kNoEnterprise
                                                        : texts::kNoEnterpriseFound,
                  Type::Body, Shade::Muted);
    page.end_scroll();
}

}  // namespace hub::ui
