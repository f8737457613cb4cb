#include <algorithm>

#include "shared/records/kinds.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

std::string progress_of(State const& state, Record const& filled, Date today) {
    Form const* const form = form_of(state, filled);
    Progress const done = form ? progress(*form, answers_of(filled), {today}) : Progress{};
    std::string_view const finished = finished_words(filled, form ? &done : nullptr);
    if (!finished.empty()) return std::string(finished);
    std::string words = form ? progress_words(done.answered, done.asked) : "";
    if (!done.wrong.empty()) words += " · " + counted(texts::kToCorrect, done.wrong.size());
    return words;
}

// Where the answers stop being the same, at the beginning of a word; 0 where that is soon. What
// two long answers differ in must be seen in the lines that a row has.
std::size_t shared_start(std::vector<std::string> const& answers) {
    constexpr std::size_t kWorthLeavingOut = 40;
    std::size_t same = 0;
    auto const agree = [&](std::string const& answer) {
        return same < answer.size() && answer[same] == answers[0][same];
    };
    while (std::all_of(answers.begin(), answers.end(), agree)) ++same;
    if (same < kWorthLeavingOut) return 0;
    std::size_t const space = answers[0].find_last_of(" \n", same - 1);  // before it: in all
    return space == std::string::npos ? 0 : space + 1;
}

struct ShortWords {
    Text words;
    Mood mood;
    char const* icon;
};

// For the foot, where "Enregistré sur ce téléphone" stands before it.
ShortWords short_receipt(Receipt receipt) {
    switch (receipt) {
        case Receipt::OnPhone:
            return {texts::kToSend, Mood::Attention, kIconPhone};
        case Receipt::Quarantined:
            return {texts::kRefusedShort, Mood::Error, kIconError};
        case Receipt::OnServer:
        case Receipt::InBackup:
            break;
    }
    return {texts::kSent, Mood::Done, kIconCloudDone};
}

// What is typed in a field is not what is saved; no words: nothing is.
Remark typed_only(Page const& page, Record const& filled) {
    for (auto const& [field, typed] : page.drafts.typed) {
        if (page.drafts.targets.at(field).record != filled.id) continue;
        if (typed.fault.empty()) return {.words = texts::kNotSavedYet};
        return {.icon = kIconWarning, .words = texts::kNotSaved, .mood = Mood::Attention};
    }
    return {};
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

std::string kind_words(Record const& filled) {
    return filled.kind == kVisit ? texts::kVisit : texts::kRequest;
}

std::string filled_title(State const& state, Record const& filled) {
    return kind_words(filled) + " · " + enterprise_name(state, filled);
}

void filled_card(Page& page, Record const& filled) {
    State const& state = page.state;
    Scoped scope(filled.id);
    std::string subtitle = date_words(day_of(filled));
    std::string const title = filled.text(answer_path("titre"));
    subtitle += " · " + progress_of(state, filled, page.today());
    Id const author = id_of(filled.get("author"));
    if (author != state.phone.identity().person)
        subtitle += " · " + fill(texts::kBy, {{"person", person_name(state, author)}});
    if (!title.empty()) subtitle += " · " + title;
    ReceiptWords const receipt = receipt_words(state, filled);
    if (card(page, {.icon = filled.kind == kVisit ? kIconVisit : kIconRequests,
                    .title = filled_title(state, filled),
                    .subtitle = subtitle,
                    .note = receipt.words,
                    .mood = receipt.mood,
                    .note_icon = receipt.icon,
                    .open = page.is_open(filled.id)}))
        page.act(OpenFilling{filled.id});
}

void more_button(Page& page, std::size_t hidden) {
    std::string const label = fill(texts::kShowMore, {{"count", count_words(hidden)}});
    if (button(page, ButtonKind::Plain, label, kIconChevronDown))
        page.act(ShowMore{page.seat.screen});
}

void choose_language(Page& page) {
    std::vector<Choice> names;
    for (LanguageChoice const& language : kLanguages)
        names.push_back({std::string(language.code), std::string(language.name), ""});
    page.begin_group(Role::RadioGroup, "language", texts::kLanguage);
    int const tapped = choice_strip(page, names, tongue().code);
    page.end_group();
    if (tapped >= 0) page.act(ChooseLanguage{names[static_cast<std::size_t>(tapped)].name});
    if (page.waits_long(page.state.for_language)) {
        remark(page, {.icon = kIconDownload, .words = texts::kLanguageComes, .role = Role::Status});
        busy_bar(page, texts::kLanguageComes, page.take(3));
        page.skip(space::k8);
    }
    if (page.state.language_missing)
        notice(page, Mood::Attention, kIconOffline, texts::kLanguageNeedsNetwork, Role::Alert);
}

bool is_whole(Progress const& progress) {
    return progress.missing.empty() && progress.wrong.empty();
}

std::string_view finished_words(Record const& filled, Progress const* progress) {
    if (is_null(filled.get("finished"))) return "";
    return !progress || is_whole(*progress) ? texts::kFinished : texts::kModified;
}

void saved_line(Page& page, Record const& filled, bool answered) {
    State const& state = page.state;
    // While the storage refuses, the standing warning says it.
    if (!state.saving.refusal.empty()) return remarks(page, {}, {});
    Remark const typed = typed_only(page, filled);
    if (!typed.words.empty()) return remarks(page, typed, {});
    if (!answered || is_begun(state, filled)) return remarks(page, {}, {});
    if (!state.saved()) return remarks(page, {.words = texts::kSaving}, {});
    Receipt const receipt = state.phone.receipt(filled.id);
    ShortWords const sent = short_receipt(receipt);
    ReceiptWords const whole = receipt_words(state, filled);
    remarks(page,
            {.icon = kIconCheckCircle,
             .words = texts::kSavedOnPhone,
             .mood = Mood::Done,
             .role = Role::Status},
            {.icon = sent.icon,
             .words = sent.words,
             .description = whole.words == std::string_view(sent.words) ? "" : whole.words,
             .mood = sent.mood,
             .role = Role::Status});
}

void cleared_at_the_end(Page& page, Record const& filled) {
    if (!is_null(filled.get("finished"))) return;
    auto names = answers_not_asked(page.state, filled, page.today());
    // The day was filled in by the app itself: nobody misses it.
    for (std::string_view const day : kDayQuestions)
        names.erase(std::remove(names.begin(), names.end(), day), names.end());
    if (names.empty()) return;
    std::string const words = counted(texts::kFinishClears, names.size());
    notice(page, Mood::Attention, kIconWarning, words, Role::Status);
}

void conflict_box(Page& page, Record const& record, std::string const& path) {
    FieldState const* const field = record.state(path);
    if (!field || field->losers.empty()) return;
    Question const* const question = question_at(page.state, record, path);
    std::vector<std::pair<Value, Origin>> sides{{field->value, field->origin}};
    for (auto const& loser : field->losers) sides.emplace_back(loser.value, loser.origin);
    std::vector<std::string> answers;
    for (auto const& [value, origin] : sides)
        answers.push_back(question ? answer_words(*question, value) : value_words(value));
    std::size_t const start = shared_start(answers);
    Millis const now_ms = page.now.wall_ms + page.state.phone.clock_offset_ms();

    Scoped scope(path);
    notice(page, Mood::Attention, kIconConflict, texts::kTwoAnswersText, Role::Status);
    Grouped list(page, Role::List);
    for (std::size_t i = 0; i < sides.size(); ++i) {
        auto const& [value, origin] = sides[i];
        // By whose word it is: a tap meant for it must not reach one that has taken its place.
        Scoped inner(to_hex(origin.replica) + std::to_string(origin.dseq));
        Grouped item(page, Role::ListItem);
        std::string const who = person_name(page.state, origin.author) + ", " +
                                since_words(origin.stamp.wall_ms(), now_ms);
        bool const chosen =
            offer(page, {.name = fill(texts::kKeepValue, {{"value", answers[i]}}),
                         .value = (start > 0 ? "… " : "") + answers[i].substr(start),
                         .caption = who,
                         .action = texts::kKeep});
        if (chosen) page.act(ResolveConflict{record.id, path, value});
    }
    page.skip(space::k8);
}

}  // namespace hub::ui
