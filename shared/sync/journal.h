#pragma once
// One row of the phone's journal: an opaque, checksummed byte string that the platform appends to
// IndexedDB and never changes. Layout in shared/README.md.

#include "shared/base/bytes.h"
#include "shared/base/id.h"

namespace hub {

enum class RowKind : std::uint8_t {
    Identity = 1,   // replica minted, who enrolled
    Edit = 2,       // one own edit
    Answer = 3,     // one answer of the server, with the phone's time of arrival
    Refork = 4,     // new replica after Forked, with the unacknowledged edits numbered anew
    Snapshot = 5,   // all that the rows before it would give: a core: Phone::snapshot_parts()
    Enrolling = 6,  // what enrolment is about to ask of the server
};

inline constexpr std::uint8_t kJournalVersion = 1;

struct JournalRow {
    RowKind kind = RowKind::Edit;
    Bytes payload;
    // Not written; for Phone::mark_durable: up to which own edit this row makes durable.
    Id replica;
    std::uint64_t dseq = 0;
    // Not written; false for an answer that says nothing new: take it without appending it, or an
    // idle phone's journal would grow with every poll.
    bool worth_keeping = true;
};

Bytes write_row(JournalRow const& row);       // version, kind, payload, XXH64 of all before
Result<JournalRow> read_row(ByteView bytes);  // "bad-row", "newer-format"

}  // namespace hub
