#include <algorithm>

#include "shared/records/kinds.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

bool holds(std::vector<std::string> const& names, std::string const& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

struct Overview {
    Page& page;
    Record const& filled;
    Form const& form;
    std::vector<Question const*> asked;
    Progress all;

    void sections() {
        Grouped list(page, Role::List);
        for (std::string const& group : groups(form)) {
            Scoped scope(group);
            Grouped item(page, Role::ListItem);
            section(group);
        }
    }

    void section(std::string const& group) {
        Progress const part = progress(form, answers_of(filled), {page.today()}, group);
        if (part.asked == 0) return;
        std::string const title = group.empty() ? kind_words(filled) : form.title_of(group);
        std::string note = progress_words(part.answered, part.asked);
        bool const complete = part.answered == part.asked && part.wrong.empty();
        char const* const mark = complete              ? kIconCheckCircle
                                 : !part.wrong.empty() ? kIconError
                                 : part.answered > 0   ? kIconRadioOn
                                                       : kIconRadioOff;
        if (!part.missing.empty()) note += " · " + counted(texts::kMissing, part.missing.size());
        if (!part.wrong.empty()) note += " · " + counted(texts::kToCorrect, part.wrong.size());
        if (card(page, {.icon = mark,
                        .title = title,
                        .note = note,
                        .mood = complete             ? Mood::Done
                                : part.wrong.empty() ? Mood::Plain
                                                     : Mood::Error}))
            open_first([&](Question const& question) { return question.group == group; });
    }

    void conflicts() {
        for (auto const& [path, field] : filled.fields) {
            if (field.shown().losers.empty()) continue;
            Question const* const question = question_at(page.state, filled, path);
            if (question) heading(page, question->label, 3);
            conflict_box(page, filled, path);
        }
    }

    // What a question waits for: a wrong or missing answer first, then any answer at all.
    int urgency(Question const& question) const {
        if (holds(all.wrong, question.name) || holds(all.missing, question.name)) return 0;
        bool const open =
            question.type != QuestionType::Note && is_null(filled.get(answer_path(question.name)));
        return open ? 1 : 2;
    }

    // Of the wanted questions the first that waits most.
    template <typename Wanted>
    void open_first(Wanted wanted) {
        std::size_t found = asked.size();
        for (std::size_t i = 0; i < asked.size(); ++i) {
            if (!wanted(*asked[i])) continue;
            if (found == asked.size() || urgency(*asked[i]) < urgency(*asked[found])) found = i;
        }
        if (found < asked.size()) page.act(OpenQuestion{found});
    }

    // What was typed and could not be saved: only this page knows of it.
    void unread() {
        for (Question const* question : asked)
            if (Typed const* const text = page.drafts.unread(filled.id, question->name))
                notice(
                    page, Mood::Error, kIconWarning,
                    fill(texts::kIsNotSaved, {{"question", question->label}, {"text", text->text}}),
                    Role::Status);
    }

    void foot() {
        bool const finished = !is_null(filled.get("finished"));
        auto const any = [](Question const&) { return true; };
        if (!is_whole(all)) {
            Text const label = all.answered <= 1 ? texts::kStart : texts::kContinue;
            if (button(page, ButtonKind::Main, label)) open_first(any);
        } else if (finished) {
            if (button(page, ButtonKind::Second, texts::kBackToToday, kIconToday))
                page.act(GoTo{Place::Today});
        } else {
            if (all.answered < all.asked && button(page, ButtonKind::Second, texts::kContinue))
                open_first(any);
            if (button(page, ButtonKind::Main, texts::kFinish, kIconCheck))
                page.act(FinishFilling{filled.id});
        }
    }
};

Overview overview_of(Page& page, Record const& filled, Form const& form) {
    return {page, filled, form, asked_questions(form, filled, page.today()),
            progress(form, answers_of(filled), {page.today()})};
}

}  // namespace

void draw_filling(Page& page) {
    Record const* const filled = find_filled(page.state, page.screen.subject);
    Form const* const form = filled ? form_of(page.state, *filled) : nullptr;
    top(page, filled ? filled_title(page.state, *filled) : std::string(texts::kVisit), true);
    page.begin_scroll(true);
    if (filled && !form) paragraph(page, texts::kNoForm);
    if (filled && form) {
        Overview overview = overview_of(page, *filled, *form);
        Progress const& all = overview.all;
        paragraph(page, form->title, Type::Caption, Shade::Muted);
        bool const whole = is_whole(all);
        if (!is_null(filled->get("finished")))
            notice(page, whole ? Mood::Done : Mood::Attention,
                   whole ? kIconCheckCircle : kIconWarning, finished_words(*filled, &all),
                   Role::Status);
        progress_bar(page, form->title, all.answered, all.asked);
        overview.unread();
        overview.conflicts();
        cleared_at_the_end(page, *filled);
        overview.sections();
        photo_cards(page, *filled);
        if (is_own_draft(page.state, *filled) &&
            button(page, ButtonKind::Removing, texts::kRemoveDraft, kIconClose))
            page.act(RemoveDraft{filled->id});
    }
    page.end_scroll();
    page.begin_foot();
    if (filled && form) {
        saved_line(page, *filled, true);
        overview_of(page, *filled, *form).foot();
    }
    page.end_foot();
}

}  // namespace hub::ui
