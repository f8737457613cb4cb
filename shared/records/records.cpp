#include "shared/records/records.h"

#include <algorithm>

namespace hub {

namespace {
Value const kNullValue;
}

FieldState const* Record::state(std::string_view path) const {
    auto const found = fields.find(path);
    return found == fields.end() ? nullptr : &found->second.shown();
}

Value const& Record::get(std::string_view path) const {
    FieldState const* const field = state(path);
    return field ? field->value : kNullValue;
}

std::string Record::text(std::string_view path) const { return text_of(get(path)); }

Record const* Records::find(Id const& id) const {
    auto const found = records_.find(id);
    return found == records_.end() ? nullptr : &found->second;
}

std::vector<Record const*> Records::of_kind(std::string_view kind) const {
    std::vector<Record const*> found;
    auto const known = by_kind_.find(kind);
    if (known == by_kind_.end()) return found;
    found.reserve(known->second.ids.size());
    for (Id const& id : known->second.ids) found.push_back(&records_.at(id));
    return found;
}

std::vector<Record const*> Records::all() const {
    std::vector<Record const*> found;
    found.reserve(records_.size());
    for (auto const& [id, record] : records_) found.push_back(&record);
    std::sort(found.begin(), found.end(),
              [](Record const* a, Record const* b) { return a->id < b->id; });
    return found;
}

std::uint64_t Records::revision(std::string_view kind) const {
    auto const known = by_kind_.find(kind);
    return known == by_kind_.end() ? 0 : known->second.revision;
}

Record& Records::touch(Id const& id, std::string_view kind, std::string_view feed) {
    auto const [place, is_new] = records_.try_emplace(id);
    Record& record = place->second;
    if (is_new) {
        record.id = id;
        record.kind = kind;
        record.feed = feed;
        of(record.kind).ids.insert(id);
    }
    changed(of(record.kind));
    return record;
}

void Records::drop(Id const& id) {
    auto const found = records_.find(id);
    if (found == records_.end()) return;
    OfKind& kind = of(found->second.kind);
    kind.ids.erase(id);
    changed(kind);
    disputed_.erase(id);
    records_.erase(found);
}

void Records::apply(Edit const& edit, bool stale) {
    Record& record = touch(edit.record, edit.kind, edit.feed);
    for (Change change : edit.changes) {
        if (stale) change.base = 0;
        Field& field = record.fields[change.path];
        bool const was_disputed = !field.shown().losers.empty();
        field.pending = merge(field.shown(), change, origin_of(edit)).state;
        note_dispute(record, was_disputed, field.shown());
    }
}

void Records::confirm(FieldRow const& row) {
    Record& record = touch(row.record, row.kind, row.feed);
    if (record.kind != row.kind) {
        of(record.kind).ids.erase(record.id);
        of(row.kind).ids.insert(record.id);
        changed(of(row.kind));
    }
    // An own edit may have named them wrongly; the server's word counts.
    record.kind = row.kind;
    record.feed = row.feed;
    Field& field = record.fields[row.path];
    if (row.state.seq < field.confirmed.seq) return;
    bool const was_disputed = !field.shown().losers.empty();
    field.confirmed = row.state;
    note_dispute(record, was_disputed, field.shown());
}

void Records::reshow(Id const& id, std::vector<Waiting> const& waiting) {
    auto const found = records_.find(id);
    if (found != records_.end()) {
        bool confirmed = false;
        for (auto& [path, field] : found->second.fields) {
            field.pending.reset();
            confirmed = confirmed || field.confirmed.seq > 0;
        }
        // Its kind and feed are those of the oldest edit that waits, whichever was shown first.
        if (!confirmed) drop(id);
    }
    for (auto const& [edit, stale] : waiting) apply(*edit, stale);

    auto const again = records_.find(id);
    if (again == records_.end()) return;
    auto& fields = again->second.fields;
    for (auto field = fields.begin(); field != fields.end();) {
        bool const said = field->second.confirmed.seq > 0 || field->second.pending;
        field = said ? std::next(field) : fields.erase(field);
    }
    if (fields.empty()) return drop(id);
    changed(of(again->second.kind));
    look_for_disputes(again->second);
}

void Records::note_dispute(Record const& record, bool was_disputed, FieldState const& shown) {
    if (!shown.losers.empty()) {
        disputed_.insert(record.id);
    } else if (was_disputed) {
        look_for_disputes(record);  // another field may be disputed still
    }
}

void Records::look_for_disputes(Record const& record) {
    bool const disputed =
        std::any_of(record.fields.begin(), record.fields.end(),
                    [](auto const& field) { return !field.second.shown().losers.empty(); });
    if (disputed) {
        disputed_.insert(record.id);
    } else {
        disputed_.erase(record.id);
    }
}

std::set<Id> Records::forget_feed(std::string_view feed) {
    std::set<Id> gone;
    for (auto const& [id, record] : records_)
        if (record.feed == feed) gone.insert(id);
    for (Id const& id : gone) drop(id);
    return gone;
}

void Records::clear() {
    records_.clear();
    disputed_.clear();
    for (auto& [name, kind] : by_kind_) {
        kind.ids.clear();
        changed(kind);
    }
}

void Records::restore(Record record) {
    Id const id = record.id;
    Record& place = touch(id, record.kind, record.feed);
    place = std::move(record);
    look_for_disputes(place);
}

}  // namespace hub
