#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/json_text.h"
#include "ui/error_words.h"
#include "ui/texts.h"
#include "ui/update.h"

namespace hub::ui {

namespace {

// News is asked for while the app is open, and more often while somebody uses it. Never more often
// than every half minute: a phone that is woken all the time is empty in the evening.
constexpr Millis kQuietMs = 2 * 60'000, kFreshMs = 30'000;
constexpr Millis kFirstBackOffMs = 2'000, kLongestBackOffMs = 5 * 60'000;
constexpr std::size_t kLeastBatch = 4 * 1024, kMostBatch = 64 * 1024;

Result<Identity> identity_from(std::string const& json, std::string const& token) {
    auto const body = nlohmann::json::parse(json, nullptr, false);
    if (!body.is_object()) return Error{"malformed", texts::kEnrolUnreadable};
    TRY(Id const person, id_from_hex(text_at(body, "person")));
    return Identity{person, text_at(body, "name"), text_at(body, "role"), text_at(body, "hub"),
                    token};
}

// This phone's own secret: 32 random bytes as base64url without padding (RFC 4648, section 5).
std::string new_token(World& world) {
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string token;
    std::uint32_t bits = 0;
    int held = 0;
    for (Id const& half : {world.random_id(), world.random_id()})
        for (std::uint8_t const byte : half.bytes) {
            bits = bits << 8 | byte;
            for (held += 8; held >= 6; held -= 6) token += kLetters[bits >> (held - 6) & 63];
        }
    token += kLetters[bits << (6 - held) & 63];
    return token;
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

void enrol(State& state, std::string const& typed, World& world) {
    Enrolment& enrolment = state.enrolment;
    if (enrolment.asking) return;
    // The whole link may be pasted.
    std::size_t const mark = typed.rfind("code=");
    std::string const code = mark == std::string::npos ? typed : typed.substr(mark + 5);
    if (code.empty() && !state.phone.enrolment_asked().code.empty())
        return enrol_if_asked(state, world);  // once more
    if (code.empty()) {
        enrolment.trouble = texts::kTypeCode;
        return;
    }
    enrolment = {.code = code, .here = enrolment.here};
    enrol_if_asked(state, world);
}

void enrol_if_asked(State& state, World& world) {
    Enrolment& enrolment = state.enrolment;
    if (enrolment.asking || !state.loaded || !state.may_write()) return;
    if (must_install_first(state)) return;  // the code is kept until the person decides
    EnrolmentAsked const& asked = state.phone.enrolment_asked();
    std::string const code = enrolment.code.empty() ? asked.code : enrolment.code;
    if (code.empty()) return;
    // A link serves once: it is not used up on a phone that needs none.
    if (state.phone.enrolled() && state.connection.trouble_code != "bad-token") {
        if (!enrolment.code.empty())
            enrolment = {.trouble = fill(texts::kAlreadyEnrolled,
                                         {{"person", state.phone.identity().name}})};
        return;
    }
    enrolment = {.asking = true, .failures = enrolment.failures, .here = enrolment.here};
    if (asked.code == code) return post_enrolment(state, world);
    queue_row(state, state.phone.ask_enrolment({code, new_token(world)}), world);
}

void post_enrolment(State& state, World& world) {
    EnrolmentAsked const& asked = state.phone.enrolment_asked();
    if (!asked.code.empty()) world.effects.push_back(PostEnrol{asked.code, asked.token});
}

void enrolled(State& state, Enrolled const& answer, World& world) {
    Phone& phone = state.phone;
    // A second answer to the same, or one for the tab that writes now.
    bool const expected = state.enrolment.asking && !phone.enrolment_asked().token.empty();
    if (!expected || !state.may_write()) return;
    auto identity = identity_from(answer.json, phone.enrolment_asked().token);
    if (!identity.ok())
        return enrol_failed(
            state, {.code = identity.error().code, .sentence = identity.error().sentence}, world);
    if (phone.enrolled() && phone.identity().person != identity.value().person)
        return enrol_failed(state, {409, "other-person", texts::kOtherPerson}, world);
    state.enrolment = {};
    JournalRow row = phone.enrolled() ? phone.renew(identity.take())
                                      : phone.enrol(identity.take(), world.random_id());
    queue_row(state, std::move(row), world);
    sync_soon(state, world);
}

void enrol_failed(State& state, EnrolFailed const& failure, World& world) {
    if (!state.may_write()) return;
    int const failures = state.enrolment.failures + 1;
    state.enrolment = {.trouble = failure.sentence.empty()
                                      ? std::string(texts::kNoNetworkToEnrol)
                                      : error_words({failure.code, failure.sentence}),
                       .here = state.enrolment.here};
    // Refused for good by the server itself, not by a portal on the way; otherwise asked again.
    bool const refused = failure.http_status >= 400 && failure.http_status < 500 &&
                         failure.http_status != 429 && !failure.code.empty();
    if (refused) {
        queue_row(state, state.phone.ask_enrolment({}), world);
        return;
    }
    state.enrolment.failures = failures;
    state.enrolment.retry_at_ms = world.now.steady_ms + back_off(failures);
}

// ---- sync -------------------------------------------------------------------------------------

void note_use(State& state, World& world) {
    Connection& connection = state.connection;
    connection.used_ms = world.now.steady_ms;
    if (connection.failures == 0)
        connection.next_try_ms =
            std::min(connection.next_try_ms, connection.answered_ms + kFreshMs);
}

void sync_soon(State& state, World& world) { state.connection.next_try_ms = world.now.steady_ms; }

bool may_sync(State const& state) {
    Connection const& connection = state.connection;
    bool const may = is_at_work(state) && connection.online && connection.line == Line::Idle &&
                     !state.pending_answer;
    // The identity must be durable before the server hears of this replica.
    return may && (state.saved() || state.saving.waiting.front().row.kind != RowKind::Identity);
}

void sync_if_due(State& state, World& world) {
    Connection& connection = state.connection;
    if (!may_sync(state) || world.now.steady_ms < connection.next_try_ms) return;
    connection.line = Line::Asking;
    connection.asked = state.phone.request(world.now.wall_ms, connection.batch_bytes);
    world.effects.push_back(PostSync{state.phone.identity().token, connection.asked});
}

void sync_answered(State& state, SyncAnswered const& answer, World& world) {
    Connection& connection = state.connection;
    // A tab that gave up writing takes nothing in: the one that writes asks for itself.
    if (connection.line != Line::Asking || !state.may_write()) return;
    auto row = state.phone.accept(answer.body, connection.asked, world.now.wall_ms);
    if (!row.ok()) {
        sync_failed(state, {.http_status = 200, .code = row.error().code}, world);
        connection.trouble = error_words(row.error());
        return;
    }
    connection.line = Line::Idle;
    connection.wanted = false;
    connection.failures = 0;
    connection.trouble.clear();
    connection.trouble_code.clear();
    connection.batch_bytes = std::min(connection.batch_bytes * 2, kMostBatch);
    connection.answered_ms = world.now.steady_ms;
    state.photos.due = true;
    bool const used = world.now.steady_ms - connection.used_ms < kQuietMs;
    connection.next_try_ms = world.now.steady_ms + (used ? kFreshMs : kQuietMs);

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
        state.connection.trouble = error_words(further.error());
        return;
    }
    for (JournalRow& more : further.value()) queue_row(state, std::move(more), world);
    bool const more_to_do = state.phone.more_to_pull() || !state.phone.outbox().empty();
    if (more_to_do) sync_soon(state, world);
}

void sync_failed(State& state, SyncFailed const& failure, World& world) {
    Connection& connection = state.connection;
    connection.line = Line::Idle;
    connection.wanted = false;
    connection.asked.clear();
    ++connection.failures;
    connection.trouble = sentence_for(failure);
    connection.trouble_code = failure.http_status == 0 ? "no-network" : failure.code;
    connection.batch_bytes = std::max(connection.batch_bytes / 2, kLeastBatch);
    connection.next_try_ms = world.now.steady_ms + back_off(connection.failures);
    if (connection.trouble_code == "bad-token") enrol_if_asked(state, world);
}

}  // namespace hub::ui
