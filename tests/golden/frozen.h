#pragma once
// Files of a released format, byte for byte as a phone of that release wrote them: see README.md.

#include <string>
#include <vector>

#include "shared/sync/phone_side.h"

namespace hub::golden {

struct Frozen {
    std::vector<Bytes> journal;  // rows 1, 2, 3…
    std::vector<Bytes> spare;    // the spare copy: a row for all before, and the own rows since
    std::size_t covered = 0;     // rows of the journal that core and shelf stand for
    Bytes core, shelf;           // Phone::snapshot_parts
    Bytes request, answer;       // one exchange with the server
    bool operator==(Frozen const&) const = default;
};

// The same steps at every call, from fixed names and times: what today's code writes.
Frozen written_today();

Frozen read(std::string const& folder);
void write(Frozen const& frozen, std::string const& folder);

}  // namespace hub::golden
