#pragma once
// A phone with a journal that can refuse, delay, lose, damage and double rows, and with files that
// may be missing, damaged or of different moments. It starts as ui/update_journal.cpp does.

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/records/kinds.h"
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

    // An answer that takes the hub away stands in the journal before an edit that the phone was
    // showing by then: it hides the hub only when that edit is answered, its journal at once.
    bool hides_later = false;

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

    // Written one after another, each of which may fail: of different moments, or nothing.
    struct Files {
        Bytes shelf, spare_shelf;
        Bytes core;
        std::size_t rows = 0;         // of the journal that the core covers
        std::uint64_t last_hash = 0;  // of the last of them
    };
    Files files;

    // Where the sheets are looked for. The journal was read as far as `rows_read`.
    enum class Shelf : std::uint8_t { Here, File, Spare, Journal };
    Shelf shelf = Shelf::Here;
    std::size_t rows_read = 0;
    bool passed_over = false;  // an answer that is in the journal was given up since the start

    bool answer_pending() const;
    // Everything that can be seen of the phone, as a number.
    static std::uint64_t appearance(Phone const& phone);
    bool may_write_files() const;
    Phone from_journal(std::size_t rows) const;
    // From the core and the rows after it if `core_in_time` and it fits, else from the whole
    // journal. `trouble` is set when the two do not make the same phone.
    void restart(bool core_in_time, std::string& trouble);
    // Looks in the next place. `trouble` is set when the phone then is not what its journal says.
    void look_for_shelf(bool journal_readable, std::string& trouble);
    Millis now(Millis world_ms, Chance& chance) const;

private:
    std::optional<Phone> from_core() const;
    void give_up_answers();
};

}  // namespace hub::simulation
