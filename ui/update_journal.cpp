#include <algorithm>

#include "shared/records/kinds.h"
#include "ui/error_words.h"
#include "ui/texts.h"
#include "ui/update.h"

namespace hub::ui {

namespace {

constexpr Millis kRetryAfterMs = 5'000;
// The cache is written again when reading the rows since then would cost more than a moment, and
// at most once per quarter of its own size: an adviser's phone does not write all day.
constexpr std::size_t kCacheRows = 200, kCacheBytes = 32 * 1024;
constexpr std::size_t kReadAtOnce = 25;      // records: a tap waits no longer than that
constexpr std::size_t kMostSpareRows = 500;  // each is an entry of the spare copy

void ask_to_write(Saving::Row& waiting, World& world) {
    waiting.asked = true;
    bool const own = waiting.row.kind != RowKind::Answer;
    world.effects.push_back(AppendToJournal{waiting.ticket, write_row(waiting.row), own});
}

void ask_unasked(State& state, World& world) {
    for (Saving::Row& waiting : state.saving.waiting)
        if (!waiting.asked) ask_to_write(waiting, world);
}

void passed_row(State& state, std::uint64_t key, ByteView bytes) {
    state.last_key = key;
    state.last_hash = hash64(bytes);
    ++state.cache.rows_since;
    state.cache.bytes_since += bytes.size();
}

// The rows from the cache's last one on: true when that one is still what the cache has seen.
bool take_cache(State& state, std::vector<LoadedRow> const& rows) {
    Cache& cache = state.cache;
    bool const fits = !rows.empty() && rows.front().key == cache.covered_key &&
                      hash64(rows.front().bytes) == cache.covered_hash;
    auto phone = Phone::from_snapshot(std::exchange(cache.snapshot, {}));
    if (!fits || !phone.ok()) return false;
    state.phone = phone.take();
    state.last_key = cache.covered_key;
    state.last_hash = cache.covered_hash;
    return true;
}

void shelf_from_journal(State& state, std::vector<LoadedRow> const& rows, World& world) {
    if (!state.phone.lacks_shelf()) return;
    Phone whole;
    for (LoadedRow const& row : rows)
        if (!whole.replay(row.bytes).ok()) state.damaged_rows = true;  // one before the cache
    whole.finish_replay();
    state.pending_answer.reset();  // it knows of the cursor before; the server says it again
    state.phone.add_shelf_of(whole, kSolution);
    if (state.phone.more_to_pull()) sync_soon(state, world);
}

Result<void> replay(State& state, LoadedRow const& row) {
    passed_row(state, row.key, row.bytes);
    auto const replayed = state.phone.replay(row.bytes);
    if (replayed.ok() || replayed.error().code == "newer-format") return replayed;
    state.damaged_rows = true;  // the other rows count; the server's part is pulled again
    return {};
}

}  // namespace

// ---- saving -----------------------------------------------------------------------------------

std::uint64_t commit_edit(State& state, Id const& record, std::string kind, std::string feed,
                          std::vector<Change> changes, World& world,
                          std::optional<Origin> const& seen) {
    if (!state.may_write()) return 0;  // the screen that says so is shown instead of all others
    JournalRow row = state.phone.edit(record, std::move(kind), std::move(feed), std::move(changes),
                                      world.now.wall_ms, seen);
    return queue_row(state, std::move(row), world);
}

std::uint64_t queue_row(State& state, JournalRow row, World& world) {
    std::uint64_t const ticket = state.saving.next_ticket++;
    state.saving.waiting.push_back({ticket, std::move(row)});
    // After a refusal everything waits in order behind the row that was refused.
    if (state.saving.refusal.empty()) ask_unasked(state, world);
    return ticket;
}

void row_saved(State& state, RowSaved const& saved, World& world) {
    auto& waiting = state.saving.waiting;
    auto const found = std::find_if(waiting.begin(), waiting.end(), [&](Saving::Row const& row) {
        return row.ticket == saved.ticket;
    });
    if (found == waiting.end()) return;
    JournalRow const row = std::move(found->row);
    waiting.erase(found);
    passed_row(state, saved.key, write_row(row));
    state.saving.refusal.clear();
    ask_unasked(state, world);
    if (state.pending_answer && state.pending_answer->ticket == saved.ticket) {
        take_pending_answer(state, world);
        return;
    }
    bool const asked_since =
        std::any_of(waiting.begin(), waiting.end(),
                    [](Saving::Row const& later) { return later.row.kind == RowKind::Enrolling; });
    if (row.kind == RowKind::Enrolling && !asked_since) post_enrolment(state, world);
    state.phone.mark_durable(row);
    shared_saved(state, saved.ticket, world);
    if (row.kind != RowKind::Edit) return;
    ask_protection(state, world);
    if (waiting.empty()) world.effects.push_back(AnnounceLive{texts::kSavedOnPhone});
    state.connection.next_try_ms = std::min(state.connection.next_try_ms, world.now.steady_ms);
}

void row_refused(State& state, RowRefused const& refused, World& world) {
    state.saving.refusal = storage_words(refused.code, refused.detail);
    for (Saving::Row& waiting : state.saving.waiting) waiting.asked = false;
    state.saving.retry_at_ms = world.now.steady_ms + kRetryAfterMs;
    world.effects.push_back(AnnounceLive{state.saving.refusal});
}

void retry_saving(State& state, World& world) {
    state.saving.retry_at_ms = world.now.steady_ms + kRetryAfterMs;
    ask_unasked(state, world);
}

// ---- start-up ---------------------------------------------------------------------------------

// Cache file: key of the last row covered, XXH64 of that row, snapshot of the phone.
void read_cache(State& state, Bytes const& file, World& world) {
    ByteReader in(file);
    auto const key = in.varint();
    auto const hash = key.ok() ? in.fixed64() : Result<std::uint64_t>(key.error());
    if (hash.ok()) {
        state.cache.covered_key = key.value();
        state.cache.covered_hash = hash.value();
        ByteView const snapshot = ByteView(file).last(in.left());
        state.cache.snapshot.assign(snapshot.begin(), snapshot.end());
        state.cache.size_bytes = file.size();
    }
    world.effects.push_back(ReadJournal{state.cache.covered_key});
}

void read_shelf(State& state, ShelfRead const& shelf, World& world) {
    state.shelf_read = true;
    world.effects.push_back(ContinueReading{});
    if (!state.phone.lacks_shelf()) return;
    std::uint64_t const awaited = state.phone.awaited_shelf();
    if (state.phone.add_shelf(shelf.file).ok()) {
        state.cache.shelf_hash = awaited;
        state.cache.shelf_lost = shelf.spare;
    } else if (!shelf.spare) {
        world.effects.push_back(ReadShelf{.spare = true});
    } else {
        state.cache.shelf_lost = true;
        world.effects.push_back(ReadJournal{0});  // everything is in there, only slower
    }
}

void read_on(State& state, World& world) {
    Records const& records = state.phone.records();
    state.phone.read_on(kReadAtOnce);
    if (records.unread() > 0) return world.effects.push_back(ContinueReading{});
    forget_lists(state);  // by what was not read before, too
    photos_are_known(state, world);
    if (!records.lost_some()) return;
    state.pending_answer.reset();
    state.phone.pull_all();
    sync_soon(state, world);
}

void journal_unreadable(State& state, JournalUnreadable const& failure, World& world) {
    if (!state.loaded) {
        state.journal_trouble = storage_words(failure.code, failure.detail);
    } else if (state.phone.lacks_shelf()) {  // only the sheets were looked for
        state.pending_answer.reset();
        state.phone.pull_all();
        sync_soon(state, world);
    }
}

void journal_dropped(State& state, World& world) {
    auto& waiting = state.saving.waiting;
    // An answer counts on the rows before it, which are gone.
    std::erase_if(waiting, [](Saving::Row const& row) { return row.row.kind == RowKind::Answer; });
    state.pending_answer.reset();
    for (Saving::Row& row : waiting) row.asked = false;
    state.phone.pull_all();
    state.cache.shelf_lost = true;  // the files went with it
    ask_unasked(state, world);
    sync_soon(state, world);
}

void load_journal(State& state, JournalLoaded const& loaded, World& world) {
    if (state.loaded) return shelf_from_journal(state, loaded.rows, world);
    bool const from_cache = state.cache.covered_key > 0;
    if (from_cache && !take_cache(state, loaded.rows)) {
        state.cache = {};
        world.effects.push_back(ReadJournal{0});
        return;
    }
    for (LoadedRow const& row : loaded.rows) {
        if (from_cache && row.key <= state.cache.covered_key) continue;
        auto const done = replay(state, row);
        if (done.ok()) continue;
        state.journal_trouble = error_words(done.error());
        return;  // the journal belongs to a newer version: write nothing over it
    }
    state.phone.finish_replay();
    state.loaded = true;
    world.effects.push_back(ReadShelf{});
    enrol_if_asked(state, world);
    if (!state.phone.enrolled()) return;
    world.effects.push_back(AskStorageFacts{});
    sync_soon(state, world);
}

void cache_if_due(State& state, World& world) {
    Cache& cache = state.cache;
    bool const much = cache.rows_since >= kCacheRows || cache.bytes_since >= kCacheBytes;
    bool const worth = (much && cache.bytes_since >= cache.size_bytes / 4) ||
                       cache.rows_since >= kMostSpareRows || cache.shelf_lost;
    bool const quiet = state.loaded && state.may_write() && state.saved() &&
                       !state.pending_answer && !state.phone.more_to_pull() &&
                       state.phone.enrolled() && state.phone.all_durable() && state.shelf_read &&
                       !state.phone.lacks_shelf() && state.phone.records().unread() == 0 &&
                       state.screen().kind != ScreenKind::Question;
    if (!worth || !quiet) return;
    auto const may_wait = [first = shown_first(state)](Record const& record) {
        bool const filled = record.kind == kVisit || record.kind == kRequest;
        return filled && first.count(record.id) == 0;
    };
    Phone::Parts parts = state.phone.snapshot_parts(kSolution, may_wait);
    JournalRow all{.kind = RowKind::Snapshot, .payload = std::move(parts.core)};
    ByteWriter file;
    file.varint(state.last_key);
    file.fixed64(state.last_hash);
    file.raw(all.payload);
    std::uint64_t const shelf_hash = hash64(parts.shelf);
    bool const same_shelf = shelf_hash == cache.shelf_hash && !cache.shelf_lost;
    cache = {.size_bytes = file.size(), .shelf_hash = shelf_hash};
    if (!same_shelf) world.effects.push_back(WriteShelf{std::move(parts.shelf)});
    world.effects.push_back(WriteCache{file.take()});
    world.effects.push_back(KeepSpare{state.last_key, write_row(all)});
}

}  // namespace hub::ui
