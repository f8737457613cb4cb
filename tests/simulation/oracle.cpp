#include "tests/simulation/oracle.h"

#include <algorithm>

namespace hub::simulation {

namespace {

std::vector<std::string> texts_of(Value const& value) {
    if (auto const* list = std::get_if<TextList>(&value)) return *list;
    return {text_of(value)};
}

bool is_refused(LoggedEdit const& entry) {
    return entry.verdict == static_cast<std::uint8_t>(VerdictKind::Quarantined);
}

bool is_list_item(Written const& what) { return what.path == "answers/list"; }

std::set<std::string> texts_in(MemoryStore const& store) {
    std::set<std::string> texts;
    for (LoggedEdit const& entry : store.all_logged())
        for (Change const& change : entry.edit.changes)
            for (std::string const& text : texts_of(change.value)) texts.insert(text);
    return texts;
}

}  // namespace

void Oracle::saw(Written& written, std::string const& text) const {
    written.seen.insert(text);
    auto const known = written_.find(text);
    if (known == written_.end()) return;
    written.seen.insert(known->second.seen.begin(), known->second.seen.end());
}

void Oracle::left_out(Written& written, TextList const& items, Phone const& phone) const {
    for (QuarantinedEdit const& kept : phone.quarantined())
        for (Change const& change : kept.edit.changes) {
            if (kept.edit.record != written.record || change.path != written.path) continue;
            for (std::string const& text : texts_of(change.value))
                if (std::find(items.begin(), items.end(), text) == items.end())
                    written.seen.insert(text);
        }
}

void Oracle::destroyed(std::vector<std::string> const& texts, MemoryStore const& store) {
    std::set<std::string> const known = texts_in(store);
    for (std::string const& text : texts) {
        if (known.count(text) > 0) {
            fragile_.insert(text);
        } else {
            saved_.erase(text);
        }
    }
}

void Oracle::restored(MemoryStore const& store) {
    std::set<std::string> const known = texts_in(store);
    for (std::string const& text : fragile_)
        if (known.count(text) == 0) saved_.erase(text);
}

std::string Oracle::check(MemoryStore const& store, std::deque<Device> const& devices) const {
    Outcome const outcome = outcome_of(store);
    std::string trouble = check_saved(outcome, devices);
    if (trouble.empty()) trouble = check_once(outcome, devices);
    if (trouble.empty()) trouble = check_convergence(store, devices);
    return trouble;
}

Oracle::Outcome Oracle::outcome_of(MemoryStore const& store) {
    Outcome outcome;
    for (LoggedEdit const& entry : store.all_logged())
        for (Change const& change : entry.edit.changes) {
            for (std::string const& text : texts_of(change.value))
                (is_refused(entry) ? outcome.refused : outcome.taken).insert(text);
            // A list repeats what was seen before: how often says nothing.
            if (!std::holds_alternative<TextList>(change.value))
                ++outcome.times[text_of(change.value)];
        }
    for (FieldRow const& row : store.all_rows()) {
        for (std::string const& text : texts_of(row.state.value)) outcome.standing.insert(text);
        for (KeptValue const& kept : row.state.losers)
            for (std::string const& text : texts_of(kept.value)) outcome.standing.insert(text);
    }
    return outcome;
}

bool Oracle::superseded(std::string const& text, Written const& what,
                        Outcome const& outcome) const {
    return std::any_of(written_.begin(), written_.end(), [&](auto const& later) {
        Written const& by = later.second;
        if (by.record != what.record || by.path != what.path || by.order <= what.order)
            return false;
        if (outcome.taken.count(later.first) == 0) return false;
        bool const same_author = by.family == what.family;
        bool const seen = by.seen.count(text) > 0;
        // Everybody only adds to a list, but an item may have been refused, and left out by its
        // author, before a restored server took it and then the list without it.
        if (is_list_item(what)) return same_author && seen;
        // The same person's newer word on the same field, or somebody who saw it.
        return same_author || seen;
    });
}

std::string Oracle::check_saved(Outcome const& outcome, std::deque<Device> const& devices) const {
    for (std::string const& text : saved_) {
        Written const& what = written_.at(text);
        if (outcome.standing.count(text) > 0) continue;
        if (superseded(text, what, outcome)) continue;
        if (outcome.refused.count(text) == 0)
            return (outcome.taken.count(text) == 0 ? "saved and lost: " : "taken and lost: ") +
                   text + " (" + what.path + ") of phone " + std::to_string(what.device);
        Device const& author = devices[what.device];
        bool const listed = std::any_of(
            author.phone.quarantined().begin(), author.phone.quarantined().end(),
            [&](QuarantinedEdit const& kept) {
                auto const& changes = kept.edit.changes;
                return std::any_of(changes.begin(), changes.end(), [&](Change const& change) {
                    auto const texts = texts_of(change.value);
                    return std::find(texts.begin(), texts.end(), text) != texts.end();
                });
            });
        if (!listed && !author.copied) return "refused and not shown to its author: " + text;
    }
    return {};
}

std::string Oracle::check_once(Outcome const& outcome, std::deque<Device> const& devices) const {
    for (auto const& [text, times] : outcome.times) {
        auto const what = written_.find(text);
        if (what == written_.end()) return "the server took what nobody wrote: " + text;
        if (times > 1 && !devices[what->second.device].copied)
            return "taken " + std::to_string(times) + " times: " + text;
    }
    return {};
}

std::string check_sheets(MemoryStore const& store, Device const& device) {
    if (device.phone.lacks_shelf()) return " still lacks its sheets";
    std::set<Id> held, due;
    for (Record const* const record : device.phone.records().of_kind(kSolution)) {
        if (record->fields.empty()) return " shows a sheet without content";
        held.insert(record->id);
    }
    for (FieldRow const& row : store.all_rows())
        if (row.kind == kSolution && (row.feed == device.hub || row.feed == "network"))
            due.insert(row.record);
    return held == due ? "" : " has other sheets than the server";
}

std::string check_convergence(MemoryStore const& store, std::deque<Device> const& devices) {
    for (std::size_t i = 0; i < devices.size(); ++i) {
        Device const& device = devices[i];
        std::string const sheets = check_sheets(store, device);
        if (!sheets.empty()) return "phone " + std::to_string(i) + sheets;
        SyncAnswer held, due;  // their rows make comparable byte strings
        for (Record const* const record : device.phone.records().all())
            for (auto const& [path, field] : record->fields) {
                if (field.pending) return "phone " + std::to_string(i) + " still foresees";
                if (record->feed != device.hub && record->feed != "network")
                    return "a record of another hub on phone " + std::to_string(i);
                held.rows.push_back(
                    {record->id, record->kind, record->feed, path, field.confirmed});
            }
        for (FieldRow const& row : store.all_rows())
            if (row.feed == device.hub || row.feed == "network") due.rows.push_back(row);
        if (write_answer(held) != write_answer(due))
            return "phone " + std::to_string(i) + " holds other records than the server";
    }
    return {};
}

std::string check_cursor(MemoryStore& store, Phone const& phone) {
    if (phone.cursor().epoch != store.epoch().value()) return {};
    for (auto const& [feed, seq] : phone.cursor().seqs) {
        auto const rows = store.rows_after(feed, 0, ~std::size_t{0}).take();
        for (FieldRow const& row : rows) {
            if (row.state.seq > seq) break;
            if (row.kind == kSolution && phone.lacks_shelf()) continue;
            Record const* const record = phone.records().find(row.record);
            bool const held = record && record->fields.count(row.path) > 0 &&
                              record->fields.at(row.path).confirmed == row.state;
            if (!held) return "the cursor passed a row that the phone does not hold";
        }
    }
    return {};
}

}  // namespace hub::simulation
