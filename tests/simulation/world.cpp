#include "tests/simulation/world.h"

#include <algorithm>

namespace hub::simulation {

namespace {

constexpr int kFaultySteps = 150;
constexpr std::size_t kMostDevices = 8;

}  // namespace

World::World(std::uint64_t seed) : chance_(seed), store_(chance_.fresh_id()) {
    auto const rate = [&](double most) {
        return chance_.happens(0.5) ? most * static_cast<double>(chance_.below(1000)) / 1000 : 0;
    };
    faults_ = {.request_lost = rate(0.4),
               .answer_lost = rate(0.4),
               .repeated = rate(0.3),
               .cut = rate(0.2),
               .flipped = rate(0.2),
               .portal = rate(0.2),
               .slow_line = rate(1),
               .crash = rate(0.2),
               .refused_row = rate(0.3),
               .damaged_row = rate(0.01),
               .rolled_back = rate(0.02),
               .cloned = rate(0.02),
               .poison = rate(0.1),
               .wrong_clock = rate(0.5),
               .moved = rate(0.03),
               .torn_files = rate(0.5),
               .lost_file = rate(0.5),
               .unreadable = rate(0.5),
               .server_trouble = rate(0.2),
               .backup = rate(0.1),
               .restore = rate(0.03)};
    std::size_t const count = 2 + chance_.below(5);
    for (std::size_t i = 0; i < count; ++i) {
        Device& device = devices_.emplace_back();
        device.person = chance_.fresh_id();
        device.hub = device.hub_now = i % 3 == 2 ? "sikasso" : "bamako";
        device.family = i;
        if (chance_.happens(faults_.wrong_clock))
            device.clock = static_cast<Clock>(1 + chance_.below(4));
        Identity const identity{device.person, "Personne", "adviser", device.hub, "token"};
        device.journal.push_back({write_row(device.phone.enrol(identity, chance_.fresh_id())), {}});
    }
    for (int i = 0; i < 4; ++i) records_.push_back(chance_.fresh_id());
}

void World::note(std::string_view what, std::uint64_t number) {
    trace_ = hash64(what, trace_ ^ number);
}

std::string World::run() {
    for (int i = 0; i < kFaultySteps && trouble_.empty(); ++i) step();
    heal();
    if (trouble_.empty()) trouble_ = settle();
    if (trouble_.empty()) trouble_ = oracle_.check(store_, devices_);
    note("rows", store_.all_rows().size());
    return trouble_;
}

void World::step() {
    now_ms_ += static_cast<Millis>(chance_.below(60'000));
    if (chance_.happens(faults_.backup)) return store_.back_up();
    if (chance_.happens(faults_.restore)) return restore_server();
    step_of(devices_[chance_.below(devices_.size())]);
}

void World::step_of(Device& device) {
    if (chance_.happens(faults_.rolled_back)) return roll_back(device);
    if (chance_.happens(faults_.damaged_row)) return damage_row(device);
    if (chance_.happens(faults_.cloned) && devices_.size() < kMostDevices) return clone(device);
    if (chance_.happens(faults_.moved))
        device.hub_now = chance_.happens(0.5) ? device.hub : "sikasso";
    if (chance_.happens(faults_.crash)) return restart(device);
    if (chance_.happens(0.05)) write_files(device);
    if (chance_.happens(0.3)) look_for_shelf(device);
    write_rows(device);
    if (chance_.happens(0.5)) return edit(device);
    sync(device);
}

// ---- edits -------------------------------------------------------------------------------------

void World::edit(Device& device) {
    Edit edit;
    std::size_t const which = chance_.below(2);
    edit.record = records_[which + (device.hub == "bamako" ? 0 : 2)];
    edit.kind = which == 0 ? kVisit : kSolution;
    edit.feed = device.hub;
    if (edit.kind == kSolution && device.phone.lacks_shelf()) return;
    // Nobody writes on a record that was hidden from him.
    if (device.phone.records().find(edit.record)) {
        device.seen.insert(edit.record);
    } else if (device.seen.count(edit.record) > 0) {
        return;
    }
    std::vector<std::string> texts;
    std::size_t const first = chance_.below(4);
    std::size_t const count = chance_.happens(0.3) ? 2 : 1;
    for (std::size_t i = 0; i < count; ++i)
        edit.changes.push_back(
            change_of(device, edit.record, "answers/q" + std::to_string((first + i) % 4), texts));
    if (chance_.happens(0.3))
        edit.changes.push_back(change_of(device, edit.record, "answers/list", texts));
    if (chance_.happens(faults_.poison)) spoil(edit);
    JournalRow row = device.phone.edit(edit.record, edit.kind, edit.feed, edit.changes,
                                       device.now(now_ms_, chance_));
    note("edit", edits_made_);
    append(device, std::move(row), std::move(texts), false);
}

Change World::change_of(Device& device, Id const& record, std::string const& path,
                        std::vector<std::string>& texts) {
    std::string const text = "value " + std::to_string(100'000 + ++edits_made_);
    texts.push_back(text);
    Written written{record, path, 0, device.family, edits_made_, {}};
    while (&devices_[written.device] != &device) ++written.device;
    Record const* const known = device.phone.records().find(record);
    FieldState const* const state = known ? known->state(path) : nullptr;
    Change change{path, text, 0, false};
    if (path == "answers/list") {
        TextList items{text};
        auto const* shown = state ? std::get_if<TextList>(&state->value) : nullptr;
        if (shown) items.insert(items.begin(), shown->begin(), shown->end());
        std::sort(items.begin(), items.end());
        change.value = items;
        oracle_.left_out(written, items, device.phone);
    } else if (state) {
        oracle_.saw(written, text_of(state->value));
        // Now and then a person settles a conflict.
        change.resolves = !state->losers.empty() && chance_.happens(0.3);
        if (change.resolves)
            for (KeptValue const& kept : state->losers) written.seen.insert(text_of(kept.value));
    }
    oracle_.written(text, std::move(written));
    return change;
}

// What no phone of ours should send, but an older or a broken one might.
void World::spoil(Edit& edit) {
    switch (chance_.below(6)) {
        case 0:
            edit.feed = "network";
            break;
        case 1:
            edit.feed = edit.feed == "bamako" ? "sikasso" : "bamako";
            break;
        case 2:
            edit.kind = "form";
            break;
        case 3:
            edit.kind = "request";  // of another kind than the record
            break;
        case 4:
            edit.changes[0].path = "";
            break;
        default:
            edit.feed = std::string(300, 'x');
            break;
    }
}

// ---- the server's own faults -------------------------------------------------------------------

void World::restore_server() {
    store_.restore(chance_.fresh_id());
    oracle_.restored(store_);
    note("restore", store_.all_rows().size());
}

// ---- after the faults --------------------------------------------------------------------------

void World::heal() {
    faults_ = {};
    for (Device& device : devices_) {
        device.hub_now = device.hub;
        write_rows(device);
    }
}

std::string World::settle() {
    constexpr int kMostRounds = 40;
    for (int round = 0; round < kMostRounds; ++round) {
        std::uint64_t const before = trace_;
        bool quiet = true;
        for (Device& device : devices_) {
            std::uint64_t const looked = Device::appearance(device.phone);
            look_for_shelf(device);
            sync(device);
            quiet = quiet && looked == Device::appearance(device.phone) &&
                    device.phone.outbox().empty() && !device.phone.more_to_pull() &&
                    device.shelf == Device::Shelf::Here;
        }
        if (!trouble_.empty()) return trouble_;
        if (quiet && before != trace_) return {};
    }
    for (std::size_t i = 0; i < devices_.size(); ++i)
        if (!devices_[i].phone.outbox().empty())
            return "the outbox of phone " + std::to_string(i) + " does not empty";
    return "the phones do not come to rest";
}

}  // namespace hub::simulation
