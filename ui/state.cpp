#include "ui/state.h"

#include <algorithm>

#include "shared/records/kinds.h"
#include "ui/texts.h"

namespace hub::ui {

std::size_t list_screen(State const& state) {
    std::size_t at = state.screens.size() - 1;
    while (at > 0 && !is_place(state.screens[at].kind)) --at;
    return at;
}

bool is_at_work(State const& state) {
    return state.loaded && state.phone.enrolled() && state.may_write();
}

bool shows_two_panes(State const& state) { return state.wide && is_at_work(state); }

std::size_t base_screen(State const& state) {
    std::size_t at = state.screens.size() - 1;
    while (at > 0 && is_overlay(state.screens[at].kind)) --at;
    return at;
}

bool is_shown(State const& state, std::size_t at) {
    return at >= base_screen(state) || (shows_two_panes(state) && at == list_screen(state));
}

bool SheetFilter::admits(Record const& sheet) const {
    auto const one_of = [&](std::set<std::string> const& wanted, char const* field) {
        auto const* const list = std::get_if<TextList>(&sheet.get(field));
        return wanted.empty() ||
               (list && std::any_of(list->begin(), list->end(), [&](std::string const& code) {
                    return wanted.count(code) > 0;
                }));
    };
    return one_of(sectors, "filieres") && one_of(energies, "energies");
}

Record const* find_filled(State const& state, Id const& record) {
    if (state.begun && state.begun->id == record) return &*state.begun;
    return state.phone.records().find(record);
}

bool is_begun(State const& state, Record const& filled) {
    return state.begun && state.begun->id == filled.id;
}

Form const* form_of(State const& state, Record const& filled) {
    auto const found = state.forms.find(id_of(filled.get("form")));
    return found == state.forms.end() ? nullptr : &found->second;
}

Record const* newest_form(State const& state, std::string_view form_id) {
    Record const* newest = nullptr;
    std::int64_t newest_version = 0;
    for (Record const* form : state.phone.records().of_kind(kForm)) {
        auto const* version = std::get_if<std::int64_t>(&form->get("version"));
        if (form->text("form_id") != form_id || !version || *version <= newest_version) continue;
        if (state.forms.count(form->id) == 0) continue;  // not readable by this release
        newest = form;
        newest_version = *version;
    }
    return newest;
}

Answers answers_of(Record const& filled) {
    return [&filled](std::string_view name) { return filled.get(answer_path(name)); };
}

std::vector<std::string> answers_not_asked(State const& state, Record const& filled, Date today) {
    std::vector<std::string> names;
    Form const* const form = form_of(state, filled);
    if (!form) return names;
    Answers const answers = answers_of(filled);
    for (Question const& question : form->questions)
        if (!is_null(answers(question.name)) && !is_relevant(question, answers, {today}))
            names.push_back(question.name);
    return names;
}

Date day_of(Record const& filled) {
    for (std::string_view const question : kDayQuestions)
        if (auto const* day = std::get_if<Date>(&filled.get(answer_path(question)))) return *day;
    auto const* started = std::get_if<Date>(&filled.get("started"));
    return started ? *started : Date{};
}

bool is_removed(Record const& filled) {
    FieldState const* const removed = filled.state("removed");
    if (!removed || is_null(removed->value) || !is_null(filled.get("finished"))) return false;
    return std::all_of(filled.fields.begin(), filled.fields.end(), [&](auto const& field) {
        return field.second.shown().origin.stamp <= removed->origin.stamp;
    });
}

bool is_own_draft(State const& state, Record const& filled) {
    return is_null(filled.get("finished")) && !is_removed(filled) && !is_begun(state, filled) &&
           id_of(filled.get("author")) == state.phone.identity().person;
}

std::vector<Question const*> asked_questions(Form const& form, Record const& filled, Date today) {
    std::vector<Question const*> asked;
    for (Question const& question : form.questions)
        if (is_relevant(question, answers_of(filled), {today})) asked.push_back(&question);
    return asked;
}

std::vector<OpenConflict> open_conflicts(State const& state) {
    std::vector<OpenConflict> conflicts;
    Records const& records = state.phone.records();
    for (Id const& id : records.disputed()) {
        Record const* const record = records.find(id);
        for (auto const& [path, field] : record->fields)
            if (!field.shown().losers.empty()) conflicts.push_back({record, path});
    }
    return conflicts;
}

Question const* question_at(State const& state, Record const& record, std::string_view path) {
    Form const* const form = form_of(state, record);
    if (!form || path.substr(0, kAnswerPrefix.size()) != kAnswerPrefix) return nullptr;
    return form->find(path.substr(kAnswerPrefix.size()));
}

std::string person_name(State const& state, Id const& person) {
    if (person == state.phone.identity().person) return texts::kMe;
    Record const* const record = state.phone.records().find(person);
    std::string const name = record ? record->text("name") : "";
    return name.empty() ? texts::kSomeone : name;
}

bool is_ready_offline(State const& state) {
    return state.offline_ready && state.phone.synced_once() && !state.phone.more_to_pull() &&
           !state.phone.lacks_shelf();
}

std::int64_t clock_days_behind(State const& state) {
    constexpr Millis kDayMs = 24LL * 60 * 60 * 1000;
    return state.phone.clock_offset_ms() / kDayMs;
}

bool is_receiving(State const& state) {
    return state.phone.enrolled() && !state.phone.synced_once() && !is_offline(state);
}

void follow_waits(State& state, Millis steady_ms) {
    Connection const& line = state.connection;
    Phone const& phone = state.phone;
    bool const sheets = state.screens[list_screen(state)].kind == ScreenKind::Solutions;
    bool const data = state.may_write() &&
                      (!state.loaded || is_receiving(state) || (sheets && phone.lacks_shelf()));
    state.for_data.follow(data, steady_ms);
    // Of the requests that only ask for news nobody knows.
    bool const matters =
        line.wanted || !phone.outbox().empty() || phone.more_to_pull() || !phone.synced_once();
    state.for_server.follow(line.line == Line::Asking && matters, steady_ms);
    state.for_language.follow(state.language_asked, steady_ms);
}

std::optional<Millis> next_long_wait_ms(State const& state, Millis steady_ms) {
    std::optional<Millis> next;
    for (Wait const* wait : {&state.for_data, &state.for_server, &state.for_language}) {
        if (!wait->since_ms || wait->is_long(steady_ms)) continue;
        Millis const at_ms = *wait->since_ms + Wait::kLongMs;
        next = std::min(next.value_or(at_ms), at_ms);
    }
    return next;
}

bool all_shared_kept(State const& state) {
    return std::all_of(state.shared.begin(), state.shared.end(),
                       [](Shared const& shared) { return shared.kept; });
}

bool can_install(State const& state) {
    InstallWay const way = state.install.way;
    return way != InstallWay::None && way != InstallWay::Installed;
}

bool offers_install(State const& state, Lists const& today, Millis wall_ms) {
    constexpr Millis kMonthMs = 30LL * 24 * 60 * 60 * 1000;
    Millis const since_ms = wall_ms - state.install.later_ms;
    bool const said_later = state.install.later_ms > 0 && since_ms >= 0 && since_ms < kMonthMs;
    // In Safari it was offered when it was time: before enrolment.
    return can_install(state) && state.install.way != InstallWay::ByShare && !said_later &&
           today.has_own && state.saved();
}

bool must_install_first(State const& state) {
    return state.install.way == InstallWay::ByShare && !state.phone.enrolled() &&
           state.phone.enrolment_asked().code.empty() && !state.enrolment.here;
}

bool is_offline(State const& state) {
    return !state.connection.online || state.connection.trouble_code == "no-network";
}

}  // namespace hub::ui
