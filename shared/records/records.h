#pragma once
// All records one side knows. A field has a confirmed state (what the server last said) and, while
// own edits wait in the outbox, a shown state: confirmed merged with those edits. Screens read
// shown(); the server, which has no outbox, has confirmed states only.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "shared/records/merge.h"

namespace hub {

struct Field {
    FieldState confirmed;              // seq 0: the server has not spoken about this field yet
    std::optional<FieldState> pending;  // with own unacknowledged edits applied
    FieldState const& shown() const { return pending ? *pending : confirmed; }
};

struct Record {
    Id id;
    std::string kind;
    std::string feed;
    std::map<std::string, Field, std::less<>> fields;

    Value const& get(std::string_view path) const;       // null when absent
    std::string text(std::string_view path) const;       // "" when absent or another type
    FieldState const* state(std::string_view path) const;  // nullptr when absent
    std::uint64_t base(std::string_view path) const;     // what a new edit must give as base
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

class Records {
public:
    Record const* find(Id const& id) const;
    std::vector<Record const*> of_kind(std::string_view kind) const;  // ordered by id
    std::size_t size() const { return records_.size(); }
    // Grows with every change: screens and indexes compare it to know that something moved.
    std::uint64_t revision() const { return revision_; }

    // The one way in for an own edit: a tap, or start-up replay. Idempotent per (replica, dseq).
    void apply(Edit const& edit);
    // The one way in for the server's word: newer seq replaces, older is ignored. Edits in `outbox`
    // that touch the field are merged over it again.
    void confirm(FieldRow const& row, std::vector<Edit const*> const& outbox_of_record);
    // Recomputes what is shown of one record from confirmed states and the edits still waiting.
    void reshow(Id const& record, std::vector<Edit const*> const& outbox_of_record);
    // A role or hub was lost: hides (drops) every record of the feed.
    void forget_feed(std::string_view feed);

private:
    Record& touch(Id const& id, std::string_view kind, std::string_view feed);

    std::unordered_map<Id, Record> records_;
    std::map<std::string, std::vector<Id>, std::less<>> by_kind_;
    std::uint64_t revision_ = 0;
};

}  // namespace hub
