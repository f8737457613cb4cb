#pragma once
// All records one side knows. A field has a confirmed state (what the server last said) and, while
// own edits wait in the outbox, a shown state: confirmed merged with those edits. Screens read
// shown(); the server, which has no outbox, has confirmed states only.

#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "shared/base/rare.h"
#include "shared/records/merge.h"

namespace hub {

struct Field {
    FieldState confirmed;      // seq 0: the server has not spoken about this field yet
    Rare<FieldState> pending;  // with own unacknowledged edits applied
    FieldState const& shown() const { return pending ? *pending : confirmed; }
};

using Fields = std::map<std::string, Field, std::less<>>;  // by path

struct Record {
    Id id;
    std::string kind;
    std::string feed;
    Fields fields;

    Value const& get(std::string_view path) const;         // null when absent
    std::string text(std::string_view path) const;         // "" when absent or another type
    FieldState const* state(std::string_view path) const;  // nullptr when absent
};

// A confirmed field state on its way from the server (one row of a feed).
struct FieldRow {
    Id record;
    std::string kind;
    std::string feed;
    std::string path;
    FieldState state;
    bool operator==(FieldRow const&) const = default;
};

// An own edit that the server has not confirmed.
struct Waiting {
    Edit const* edit;
    bool stale = false;  // its bases count in an older epoch: they mean nothing now
};

// A record of a snapshot that nobody has asked for yet.
struct UnreadRecord {
    Id id;
    std::string kind, feed;
    std::size_t number;  // among those of its snapshot
};
using ReadFields = std::function<Result<Fields>(std::size_t number)>;

class Records {
public:
    Record const* find(Id const& id) const;
    std::vector<Record const*> of_kind(std::string_view kind) const;  // ordered by id
    std::vector<Record const*> all() const;                           // ordered by id
    std::size_t size() const { return records_.size() + unread(); }
    // Those of the kind that are read already: what a start can show at once.
    std::vector<Record const*> at_hand(std::string_view kind) const;
    // Grows with every change: screens and indexes compare it to know that something moved.
    std::uint64_t revision() const { return revision_; }
    // The same for one kind: an index of enterprises need not be built again for a visit.
    std::uint64_t revision(std::string_view kind) const;
    // The records with at least one shown state that keeps losers: a person must choose.
    std::set<Id> const& disputed() const { return disputed_; }

    // Own edits, tap or start-up replay: shows `edit` over what is shown. Idempotent.
    void apply(Edit const& edit, bool stale = false);
    // The server's word: a state with a greater or equal seq replaces, an older one is ignored.
    // Call reshow() for the record afterwards.
    void confirm(FieldRow const& row);
    // Shows again one record: confirmed states with the own edits that still wait, oldest first.
    // A record without any field left is dropped.
    void reshow(Id const& record, std::vector<Waiting> const& waiting);
    // A role or hub was lost: hides (drops) every record of the feed. Returns which; those that
    // own edits wait for under another feed's name are to be shown again.
    std::set<Id> forget_feed(std::string_view feed);
    void clear();  // the revisions go on growing
    // From a snapshot: a record with its confirmed states.
    void restore(Record record);

    // From a snapshot: records, ordered by id, each of which is read when it is first asked for,
    // for reading all of them is most of a start. None of them may be here already.
    void restore_unread(std::vector<UnreadRecord> records, ReadFields fields);
    std::size_t unread() const;
    // Reads so many of them, when there is time.
    void read_on(std::size_t most);
    // A record could not be read, and has no fields.
    bool lost_some() const { return lost_some_; }

private:
    struct OfKind {
        std::vector<Id> ids;  // sorted
        std::uint64_t revision = 0;
    };
    struct Source {
        std::vector<UnreadRecord> records;
        ReadFields fields;
        std::vector<bool> read;  // which of the records
        std::size_t left, next = 0;
    };

    // Screens ask by const functions: to read what was there all the time changes nothing.
    void read(Source& source, std::size_t at) const;
    void read(Id const& id) const;
    template <typename Wanted>
    void read_all(Wanted wanted) const;
    Record& touch(Id const& id, std::string_view kind, std::string_view feed);
    void changed(OfKind& kind) { kind.revision = ++revision_; }
    OfKind& of(std::string const& kind) { return by_kind_[kind]; }
    void note_dispute(Record const& record, bool was_disputed, FieldState const& shown);
    void look_for_disputes(Record const& record) const;
    void drop(Id const& id);

    mutable std::unordered_map<Id, Record> records_;
    mutable std::vector<Source> sources_;
    mutable std::set<Id> disputed_;
    mutable bool lost_some_ = false;
    std::map<std::string, OfKind, std::less<>> by_kind_;
    std::uint64_t revision_ = 0;
};

}  // namespace hub
