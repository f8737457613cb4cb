#pragma once
// The one request of the sync protocol, POST /v1/sync, as bytes. Both ends read and write it here;
// the transport may deflate the whole body. An answer counts only when it starts with the magic and
// echoes the hash of the request body: captive portals answer 200 too.
//
// Numbers are those of shared/base/bytes.h: v a varint, z a zig-zagged one, id 16 bytes, text its
// length as v and its bytes, [x] a count as v and so many x.
//
//   request  "HUBQ" version:byte replica:id wall_ms:z max_answer_bytes:v cursor dseq_before:v
//            chain_before:8 bytes stale_base_dseq:v edits hash
//   answer   "HUBA" version:byte echo:8 bytes server_ms:z epoch:id status:byte known_dseq:v
//            backed_up_dseq:v feeds:[text] verdicts:[verdict] rows:[row] cursor more:byte hash
//   cursor   epoch:id [feed:text seq:v]
//   verdict  dseq:v kind:byte first_seq:v, when quarantined: reason:text sentence:text
//   hash     XXH64 of all bytes before, 8 bytes, little endian
//
// Same-again: `ref` is v: 0 the thing follows and gets the next number, from 1; n the thing with
// number n. Texts longer than 64 bytes get no number. Ids and texts are numbered apart.
//
//   row      record:ref kind:ref feed:ref path:ref state
//   state    seq:z (difference from the seq before) origin value [origin value] (the losers)
//   origin   replica:ref dseq:v author:ref stamp
//   stamp    v: 0 the bits of the stamp before + 1; 2 + n: n whole minutes after the minute of the
//            stamp before, counter 0 (n = 0: the same stamp); 1 anything else: milliseconds after
//            the stamp before:z counter:v. Before the first one stands stamp 0.
//   value    its tag and content as in shared/records/value.h
//
// Edits stand column by column: what is alike stands together, so deflate finds it. First the count
// of edits as v, then
//
//   subjects  for each edit v: 1 as the edit before; 1 + n as subject n; 0 author:ref record:id
//             kind:ref feed:ref follow, a subject that gets the next number, from 1, unless its
//             kind or feed is longer than 64 bytes; then 1 can't refer to it either
//   stamps    for each edit a stamp
//   clocks    for each edit wall_ms minus the stamp's milliseconds: z, difference from the last one
//   counts    for each edit its number of changes: v
//   paths     for each change v: n the n-th path that was new, if it is 64 bytes or less; 0 a new
//             one: text
//   marks     for each change v: base * 4 + follows_own * 2 + resolves
//   forms     for each change v: 0 as the last change of this path; 1 + form. Forms are the tags of
//             value.h but for 7 and 9, and 10: a value with its tag
//   contents  path by path in order of their first use, change by change:
//             0 nothing · 1 byte · 2 z · 3 places:byte (0 to 6) digits:z, digits / 10^places
//             · 4 word · 5 z, days after the last date of this path · 6 list · 8 record:ref
//
//   word      a ref of this path, but a new text ends with a zero byte and has no length
//   list      v: 0 then [word]; else a sorted set, bit i - 1 for the word of number i (up to 63).
//             Sets may give 65,536 words in one message.
//
// References are of one path's own words and records. What does not fit its form (a decimal of more
// places, minus zero, a text with a zero byte) is written in form 10.

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
