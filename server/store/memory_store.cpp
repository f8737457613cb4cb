#include "server/store/memory_store.h"

namespace hub {

Result<void> MemoryStore::begin() {
    assert(!before_);
    before_ = content_;
    return {};
}

Result<void> MemoryStore::commit() {
    assert(before_);
    before_.reset();
    return {};
}

void MemoryStore::rollback() {
    assert(before_);
    content_ = std::move(*before_);
    before_.reset();
}

Result<ReplicaTail> MemoryStore::tail(Id const& replica) {
    auto after = content_.log.upper_bound({replica, ~std::uint64_t{0}});
    if (after == content_.log.begin()) return ReplicaTail{};
    LoggedEdit const& last = std::prev(after)->second;
    if (last.edit.replica != replica) return ReplicaTail{};
    return ReplicaTail{last.edit.dseq, last.edit.chain};
}

Result<std::uint64_t> MemoryStore::backed_up_dseq(Id const&) {
    return std::uint64_t{0};  // memory is never backed up
}

Result<std::optional<LoggedEdit>> MemoryStore::logged(Id const& replica, std::uint64_t dseq) {
    auto const found = content_.log.find({replica, dseq});
    if (found == content_.log.end()) return std::optional<LoggedEdit>{};
    return std::optional<LoggedEdit>{found->second};
}

Result<void> MemoryStore::log(LoggedEdit const& entry) {
    bool const is_new =
        content_.log.try_emplace({entry.edit.replica, entry.edit.dseq}, entry).second;
    if (is_new) return {};
    return Error{"duplicate-edit", "Cette saisie est déjà enregistrée."};
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
    std::uint64_t& counter = content_.counters[std::string(feed)];
    std::uint64_t const first = counter + 1;
    counter += count;
    return first;
}

Result<void> MemoryStore::put(FieldRow const& row) {
    RowPlace const place{row.record, row.path};
    auto& feed = content_.feeds[row.feed];
    auto const old = content_.rows.find(place);
    if (old != content_.rows.end()) feed.erase(old->second.state.seq);
    feed[row.state.seq] = place;
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

}  // namespace hub
