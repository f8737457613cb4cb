#include <algorithm>

#include "shared/base/text.h"
#include "shared/records/kinds.h"
#include "ui/drafts.h"
#include "ui/format.h"
#include "ui/texts.h"
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

// What a request is about, and how many bytes of the words that is: a few words are its title, more
// of them its description, with the first ones as the title.
struct About {
    std::vector<Change> changes;
    std::size_t taken = 0;
};

About about(Form const& form, std::string_view words) {
    constexpr std::size_t kTitle = 80;
    Question const* const title = form.find("titre");
    auto const described = std::find_if(
        form.questions.begin(), form.questions.end(),
        [](Question const& question) { return question.type == QuestionType::LongText; });
    bool const has_description = described != form.questions.end();
    std::string_view const line = words.substr(0, words.find_first_of("\r\n"));
    std::string_view const first = beginning(line, has_description ? kTitle : kMostCharacters);
    About result{.taken = first.size()};
    if (title) result.changes.push_back({answer_path(title->name), std::string(first)});
    if (!has_description || (title && first.size() == words.size())) return result;
    std::string_view const all = beginning(words, kMostCharacters);
    result.changes.push_back({answer_path(described->name), std::string(all)});
    result.taken = all.size();
    return result;
}

// What a person does to a visit or request. The first time it takes along what was begun.
std::uint64_t commit_to(State& state, Record const& filled, std::vector<Change> changes,
                        World& world, std::optional<Origin> const& seen = {}) {
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
    return commit_edit(state, record, kind, feed, std::move(changes), world, seen);
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
    if (!basis.complete() || takes_photos(state, start, world)) return;
    std::uint64_t const key = state.screen().shared;
    open_new(state, *basis.company, *basis.form, kRequest, {{"status", std::string("brouillon")}},
             world);
    auto const shared = std::find_if(state.shared.begin(), state.shared.end(),
                                     [key](Shared const& each) { return each.key == key; });
    bool const is_shared = shared != state.shared.end();
    About said;
    if (!start.words.empty()) said = about(state.forms.at(basis.form->id), start.words);
    if (is_shared)
        for (Change& change : naming(shared->ready, world.random_id()))
            said.changes.push_back(std::move(change));
    if (said.changes.empty())
        return;  // a form without a place for it: a shared text goes on waiting
    std::uint64_t const ticket = commit_to(state, *state.begun, std::move(said.changes), world);
    if (!is_shared) return;
    shared->ticket = ticket;
    shared->taken = said.taken;
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
    world.effects.push_back(AnnounceLive{texts::kDraftRemoved});
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
