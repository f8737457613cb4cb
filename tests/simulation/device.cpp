#include "tests/simulation/device.h"

#include <algorithm>
#include <utility>

namespace hub::simulation {

namespace {

constexpr Millis kTenYears = 315'360'000'000;
constexpr Millis kSomeDay = 1'700'000'000'000;

Phone replayed(Phone phone, std::vector<Device::Row> const& rows, std::size_t from,
               std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
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

bool Device::may_write_files() const {
    return unwritten.empty() && phone.all_durable() && !phone.more_to_pull() &&
           shelf == Shelf::Here && !phone.lacks_shelf();
}

Phone Device::from_journal(std::size_t rows) const { return replayed(Phone{}, journal, 0, rows); }

std::optional<Phone> Device::from_core() const {
    bool const fits = files.rows > 0 && files.rows <= journal.size() &&
                      hash64(journal[files.rows - 1].bytes) == files.last_hash;
    auto core = Phone::from_snapshot(files.core);
    if (!fits || !core.ok()) return std::nullopt;
    return replayed(core.take(), journal, files.rows, journal.size());
}

void Device::restart(bool core_in_time, std::string& trouble) {
    unwritten.clear();
    passed_over = false;
    shelf = Shelf::File;
    phone = from_journal(journal.size());
    std::optional<Phone> from_files = from_core();
    if (!from_files) return;
    Phone fast = *from_files;
    bool const has_shelf = !fast.lacks_shelf() || fast.add_shelf(files.shelf).ok();
    // A row that was damaged after it was read: the core knows more than the journal.
    if (has_shelf && !copied && !hides_later && appearance(fast) != appearance(phone))
        trouble = "the files and the rows after them give another phone than the journal";
    if (core_in_time) phone = std::move(*from_files);
}

void Device::look_for_shelf(bool journal_readable, std::string& trouble) {
    if (shelf == Shelf::Here) return;
    Shelf const at = std::exchange(shelf, Shelf::Here);
    if (!phone.lacks_shelf()) return;
    if (at == Shelf::File) {
        if (!phone.add_shelf(files.shelf).ok()) shelf = Shelf::Spare;
    } else if (at == Shelf::Spare) {
        if (!phone.add_shelf(files.spare_shelf).ok()) shelf = Shelf::Journal;
        rows_read = journal.size();  // what is appended from now on is not in the answer
    } else {
        give_up_answers();
        if (journal_readable) {
            phone.add_shelf_of(from_journal(rows_read), kSolution);
        } else {
            phone.pull_all();
        }
    }
    bool const as_written =
        unwritten.empty() && !passed_over && !copied && !hides_later && phone.all_durable();
    if (shelf != Shelf::Here || !as_written || phone.more_to_pull()) return;
    if (appearance(phone) != appearance(from_journal(journal.size())))
        trouble = "a phone whose sheets came later is another than its journal says";
}

// They answer to the cursor before. Their rows may be written all the same.
void Device::give_up_answers() {
    passed_over = passed_over || answer_pending();
    for (Unwritten& row : unwritten) row.answer = false;
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
