#include <algorithm>
#include <map>
#include <set>

#include "shared/base/text.h"
#include "shared/records/kinds.h"
#include "ui/language.h"
#include "ui/update.h"

namespace hub::ui {

namespace {

constexpr char kNextVisit[] = "prochaine_visite";
constexpr std::size_t kMostRecent = 10;
constexpr std::int32_t kSoonDays = 14;  // follow-ups of these two weeks are something to do

void follow_forms(State& state) {
    Records const& records = state.phone.records();
    if (state.forms_revision == records.revision(kForm)) return;
    state.forms_revision = records.revision(kForm);
    for (Record const* form : records.of_kind(kForm)) {
        if (state.forms.count(form->id) > 0) continue;  // a published version never changes
        auto parsed = form_from_json(form->text("definition"), tongue().code);
        if (parsed.ok()) state.forms.emplace(form->id, parsed.take());
    }
}

Stamp started(Record const& filled) {
    FieldState const* const field = filled.state("started");
    return field ? field->origin.stamp : Stamp{};
}

// Ids of records with a key to sort by.
template <typename Key>
struct Sorted {
    std::vector<std::pair<Key, Id>> entries;

    void add(Key key, Record const& record) { entries.emplace_back(std::move(key), record.id); }
    std::vector<Id> first(std::size_t most) {
        std::size_t const count = std::min(most, entries.size());
        std::partial_sort(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(count),
                          entries.end());
        std::vector<Id> ids;
        for (std::size_t i = 0; i < count; ++i) ids.push_back(entries[i].second);
        return ids;
    }
    std::vector<Id> all() { return first(entries.size()); }
};

// Greater stamps first.
struct Newest {
    Stamp stamp;
    bool operator<(Newest const& other) const { return stamp > other.stamp; }
};

std::vector<Id> newest(State const& state, std::string_view kind, Id const& enterprise) {
    Sorted<Newest> found;
    for (Record const* filled : state.phone.records().of_kind(kind))
        if (!is_removed(*filled) &&
            (enterprise.is_nil() || id_of(filled->get("enterprise")) == enterprise))
            found.add({started(*filled)}, *filled);
    return found.all();
}

// The day the next visit was promised for. A wrong answer is no promise, nor is one that a changed
// answer (a refused consent) has made void.
Date const* promised_day(State const& state, Record const& visit, Date today) {
    auto const* day = std::get_if<Date>(&visit.get(answer_path(kNextVisit)));
    Form const* const form = form_of(state, visit);
    Question const* const question = form ? form->find(kNextVisit) : nullptr;
    if (!question) return day;
    Answers const answers = answers_of(visit);
    bool const holds = is_relevant(*question, answers, {today}) &&
                       fault_of(*question, answers, {today}) == AnswerFault::None;
    return holds ? day : nullptr;
}

std::map<Id, Record const*> last_visits(State const& state) {
    std::map<Id, Record const*> last;  // by company
    for (Record const* visit : state.phone.records().at_hand(kVisit)) {
        if (is_removed(*visit)) continue;
        Record const*& known = last[id_of(visit->get("enterprise"))];
        if (!known || started(*known) < started(*visit)) known = visit;
    }
    return last;
}

// Promised visits that are due; a later visit to the same company keeps the promise.
std::vector<Id> follow_ups(State const& state, Date today) {
    Sorted<std::int32_t> due_soon;
    for (auto const& [enterprise, visit] : last_visits(state)) {
        Date const* const due = promised_day(state, *visit, today);
        if (due && due->days <= today.days + kSoonDays) due_soon.add(due->days, *visit);
    }
    return due_soon.all();
}

bool worked_on(Record const& filled, Id const& person) {
    return std::any_of(filled.fields.begin(), filled.fields.end(), [&](auto const& field) {
        return field.second.shown().origin.author == person;
    });
}

struct Filled {
    Sorted<Newest> own_unfinished, finished;
    bool has_own = false;
};

// Right after a start these are not all: but those that shown_first() names.
Filled filled_at_hand(State const& state) {
    Filled filled;
    Id const me = state.phone.identity().person;
    for (char const* kind : {kVisit, kRequest})
        for (Record const* each : state.phone.records().at_hand(kind)) {
            if (is_removed(*each)) continue;
            bool const own = id_of(each->get("author")) == me;
            filled.has_own |= own;
            if (!is_null(each->get("finished"))) {
                filled.finished.add({started(*each)}, *each);
            } else if (own || worked_on(*each, me)) {
                filled.own_unfinished.add({started(*each)}, *each);
            }
        }
    return filled;
}

void list_today(State& state, Lists& lists, Date today) {
    Filled filled = filled_at_hand(state);
    lists.has_own = filled.has_own;
    lists.follow_ups = follow_ups(state, today);
    lists.in_progress = filled.own_unfinished.all();
    lists.recent = filled.finished.first(kMostRecent);
}

void list_removed(State& state, Lists& lists) {
    Sorted<Newest> removed;
    Id const me = state.phone.identity().person;
    for (char const* kind : {kVisit, kRequest})
        for (Record const* filled : state.phone.records().of_kind(kind))
            if (is_removed(*filled) && id_of(filled->get("author")) == me)
                removed.add({started(*filled)}, *filled);
    lists.removed = removed.all();
}

// Each word asked is the beginning of one of these, but for one letter.
bool is_nearly(std::vector<std::string> const& asked, std::vector<std::string> const& written) {
    constexpr std::size_t kLeast = 4;  // letters: of less anything is nearly anything
    return !asked.empty() && std::all_of(asked.begin(), asked.end(), [&](std::string const& word) {
        return std::any_of(written.begin(), written.end(), [&](std::string const& other) {
            return other.rfind(word, 0) == 0 ||
                   (word.size() >= kLeast && one_error_apart(word, other, Match::Beginning));
        });
    });
}

void list_enterprises(State& state, Lists& lists) {
    std::string const wanted = fold(state.enterprise_filter);
    std::vector<std::string> const asked = words(state.enterprise_filter);
    Sorted<std::string> found, nearly;
    for (Record const* enterprise : state.phone.records().of_kind(kEnterprise)) {
        std::string name = fold(enterprise->text("name"));
        std::string const all = name + " " + fold(enterprise->text("place"));
        if (all.find(wanted) != std::string::npos)
            found.add(std::move(name), *enterprise);
        else if (is_nearly(asked, words(all)))
            nearly.add(std::move(name), *enterprise);
    }
    lists.enterprises = found.all();
    if (lists.enterprises.empty()) lists.enterprises = nearly.all();
}

void list_solutions(State& state, Lists& lists) {
    Sorted<std::string> found;
    for (Record const* sheet : state.phone.records().of_kind(kSolution))
        if (state.sheet_filter.admits(*sheet)) found.add(fold(sheet->text("title")), *sheet);
    lists.solutions = found.all();
}

void follow_lists(State& state, Screen& screen, Date today) {
    Records const& records = state.phone.records();
    Lists& lists = screen.lists;
    bool const fresh =
        lists.revision == records.revision() && lists.screen_revision == state.screen_revision;
    if (fresh) return;
    lists = {.revision = records.revision(), .screen_revision = state.screen_revision};
    switch (screen.kind) {
        case ScreenKind::Today:
            return list_today(state, lists, today);
        case ScreenKind::Enterprises:
        case ScreenKind::ChooseForVisit:
        case ScreenKind::ChooseForRequest:
            return list_enterprises(state, lists);
        case ScreenKind::Solutions:
            return list_solutions(state, lists);
        case ScreenKind::Requests:
            lists.requests = newest(state, kRequest, Id{});
            return;
        case ScreenKind::Enterprise:
            lists.visits = newest(state, kVisit, screen.subject);
            lists.requests = newest(state, kRequest, screen.subject);
            return;
        case ScreenKind::Status:
            return list_removed(state, lists);
        default:
            return;  // shows no list: an answer given there costs nothing here
    }
}

}  // namespace

std::set<Id> shown_first(State const& state) {
    Filled filled = filled_at_hand(state);
    std::set<Id> first;
    for (std::vector<Id> const& ids :
         {filled.own_unfinished.all(), filled.finished.first(kMostRecent)})
        first.insert(ids.begin(), ids.end());
    for (auto const& [enterprise, visit] : last_visits(state)) first.insert(visit->id);
    return first;
}

void forget_lists(State& state) {
    for (Screen& screen : state.screens) screen.lists = {};
}

void search_solutions(State& state, std::string const& query) {
    constexpr std::size_t kMostHits = 50, kMostNear = 5, kMostNarrowed = 5'000;
    Records const& records = state.phone.records();
    state.query = query;
    state.hits.clear();
    if (query.empty()) return;
    if (state.solutions_revision != records.revision(kSolution)) {
        state.solutions_revision = records.revision(kSolution);
        state.solutions.rebuild(records);
    }
    auto const narrow = [&](std::size_t most) {
        std::erase_if(state.hits, [&](Hit const& hit) {
            Record const* const sheet = records.find(hit.solution);
            return !sheet || !state.sheet_filter.admits(*sheet);
        });
        if (state.hits.size() > most) state.hits.resize(most);
    };
    bool const all = state.sheet_filter.empty();
    state.hits = state.solutions.search(query, all ? kMostHits : kMostNarrowed);
    narrow(kMostHits);
    state.hits_are_near = state.hits.empty();
    if (!state.hits_are_near) return;
    state.hits = state.solutions.nearest(query, all ? kMostNear : kMostHits);
    narrow(kMostNear);
}

void follow_records(State& state, Date today) {
    follow_forms(state);
    for (std::size_t at = 0; at < state.screens.size(); ++at)
        if (is_shown(state, at)) follow_lists(state, state.screens[at], today);
    ScreenKind const place = state.screens[list_screen(state)].kind;
    bool const searching = place == ScreenKind::Solutions && !state.query.empty();
    if (searching && state.solutions_revision != state.phone.records().revision(kSolution))
        search_solutions(state, state.query);
}

}  // namespace hub::ui
