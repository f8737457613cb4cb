#pragma once
// The server's store in one SQLite file: WAL, synchronous=FULL, so commit() means on the disk.
// One connection; the server works on one thread. People and devices live in the same file
// (server/people), so that one transaction can hold both.

#include <functional>

#include "server/store/sqlite.h"
#include "shared/sync/server_store.h"

namespace hub {

class SqliteStore final : public ServerStore {
public:
    // Opens the file or creates it with the epoch given. Errors of Sqlite, "newer-store",
    // "not-a-store".
    static Result<SqliteStore> open(std::string const& path, Id fresh_epoch);

    Result<void> begin() override;
    Result<void> commit() override;
    void rollback() override;

    Result<Id> epoch() override;
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

    Result<std::vector<std::string>> feeds();
    // Every quarantined edit, one at a time: memory stays bounded however many there are.
    Result<void> each_quarantined(std::function<void(LoggedEdit const&)> const& visit);
    Sqlite& database() { return database_; }

private:
    explicit SqliteStore(Sqlite database) : database_(std::move(database)) {}
    // ---- inside of a transaction
    Result<void> settle(std::string const& path, Id fresh_epoch);
    Result<void> create(Id epoch);
    Result<void> upgrade(std::int64_t version);

    Sqlite database_;
};

}  // namespace hub
