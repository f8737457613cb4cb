#include "shared/sync/server_side.h"

#include <algorithm>
#include <map>
#include <set>

namespace hub {

namespace {

constexpr std::size_t kMaxChanges = 500;
constexpr std::uint64_t kUnnumbered = ~std::uint64_t{0};  // later than every base
constexpr std::size_t kMaxName = 200;                     // bytes of a kind, feed or path

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

// A phone's field holds 10,000 characters. Rows travel whole, with the values kept beside theirs.
bool is_huge(Value const& value) {
    constexpr std::size_t kMostBytes = 64 * 1024;
    ByteWriter bytes;
    write_value(bytes, value);
    return bytes.size() > kMostBytes;
}

bool well_formed(Edit const& edit) {
    if (edit.record.is_nil() || edit.kind.empty() || edit.kind.size() > kMaxName) return false;
    if (edit.feed.empty() || edit.feed.size() > kMaxName) return false;
    if (edit.changes.empty() || edit.changes.size() > kMaxChanges) return false;
    std::set<std::string_view> paths;
    for (Change const& change : edit.changes) {
        if (change.path.empty() || change.path.size() > kMaxName) return false;
        if (!paths.insert(change.path).second || is_huge(change.value)) return false;
    }
    return true;
}

// One request being served, between begin and commit.
class Serving {
public:
    Serving(ServerStore& store, Caller const& caller, SyncRequest const& request, Millis now_ms)
        : store_(store), caller_(caller), request_(request), now_ms_(now_ms) {}

    Result<SyncAnswer> run(std::uint64_t body_hash) {
        answer_.echo = body_hash;
        answer_.server_ms = now_ms_;
        answer_.feeds = caller_.feeds;
        TRY(answer_.epoch, store_.epoch());
        TRY(ReplicaTail const tail, store_.tail(request_.replica));
        TRY(answer_.status, compare_histories(tail));
        if (answer_.status == ReplicaStatus::Fine) {
            TRY_VOID(take_edits(tail));
            TRY_VOID(write_changes());
        }
        TRY(answer_.backed_up_dseq, store_.backed_up_dseq(request_.replica));
        TRY_VOID(collect_rows());
        return std::move(answer_);
    }

private:
    using RowSeqs = std::map<std::pair<Id, std::string>, std::uint64_t>;  // by record and path
    struct NewEdit {
        LoggedEdit entry;
        std::size_t verdict;  // its place in answer_.verdicts
    };

    // The numbers that a feed gave to this request's changes.
    struct FeedNumbers {
        std::uint64_t first = 0, next = 0, count = 0;
        std::vector<std::uint64_t> as_said;  // what the phone confirms itself, ascending

        bool confirms(std::uint64_t seq) const {
            return std::binary_search(as_said.begin(), as_said.end(), seq);
        }
        // A phone that had read all before has nothing to read now but what it said itself.
        bool is_all_that_follows(std::uint64_t cursor) const {
            return count > 0 && cursor + 1 == first && as_said.size() == count;
        }
    };

    // Edits that the server has already get their verdicts again, as far as both histories agree.
    Result<ReplicaStatus> compare_histories(ReplicaTail const& tail) {
        answer_.known_dseq = tail.dseq;
        if (request_.dseq_before > tail.dseq) return ReplicaStatus::Gap;
        TRY(std::uint64_t const chain_before, chain_at(request_.dseq_before, tail));
        if (request_.chain_before != chain_before) {
            answer_.known_dseq = 0;
            return ReplicaStatus::Forked;
        }
        for (Edit const& edit : request_.edits) {
            if (edit.dseq > tail.dseq) break;
            TRY(std::optional<LoggedEdit> const known, store_.logged(edit.replica, edit.dseq));
            if (!known || known->edit.chain != edit.chain) {
                answer_.known_dseq = edit.dseq - 1;
                return ReplicaStatus::Forked;
            }
            repeat_verdict(*known);
        }
        return ReplicaStatus::Fine;
    }

    Result<std::uint64_t> chain_at(std::uint64_t dseq, ReplicaTail const& tail) {
        if (dseq == 0) return std::uint64_t{0};
        if (dseq == tail.dseq) return tail.chain;
        TRY(std::optional<LoggedEdit> const known, store_.logged(request_.replica, dseq));
        return known ? known->edit.chain : 0;
    }

    Result<void> take_edits(ReplicaTail const& tail) {
        for (Edit const& edit : request_.edits) {
            if (edit.dseq <= tail.dseq) continue;
            TRY_VOID(take_edit(edit));
            answer_.known_dseq = edit.dseq;
        }
        return {};
    }

    void repeat_verdict(LoggedEdit const& known) {
        bool const quarantined =
            known.verdict == static_cast<std::uint8_t>(VerdictKind::Quarantined);
        answer_.verdicts.push_back(
            {.dseq = known.edit.dseq,
             .kind = quarantined ? VerdictKind::Quarantined : VerdictKind::Duplicate,
             .first_seq = known.first_seq,
             .reason = known.reason,
             .sentence = known.sentence});
    }

    Result<void> take_edit(Edit const& edit) {
        Verdict verdict;
        verdict.dseq = edit.dseq;
        TRY(Refusal const refusal, refusal_of(edit));
        if (!refusal.none()) {
            verdict.kind = VerdictKind::Quarantined;
            verdict.reason = refusal.reason;
            verdict.sentence = refusal.sentence;
        } else {
            TRY(verdict.kind, merge_edit(edit));
        }
        new_edits_.push_back({{.edit = edit,
                               .verdict = static_cast<std::uint8_t>(verdict.kind),
                               .reason = verdict.reason,
                               .sentence = verdict.sentence,
                               .received_ms = now_ms_},
                              answer_.verdicts.size()});
        answer_.verdicts.push_back(std::move(verdict));
        return {};
    }

    Result<Refusal> refusal_of(Edit const& edit) {
        Refusal refusal = judge(caller_, edit);
        if (!refusal.none()) return refusal;
        TRY(Record const* const record, load(edit));
        if (record && (record->feed != edit.feed || record->kind != edit.kind))
            return Refusal{"wrong-record", "Cette fiche appartient à un autre hub ou type."};
        return Refusal{};
    }

    // The record as this transaction will leave it, or nullptr while it does not exist.
    Result<Record*> load(Edit const& edit) {
        auto const found = records_.find(edit.record);
        if (found != records_.end()) return &found->second;
        TRY(std::optional<Record> stored, store_.record(edit.record));
        if (!stored) return static_cast<Record*>(nullptr);
        return &records_.emplace(edit.record, std::move(*stored)).first->second;
    }

    Result<VerdictKind> merge_edit(Edit const& edit) {
        TRY(Record * record, load(edit));
        if (!record)
            record = &records_.emplace(edit.record, Record{edit.record, edit.kind, edit.feed, {}})
                          .first->second;
        bool const stale =
            edit.dseq <= request_.stale_base_dseq || request_.cursor.epoch != answer_.epoch;
        VerdictKind kind = VerdictKind::Applied;
        for (Change change : edit.changes) {
            if (stale) change.base = 0;
            FieldState& state = record->fields[change.path].confirmed;
            // What an earlier edit of this request made of it has no number yet.
            std::uint64_t const stored_seq = state.seq;
            bool const is_first = changed_.insert({edit.record, change.path}).second;
            if (!is_first && !change.follows_own) state.seq = kUnnumbered;
            Merged merged = merge(state, change, origin_of(edit));
            state = std::move(merged.state);
            state.seq = stored_seq;
            if (!state.losers.empty()) kind = VerdictKind::Conflict;
        }
        numbers_[edit.feed].count += edit.changes.size();
        return kind;
    }

    // Numbers come last and in one order of feeds, so that two servers never wait for each other.
    Result<void> write_changes() {
        for (auto& [feed, numbers] : numbers_) {
            TRY(numbers.first, store_.take_seqs(feed, numbers.count));
            numbers.next = numbers.first;
        }
        RowSeqs rows;
        for (NewEdit& taken : new_edits_) {
            if (!is_quarantined(taken)) number_changes(taken, rows);
            TRY_VOID(store_.log(taken.entry));
        }
        for (auto const& [place, seq] : rows) {
            Record& record = records_.at(place.first);
            FieldState& state = record.fields[place.second].confirmed;
            state.seq = seq;
            TRY_VOID(store_.put({record.id, record.kind, record.feed, place.second, state}));
        }
        return {};
    }

    static bool is_quarantined(NewEdit const& taken) {
        return taken.entry.verdict == static_cast<std::uint8_t>(VerdictKind::Quarantined);
    }

    void number_changes(NewEdit& taken, RowSeqs& rows) {
        Edit const& edit = taken.entry.edit;
        FeedNumbers& numbers = numbers_.at(edit.feed);
        Verdict& verdict = answer_.verdicts[taken.verdict];
        taken.entry.first_seq = verdict.first_seq = numbers.next;
        bool const as_said = is_as_said(edit);
        if (verdict.kind == VerdictKind::Applied && !as_said) verdict.kind = VerdictKind::Merged;
        taken.entry.verdict = static_cast<std::uint8_t>(verdict.kind);
        for (Change const& change : edit.changes) {
            rows[{edit.record, change.path}] = numbers.next;
            if (as_said) numbers.as_said.push_back(numbers.next);
            ++numbers.next;
        }
    }

    // The phone can confirm all fields itself from the verdict "applied".
    bool is_as_said(Edit const& edit) {
        auto& fields = records_.at(edit.record).fields;
        return std::all_of(edit.changes.begin(), edit.changes.end(), [&](Change const& change) {
            FieldState const& state = fields[change.path].confirmed;
            return state.losers.empty() && state.value == change.value &&
                   state.origin == origin_of(edit);
        });
    }

    Result<void> collect_rows() {
        std::size_t const budget =
            std::min<std::size_t>(static_cast<std::size_t>(std::min<std::uint64_t>(
                                      request_.max_answer_bytes, kMaxSyncBody / 2)),
                                  kMaxSyncBody / 2);
        bool const same_epoch = request_.cursor.epoch == answer_.epoch;
        answer_.cursor.epoch = answer_.epoch;
        std::size_t bytes = 0;
        std::vector<std::string> feeds = caller_.feeds;
        std::sort(feeds.begin(), feeds.end());
        for (std::string const& feed : feeds) {
            auto const known = request_.cursor.seqs.find(feed);
            std::uint64_t at =
                same_epoch && known != request_.cursor.seqs.end() ? known->second : 0;
            TRY(bool const all, collect_feed(feed, at, bytes, budget));
            if (!all) answer_.more = true;
            answer_.cursor.seqs[feed] = at;
        }
        return {};
    }

    // Appends rows until the budget is used up; `at` becomes the last seq covered.
    Result<bool> collect_feed(std::string const& feed, std::uint64_t& at, std::size_t& bytes,
                              std::size_t budget) {
        constexpr std::size_t kPage = 256;
        FeedNumbers const& numbers = numbers_[feed];
        if (numbers.is_all_that_follows(at)) {
            at += numbers.count;
            return true;
        }
        while (true) {
            if (bytes > budget) {
                TRY(std::uint64_t const last, store_.last_seq(feed));
                return at >= last;
            }
            TRY(std::vector<FieldRow> rows, store_.rows_after(feed, at, kPage));
            for (FieldRow& row : rows) {
                if (bytes > budget) return false;
                at = row.state.seq;
                if (numbers.confirms(at)) continue;
                bytes += size_of(row);
                answer_.rows.push_back(std::move(row));
            }
            if (rows.size() < kPage) return true;
        }
    }

    static std::size_t size_of(FieldRow const& row) {
        ByteWriter value;
        write_value(value, row.state.value);
        for (KeptValue const& kept : row.state.losers) write_value(value, kept.value);
        return value.size() + 24;  // origin, path and numbers, mostly references
    }

    ServerStore& store_;
    Caller const& caller_;
    SyncRequest const& request_;
    Millis now_ms_;
    SyncAnswer answer_;
    std::map<Id, Record> records_;
    std::set<std::pair<Id, std::string>> changed_;  // fields that this request changed
    std::map<std::string, FeedNumbers> numbers_;
    std::vector<NewEdit> new_edits_;
};

}  // namespace

Refusal judge(Caller const& caller, Edit const& edit) {
    if (!well_formed(edit))
        return {"malformed-edit", "Cette saisie n'a pas la forme attendue par le serveur."};
    if (edit.author != caller.person)
        return {"wrong-author", "Cette saisie porte le nom d'une autre personne."};
    if (std::find(caller.feeds.begin(), caller.feeds.end(), edit.feed) == caller.feeds.end())
        return {"wrong-feed", "Cette saisie concerne un hub qui n'est pas le vôtre."};
    bool const advises = is_one_of(caller.role, {"adviser", "coordinator", "expert"});
    if (!advises && caller.role != "administrator")
        return {"unknown-role", "Votre rôle ne permet pas cette saisie."};
    if (caller.role == "adviser" &&
        (edit.feed == "network" || is_one_of(edit.kind, {"form", "person", "hub"})))
        return {"not-allowed", "Votre rôle ne permet pas de changer cette fiche du réseau."};
    return {};
}

Result<SyncAnswer> serve_sync(ServerStore& store, Caller const& caller, SyncRequest const& request,
                              std::uint64_t body_hash, Millis now_ms) {
    TRY_VOID(store.begin());
    auto answer = Serving(store, caller, request, now_ms).run(body_hash);
    if (!answer.ok()) {
        store.rollback();
        return answer.error();
    }
    TRY_VOID(store.commit());
    return answer;
}

}  // namespace hub
