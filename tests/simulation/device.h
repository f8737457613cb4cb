#pragma once
// A phone with a journal that can refuse, delay, lose, damage and double rows.

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/sync/phone_side.h"
#include "tests/simulation/chance.h"

namespace hub::simulation {

enum class Clock : std::uint8_t { Right, TenYearsAhead, TenYearsBehind, Frozen, Jumping };

struct Device {
    Phone phone;
    Id person;
    std::string hub;
    std::string hub_now;  // which the server grants it
    std::set<Id> seen;    // records that were written on
    Clock clock = Clock::Right;
    // Clones are of one family: the same journal was the beginning of both.
    std::size_t family = 0;
    // Its journal was rolled back, cloned or damaged: it may say one thing under two names, and
    // may no longer hold what it was told.
    bool copied = false;

    struct Row {
        Bytes bytes;
        std::vector<std::string> texts;  // what an own edit says
    };
    std::vector<Row> journal;  // durable: what a restart finds

    struct Unwritten {
        JournalRow row;
        std::vector<std::string> texts;
        bool answer = false;
    };
    std::deque<Unwritten> unwritten;  // refused or on their way, oldest first

    struct Snapshot {
        Phone::Parts parts;
        std::size_t rows;  // of the journal that it covers
    };
    std::optional<Snapshot> snapshot;

    bool answer_pending() const;
    // Everything that can be seen of the phone, as a number.
    static std::uint64_t appearance(Phone const& phone);
    void take_snapshot();
    // From the whole journal, or from the snapshot and the rows after it. `trouble` is set when the
    // two do not make the same phone.
    void restart(bool from_snapshot, std::string& trouble);
    Millis now(Millis world_ms, Chance& chance) const;
};

}  // namespace hub::simulation
