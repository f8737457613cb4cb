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

std::uint64_t Record::base(std::string_view path) const {
    FieldState const* const field = state(path);
    return field ? field->seq : 0;
}

Record const* Records::find(Id const& id) const {
    auto const found = records_.find(id);
    return found == records_.end() ? nullptr : &found->second;
}

std::vector<Record const*> Records::of_kind(std::string_view kind) const {
    std::vector<Record const*> found;
    auto const ids = by_kind_.find(kind);
    if (ids == by_kind_.end()) return found;
    found.reserve(ids->second.size());
    for (Id const& id : ids->second) found.push_back(&records_.at(id));
    return found;
}

Record& Records::touch(Id const& id, std::string_view kind, std::string_view feed) {
    ++revision_;
    auto const [place, is_new] = records_.try_emplace(id);
    Record& record = place->second;
    if (is_new) {
        record.id = id;
        record.kind = kind;
        record.feed = feed;
        by_kind_[record.kind].insert(id);
    }
    return record;
}

void Records::drop(Id const& id) {
    auto const found = records_.find(id);
    if (found == records_.end()) return;
    by_kind_[found->second.kind].erase(id);
    records_.erase(found);
    ++revision_;
}

void Records::apply(Edit const& edit) {
    Record& record = touch(edit.record, edit.kind, edit.feed);
    for (Change const& change : edit.changes) {
        Field& field = record.fields[change.path];
        field.pending = merge(field.shown(), change, origin_of(edit)).state;
    }
}

void Records::confirm(FieldRow const& row) {
    Record& record = touch(row.record, row.kind, row.feed);
    if (record.kind != row.kind) {
        by_kind_[record.kind].erase(record.id);
        by_kind_[row.kind].insert(record.id);
    }
    // An own edit may have named them wrongly; the server's word counts.
    record.kind = row.kind;
    record.feed = row.feed;
    Field& field = record.fields[row.path];
    if (row.state.seq >= field.confirmed.seq) field.confirmed = row.state;
}

void Records::reshow(Id const& id, std::vector<Edit const*> const& waiting) {
    auto const found = records_.find(id);
    if (found != records_.end())
        for (auto& [path, field] : found->second.fields) field.pending.reset();
    for (Edit const* const edit : waiting) apply(*edit);

    auto const again = records_.find(id);
    if (again == records_.end()) return;
    auto& fields = again->second.fields;
    for (auto field = fields.begin(); field != fields.end();) {
        bool const said = field->second.confirmed.seq > 0 || field->second.pending;
        field = said ? std::next(field) : fields.erase(field);
    }
    ++revision_;
    if (fields.empty()) drop(id);
}

void Records::forget_feed(std::string_view feed) {
    std::vector<Id> gone;
    for (auto const& [id, record] : records_)
        if (record.feed == feed) gone.push_back(id);
    for (Id const& id : gone) drop(id);
}

}  // namespace hub
