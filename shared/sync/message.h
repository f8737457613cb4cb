#pragma once
// The one request of the sync protocol, POST /v1/sync, as bytes. shared/README.md gives the layout
// with an example. Both ends read and write it here; the transport may deflate the whole body.
//
// An answer counts only when it starts with the magic and echoes the hash of the request body:
// captive portals answer 200 too.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "shared/records/records.h"

namespace hub {

inline constexpr std::uint8_t kProtocolVersion = 1;
inline constexpr std::size_t kMaxSyncBody = 256 * 1024;  // bytes, decompressed, either way

// How far a phone has read: per feed the greatest seq it holds.
struct Cursor {
    Id epoch;  // nil: never synced
    std::map<std::string, std::uint64_t> seqs;
    bool operator==(Cursor const&) const = default;
};

enum class VerdictKind : std::uint8_t {
    Applied = 0,      // every field now stands as the edit says
    Duplicate = 1,    // the server had it already
    Conflict = 2,     // concurrent with another edit: one of the values is kept among the losers
    Quarantined = 3,  // not allowed or not understood: kept for a person
    Merged = 4,       // some field stands otherwise: united with another list, or followed at once
};

struct Verdict {
    std::uint64_t dseq = 0;
    VerdictKind kind = VerdictKind::Applied;
    // Number of the edit's first changed field; change i has first_seq + i. Duplicate of a
    // quarantined edit comes back as Quarantined. Unless Applied, the rows tell the state.
    std::uint64_t first_seq = 0;
    std::string reason;    // Quarantined: machine-readable code, e.g. "wrong-feed"
    std::string sentence;  // Quarantined: French
    bool operator==(Verdict const&) const = default;
};

struct SyncRequest {
    Id replica;
    Cursor cursor;
    Millis wall_ms = 0;  // the phone's clock when it asked
    std::uint64_t max_answer_bytes = 64 * 1024;
    std::uint64_t chain_before = 0;  // chain of edit (first dseq - 1); of the last edit if none
    std::uint64_t dseq_before = 0;   // dseq of that edit
    // Edits up to this dseq were made against an older epoch: their bases mean nothing now.
    std::uint64_t stale_base_dseq = 0;
    std::vector<Edit> edits;  // dseq_before + 1, + 2, … all of `replica`
};

enum class ReplicaStatus : std::uint8_t {
    Fine = 0,
    Forked = 1,  // same dseq, other history: mint a new replica, queue the unmatched again
    Gap = 2,     // the server has only up to `known_dseq`: send from there
};

struct SyncAnswer {
    std::uint64_t echo = 0;  // hash64 of the request body as sent, before compression
    Millis server_ms = 0;
    Id epoch;
    ReplicaStatus status = ReplicaStatus::Fine;
    // Greatest dseq of this replica the server has. Forked: up to where both histories are known to
    // agree; less than the request's dseq_before if they differ before it.
    std::uint64_t known_dseq = 0;
    std::uint64_t backed_up_dseq = 0;  // greatest dseq of this replica inside the last backup
    std::vector<std::string> feeds;    // what this person may see now
    std::vector<Verdict> verdicts;
    std::vector<FieldRow> rows;  // in (feed, seq) order
    Cursor cursor;               // holds once rows are stored
    bool more = false;           // ask again at once
};

void write_cursor(ByteWriter& out, Cursor const& cursor);
Result<Cursor> read_cursor(ByteReader& in);
// Edits with their common parts written once; the replica and first dseq are given apart.
void write_edits(ByteWriter& out, std::vector<Edit> const& edits);
// Fills in replica, dseq (dseq_before + 1, …) and the chain.
Result<std::vector<Edit>> read_edits(ByteReader& in, Id const& replica, std::uint64_t dseq_before,
                                     std::uint64_t chain_before);

Bytes write_request(SyncRequest const& request);
Result<SyncRequest> read_request(
    ByteView body);  // "bad-magic", "bad-version", "truncated", "malformed", "trailing-bytes"
Bytes write_answer(SyncAnswer const& answer);
Result<SyncAnswer> read_answer(ByteView body);

}  // namespace hub
