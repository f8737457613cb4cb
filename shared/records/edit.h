#pragma once
// An edit is the only way anything changes: one commit of one person on one record.
//
// `replica` names the local database that made it (minted when that database is created, not per
// phone); `dseq` counts its edits 1, 2, 3… without a gap; `chain` is the running hash of all edits
// up to this one, so a rolled-back or cloned database is noticed (same dseq, other chain).
// `base` of a change is the server number (seq) of the field state the person saw, 0 for none.

#include <string>
#include <vector>

#include "shared/base/stamp.h"
#include "shared/records/value.h"

namespace hub {

struct Change {
    std::string path;  // "status", "answers/nb_femmes", "answers/products/<row>/name"
    Value value;
    std::uint64_t base = 0;  // seq of the state this replaces
    bool resolves = false;   // a person chose this value among the kept ones: drop the losers
    // What this replaces is an own edit of the same replica, not confirmed yet: `base` cannot name
    // it.
    bool follows_own = false;
    bool operator==(Change const&) const = default;
};

struct Edit {
    Id replica;
    std::uint64_t dseq = 0;
    std::uint64_t chain = 0;
    Id author;  // a person record
    Id record;
    std::string kind;  // "visit", "request", "enterprise", "solution", "form", "person", "hub"
    std::string feed;  // "network" or a hub code ("bamako")
    std::vector<Change> changes;
    Stamp stamp;
    Millis wall_ms = 0;  // the phone's own clock, uncorrected
    bool operator==(Edit const&) const = default;
};

// A change's two marks as two bits.
inline std::uint8_t flags_of(Change const& change) {
    return static_cast<std::uint8_t>((change.resolves ? 1 : 0) | (change.follows_own ? 2 : 0));
}
inline void set_flags(Change& change, std::uint64_t flags) {
    change.resolves = (flags & 1) != 0;
    change.follows_own = (flags & 2) != 0;
}

// Bytes of an edit without replica, dseq and chain, which the enclosing batch or row carries.
void write_edit_body(ByteWriter& out, Edit const& edit);
Result<Edit> read_edit_body(ByteReader& in);

// chain_n = XXH64(body of edit n, seed chain_{n-1} mixed with dseq); the chain before edit 1 is 0.
std::uint64_t next_chain(std::uint64_t previous_chain, Edit const& edit);

}  // namespace hub
