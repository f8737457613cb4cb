#include <algorithm>
#include <nlohmann/json.hpp>

#include "ui/texts.h"
#include "ui/update.h"

namespace hub::ui {

namespace {

constexpr Millis kQuietMs = 5 * 60'000;  // ask for news while the app is open
constexpr Millis kFirstBackOffMs = 2'000, kLongestBackOffMs = 5 * 60'000;
constexpr std::size_t kLeastBatch = 4 * 1024, kMostBatch = 64 * 1024;

std::string text_at(nlohmann::json const& object, char const* key) {
    auto const found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

Result<Identity> identity_from(std::string const& json) {
    auto const body = nlohmann::json::parse(json, nullptr, false);
    if (!body.is_object()) return Error{"malformed", texts::kEnrolUnreadable};
    TRY(Id const person, id_from_hex(text_at(body, "person")));
    Identity identity{person, text_at(body, "name"), text_at(body, "role"), text_at(body, "hub"),
                      text_at(body, "token")};
    if (identity.token.empty()) return Error{"malformed", texts::kEnrolUnreadable};
    return identity;
}

Millis back_off(int failures) {
    Millis wait = kFirstBackOffMs;
    for (int i = 1; i < failures && wait < kLongestBackOffMs; ++i) wait *= 2;
    return std::min(wait, kLongestBackOffMs);
}

std::string sentence_for(SyncFailed const& failure) {
    if (failure.http_status == 0) return texts::kNoNetwork;
    if (failure.http_status == 401) return texts::kTokenRefused;
    if (failure.http_status == 429 || failure.http_status >= 500) return texts::kServerBusy;
    return texts::kServerRefused;
}

}  // namespace

// ---- enrolment --------------------------------------------------------------------------------

void enrol(State& state, EnrolWithCode const& code, World& world) {
    if (state.phone.enrolled() || state.enrolment.asking || !state.loaded) return;
    state.enrolment = {.asking = true};
    world.effects.push_back(PostEnrol{code.code});
}

void enrolled(State& state, Enrolled const& answer, World& world) {
    state.enrolment.asking = false;
    auto identity = identity_from(answer.json);
    if (!identity.ok()) {
        state.enrolment.trouble = texts::kEnrolUnreadable;
        return;
    }
    queue_row(state, state.phone.enrol(identity.take(), world.random_id()), world);
    world.effects.push_back(AskPersistence{});
    sync_soon(state, world);
}

void enrol_failed(State& state, EnrolFailed const& failure) {
    state.enrolment.asking = false;
    state.enrolment.trouble = failure.sentence.empty() ? texts::kNoNetwork : failure.sentence;
}

// ---- sync -------------------------------------------------------------------------------------

void sync_soon(State& state, World& world) { state.connection.next_try_ms = world.now.steady_ms; }

void sync_if_due(State& state, World& world) {
    Connection& connection = state.connection;
    bool const may = state.loaded && state.phone.enrolled() && state.writer && connection.online &&
                     connection.line == Line::Idle && !state.pending_answer;
    if (!may) return;
    // The identity must be durable before the server hears of this replica.
    if (!state.saved() && state.saving.waiting.front().row.kind == RowKind::Identity) return;
    Millis const wait = connection.next_try_ms - world.now.steady_ms;
    if (wait > 0) {
        world.effects.push_back(WakeUp{static_cast<std::uint32_t>(wait)});
        return;
    }
    connection.line = Line::Asking;
    connection.asked = state.phone.request(world.now.wall_ms, connection.batch_bytes);
    world.effects.push_back(PostSync{state.phone.identity().token, connection.asked});
}

void sync_answered(State& state, SyncAnswered const& answer, World& world) {
    Connection& connection = state.connection;
    if (connection.line != Line::Asking) return;
    auto row = state.phone.accept(answer.body, connection.asked, world.now.wall_ms);
    if (!row.ok()) {
        sync_failed(state, {.http_status = 200, .code = row.error().code}, world);
        connection.trouble = row.error().sentence;
        return;
    }
    connection.line = Line::Idle;
    connection.failures = 0;
    connection.trouble.clear();
    connection.trouble_code.clear();
    connection.batch_bytes = std::min(connection.batch_bytes * 2, kMostBatch);
    connection.next_try_ms = world.now.steady_ms + kQuietMs;

    JournalRow const taken = row.take();
    state.pending_answer = PendingAnswer{state.saving.next_ticket, taken};
    if (taken.worth_keeping) {
        queue_row(state, taken, world);  // taken in once it is durable: row_saved()
    } else {
        take_pending_answer(state, world);
    }
}

void take_pending_answer(State& state, World& world) {
    JournalRow const row = std::move(state.pending_answer->row);
    state.pending_answer.reset();
    auto further = state.phone.take_answer(row, world.random_id());
    if (!further.ok()) {
        state.connection.trouble = further.error().sentence;
        return;
    }
    for (JournalRow& more : further.value()) queue_row(state, std::move(more), world);
    bool const more_to_do = state.phone.more_to_pull() || !state.phone.outbox().empty();
    if (more_to_do) sync_soon(state, world);
}

void sync_failed(State& state, SyncFailed const& failure, World& world) {
    Connection& connection = state.connection;
    connection.line = Line::Idle;
    connection.asked.clear();
    ++connection.failures;
    connection.trouble = sentence_for(failure);
    connection.trouble_code = failure.http_status == 0 ? "no-network" : failure.code;
    connection.batch_bytes = std::max(connection.batch_bytes / 2, kLeastBatch);
    connection.next_try_ms = world.now.steady_ms + back_off(connection.failures);
}

}  // namespace hub::ui
