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

// What a person does to a visit or request. The first time it takes along what was begun.
void commit_to(State& state, Record const& filled, std::vector<Change> changes, World& world,
               std::optional<Origin> const& seen = {}) {
    Id const record = filled.id;
    std::string const kind = filled.kind, feed = filled.feed;
    if (is_begun(state, filled)) {
        for (auto const& field : filled.fields) {
            bool const changed =
                std::any_of(changes.begin(), changes.end(),
                            [&](Change const& change) { return change.path == field.first; });
            if (!changed) changes.push_back({field.first, field.second.confirmed.value});
        }
        state.begun.reset();
    }
    commit_edit(state, record, kind, feed, std::move(changes), world, seen);
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
    leave_begun(state);
    Record begun{record, std::string(kind), company.feed, {}};
    for (Change& change : changes)
        begun.fields[change.path].confirmed.value = std::move(change.value);
    state.begun = std::move(begun);

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
    open_new(state, *basis.company, *basis.form, kRequest, {{"status", std::string("brouillon")}},
             world);
    Question const* const subject = subject_question(state.forms.at(basis.form->id));
    if (subject && !start.words.empty())
        commit_to(state, *state.begun, {{answer_path(subject->name), start.words}}, world);
}

void answer_question(State& state, AnswerQuestion const& answer, World& world) {
    Record const* const record = find_filled(state, answer.record);
    if (!record) return;
    std::string const path = answer_path(answer.question);
    if (record->get(path) == answer.value) return;
    state.cleared.reset();
    if (is_null(answer.value))
        state.cleared = AnswerQuestion{answer.record, answer.question, record->get(path)};
    if (is_begun(state, *record) && is_null(answer.value)) {  // clears what the app gave: no answer
        state.begun->fields.erase(path);
        return;
    }
    commit_to(state, *record, {{path, answer.value}}, world, answer.seen);
}

void finish_filling(State& state, FinishFilling const& finish, World& world) {
    Record const* const record = find_filled(state, finish.record);
    if (!record || !is_null(record->get("finished"))) return;
    std::vector<Change> changes{{"finished", world.today()}};
    for (std::string const& name : answers_not_asked(state, *record, world.today()))
        changes.push_back({answer_path(name), Value{}});
    if (record->kind == kRequest) changes.push_back({"status", std::string("a_envoyer")});
    commit_to(state, *record, std::move(changes), world);
    leave_filling(state);
    show(state, {ScreenKind::Filling, finish.record});
}

void remove_draft(State& state, RemoveDraft const& remove, World& world) {
    Record const* const record = state.phone.records().find(remove.record);
    if (!record || !is_own_draft(state, *record)) return;
    commit_to(state, *record, {{"removed", world.today()}}, world);
    leave_filling(state);
    state.removed_draft = remove.record;
}

void restore_draft(State& state, RestoreDraft const& restore, World& world) {
    Record const* const record = state.phone.records().find(restore.record);
    if (!record || !is_removed(*record)) return;
    commit_to(state, *record, {{"removed", Value{}}}, world);
    show(state, {ScreenKind::Filling, restore.record});
}

void resolve_conflict(State& state, ResolveConflict const& choice, World& world) {
    Record const* const record = state.phone.records().find(choice.record);
    if (!record) return;
    commit_to(state, *record, {{.path = choice.path, .value = choice.chosen, .resolves = true}},
              world);
}

}  // namespace hub::ui
