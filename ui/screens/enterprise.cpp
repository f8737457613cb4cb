#include "shared/records/kinds.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

bool history(Page& page, Id const& enterprise, std::string_view kind, char const* title) {
    bool any = false;
    for (Record const* record : newest(page.state, kind)) {
        if (id_of(record->get("enterprise")) != enterprise) continue;
        if (!any) heading(page, title, 2);
        any = true;
        filled_card(page, *record);
    }
    return any;
}

}  // namespace

void draw_enterprise(Page& page) {
    Record const* const enterprise = page.state.phone.records().find(page.state.screen().subject);
    top(page, enterprise ? enterprise->text("name") : texts::kEnterprises, true);
    page.begin_scroll(true);
    if (enterprise) {
        fact(page, texts::kSector, sector_words(enterprise->text("filiere")));
        fact(page, texts::kPlace, enterprise->text("place"));
        fact(page, texts::kContact, enterprise->text("contact"));
        if (!history(page, enterprise->id, kVisit, texts::kVisits))
            paragraph(page, texts::kNoVisit, Type::Body, Shade::Muted);
        history(page, enterprise->id, kRequest, texts::kRequests);
    }
    page.end_scroll();
    page.begin_foot();
    if (!newest_form(page.state, kVisitForm)) {
        paragraph(page, texts::kNoForm, Type::Caption, Shade::Muted);
    } else if (enterprise) {
        if (button(page, ButtonKind::Second, texts::kNewRequest, kIconRequests))
            page.act(StartRequest{enterprise->id});
        if (button(page, ButtonKind::Main, texts::kNewVisit, kIconAdd))
            page.act(StartVisit{enterprise->id});
    }
    page.end_foot();
}

}  // namespace hub::ui
