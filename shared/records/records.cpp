#include "shared/records/records.h"

#include <algorithm>

namespace hub {

namespace {

Value const kNullValue;

void insert(std::vector<Id>& sorted, Id const& id) {
    auto const place = std::lower_bound(sorted.begin(), sorted.end(), id);
    if (place == sorted.end() || *place != id) sorted.insert(place, id);
}

void erase(std::vector<Id>& sorted, Id const& id) {
    auto const place = std::lower_bound(sorted.begin(), sorted.end(), id);
    if (place != sorted.end() && *place == id) sorted.erase(place);
}

}  // namespace

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
    read(id);
    auto const found = records_.find(id);
    return found == records_.end() ? nullptr : &found->second;
}

std::vector<Record const*> Records::of_kind(std::string_view kind) const {
    read_all([&](UnreadRecord const& record) { return record.kind == kind; });
    return at_hand(kind);
}

std::vector<Record const*> Records::at_hand(std::string_view kind) const {
    std::vector<Record const*> found;
    auto const known = by_kind_.find(kind);
    if (known == by_kind_.end()) return found;
    found.reserve(known->second.ids.size());
    for (Id const& id : known->second.ids) {
        auto const place = records_.find(id);
        if (place != records_.end()) found.push_back(&place->second);
    }
    return found;
}

std::vector<Record const*> Records::all() const {
    read_all([](UnreadRecord const&) { return true; });
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
    read(id);
    auto const [place, is_new] = records_.try_emplace(id);
    Record& record = place->second;
    if (is_new) {
        record.id = id;
        record.kind = kind;
        record.feed = feed;
        insert(of(record.kind).ids, id);
    }
    changed(of(record.kind));
    return record;
}

void Records::drop(Id const& id) {
    auto const found = records_.find(id);
    if (found == records_.end()) return;
    OfKind& kind = of(found->second.kind);
    erase(kind.ids, id);
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
        erase(of(record.kind).ids, record.id);
        insert(of(row.kind).ids, record.id);
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
    read(id);
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

void Records::look_for_disputes(Record const& record) const {
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
    read_all([&](UnreadRecord const& record) { return record.feed == feed; });
    std::set<Id> gone;
    for (auto const& [id, record] : records_)
        if (record.feed == feed) gone.insert(id);
    for (Id const& id : gone) drop(id);
    return gone;
}

void Records::clear() {
    records_.clear();
    sources_.clear();
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

// ---- what is read later -------------------------------------------------------------------------

void Records::restore_unread(std::vector<UnreadRecord> records, ReadFields fields) {
    for (UnreadRecord const& record : records) of(record.kind).ids.push_back(record.id);
    for (auto& [name, kind] : by_kind_) {
        std::sort(kind.ids.begin(), kind.ids.end());
        changed(kind);
    }
    std::size_t const left = records.size();
    std::vector<bool> read(left);
    sources_.push_back({std::move(records), std::move(fields), std::move(read), left});
}

std::size_t Records::unread() const {
    std::size_t left = 0;
    for (Source const& source : sources_) left += source.left;
    return left;
}

void Records::read_on(std::size_t most) {
    for (Source& source : sources_)
        for (; most > 0 && source.left > 0; ++source.next) {
            if (source.read[source.next]) continue;
            read(source, source.next);
            --most;
        }
    std::erase_if(sources_, [](Source const& source) { return source.left == 0; });
}

void Records::read(Source& source, std::size_t at) const {
    UnreadRecord const& unread = source.records[at];
    source.read[at] = true;
    --source.left;
    Record& record = records_[unread.id];
    record.id = unread.id;
    record.kind = unread.kind;
    record.feed = unread.feed;
    auto fields = source.fields(unread.number);
    if (fields.ok()) record.fields = fields.take();
    lost_some_ |= !fields.ok();
    look_for_disputes(record);
}

void Records::read(Id const& id) const {
    for (Source& source : sources_) {
        auto const begin = source.records.begin();
        auto const found =
            std::lower_bound(begin, source.records.end(), id,
                             [](UnreadRecord const& a, Id const& b) { return a.id < b; });
        if (found == source.records.end() || found->id != id) continue;
        auto const at = static_cast<std::size_t>(found - begin);
        if (!source.read[at]) read(source, at);
    }
}

template <typename Wanted>
void Records::read_all(Wanted wanted) const {
    for (Source& source : sources_)
        for (std::size_t at = 0; source.left > 0 && at < source.records.size(); ++at)
            if (!source.read[at] && wanted(source.records[at])) read(source, at);
}

}  // namespace hub
