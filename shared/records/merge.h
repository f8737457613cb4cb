#pragma once
// Who wins. One pure function, used by the server to decide and by the phone to foresee.
//
// A change whose base is not older than the state, or that follows its replica's own last word on
// it, replaces it. Otherwise the two are concurrent: equal values need nothing; lists become
// their union; else the greater (stamp, replica, dseq) wins and the other value is kept among
// `losers` until a change with `resolves` drops them. Clocks thus only break ties: nothing is lost
// by a wrong one.

#include <vector>

#include "shared/records/edit.h"

namespace hub {

// Who wrote a value and when.
struct Origin {
    Id replica;
    std::uint64_t dseq = 0;
    Id author;
    Stamp stamp;
    bool operator==(Origin const&) const = default;
};

struct KeptValue {
    Value value;
    Origin origin;
    bool operator==(KeptValue const&) const = default;
};

struct FieldState {
    Value value;
    Origin origin;
    std::uint64_t seq = 0;          // number in the feed; 0 on a phone: not yet from the server
    std::vector<KeptValue> losers;  // concurrent values that wait for a person, ordered by origin
    bool operator==(FieldState const&) const = default;
};

enum class Outcome : std::uint8_t { Applied, Unchanged, Conflict };

struct Merged {
    FieldState state;  // seq as given: the caller numbers it
    Outcome outcome;
};

Merged merge(FieldState const& current, Change const& change, Origin const& origin);

inline Origin origin_of(Edit const& edit) {
    return {.replica = edit.replica, .dseq = edit.dseq, .author = edit.author, .stamp = edit.stamp};
}

}  // namespace hub
