#include "shared/records/kinds.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

constexpr std::size_t kMostShown = 10;
constexpr int kSoonDays = 14;

bool mine(Page const& page, Record const& record) {
    return id_of(record.get("author")) == page.state.phone.identity().person;
}

// Follow-ups promised for these two weeks or overdue.
bool follow_ups(Page& page) {
    bool any = false;
    for (Record const* visit : newest(page.state, kVisit)) {
        auto const* due = std::get_if<Date>(&visit->get(answer_path("prochaine_visite")));
        if (!due || due->days > page.today().days + kSoonDays) continue;
        if (!any) heading(page, texts::kToDo, 2);
        any = true;
        Scoped scope(visit->id);
        Scoped inner("follow-up");
        std::string const delay = delay_words(*due, page.today());
        std::string const title =
            std::string(texts::kFollowUp) + " · " + enterprise_name(page.state, *visit);
        std::string const subtitle = visit->text(answer_path("conseil_donne"));
        bool const late = due->days < page.today().days;
        if (card(page, {.icon = kIconCalendar,
                        .title = title,
                        .subtitle = subtitle,
                        .note = delay,
                        .mood = late ? Mood::Attention : Mood::Plain,
                        .note_icon = late ? kIconWarning : nullptr}))
            page.act(OpenEnterprise{id_of(visit->get("enterprise"))});
    }
    return any;
}

bool filled(Page& page, char const* title, bool finished) {
    std::size_t shown = 0;
    for (char const* kind : {kVisit, kRequest})
        for (Record const* record : newest(page.state, kind)) {
            if (is_null(record->get("finished")) == finished) continue;
            if (!finished && !mine(page, *record)) continue;
            if (shown == kMostShown) break;
            if (shown++ == 0) heading(page, title, 2);
            filled_card(page, *record);
        }
    return shown > 0;
}

void conflicts(Page& page) {
    std::size_t const open = open_conflicts(page.state).size();
    if (open == 0) return;
    std::string const words =
        plural(open, "réponse double à choisir", "réponses doubles à choisir");
    if (card(page, {.icon = kIconConflict,
                    .title = texts::kConflicts,
                    .note = words,
                    .mood = Mood::Attention,
                    .note_icon = kIconWarning}))
        page.act(OpenStatus{});
}

}  // namespace

void draw_today(Page& page) {
    top(page, texts::kToday, false);
    bottom_bar(page, Place::Today);
    page.begin_scroll(true);
    if (page.state.offline_ready)
        notice(page, Mood::Done, kIconCheckCircle, texts::kReadyOffline, Role::Status);
    conflicts(page);
    bool any = follow_ups(page);
    any |= filled(page, texts::kInProgress, false);
    any |= filled(page, texts::kRecent, true);
    if (!any) paragraph(page, texts::kNothingToday, Type::Body, Shade::Muted);
    page.end_scroll();
    page.begin_foot();
    if (button(page, ButtonKind::Main, texts::kNewVisit, kIconAdd)) page.act(StartVisit{});
    page.end_foot();
}

}  // namespace hub::ui
