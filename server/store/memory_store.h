#pragma once
// The server's store in memory, for the simulator and tests: the same promises as a database, with
// transactions that can be rolled back, backups, and nothing that outlives the process.

#include <functional>
#include <map>
#include <utility>

#include "shared/sync/server_store.h"

namespace hub {

class MemoryStore final : public ServerStore {
public:
    explicit MemoryStore(Id epoch) : epoch_(epoch) {}

    Result<void> begin() override;
    Result<void> commit() override;
    void rollback() override;

    Result<Id> epoch() override { return epoch_; }
    Result<ReplicaTail> tail(Id const& replica) override;
    Result<std::uint64_t> backed_up_dseq(Id const& replica) override;
    Result<std::optional<LoggedEdit>> logged(Id const& replica, std::uint64_t dseq) override;
    Result<void> log(LoggedEdit const& entry) override;
    Result<std::optional<Record>> record(Id const& id) override;
    Result<std::uint64_t> take_seqs(std::string_view feed, std::uint64_t count) override;
    Result<void> put(FieldRow const& row) override;
    Result<std::vector<FieldRow>> rows_after(std::string_view feed, std::uint64_t after,
                                             std::size_t limit) override;
    Result<std::uint64_t> last_seq(std::string_view feed) override;

    std::vector<LoggedEdit> all_logged() const;  // by replica and dseq
    std::vector<FieldRow> all_rows() const;      // by record and path

private:
    using RowPlace = std::pair<Id, std::string>;  // record and path
    struct Content {
        std::map<std::pair<Id, std::uint64_t>, LoggedEdit> log;  // by replica and dseq
        std::map<RowPlace, FieldRow> rows;
        std::map<std::string, std::map<std::uint64_t, RowPlace>, std::less<>> feeds;  // by seq
        std::map<std::string, std::uint64_t, std::less<>> counters;
    };

public:
    // Outside a transaction. From now on backed_up_dseq() tells what the newest backup holds.
    void back_up() { backup_ = content_; }
    // The newest backup (nothing at all, if none was made) takes the place of what came since.
    void restore(Id fresh_epoch);

private:
    template <typename Map, typename Key>
    void remember(Map Content::* map, Key const& key);

    Id epoch_;
    Content content_, backup_;
    bool in_transaction_ = false;
    std::vector<std::function<void()>> undo_;  // of the transaction, oldest first
};

}  // namespace hub
