#pragma once
// What the server's half of sync needs from a database. Implementations: MemoryStore (simulator),
// SqliteStore; one contract suite runs on each (tests/contracts). All calls happen between begin()
// and commit() or rollback(); nothing written is visible to others before commit() returned.

#include <optional>

#include "shared/records/records.h"

namespace hub {

struct ReplicaTail {
    std::uint64_t dseq = 0;
    std::uint64_t chain = 0;
};

// An edit as the server keeps it for ever, with its verdict. Quarantined edits too.
struct LoggedEdit {
    Edit edit;
    std::uint8_t verdict = 0;  // VerdictKind
    std::uint64_t first_seq = 0;
    std::string reason;
    std::string sentence;
    Millis received_ms = 0;
};

class ServerStore {
public:
    virtual ~ServerStore() = default;

    virtual Result<void> begin() = 0;   // takes the write lock
    virtual Result<void> commit() = 0;  // durable when it returns
    virtual void rollback() = 0;

    virtual Result<Id> epoch() = 0;
    virtual Result<ReplicaTail> tail(Id const& replica) = 0;  // {0, 0} when unknown
    virtual Result<std::uint64_t> backed_up_dseq(Id const& replica) = 0;
    virtual Result<std::optional<LoggedEdit>> logged(Id const& replica, std::uint64_t dseq) = 0;
    // Error "duplicate-edit" when (replica, dseq) exists: the database's unique key, not a check.
    virtual Result<void> log(LoggedEdit const& entry) = 0;

    virtual Result<std::optional<Record>> record(Id const& id) = 0;  // confirmed states only
    // Raises the feed's counter row by `count`; returns the first of the new numbers. Called last
    // in a transaction, feeds in sorted order (one lock order for all).
    virtual Result<std::uint64_t> take_seqs(std::string_view feed, std::uint64_t count) = 0;
    virtual Result<void> put(FieldRow const& row) = 0;  // inserts or replaces (record, path)
    // Field states of a feed with seq > after, in seq order, at most `limit`.
    virtual Result<std::vector<FieldRow>> rows_after(std::string_view feed, std::uint64_t after,
                                                     std::size_t limit) = 0;
    virtual Result<std::uint64_t> last_seq(std::string_view feed) = 0;  // 0 when empty
};

}  // namespace hub
