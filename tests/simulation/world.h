#pragma once
// Phones and a server in one process, driven by one seed: the real Phone and serve_sync over a
// network, journals and stores that fail. The oracle holds every value a phone called saved.

#include <deque>
#include <string>
#include <vector>

#include "server/store/memory_store.h"
#include "tests/simulation/device.h"
#include "tests/simulation/oracle.h"

namespace hub::simulation {

class World {
public:
    explicit World(std::uint64_t seed);

    // Runs the faulty time, heals, lets everything settle and checks the promises.
    // Empty: all held. Otherwise what did not.
    std::string run();
    // A number over everything that happened: equal for equal seeds.
    std::uint64_t trace() const { return trace_; }

private:
    void note(std::string_view what, std::uint64_t number);
    void step();
    void step_of(Device& device);

    // edits
    void edit(Device& device);
    Change change_of(Device& device, Id const& record, std::string const& path,
                     std::vector<std::string>& texts);
    void spoil(Edit& edit);

    // journal
    void append(Device& device, JournalRow row, std::vector<std::string> texts, bool answer);
    void write_rows(Device& device);
    void durable(Device& device, Device::Unwritten row);
    bool crashes(Device& device);

    // files and start-up
    void restart(Device& device);
    void write_files(Device& device);
    void lose_file(Device& device);
    void look_for_shelf(Device& device);

    // storage that is not what it was
    void roll_back(Device& device);
    void damage_row(Device& device);
    void clone(Device const& device);

    // network and server
    void sync(Device& device);
    void take(Device& device, Bytes const& answer, Bytes const& request);
    std::optional<Bytes> serve(Device const& device, Bytes const& body);
    void damage(Bytes& bytes);
    void restore_server();

    void heal();
    std::string settle();

    Chance chance_;
    Faults faults_;
    MemoryStore store_;
    std::deque<Device> devices_;  // a clone must not move the others
    std::vector<Id> records_;     // of each hub a visit and a sheet
    Oracle oracle_;
    Millis now_ms_ = 1'790'000'000'000;
    std::size_t edits_made_ = 0;
    std::uint64_t trace_ = 0;
    std::string trouble_;
};

}  // namespace hub::simulation
