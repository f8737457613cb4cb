#include "shared/records/kinds.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

void draw_enterprise(Page& page) {
    Record const* const enterprise = page.state.phone.records().find(page.screen.subject);
    top(page, enterprise ? enterprise->text("name") : std::string(texts::kEnterprises), true);
    page.begin_scroll(true);
    if (enterprise) {
        fact(page, texts::kSector, sector_words(enterprise->text("filiere")));
        {
            InFrench words(page);
            fact(page, texts::kPlace, enterprise->text("place"));
            fact(page, texts::kContact, enterprise->text("contact"));
        }
        Lists const& lists = page.screen.lists;
        heading(page, texts::kVisits, 2);
        if (lists.visits.empty()) paragraph(page, texts::kNoVisit, Type::Body, Shade::Muted);
        {
            Scoped scope("visits");
            draw_list(page, lists.visits, filled_card);
        }
        if (!lists.requests.empty()) heading(page, texts::kRequests, 2);
        Scoped scope("requests");
        draw_list(page, lists.requests, filled_card);
    }
    page.end_scroll();
    page.begin_foot();
    if (!newest_form(page.state, kVisitForm)) {
        paragraph(page, texts::kNoForm, Type::Caption, Shade::Muted);
    } else if (enterprise) {
        if (button(page, ButtonKind::Second, texts::kNewRequest, kIconRequests))
            page.act(StartRequest{enterprise->id, ""});
        if (button(page, ButtonKind::Main, texts::kNewVisit, kIconAdd))
            page.act(StartVisit{enterprise->id});
    }
    page.end_foot();
}

}  // namespace hub::ui
