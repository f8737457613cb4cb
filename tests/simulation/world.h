#pragma once
// Phones and a server in one process, driven by one seed: the real Phone and serve_sync over a
// network and journals that fail. The oracle is the list of every edit a phone called saved.

#include <map>
#include <random>
#include <string>
#include <vector>

#include "server/store/memory_store.h"
#include "shared/sync/phone_side.h"

namespace hub::simulation {

// The chance of each fault, drawn anew for every seed.
struct Faults {
    double request_lost = 0, answer_lost = 0, repeated = 0, cut = 0, flipped = 0, portal = 0;
    double crash = 0, rollback = 0, poison = 0, wrong_clock = 0, server_crash = 0;
};

struct SimulatedPhone {
    Phone phone;
    std::vector<Bytes> journal;  // durable rows: what a restart finds
    Id person;
    std::string hub;
    Millis clock_error_ms = 0;
};

class World {
public:
    explicit World(std::uint64_t seed);

    // Runs the faulty time, heals, lets everything settle and checks the promises.
    // Empty: all held. Otherwise what did not.
    std::string run();
    // A number over everything that happened: equal for equal seeds.
    std::uint64_t trace() const { return trace_; }

private:
    bool happens(double chance);
    std::size_t below(std::size_t count);
    Id fresh_id();
    void note(std::string_view what, std::uint64_t number);

    void step();
    void edit(SimulatedPhone& device);
    void save(SimulatedPhone& device, JournalRow const& row);
    void restart(SimulatedPhone& device);
    void roll_back(SimulatedPhone& device);
    void sync(SimulatedPhone& device);
    void take(SimulatedPhone& device, Bytes const& answer, Bytes const& request);
    std::optional<Bytes> serve(SimulatedPhone const& device, Bytes const& body);
    void damage(Bytes& bytes);

    std::string settle();
    std::string check_saved();
    std::string check_convergence();

    std::mt19937_64 random_;
    Faults faults_;
    MemoryStore store_;
    std::vector<SimulatedPhone> phones_;
    std::vector<Id> visits_;
    // Everything ever called saved, by the text that the edit wrote: unique in the world.
    std::map<std::string, std::string> saved_;
    Millis now_ms_ = 1'790'000'000'000;
    std::uint64_t edits_made_ = 0, trace_ = 0;
};

}  // namespace hub::simulation
