#include <algorithm>

#include "shared/records/kinds.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

std::string progress_words(State const& state, Record const& filled, Date today) {
    Form const* const form = form_of(state, filled);
    if (!form) return "";
    Progress const done = progress(*form, answers_of(filled), {today});
    return std::to_string(done.answered) + "/" + std::to_string(done.asked);
}

Date started(Record const& filled) {
    auto const* date = std::get_if<Date>(&filled.get("started"));
    return date ? *date : Date{};
}

}  // namespace

ReceiptWords receipt_words(State const& state, Record const& record) {
    for (FieldState const* field : {record.state("status"), record.state("finished")})
        if (field && !field->losers.empty())
            return {texts::kTwoAnswers, Mood::Attention, kIconConflict};
    for (auto const& [path, field] : record.fields)
        if (!field.shown().losers.empty())
            return {texts::kTwoAnswers, Mood::Attention, kIconConflict};
    switch (state.phone.receipt(record.id)) {
        case Receipt::OnPhone:
            return {texts::kToSend, Mood::Attention, kIconPhone};
        case Receipt::Quarantined:
            return {texts::kRefused, Mood::Error, kIconError};
        case Receipt::InBackup:
            return {texts::kInBackup, Mood::Done, kIconCloudDone};
        case Receipt::OnServer:
            return {texts::kSent, Mood::Done, kIconCloudDone};
    }
    return {texts::kSent, Mood::Done, kIconCloudDone};
}

std::string filled_title(State const& state, Record const& filled) {
    std::string const kind = filled.kind == kVisit ? texts::kVisit : texts::kRequest;
    return kind + " · " + enterprise_name(state, filled);
}

void filled_card(Page& page, Record const& filled) {
    State const& state = page.state;
    Scoped scope(filled.id);
    bool const finished = !is_null(filled.get("finished"));
    std::string subtitle = date_words(started(filled));
    std::string const title = filled.text(answer_path("titre"));
    if (!title.empty()) subtitle = title + " · " + subtitle;
    subtitle += " · " + (finished ? std::string(texts::kFinished)
                                  : progress_words(state, filled, page.today()));
    Id const author = id_of(filled.get("author"));
    if (author != state.phone.identity().person)
        subtitle += std::string(" · ") + texts::kAuthor + " " + person_name(state, author);
    ReceiptWords const receipt = receipt_words(state, filled);
    if (card(page, {.icon = filled.kind == kVisit ? kIconVisit : kIconRequests,
                    .title = filled_title(state, filled),
                    .subtitle = subtitle,
                    .note = receipt.words,
                    .mood = receipt.mood,
                    .note_icon = receipt.icon}))
        page.act(OpenFilling{filled.id});
}

void more_button(Page& page, std::size_t hidden) {
    std::string const label = std::string(texts::kShowMore) + " (" + std::to_string(hidden) + ")";
    if (button(page, ButtonKind::Plain, label, kIconChevronDown)) page.act(ShowMore{});
}

void conflict_box(Page& page, Record const& record, std::string const& path) {
    FieldState const* const field = record.state(path);
    if (!field || field->losers.empty()) return;
    Question const* const question = question_at(page.state, record, path);
    auto const words = [&](Value const& value) {
        return question ? answer_words(*question, value) : value_words(value);
    };
    Scoped scope(path);
    heading(page, texts::kTwoAnswers, 2);
    notice(page, Mood::Attention, kIconConflict, texts::kTwoAnswersText, Role::Status);
    auto const offer = [&](Value const& value, Origin const& origin, std::size_t place) {
        Scoped inner(std::to_string(place));
        std::string const who = person_name(page.state, origin.author) + ", " +
                                since_words(origin.stamp.wall_ms(),
                                            page.now.wall_ms + page.state.phone.clock_offset_ms());
        paragraph(page, who, Type::Caption, Shade::Muted);
        if (button(page, ButtonKind::Second,
                   std::string(texts::kKeep) + " « " + words(value) + " »", kIconCheck))
            page.act(ResolveConflict{record.id, path, value});
    };
    offer(field->value, field->origin, 0);
    for (std::size_t i = 0; i < field->losers.size(); ++i)
        offer(field->losers[i].value, field->losers[i].origin, i + 1);
}

}  // namespace hub::ui
