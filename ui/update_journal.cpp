#include <algorithm>

#include "ui/texts.h"
#include "ui/update.h"

namespace hub::ui {

namespace {

constexpr Millis kRetryAfterMs = 5'000;

void ask_to_write(Saving::Row const& waiting, World& world) {
    world.effects.push_back(AppendToJournal{waiting.ticket, write_row(waiting.row)});
}

}  // namespace

void commit_edit(State& state, Id const& record, std::string kind, std::string feed,
                 std::vector<Change> changes, World& world) {
    JournalRow row = state.phone.edit(record, std::move(kind), std::move(feed), std::move(changes),
                                      world.now.wall_ms);
    queue_row(state, std::move(row), world);
}

void queue_row(State& state, JournalRow row, World& world) {
    state.saving.waiting.push_back({state.saving.next_ticket++, std::move(row)});
    // After a refusal everything waits in order behind the row that was refused.
    if (state.saving.refusal.empty()) ask_to_write(state.saving.waiting.back(), world);
}

void load_journal(State& state, JournalLoaded const& loaded, World& world) {
    for (Bytes const& bytes : loaded.rows) {
        auto const replayed = state.phone.replay(bytes);
        if (replayed.ok()) continue;
        if (replayed.error().code == "newer-format") {
            state.journal_trouble = replayed.error().sentence;
            return;  // the journal belongs to a newer version: write nothing over it
        }
        state.damaged_rows = true;  // the other rows count; the server's part is pulled again
    }
    state.phone.finish_replay();
    state.loaded = true;
    if (state.phone.enrolled()) {
        world.effects.push_back(AskPersistence{});
        sync_soon(state, world);
    }
}

void row_saved(State& state, std::uint64_t ticket, World& world) {
    auto& waiting = state.saving.waiting;
    auto const found = std::find_if(waiting.begin(), waiting.end(),
                                    [&](Saving::Row const& row) { return row.ticket == ticket; });
    if (found == waiting.end()) return;
    JournalRow const row = std::move(found->row);
    waiting.erase(found);
    state.saving.refusal.clear();
    if (state.pending_answer && state.pending_answer->ticket == ticket) {
        take_pending_answer(state, world);
        return;
    }
    state.phone.mark_durable(row);
    if (row.kind != RowKind::Edit) return;
    state.saving.saved_something = true;
    if (waiting.empty()) world.effects.push_back(AnnounceLive{texts::kSavedOnPhone});
    state.connection.next_try_ms = std::min(state.connection.next_try_ms, world.now.steady_ms);
}

void row_refused(State& state, RowRefused const& refused, World& world) {
    state.saving.refusal = refused.reason;
    state.saving.retry_at_ms = world.now.steady_ms + kRetryAfterMs;
    world.effects.push_back(WakeUp{static_cast<std::uint32_t>(kRetryAfterMs)});
    world.effects.push_back(AnnounceLive{refused.reason});
}

void retry_saving(State& state, World& world) {
    state.saving.retry_at_ms = world.now.steady_ms + kRetryAfterMs;
    for (Saving::Row const& waiting : state.saving.waiting) ask_to_write(waiting, world);
}

}  // namespace hub::ui
