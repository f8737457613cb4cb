#pragma once
// The memory store, failing at a chosen call: a server that dies in the middle of a transaction.

#include "server/store/memory_store.h"

namespace hub::simulation {

class UnreliableStore final : public ServerStore {
public:
    // The call with this number fails, and with it the transaction; 0: none.
    UnreliableStore(MemoryStore& store, std::size_t failing_call)
        : store_(store), left_(failing_call) {}

    Result<void> begin() override { return store_.begin(); }
    Result<void> commit() override {
        if (!fails()) return store_.commit();
        store_.rollback();
        return died();
    }
    void rollback() override { store_.rollback(); }
    Result<Id> epoch() override {
        if (fails()) return died();
        return store_.epoch();
    }
    Result<ReplicaTail> tail(Id const& replica) override {
        if (fails()) return died();
        return store_.tail(replica);
    }
    Result<std::uint64_t> backed_up_dseq(Id const& replica) override {
        if (fails()) return died();
        return store_.backed_up_dseq(replica);
    }
    Result<std::optional<LoggedEdit>> logged(Id const& replica, std::uint64_t dseq) override {
        if (fails()) return died();
        return store_.logged(replica, dseq);
    }
    Result<void> log(LoggedEdit const& entry) override {
        if (fails()) return died();
        return store_.log(entry);
    }
    Result<std::optional<Record>> record(Id const& id) override {
        if (fails()) return died();
        return store_.record(id);
    }
    Result<std::uint64_t> take_seqs(std::string_view feed, std::uint64_t count) override {
        if (fails()) return died();
        return store_.take_seqs(feed, count);
    }
    Result<void> put(FieldRow const& row) override {
        if (fails()) return died();
        return store_.put(row);
    }
    Result<std::vector<FieldRow>> rows_after(std::string_view feed, std::uint64_t after,
                                             std::size_t limit) override {
        if (fails()) return died();
        return store_.rows_after(feed, after, limit);
    }
    Result<std::uint64_t> last_seq(std::string_view feed) override {
        if (fails()) return died();
        return store_.last_seq(feed);
    }

private:
    bool fails() { return left_ > 0 && --left_ == 0; }
    static Error died() { return {"server-died", "Le serveur s'est arrêté."}; }

    MemoryStore& store_;
    std::size_t left_;
};

}  // namespace hub::simulation
