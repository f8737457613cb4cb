#pragma once
// What the world remembers of everything that a phone ever called saved, and whether the promise
// was kept. It knows nothing of merging: only who wrote what, and what he saw when he wrote it.

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "server/store/memory_store.h"
#include "tests/simulation/device.h"

namespace hub::simulation {

// One value written by one edit. Its text is unique in the world.
struct Written {
    Id record;
    std::string path;
    std::size_t device = 0;
    std::size_t family = 0;
    std::size_t order = 0;       // of all that was written in the world
    std::set<std::string> seen;  // the values that the person saw and replaced
};

class Oracle {
public:
    // The person replaces `text`, and with it what its author had replaced.
    void saw(Written& written, std::string const& text) const;
    // `items` goes on without those that the server refused: the person was told of them.
    void left_out(Written& written, TextList const& items, Phone const& phone) const;
    void written(std::string const& text, Written written) { written_[text] = std::move(written); }
    void saved(std::vector<std::string> const& texts) { saved_.insert(texts.begin(), texts.end()); }
    // A phone's storage lost the rows that said this: only the server may have it.
    void destroyed(std::vector<std::string> const& texts, MemoryStore const& store);
    void restored(MemoryStore const& store);

    // Empty: every promise was kept. Phones and server have settled.
    std::string check(MemoryStore const& store, std::deque<Device> const& devices) const;

private:
    // Where each value ended up.
    struct Outcome {
        std::set<std::string> standing;  // shown, or kept among the losers
        std::set<std::string> refused;   // in the server's quarantine
        std::set<std::string> taken;
        std::map<std::string, int> times;  // that the server logged it
    };
    static Outcome outcome_of(MemoryStore const& store);
    std::string check_saved(Outcome const& outcome, std::deque<Device> const& devices) const;
    std::string check_once(Outcome const& outcome, std::deque<Device> const& devices) const;
    bool superseded(std::string const& text, Written const& what, Outcome const& outcome) const;

    std::map<std::string, Written> written_;
    std::set<std::string> saved_;
    std::set<std::string> fragile_;  // held by the server alone
};

// Every phone shows what the server holds of its feeds and nothing else, byte for byte.
std::string check_convergence(MemoryStore const& store, std::deque<Device> const& devices);
// All sheets of its feeds, and no others.
std::string check_sheets(MemoryStore const& store, Device const& device);
// The phone holds every row that its cursor says it has, but for sheets that it still looks for.
std::string check_cursor(MemoryStore& store, Phone const& phone);

}  // namespace hub::simulation
