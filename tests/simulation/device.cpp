#include "tests/simulation/device.h"

#include <algorithm>

namespace hub::simulation {

namespace {

constexpr Millis kTenYears = 315'360'000'000;
constexpr Millis kSomeDay = 1'700'000'000'000;

Phone replayed(Phone phone, std::vector<Device::Row> const& rows, std::size_t from) {
    for (std::size_t i = from; i < rows.size(); ++i) {
        auto const result = phone.replay(rows[i].bytes);
        assert(result.ok() || result.error().code == "bad-row");
    }
    phone.finish_replay();
    return phone;
}

}  // namespace

bool Device::answer_pending() const {
    return std::any_of(unwritten.begin(), unwritten.end(),
                       [](Unwritten const& row) { return row.answer; });
}

std::uint64_t Device::appearance(Phone const& phone) {
    std::uint64_t seen = 0;
    if (phone.enrolled()) seen = hash64(phone.request(1'000'000, 1 << 20), seen);
    SyncAnswer picture;  // its rows make a comparable byte string
    picture.cursor = phone.cursor();
    for (Record const* const record : phone.records().all())
        for (auto const& [path, field] : record->fields)
            for (FieldState const& state : {field.shown(), field.confirmed})
                picture.rows.push_back({record->id, record->kind, record->feed, path, state});
    for (QuarantinedEdit const& kept : phone.quarantined())
        picture.verdicts.push_back(
            {kept.edit.dseq, VerdictKind::Quarantined, 0, kept.reason, kept.sentence});
    seen = hash64(write_answer(picture), seen);
    for (Record const* const record : phone.records().all())
        seen = seen * 31 + static_cast<std::uint64_t>(phone.receipt(record->id));
    for (Id const& record : phone.records().disputed()) seen = hash64(record.bytes, seen);
    for (Edit const& edit : phone.outbox()) seen = seen * 31 + edit.chain;
    return seen * 31 + phone.outbox_bytes();
}

void Device::take_snapshot() {
    if (!unwritten.empty() || !phone.all_durable()) return;
    snapshot = Snapshot{phone.snapshot_parts("visit"), journal.size()};
}

void Device::restart(bool from_snapshot, std::string& trouble) {
    unwritten.clear();
    phone = replayed(Phone{}, journal, 0);
    if (!snapshot) return;
    auto const& [parts, rows] = *snapshot;
    Phone fast = replayed(Phone::from_snapshot(parts.core).take(), journal, rows);
    if (fast.lacks_shelf() && !fast.add_shelf(parts.shelf).ok())
        trouble = "a shelf does not fit the core that was written with it";
    // A row that was damaged after it was read: the snapshot knows more than the journal.
    if (!copied && appearance(fast) != appearance(phone))
        trouble = "a snapshot and the rows after it give another phone than the journal";
    if (from_snapshot) phone = std::move(fast);
}

Millis Device::now(Millis world_ms, Chance& chance) const {
    switch (clock) {
        case Clock::Right:
            return world_ms;
        case Clock::TenYearsAhead:
            return world_ms + kTenYears;
        case Clock::TenYearsBehind:
            return world_ms - kTenYears;
        case Clock::Frozen:
            return kSomeDay;
        case Clock::Jumping:
            return world_ms - static_cast<Millis>(chance.below(1'000'000'000));
    }
    return world_ms;
}

}  // namespace hub::simulation
