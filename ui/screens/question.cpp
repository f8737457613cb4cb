#include <algorithm>

#include "shared/records/kinds.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

InputKind input_of(Question const& question) {
    switch (question.type) {
        case QuestionType::Integer:
            return InputKind::Integer;
        case QuestionType::Decimal:
            return InputKind::Decimal;
        case QuestionType::DateQuestion:
            return InputKind::Date;
        default:
            return question.appearance == "name" ? InputKind::Name : InputKind::Text;
    }
}

class Asking {
public:
    Asking(Page& page, Record const& filled, Question const& question)
        : page_(page),
          filled_(filled),
          question_(question),
          answer_(filled.get(answer_path(question.name))) {
        fault_ = is_null(answer_) ? "" : complaint(question, answers_of(filled), {page.today()});
    }

    void draw() {
        Scoped scope(filled_.id);
        Scoped inner(question_.name);
        switch (question_.type) {
            case QuestionType::Note:
                return;
            case QuestionType::SelectOne:
                return select_one();
            case QuestionType::SelectMultiple:
                return select_multiple();
            default:
                return text();
        }
    }

private:
    void answer(Value value) {
        page_.act(AnswerQuestion{filled_.id, question_.name, std::move(value)});
    }

    void text() {
        FieldState const* const word = filled_.state(answer_path(question_.name));
        field(page_,
              {.key = "answer",
               .label = question_.label,
               .label_hidden = true,
               .value = text_for_field(answer_),
               .input = input_of(question_),
               .long_text = question_.type == QuestionType::LongText,
               .required = question_.required,
               .fault = fault_,
               .hint = question_.type == QuestionType::DateQuestion ? std::string(texts::kPickDate)
                                                                    : "",
               .target = {.record = filled_.id,
                          .question = question_.name,
                          .type = question_.type,
                          .seen = word ? word->origin : Origin{}}});
    }

    void select_one() {
        std::vector<Choice> const choices = offered_choices(question_, answers_of(filled_));
        std::string const chosen = text_of(answer_);
        begin_choices(Role::RadioGroup);
        int tapped = -1;
        if (choices.size() <= 3) {
            tapped = choice_strip(page_, choices, chosen);
        } else {
            for (std::size_t i = 0; i < choices.size(); ++i)
                if (choice(page_, ChoiceKind::Radio, choices[i].label, choices[i].name == chosen))
                    tapped = static_cast<int>(i);
        }
        page_.end_group();
        if (tapped >= 0) answer(choices[static_cast<std::size_t>(tapped)].name);
        // A radio cannot be unticked: an answer given by mistake is taken back here.
        if (!is_null(answer_) && !question_.required &&
            button(page_, ButtonKind::Plain, texts::kClear, kIconClose))
            answer(Value{});
        undo_clearing();
    }

    void undo_clearing() {
        auto const& cleared = page_.state.cleared;
        bool const here = cleared && cleared->record == filled_.id &&
                          cleared->question == question_.name && is_null(answer_);
        if (!here) return;
        remark(page_, {.words = texts::kAnswerCleared, .role = Role::Status});
        if (button(page_, ButtonKind::Second, texts::kUndo, kIconUndo)) page_.act(*cleared);
    }

    void select_multiple() {
        auto const* const list = std::get_if<TextList>(&answer_);
        TextList chosen = list ? *list : TextList{};
        begin_choices(Role::Group);
        for (Choice const& offered : offered_choices(question_, answers_of(filled_))) {
            auto const at = std::find(chosen.begin(), chosen.end(), offered.name);
            bool const ticked = at != chosen.end();
            if (!choice(page_, ChoiceKind::Checkbox, offered.label, ticked)) continue;
            if (ticked) {
                chosen.erase(at);
            } else {
                chosen.push_back(offered.name);
            }
            std::sort(chosen.begin(), chosen.end());
            answer(chosen.empty() ? Value{} : Value{chosen});
            break;
        }
        page_.end_group();
    }

    // What is wrong stands above the choices, however many they are.
    void begin_choices(Role role) {
        std::uint32_t error = 0;
        if (!fault_.empty()) {
            notice(page_, Mood::Error, kIconError, fault_, Role::Alert);
            error = page_.last_item();
        }
        SemanticNode& group = page_.begin_group(role, "group", question_.label);
        group.required = question_.required;
        group.invalid = !fault_.empty();
        group.error = error;
    }

    Page& page_;
    Record const& filled_;
    Question const& question_;
    Value const answer_;
    std::string fault_;
};

// "2/6 · Eau": place inside of the section, or of a form that has none.
std::string place_words(Record const& filled, Form const& form,
                        std::vector<Question const*> const& asked, std::size_t index) {
    std::string const& group = asked[index]->group;
    int in_group = 0, before = 0;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        if (asked[i]->group != group) continue;
        ++in_group;
        if (i <= index) ++before;
    }
    std::string words = progress_words(before, in_group) + " · " +
                        (group.empty() ? kind_words(filled) : form.title_of(group));
    if (asked[index]->required) words += std::string(" · ") + texts::kRequired;
    return words;
}

void foot(Page& page, Record const& filled, std::vector<Question const*> const& asked,
          std::size_t index) {
    bool const last = index + 1 >= asked.size();
    page.begin_foot();
    if (!page.foot_beside())
        saved_line(page, filled, !is_null(filled.get(answer_path(asked[index]->name))));
    int const tapped = button_pair(page, {.left = texts::kPrevious,
                                          .right = last ? texts::kSeeMissing : texts::kNext,
                                          .left_enabled = index > 0,
                                          .enter = last ? EnterKey::Done : EnterKey::Next,
                                          .swipes = true});
    if (tapped == 1) page.act(OpenQuestion{index - 1});
    if (tapped == 2) page.act(last ? Action{GoBack{}} : Action{OpenQuestion{index + 1}});
    page.end_foot();
}

}  // namespace

void draw_question(Page& page) {
    Screen const& screen = page.screen;
    Record const* const filled = find_filled(page.state, screen.subject);
    Form const* const form = filled ? form_of(page.state, *filled) : nullptr;
    top(page, filled ? filled_title(page.state, *filled) : std::string(texts::kVisit), true);
    if (!form) return paragraph(page, texts::kNoForm);
    auto const asked = asked_questions(*form, *filled, page.today());
    if (asked.empty()) return;
    std::size_t const index = std::min(screen.question, asked.size() - 1);
    Question const& question = *asked[index];

    page.begin_scroll(true);
    if (!page.tight())
        paragraph(page, place_words(*filled, *form, asked, index), Type::Caption, Shade::Muted);
    {
        InFrench words(page, question.in_own_words);
        heading(page, question.label, 3);
        paragraph(page, question.hint, Type::Caption, Shade::Muted);
    }
    conflict_box(page, *filled, answer_path(question.name));
    Asking(page, *filled, question).draw();
    cleared_at_the_end(page, *filled);
    page.end_scroll();
    foot(page, *filled, asked, index);
}

}  // namespace hub::ui
