#include <algorithm>

#include "shared/records/kinds.h"
#include "ui/update.h"

namespace hub::ui {

namespace {

// A question whose answer is the first thing the form asks and is nearly always "today".
std::vector<Change> first_values(Form const& form, Date today) {
    std::vector<Change> changes;
    for (std::string_view const day : kDayQuestions)
        if (form.find(day)) changes.push_back({answer_path(day), today});
    return changes;
}

// The question that says what a request is about: its title, otherwise its first long text.
Question const* subject_question(Form const& form) {
    if (Question const* const title = form.find("titre")) return title;
    for (Question const& question : form.questions)
        if (question.type == QuestionType::LongText) return &question;
    return nullptr;
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

// A new record over the screen shown, at its first question. `changes` are its own first values.
void open_new(State& state, Record const& company, Record const& form, std::string_view kind,
              std::vector<Change> changes, World& world) {
    Id const record = world.random_id();
    changes.push_back({"enterprise", RecordRef{company.id}});
    changes.push_back({"form", RecordRef{form.id}});
    changes.push_back({"author", RecordRef{state.phone.identity().person}});
    changes.push_back({"started", world.today()});
    for (Change& change : first_values(state.forms.at(form.id), world.today()))
        changes.push_back(std::move(change));
    commit_edit(state, record, std::string(kind), company.feed, std::move(changes), world);

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

// Back to where it was opened.
void leave_filling(State& state) {
    while (state.screens.size() > 1 && (state.screen().kind == ScreenKind::Question ||
                                        state.screen().kind == ScreenKind::Filling))
        state.screens.pop_back();
    ++state.screen_revision;
}

// What a visit or request needs: its company and the newest form. The buttons are not offered
// without them.
struct Basis {
    Record const* company;
    Record const* form;
    bool complete() const { return company && form; }
};

Basis basis_for(State const& state, Id const& enterprise, std::string_view form) {
    return {state.phone.records().find(enterprise), newest_form(state, form)};
}

}  // namespace

void start_visit(State& state, StartVisit const& start, World& world) {
    if (start.enterprise.is_nil()) {
        state.enterprise_filter.clear();
        return show(state, {ScreenKind::ChooseForVisit});
    }
    Basis const basis = basis_for(state, start.enterprise, kVisitForm);
    if (basis.complete()) open_new(state, *basis.company, *basis.form, kVisit, {}, world);
}

void start_request(State& state, StartRequest const& start, World& world) {
    if (start.enterprise.is_nil()) {
        state.enterprise_filter.clear();
        return show(state, {.kind = ScreenKind::ChooseForRequest, .words = start.words});
    }
    Basis const basis = basis_for(state, start.enterprise, kRequestForm);
    if (!basis.complete()) return;
    std::vector<Change> changes{{"status", std::string("brouillon")}};
    Question const* const subject = subject_question(state.forms.at(basis.form->id));
    if (subject && !start.words.empty())
        changes.push_back({answer_path(subject->name), start.words});
    open_new(state, *basis.company, *basis.form, kRequest, std::move(changes), world);
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
    leave_filling(state);
    show(state, {ScreenKind::Filling, finish.record});
}

void remove_draft(State& state, RemoveDraft const& remove, World& world) {
    Record const* const record = state.phone.records().find(remove.record);
    if (!record || !is_own_draft(state, *record)) return;
    commit_edit(state, record->id, record->kind, record->feed, {{"removed", world.today()}}, world);
    leave_filling(state);
    state.removed_draft = remove.record;
}

void restore_draft(State& state, RestoreDraft const& restore, World& world) {
    Record const* const record = state.phone.records().find(restore.record);
    if (!record || !is_removed(*record)) return;
    commit_edit(state, record->id, record->kind, record->feed, {{"removed", Value{}}}, world);
    show(state, {ScreenKind::Filling, restore.record});
}

void resolve_conflict(State& state, ResolveConflict const& choice, World& world) {
    Record const* const record = state.phone.records().find(choice.record);
    if (!record) return;
    commit_edit(state, record->id, record->kind, record->feed,
                {{.path = choice.path, .value = choice.chosen, .resolves = true}}, world);
}

}  // namespace hub::ui
