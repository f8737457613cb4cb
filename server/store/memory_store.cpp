#include "server/store/memory_store.h"

namespace hub {

namespace {

template <typename Log>
ReplicaTail tail_in(Log const& log, Id const& replica) {
    auto const after = log.upper_bound({replica, ~std::uint64_t{0}});
    if (after == log.begin()) return {};
    LoggedEdit const& last = std::prev(after)->second;
    if (last.edit.replica != replica) return {};
    return {last.edit.dseq, last.edit.chain};
}

}  // namespace

Result<void> MemoryStore::begin() {
    assert(!in_transaction_);
    in_transaction_ = true;
    return {};
}

Result<void> MemoryStore::commit() {
    assert(in_transaction_);
    in_transaction_ = false;
    undo_.clear();
    return {};
}

void MemoryStore::rollback() {
    assert(in_transaction_);
    in_transaction_ = false;
    while (!undo_.empty()) {
        undo_.back()();
        undo_.pop_back();
    }
}

// Before `key` changes in one of the maps: what rollback() must put back.
template <typename Map, typename Key>
void MemoryStore::remember(Map Content::* map, Key const& key) {
    auto const found = (content_.*map).find(key);
    if (found == (content_.*map).end()) {
        undo_.push_back([this, map, key] { (content_.*map).erase(key); });
    } else {
        undo_.push_back([this, map, key, old = found->second] { (content_.*map)[key] = old; });
    }
}

void MemoryStore::restore(Id fresh_epoch) {
    assert(!in_transaction_);
    content_ = backup_;
    epoch_ = fresh_epoch;
}

Result<ReplicaTail> MemoryStore::tail(Id const& replica) { return tail_in(content_.log, replica); }

Result<std::uint64_t> MemoryStore::backed_up_dseq(Id const& replica) {
    return tail_in(backup_.log, replica).dseq;
}

Result<std::optional<LoggedEdit>> MemoryStore::logged(Id const& replica, std::uint64_t dseq) {
    auto const found = content_.log.find({replica, dseq});
    if (found == content_.log.end()) return std::optional<LoggedEdit>{};
    return std::optional<LoggedEdit>{found->second};
}

Result<void> MemoryStore::log(LoggedEdit const& entry) {
    std::pair const key{entry.edit.replica, entry.edit.dseq};
    if (content_.log.count(key) > 0)
        return Error{"duplicate-edit", "Cette saisie est déjà enregistrée."};
    remember(&Content::log, key);
    content_.log.emplace(key, entry);
    return {};
}

Result<std::optional<Record>> MemoryStore::record(Id const& id) {
    std::optional<Record> found;
    for (auto row = content_.rows.lower_bound({id, ""});
         row != content_.rows.end() && row->first.first == id; ++row) {
        if (!found) found = Record{id, row->second.kind, row->second.feed, {}};
        found->fields[row->second.path].confirmed = row->second.state;
    }
    return found;
}

Result<std::uint64_t> MemoryStore::take_seqs(std::string_view feed, std::uint64_t count) {
    std::string const name(feed);
    remember(&Content::counters, name);
    std::uint64_t& counter = content_.counters[name];
    std::uint64_t const first = counter + 1;
    counter += count;
    return first;
}

Result<void> MemoryStore::put(FieldRow const& row) {
    RowPlace const place{row.record, row.path};
    remember(&Content::rows, place);
    auto& places = content_.feeds[row.feed];
    auto const old = content_.rows.find(place);
    std::uint64_t const new_seq = row.state.seq;
    std::uint64_t const old_seq = old == content_.rows.end() ? 0 : old->second.state.seq;
    undo_.push_back([&places, place, new_seq, old_seq] {
        places.erase(new_seq);
        if (old_seq > 0) places[old_seq] = place;
    });
    places.erase(old_seq);
    places[new_seq] = place;
    content_.rows.insert_or_assign(place, row);
    return {};
}

Result<std::vector<FieldRow>> MemoryStore::rows_after(std::string_view feed, std::uint64_t after,
                                                      std::size_t limit) {
    std::vector<FieldRow> rows;
    auto const found = content_.feeds.find(feed);
    if (found == content_.feeds.end()) return rows;
    for (auto at = found->second.upper_bound(after);
         at != found->second.end() && rows.size() < limit; ++at)
        rows.push_back(content_.rows.at(at->second));
    return rows;
}

Result<std::uint64_t> MemoryStore::last_seq(std::string_view feed) {
    auto const found = content_.counters.find(feed);
    return found == content_.counters.end() ? std::uint64_t{0} : found->second;
}

std::vector<LoggedEdit> MemoryStore::all_logged() const {
    std::vector<LoggedEdit> entries;
    for (auto const& [key, entry] : content_.log) entries.push_back(entry);
    return entries;
}

std::vector<FieldRow> MemoryStore::all_rows() const {
    std::vector<FieldRow> rows;
    for (auto const& [place, row] : content_.rows) rows.push_back(row);
    return rows;
}

}  // namespace hub
