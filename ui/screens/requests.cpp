#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

void draw_requests(Page& page) {
    top(page, texts::kRequests, false);
    bottom_bar(page, Place::Requests);
    page.begin_scroll(true);
    draw_list(page, page.screen.lists.requests, filled_card);
    if (page.screen.lists.requests.empty()) nothing_here(page, kIconRequests, texts::kNoRequest);
    page.end_scroll();
    page.begin_foot();
    if (button(page, ButtonKind::Main, texts::kNewRequest, kIconAdd))
        page.act(StartRequest{{}, ""});
    page.end_foot();
}

}  // namespace hub::ui
