// A phone's start, and what goes wrong with the files that make it short.

#include <utility>

#include "tests/simulation/world.h"

namespace hub::simulation {

void World::write_files(Device& device) {
    if (!device.may_write_files()) return;
    auto const may_wait = [](Record const& record) { return record.id.bytes[0] % 2 == 0; };
    Phone::Parts parts = device.phone.snapshot_parts(kSolution, may_wait);
    auto const arrives = [&] { return !chance_.happens(faults_.torn_files); };
    Device::Files& files = device.files;
    if (arrives()) files.spare_shelf = parts.shelf;
    if (arrives()) files.shelf = std::move(parts.shelf);
    if (!arrives()) return;
    files.core = std::move(parts.core);
    files.rows = device.journal.size();
    files.last_hash = hash64(device.journal.back().bytes);
}

void World::lose_file(Device& device) {
    Device::Files& files = device.files;
    std::vector<Bytes*> const all = {&files.shelf, &files.spare_shelf, &files.core};
    std::size_t const which = chance_.below(all.size() + 1);
    if (which == all.size()) {
        files.shelf.clear();
        files.spare_shelf.clear();
    } else if (chance_.happens(0.5) || all[which]->empty()) {
        all[which]->clear();
    } else {
        (*all[which])[chance_.below(all[which]->size())] ^= 16;
    }
}

void World::restart(Device& device) {
    if (chance_.happens(faults_.lost_file)) lose_file(device);
    device.restart(chance_.happens(0.7), trouble_);
    note("restart", Device::appearance(device.phone));
}

void World::look_for_shelf(Device& device) {
    device.look_for_shelf(!chance_.happens(faults_.unreadable), trouble_);
    std::string const trouble = check_cursor(store_, device.phone);
    if (!trouble.empty()) trouble_ = trouble;
}

}  // namespace hub::simulation
