#pragma once
// The phone's half of sync, and the whole durable state of a phone. The journal is the truth: every
// change of this struct is a JournalRow, made durable first (answers) or at once after (own edits),
// and start-up replays the rows in order. No clock, no network, no storage here.
//
//   own edit:  JournalRow row = phone.edit(…);  (applied already)  → append row → durable → "saved"
//   sync:      Bytes body = phone.request(…);   POST → accept(answer) → append row → apply(row)

#include <deque>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "shared/sync/journal.h"
#include "shared/sync/message.h"

namespace hub {

// What enrolment gave this phone.
struct Identity {
    Id person;
    std::string name;
    std::string role;   // "adviser", "coordinator", "expert", "administrator"
    std::string hub;    // code of the person's hub
    std::string token;  // bearer token of this device
};

enum class Receipt : std::uint8_t { OnPhone, OnServer, InBackup, Quarantined };

struct QuarantinedEdit {
    Edit edit;
    std::string reason;
    std::string sentence;
};

class Phone {
public:
    // A new database: writes identity and replica. Returns the row to append.
    JournalRow enrol(Identity identity, Id replica);
    // The same person enrolled this phone again: a new token, the same database. Returns the row to
    // append. Precondition: enrolled, same person.
    JournalRow renew(Identity identity);
    // Makes, stamps and applies an own edit at once. `now_ms` is the phone's clock. Bases are taken
    // from what is shown. Precondition: enrolled. Returns the row to append; until the row is
    // durable the edit is not sent (see mark_durable).
    JournalRow edit(Id record, std::string kind, std::string feed, std::vector<Change> changes,
                    Millis now_ms);
    // The row is durable and read back: the own edits in it may be sent now.
    void mark_durable(JournalRow const& row);

    // Start-up: replays one row. Rows come in the order they were appended. A damaged row is error
    // "bad-row": the others still count, and the server's records are pulled again. After
    // "newer-format" nothing may be written: the journal belongs to a newer version.
    Result<void> replay(ByteView row);
    // Call once after the last row.
    void finish_replay();

    // The next request body. Takes durable edits up to `max_bytes` of body.
    Bytes request(Millis now_ms, std::size_t max_bytes) const;
    // Checks an answer against the request it answers; the returned row holds it with the cursor.
    // Errors: "not-ours" (captive portal), "truncated", "malformed".
    Result<JournalRow> accept(ByteView answer_body, ByteView request_body, Millis now_ms) const;
    // Takes in an answer row, once it is durable (at once if it is not worth_keeping).
    // `fresh_replica` is used if this database's history forked from the server's; then returns a
    // further row to append.
    Result<std::vector<JournalRow>> take_answer(JournalRow const& row, Id fresh_replica);

    bool enrolled() const { return !identity_.person.is_nil(); }
    Identity const& identity() const { return identity_; }
    Records const& records() const { return records_; }
    std::deque<Edit> const& outbox() const { return outbox_; }
    std::size_t outbox_bytes() const { return outbox_bytes_; }
    std::vector<QuarantinedEdit> const& quarantined() const { return quarantined_; }
    Cursor const& cursor() const { return cursor_; }
    bool more_to_pull() const { return more_; }
    bool synced_once() const { return !cursor_.epoch.is_nil(); }
    Millis clock_offset_ms() const { return clock_offset_ms_; }  // server minus phone
    Millis last_sync_ms() const { return last_sync_ms_; }        // phone's clock; 0 never
    // The worst receipt of the edits of this record.
    Receipt receipt(Id const& record) const;

private:
    struct Overlay {
        Edit edit;
        std::uint64_t first_seq;  // the edit's place in the feed, once pulled
    };

    void remember(Edit const& edit);
    void enqueue(Edit edit);        // the newest
    void enqueue_again(Edit edit);  // older than all that wait
    Edit dequeue();                 // the oldest
    void quarantine(Edit const& edit, Verdict const& verdict);
    void number(Edit& edit);
    std::uint64_t chain_before_outbox() const;
    std::vector<Edit const*> waiting_for(Id const& record) const;
    void settle(SyncAnswer const& answer, Millis arrived_ms);
    void start_epoch();
    void settle_verdict(Verdict const& verdict, std::set<Id>& touched);
    void drop_confirmed_overlays(std::set<Id> const& touched);
    void hide_lost_feeds(std::vector<std::string> const& allowed);
    void forget_backed_up(std::uint64_t dseq);
    void requeue_after(std::uint64_t known_dseq);
    bool must_refork(SyncAnswer const& answer) const;
    JournalRow refork(Id replica);
    void start_replica(Id replica, std::vector<Edit> edits);
    Result<void> replay_identity(ByteView payload);
    Result<void> replay_edit(ByteView payload);
    Result<void> replay_answer(ByteView payload);
    Result<void> replay_refork(ByteView payload);

    Identity identity_;
    Id replica_;
    Records records_;
    std::deque<Edit> outbox_;    // not acknowledged, oldest first
    std::deque<Edit> retained_;  // of this replica: acknowledged, not yet in the server's backup
    std::uint64_t floor_chain_ = 0;  // chain before the oldest of retained_ and outbox_
    std::size_t outbox_bytes_ = 0;
    // (record, dseq) of the outbox, so that showing one record never looks at all that waits.
    std::set<std::pair<Id, std::uint64_t>> waiting_;
    std::map<Id, std::vector<Overlay>> overlays_;  // acknowledged, their rows not yet pulled
    std::vector<QuarantinedEdit> quarantined_;
    std::set<std::pair<Id, Stamp>> quarantined_keys_;  // record and stamp: which edits these are
    std::unordered_map<Id, std::uint64_t> last_own_dseq_;  // by record
    std::map<std::uint64_t, Edit> early_;    // replayed before the edits that they follow
    std::set<std::uint64_t> durable_early_;  // made durable before the edits that they follow
    std::set<std::string> held_feeds_;
    Cursor cursor_;
    std::uint64_t last_dseq_ = 0, last_chain_ = 0, durable_dseq_ = 0;
    std::uint64_t stale_base_dseq_ = 0, backed_up_dseq_ = 0;
    Stamp last_stamp_;
    Millis clock_offset_ms_ = 0, last_sync_ms_ = 0;
    bool damaged_ = false;
    bool more_ = false;
};

}  // namespace hub
