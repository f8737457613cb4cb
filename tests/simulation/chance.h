#pragma once
// All randomness of a simulated world, from one seed.

#include <random>

#include "shared/base/id.h"

namespace hub::simulation {

class Chance {
public:
    explicit Chance(std::uint64_t seed) : random_(seed) {}

    bool happens(double chance) {
        return chance > 0 && static_cast<double>(random_() >> 11) / 9007199254740992.0 < chance;
    }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }
    Id fresh_id() {
        Id id;
        for (auto& byte : id.bytes) byte = static_cast<std::uint8_t>(random_());
        return id;
    }

private:
    std::mt19937_64 random_;
};

// The chance of each fault, drawn anew for every seed.
struct Faults {
    double request_lost = 0, answer_lost = 0, repeated = 0, cut = 0, flipped = 0, portal = 0;
    double slow_line = 0;
    double crash = 0, refused_row = 0, damaged_row = 0, rolled_back = 0, cloned = 0;
    double poison = 0, wrong_clock = 0, moved = 0;
    double torn_files = 0, lost_file = 0, unreadable = 0;
    double server_trouble = 0, backup = 0, restore = 0;
};

}  // namespace hub::simulation
