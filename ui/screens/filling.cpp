#include "shared/records/kinds.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

// Index among the asked questions of the first that `wanted` accepts; their count if none does.
template <typename Wanted>
std::size_t first_index(std::vector<Question const*> const& asked, Wanted wanted) {
    std::size_t i = 0;
    while (i < asked.size() && !wanted(*asked[i])) ++i;
    return i;
}

struct Overview {
    Page& page;
    Record const& filled;
    Form const& form;
    std::vector<Question const*> asked;

    void section(std::string const& group) {
        Progress const part = progress(form, answers_of(filled), {page.today()}, group);
        if (part.asked == 0) return;
        std::string note = std::to_string(part.answered) + "/" + std::to_string(part.asked);
        bool const complete = part.answered == part.asked && part.wrong.empty();
        char const* const mark = complete              ? kIconCheckCircle
                                 : !part.wrong.empty() ? kIconError
                                 : part.answered > 0   ? kIconRadioOn
                                                       : kIconRadioOff;
        if (!part.missing.empty())
            note += " · " + plural(part.missing.size(), texts::kMissing, texts::kMissingMany);
        if (!part.wrong.empty())
            note += " · " + plural(part.wrong.size(), texts::kToCorrect, texts::kToCorrect);
        if (card(page, {.icon = mark,
                        .title = group.empty() ? texts::kGeneral : group,
                        .note = note,
                        .mood = complete             ? Mood::Done
                                : part.wrong.empty() ? Mood::Plain
                                                     : Mood::Error}))
            open([&](Question const& q) { return q.group == group; });
    }

    void conflicts() {
        for (auto const& [path, field] : filled.fields) {
            if (field.shown().losers.empty()) continue;
            Question const* const question = question_at(page.state, filled, path);
            if (question) heading(page, question->label, 3);
            conflict_box(page, filled, path);
        }
    }

    template <typename Wanted>
    void open(Wanted wanted) {
        std::size_t const index = first_index(asked, wanted);
        if (index < asked.size()) page.act(OpenQuestion{index});
    }

    void foot() {
        Progress const all = progress(form, answers_of(filled), {page.today()});
        bool const finished = !is_null(filled.get("finished"));
        auto const unanswered = [&](Question const& q) {
            return q.type != QuestionType::Note && is_null(filled.get(answer_path(q.name)));
        };
        auto const faulty = [&](Question const& q) {
            auto const is = [&](std::string const& name) { return name == q.name; };
            for (std::string const& name : all.missing)
                if (is(name)) return true;
            for (std::string const& name : all.wrong)
                if (is(name)) return true;
            return false;
        };
        bool const nothing_left = all.missing.empty() && all.wrong.empty();
        std::size_t const next = first_index(asked, unanswered);
        if (nothing_left && !finished) {
            if (next < asked.size() && button(page, ButtonKind::Second, texts::kContinue))
                open(unanswered);
            if (button(page, ButtonKind::Main, texts::kFinish, kIconCheck))
                page.act(FinishFilling{filled.id});
        } else if (finished && nothing_left) {
            if (button(page, ButtonKind::Second, texts::kBackToToday, kIconToday))
                page.act(GoTo{Place::Today});
        } else if (!nothing_left) {
            char const* const label = all.answered <= 1 ? texts::kStart : texts::kContinue;
            if (button(page, ButtonKind::Main, label)) open(faulty);
        }
    }
};

void saved_line(Page& page, Record const& filled) {
    State const& state = page.state;
    if (!state.saving.refusal.empty()) return;  // the standing warning says it
    if (!state.saved()) return paragraph(page, texts::kSaving, Type::Caption, Shade::Muted);
    ReceiptWords const receipt = receipt_words(state, filled);
    notice(page, Mood::Done, kIconPhone, texts::kSavedOnPhone, Role::Status);
    notice(page, receipt.mood, receipt.icon, receipt.words, Role::Status);
}

}  // namespace

void draw_filling(Page& page) {
    Record const* const filled = page.state.phone.records().find(page.state.screen().subject);
    Form const* const form = filled ? form_of(page.state, *filled) : nullptr;
    top(page, filled ? filled_title(page.state, *filled) : texts::kVisit, true);
    page.begin_scroll(true);
    if (filled && !form) paragraph(page, texts::kNoForm);
    if (filled && form) {
        Overview overview{page, *filled, *form, asked_questions(*form, *filled, page.today())};
        Progress const all = progress(*form, answers_of(*filled), {page.today()});
        paragraph(page, form->title, Type::Caption, Shade::Muted);
        bool const whole = all.missing.empty() && all.wrong.empty();
        if (!is_null(filled->get("finished")))
            notice(page, whole ? Mood::Done : Mood::Attention,
                   whole ? kIconCheckCircle : kIconWarning,
                   whole ? texts::kFinished : texts::kModified, Role::Status);
        progress_bar(page, form->title, all.answered, all.asked);
        overview.conflicts();
        for (std::string const& group : groups(*form)) overview.section(group);
        saved_line(page, *filled);
    }
    page.end_scroll();
    page.begin_foot();
    if (filled && form)
        Overview{page, *filled, *form, asked_questions(*form, *filled, page.today())}.foot();
    page.end_foot();
}

}  // namespace hub::ui
