#include "shared/records/kinds.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

void follow_up_card(Page& page, Record const& visit) {
    auto const* due = std::get_if<Date>(&visit.get(answer_path("prochaine_visite")));
    if (!due) return;
    Scoped scope(visit.id);
    Scoped inner("follow-up");
    std::string const delay = delay_words(*due, page.today());
    std::string const title =
        std::string(texts::kFollowUp) + " · " + enterprise_name(page.state, visit);
    std::string const subtitle = visit.text(answer_path("conseil_donne"));
    bool const late = due->days < page.today().days;
    if (card(page, {.icon = kIconCalendar,
                    .title = title,
                    .subtitle = subtitle,
                    .note = delay,
                    .mood = late ? Mood::Attention : Mood::Plain,
                    .note_icon = late ? kIconWarning : nullptr}))
        page.act(OpenEnterprise{id_of(visit.get("enterprise"))});
}

void section(Page& page, Text title, std::vector<Id> const& ids,
             void (*draw)(Page&, Record const&)) {
    if (ids.empty()) return;
    heading(page, title, 2);
    Scoped scope(title);  // each list is one of its own to who hears it
    draw_list(page, ids, draw);
}

void conflicts(Page& page) {
    std::size_t const open = open_conflicts(page.state).size();
    if (open == 0) return;
    std::string const words = counted(texts::kDoubleAnswers, open);
    if (card(page, {.icon = kIconConflict,
                    .title = texts::kConflicts,
                    .note = words,
                    .mood = Mood::Attention,
                    .note_icon = kIconWarning}))
        page.act(OpenStatus{});
}

void release_changed(Page& page) {
    Release const& release = page.state.release;
    if (!release.to_tell) return;
    Text const words = release.went_back ? texts::kWentBack : texts::kUpdated;
    notice(page, release.went_back ? Mood::Plain : Mood::Done,
           release.went_back ? kIconInfo : kIconCheckCircle,
           fill(words, {{"version", version_words(page.state)}}), Role::Status);
}

// Three cards at the top, for the first start: nothing waits behind them.
void introduction(Page& page) {
    struct Lesson {
        char const* icon;
        Text title, words;
    };
    constexpr Lesson kLessons[] = {
        {kIconVisit, texts::kIntroduction1Title, texts::kIntroduction1},
        {kIconOffline, texts::kIntroduction2Title, texts::kIntroduction2},
        {kIconSolutions, texts::kIntroduction3Title, texts::kIntroduction3},
    };
    if (page.state.introduced) return;
    int const last = static_cast<int>(std::size(kLessons)) - 1;
    int const shown = std::min(page.state.introduction_card, last);
    Lesson const& lesson = kLessons[shown];
    heading(page, std::string(texts::kIntroduction) + " · " + progress_words(shown + 1, last + 1),
            2);
    lesson_box(page, lesson.icon, lesson.title, lesson.words);
    int const tapped =
        button_pair(page, {.left = texts::kSkip,
                           .right = shown == last ? texts::kUnderstood : texts::kNext,
                           .right_kind = ButtonKind::Second});
    if (tapped == 1 || (tapped == 2 && shown == last)) page.act(EndIntroduction{});
    if (tapped == 2 && shown < last) page.act(TurnIntroduction{});
    page.skip(space::k8);
}

}  // namespace

void draw_today(Page& page) {
    top(page, texts::kToday, false);
    bottom_bar(page, Place::Today);
    page.begin_scroll(true);
    if (is_ready_offline(page.state))
        remark(page, {.icon = kIconCheckCircle,
                      .words = texts::kReadyOffline,
                      .mood = Mood::Done,
                      .role = Role::Status});
    release_changed(page);
    introduction(page);
    conflicts(page);
    shared_cards(page);
    install_card(page);
    Lists const& lists = page.screen.lists;
    section(page, texts::kToDo, lists.follow_ups, follow_up_card);
    section(page, texts::kInProgress, lists.in_progress, filled_card);
    section(page, texts::kRecent, lists.recent, filled_card);
    if (lists.follow_ups.empty() && lists.in_progress.empty() && lists.recent.empty())
        paragraph(page, texts::kNothingToday, Type::Body, Shade::Muted);
    page.end_scroll();
    page.begin_foot();
    if (button(page, ButtonKind::Main, texts::kNewVisit, kIconAdd)) page.act(StartVisit{});
    page.end_foot();
}

}  // namespace hub::ui
