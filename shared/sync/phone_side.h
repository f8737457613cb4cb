#pragma once
// The phone's half of sync, and the whole durable state of a phone. The journal is the truth: every
// change of this struct is a JournalRow, made durable first (answers) or at once after (own edits),
// and start-up replays the rows in order. No clock, no network, no storage here.
//
//   own edit:  JournalRow row = phone.edit(…);  (applied already)  → append row → durable → "saved"
//   sync:      Bytes body = phone.request(…);   POST → accept(answer) → append row →
//   take_answer(row) start-up:  from_snapshot(…) or Phone{}; replay(row)… of the rows that came
//   later; finish_replay()

#include <deque>
#include <functional>
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

// What a phone asks of the server to be enrolled; empty when nothing is asked.
struct EnrolmentAsked {
    std::string code;   // of the link: good for one phone, once
    std::string token;  // drawn by this phone: the same request again is the same enrolment
};

enum class Receipt : std::uint8_t { OnPhone, OnServer, InBackup, Quarantined };

struct QuarantinedEdit {
    Edit edit;
    std::string reason;
    std::string sentence;
};

// One replica's numbered edits. The last of a phone's lines grows; the others were left behind by a
// fork and stay until the server's backup holds all of their edits.
struct Line {
    Id replica;
    std::uint64_t floor_chain = 0;  // chain before the oldest edit still held
    std::uint64_t acked_dseq = 0, acked_chain = 0;
    std::uint64_t last_dseq = 0, last_chain = 0;
    std::uint64_t durable_dseq = 0;         // up to here edits may be sent
    std::set<std::uint64_t> durable_early;  // durable before the edits that they follow
    std::uint64_t stale_base_dseq = 0;      // up to here bases count in an older epoch
    std::uint64_t backed_up_dseq = 0;
    std::deque<Edit> retained;  // acknowledged, not yet in the server's backup
};

class Phone {
public:
    // Durable before the server hears of it, so that a phone that is killed before it knows the
    // answer asks the same again. An empty code gives up. Returns the row to append.
    JournalRow ask_enrolment(EnrolmentAsked asked);
    // A new database: writes identity and replica. Returns the row to append.
    JournalRow enrol(Identity identity, Id replica);
    // The same person enrolled this phone again: a new token, the same database. Returns the row to
    // append. Precondition: enrolled, same person.
    JournalRow renew(Identity identity);
    // Makes, stamps and applies an own edit at once. `now_ms` is the phone's clock. Bases are taken
    // from what is shown; a word of others that came since `seen` was shown does not count, for the
    // person has not seen it. Preconditions: enrolled; the edit takes at most half of kMaxSyncBody
    // (a field holds 10,000 characters). Returns the row to append; until the row is durable the
    // edit is not sent (see mark_durable).
    JournalRow edit(Id record, std::string kind, std::string feed, std::vector<Change> changes,
                    Millis now_ms, std::optional<Origin> const& seen = {});
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
    // Errors: "not-ours" (captive portal), "truncated", "malformed", "asked-before" (pull_all()).
    Result<JournalRow> accept(ByteView answer_body, ByteView request_body, Millis now_ms) const;
    // Takes in an answer row, once it is durable (at once if it is not worth_keeping).
    // `fresh_replica` is used if this database's history forked from the server's; then returns a
    // further row to append.
    Result<std::vector<JournalRow>> take_answer(JournalRow const& row, Id fresh_replica);

    // Everything that replaying the journal's rows so far would give, as a cache that makes
    // start-up short: load it, then replay the rows appended after it was taken. The journal stays
    // the truth. The shelf has the records of one kind that is large and changes seldom (solution
    // sheets), the core all the rest. A phone from the core can do everything but show these
    // records and make own edits of them, until it has its shelf. Of the core's records those that
    // may wait are read when they are asked for, or by read_on().
    struct Parts {
        Bytes core, shelf;  // each ends with XXH64 of the rest
    };
    using MayWait = std::function<bool(Record const&)>;
    // Only when every appended row is durable (all_durable()) and no answer is pending: it would
    // claim as durable what is not. Precondition: does not lack its shelf.
    Parts snapshot_parts(std::string_view shelved_kind, MayWait const& may_wait = {}) const;
    // Errors: "bad-snapshot" (replay the whole journal), "newer-format" (as for replay()).
    static Result<Phone> from_snapshot(ByteView core);
    bool lacks_shelf() const { return awaited_shelf_ != 0; }
    std::uint64_t awaited_shelf() const { return awaited_shelf_; }  // its XXH64; 0: none
    // Error "bad-snapshot": damaged, or not the one that the core was written with.
    Result<void> add_shelf(ByteView shelf);
    // Reads so many of the records that could wait.
    void read_on(std::size_t most) { records_.read_on(most); }
    // In its place: those records of a phone that replayed the whole journal. If that lacks them,
    // too (it begins with a core, or a row is damaged), as pull_all().
    void add_shelf_of(Phone const& whole, std::string_view shelved_kind);
    // What others said is not whole here: the cursor is taken back, and the server sends all again.
    void pull_all();
    bool all_durable() const;  // every own edit is in the journal, none waits for a missing one

    bool enrolled() const { return !identity_.person.is_nil(); }
    Identity const& identity() const { return identity_; }
    EnrolmentAsked const& enrolment_asked() const { return enrolment_asked_; }
    Records const& records() const { return records_; }
    std::deque<Edit> const& outbox() const { return outbox_; }
    std::size_t outbox_bytes() const { return outbox_bytes_; }
    std::size_t records_waiting() const;  // that edits in the outbox are about
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

    Line& current() { return lines_.back(); }
    Line* line_of(Id const& replica);  // nullptr if none
    Line const* line_of(Id const& replica) const;
    bool knows(Id const& replica) const;
    void start_line(Id const& replica);
    Line const& line_to_ask(Millis now_ms) const;
    static void number(Edit& edit, Line& line);
    void remember(Edit edit);
    void enqueue(Edit edit);
    Edit dequeue();
    void arrange_outbox(std::vector<Edit> edits);
    bool is_stale(Edit const& edit) const;
    std::vector<Waiting> waiting_for(Id const& record) const;
    void reshow(std::set<Id> const& records);

    // An answer with what it answers: up to which edit of which line had been sent.
    struct Taken {
        Id replica;
        std::uint64_t sent_dseq = 0, sent_chain = 0;
        Millis arrived_ms = 0;
        SyncAnswer answer;
    };
    static Result<Taken> read_taken(ByteView payload);
    bool is_about(Taken const& taken, Line const& line) const;
    bool settle(Taken const& taken);
    void start_epoch();
    void doubt_bases();
    void settle_verdict(Verdict const& verdict, Line& line, std::set<Id>& touched);
    void quarantine(Edit const& edit, Verdict const& verdict);
    void release(Edit const& edit);
    void drop_confirmed_overlays(std::set<Id> const& touched);
    void forget_overlays(std::string const& feed);
    void hide_lost_feeds(std::vector<std::string> const& allowed);
    void forget_backed_up(Line& line, std::uint64_t dseq);
    void requeue_after(Line& line, std::uint64_t known_dseq);
    bool must_leave(SyncAnswer const& answer, Line& line);
    JournalRow refork(Id const& left, Id const& fresh);
    void leave_line(Id const& left, Id const& fresh, std::vector<Edit> edits,
                    std::uint64_t last_dseq);
    void drop_finished_lines();

    Result<void> replay_identity(ByteView payload);
    Result<void> replay_enrolling(ByteView payload);
    Result<void> replay_edit(ByteView payload);
    Result<void> replay_answer(ByteView payload);
    Result<void> replay_refork(ByteView payload);
    Result<void> replay_snapshot(ByteView payload);
    void replay_early();
    void replay_strays(Id const& replica);

    void write_line(ByteWriter& out, Line const& line) const;
    void write_settled(ByteWriter& out) const;
    Bytes write_core(std::string_view shelved_kind, MayWait const& may_wait,
                     std::uint64_t shelf_hash) const;
    void shelve(std::vector<Record> records);
    Result<void> read_snapshot(ByteReader& in);
    Result<void> read_all_records(ByteReader& in);
    Result<void> read_packed_records(ByteReader& in);
    Result<void> read_line(ByteReader& in);
    Result<void> read_settled(ByteReader& in);

    // An own edit's row, replayed: `epochs` tells against which epoch its bases count.
    struct Replayed {
        Edit edit;
        std::uint64_t epochs;
    };
    void hold_early(Replayed replayed);
    bool is_held(Edit const& edit) const;
    void take_replayed(Replayed replayed);

    Identity identity_;
    EnrolmentAsked enrolment_asked_;
    Records records_;
    std::vector<Line> lines_;
    std::set<Id> left_behind_;  // replicas of lines that are no longer the current one
    std::deque<Edit> outbox_;   // not acknowledged: by line, oldest first
    std::size_t outbox_bytes_ = 0;
    // (record, place) of the outbox, so that showing one record never looks at all that waits.
    std::set<std::pair<Id, std::uint64_t>> waiting_;
    std::uint64_t front_place_ = 0;
    std::map<Id, std::vector<Overlay>> overlays_;  // acknowledged, their rows not yet pulled
    std::vector<QuarantinedEdit> quarantined_;
    std::set<std::pair<Id, Stamp>> quarantined_keys_;  // record and stamp: which edits these are
    // Records with own edits, and how many of those are not known to be in the server's backup.
    std::unordered_map<Id, std::size_t> own_;
    // Replayed before the edits that they follow, by dseq; two may claim the same.
    std::multimap<std::uint64_t, Replayed> early_;
    // While the journal is replayed: which own edits it had so far.
    std::set<std::pair<Id, Stamp>> replayed_keys_;
    Stamp snapshot_stamp_;          // no edit in the snapshot that it began with has a later one
    std::vector<Replayed> strays_;  // replayed before the row that names their replica
    std::set<std::string> held_feeds_;
    Cursor cursor_;
    std::uint64_t epochs_ = 0;  // how often the server was restored
    Stamp last_stamp_;
    Millis clock_offset_ms_ = 0, last_sync_ms_ = 0;
    std::uint64_t awaited_shelf_ = 0;   // XXH64 of the shelf that is still to come; 0: none
    std::set<std::string> lost_feeds_;  // while it was awaited: their records are not taken from it
    bool pull_all_ = false;             // the next answer must be to a request for everything
    bool damaged_ = false;
    bool more_ = false;
};

}  // namespace hub
