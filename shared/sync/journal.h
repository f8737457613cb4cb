#pragma once
// One row of the phone's journal: an opaque, checksummed byte string that the platform appends to
// IndexedDB and never changes. Layout in shared/README.md.

#include "shared/base/bytes.h"

namespace hub {

enum class RowKind : std::uint8_t {
    Identity = 1,  // replica minted, who enrolled
    Edit = 2,      // one own edit
    Answer = 3,    // one answer of the server, with the phone's time of arrival
    Refork = 4,    // new replica after Forked; the unacknowledged edits are numbered anew
};

inline constexpr std::uint8_t kJournalVersion = 1;

struct JournalRow {
    RowKind kind = RowKind::Edit;
    Bytes payload;
    std::uint64_t dseq = 0;  // of an own edit, for mark_durable; not written
};

Bytes write_row(JournalRow const& row);              // version, kind, payload, XXH64 of all before
Result<JournalRow> read_row(ByteView bytes);          // "bad-row", "newer-format"

}  // namespace hub
