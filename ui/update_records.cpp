#include <algorithm>

#include "shared/records/kinds.h"
#include "ui/update.h"

namespace hub::ui {

namespace {

// A question whose answer is the first thing the form asks and is nearly always "today".
std::vector<Change> first_values(Form const& form, Date today) {
    std::vector<Change> changes;
    for (Question const& question : form.questions)
        if (question.name == "date_visite" || question.name == "date_demande")
            changes.push_back({answer_path(question.name), today});
    return changes;
}

// Answers whose question is not asked any more are kept while the form is filled in, so that a slip
// can be undone, and cleared when it is finished: a refused consent leaves the refusal only.
std::vector<Change> irrelevant_answers(State const& state, Record const& record, Date today) {
    std::vector<Change> cleared;
    Form const* const form = form_of(state, record);
    if (!form) return cleared;
    Answers const answers = answers_of(record);
    for (Question const& question : form->questions)
        if (!is_null(answers(question.name)) && !is_relevant(question, answers, {today}))
            cleared.push_back({answer_path(question.name), Value{}});
    return cleared;
}

}  // namespace

void start_filling(State& state, std::string_view kind, Id const& enterprise, World& world) {
    bool const is_visit = kind == kVisit;
    if (enterprise.is_nil()) {
        auto const choose = is_visit ? ScreenKind::ChooseForVisit : ScreenKind::ChooseForRequest;
        state.enterprise_filter.clear();
        show(state, {choose});
        return;
    }
    Record const* const form_record = newest_form(state, is_visit ? kVisitForm : kRequestForm);
    Record const* const company = state.phone.records().find(enterprise);
    if (!form_record || !company) return;  // the buttons are not offered then

    Id const record = world.random_id();
    std::vector<Change> changes{
        {"enterprise", RecordRef{enterprise}},
        {"form", RecordRef{form_record->id}},
        {"author", RecordRef{state.phone.identity().person}},
        {"started", world.today()},
    };
    if (!is_visit) changes.push_back({"status", std::string("brouillon")});
    for (Change& change : first_values(state.forms.at(form_record->id), world.today()))
        changes.push_back(std::move(change));
    commit_edit(state, record, std::string(kind), company->feed, std::move(changes), world);

    bool const chose = state.screen().kind == ScreenKind::ChooseForVisit ||
                       state.screen().kind == ScreenKind::ChooseForRequest;
    Screen const overview{ScreenKind::Filling, record};
    if (chose) {
        replace(state, overview);
    } else {
        show(state, overview);
    }
    show(state, {ScreenKind::Question, record, 0});
}

void answer_question(State& state, AnswerQuestion const& answer, World& world) {
    Record const* const record = state.phone.records().find(answer.record);
    if (!record) return;
    std::string const path = answer_path(answer.question);
    if (record->get(path) == answer.value) return;
    commit_edit(state, record->id, record->kind, record->feed, {{path, answer.value}}, world);
}

void finish_filling(State& state, FinishFilling const& finish, World& world) {
    Record const* const record = state.phone.records().find(finish.record);
    if (!record || !is_null(record->get("finished"))) return;
    std::vector<Change> changes{{"finished", world.today()}};
    for (Change& cleared : irrelevant_answers(state, *record, world.today()))
        changes.push_back(std::move(cleared));
    if (record->kind == kRequest) changes.push_back({"status", std::string("a_envoyer")});
    commit_edit(state, record->id, record->kind, record->feed, std::move(changes), world);
    while (state.screens.size() > 1 && (state.screen().kind == ScreenKind::Question ||
                                        state.screen().kind == ScreenKind::Filling))
        state.screens.pop_back();
    state.screens.push_back({ScreenKind::Filling, finish.record});
    ++state.screen_revision;
}

void resolve_conflict(State& state, ResolveConflict const& choice, World& world) {
    Record const* const record = state.phone.records().find(choice.record);
    if (!record) return;
    commit_edit(state, record->id, record->kind, record->feed,
                {{.path = choice.path, .value = choice.chosen, .resolves = true}}, world);
}

}  // namespace hub::ui
