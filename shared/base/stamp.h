#pragma once
// Hybrid logical clock (Kulkarni et al. 2014, "Logical Physical Clocks"): 48 bits of milliseconds
// since 1970 and a 16-bit counter, in one integer. Stamps only break ties and label history; no
// rule refuses or delays anything because of a stamp, however wrong the clock that made it.

#include <algorithm>
#include <cstdint>

namespace hub {

using Millis = std::int64_t;  // milliseconds since 1970-01-01T00:00:00Z

struct Stamp {
    std::uint64_t bits = 0;
    auto operator<=>(Stamp const&) const = default;
    Millis wall_ms() const { return static_cast<Millis>(bits >> 16); }
};

// Stamps and wall times are made in whole minutes: they only order and label, the counter keeps
// the order inside of a minute, and most edits of a visit then cost no byte for their time.
inline constexpr Millis kStampStep_ms = 60'000;

// The whole minute that has begun.
inline Millis whole_minute(Millis ms) {
    return ms - (ms % kStampStep_ms + kStampStep_ms) % kStampStep_ms;
}

// The stamp for something that happens at `now`, later than every stamp seen before.
// A clock before 1970 or frozen counts on from the last stamp.
inline Stamp next_stamp(Stamp last, Millis now) {
    std::uint64_t const wall =
        static_cast<std::uint64_t>(std::clamp<Millis>(now, 0, 0xFFFFFFFFFFFF));
    return {std::max(wall << 16, last.bits + 1)};
}

}  // namespace hub
