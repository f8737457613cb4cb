#include "tests/simulation/world.h"

#include <algorithm>

#include "shared/sync/server_side.h"

namespace hub::simulation {

namespace {

constexpr int kFaultySteps = 120;
constexpr int kHealingRounds = 60;
constexpr std::size_t kBatchBytes = 2000;  // small: batches and pages must be continued
constexpr Millis kTenYears = 315'360'000'000;

Bytes answer_of_a_portal() {
    std::string const page = "<html><body>Bienvenue, veuillez vous connecter</body></html>";
    return {page.begin(), page.end()};
}

}  // namespace

World::World(std::uint64_t seed) : random_(seed), store_(fresh_id()) {
    auto const rate = [&](double most) {
        return happens(0.5) ? most * static_cast<double>(below(1000)) / 1000 : 0;
    };
    faults_ = {.request_lost = rate(0.4),
               .answer_lost = rate(0.4),
               .repeated = rate(0.3),
               .cut = rate(0.2),
               .flipped = rate(0.2),
               .portal = rate(0.2),
               .crash = rate(0.2),
               .rollback = rate(0.02),
               .poison = rate(0.1),
               .wrong_clock = rate(0.5),
               .server_crash = rate(0.1)};
    std::size_t const count = 2 + below(5);
    for (std::size_t i = 0; i < count; ++i) {
        SimulatedPhone& device = phones_.emplace_back();
        device.person = fresh_id();
        device.hub = i % 3 == 2 ? "sikasso" : "bamako";
        if (happens(faults_.wrong_clock))
            device.clock_error_ms = happens(0.5) ? kTenYears : -kTenYears;
        Identity const identity{device.person, "Personne", "adviser", device.hub, "token"};
        JournalRow const row = device.phone.enrol(identity, fresh_id());
        device.journal.push_back(write_row(row));
    }
    for (int i = 0; i < 4; ++i) visits_.push_back(fresh_id());
}

bool World::happens(double chance) {
    return static_cast<double>(random_() >> 11) / 9007199254740992.0 < chance;
}

std::size_t World::below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }

Id World::fresh_id() {
    Id id;
    for (auto& byte : id.bytes) byte = static_cast<std::uint8_t>(random_());
    return id;
}

void World::note(std::string_view what, std::uint64_t number) {
    trace_ = hash64(what, trace_ ^ number);
}

std::string World::run() {
    for (int i = 0; i < kFaultySteps; ++i) step();
    faults_ = {};
    std::string trouble = settle();
    if (trouble.empty()) trouble = check_saved();
    if (trouble.empty()) trouble = check_convergence();
    return trouble;
}

void World::step() {
    now_ms_ += static_cast<Millis>(below(60'000));
    SimulatedPhone& device = phones_[below(phones_.size())];
    if (happens(faults_.rollback)) return roll_back(device);
    if (happens(faults_.crash)) return restart(device);
    if (happens(0.5)) return edit(device);
    sync(device);
}

void World::edit(SimulatedPhone& device) {
    bool const poison = happens(faults_.poison);
    bool const own_hub = device.hub == "bamako";
    Id const visit = visits_[below(2) + (own_hub ? 0 : 2)];
    std::string const text = "value " + std::to_string(++edits_made_);
    std::string const path = "answers/q" + std::to_string(below(4));
    Change change{path, text, 0, false};
    Record const* const known = device.phone.records().find(visit);
    FieldState const* const state = known ? known->state(path) : nullptr;
    // Now and then a person settles a conflict.
    change.resolves = state && !state->losers.empty() && happens(0.3);
    JournalRow const row = device.phone.edit(visit, "visit", poison ? "network" : device.hub,
                                             {change}, now_ms_ + device.clock_error_ms);
    if (happens(faults_.crash)) return restart(device);  // before the row is durable: not saved
    device.journal.push_back(write_row(row));
    saved_[text] = path;
    if (happens(faults_.crash)) return restart(device);
    device.phone.mark_durable(row);
    note("edit", edits_made_);
}

void World::restart(SimulatedPhone& device) {
    device.phone = Phone{};
    for (Bytes const& row : device.journal) {
        auto const replayed = device.phone.replay(row);
        assert(replayed.ok());
    }
    device.phone.finish_replay();
    note("restart", device.journal.size());
}

// The phone's storage returns to an earlier state. Edits of the lost rows that had reached the
// server are still owed; the others the phone itself has destroyed.
void World::roll_back(SimulatedPhone& device) {
    std::size_t const kept = 1 + below(device.journal.size());
    std::deque<Edit> const lost = device.phone.outbox();
    device.journal.resize(kept);
    restart(device);
    for (Edit const& edit : lost) {
        bool const still_there =
            std::any_of(device.phone.outbox().begin(), device.phone.outbox().end(),
                        [&](Edit const& kept_edit) { return kept_edit.changes == edit.changes; });
        if (!still_there) saved_.erase(text_of(edit.changes[0].value));
    }
    note("rollback", kept);
}

void World::damage(Bytes& bytes) {
    if (happens(faults_.cut)) bytes.resize(below(bytes.size() + 1));
    if (happens(faults_.flipped) && !bytes.empty())
        bytes[below(bytes.size())] ^= static_cast<std::uint8_t>(1 << below(8));
}

std::optional<Bytes> World::serve(SimulatedPhone const& device, Bytes const& body) {
    auto const request = read_request(body);
    if (!request.ok()) return std::nullopt;
    Caller const caller{device.person, "adviser", {device.hub, "network"}};
    auto const answer = serve_sync(store_, caller, request.value(), hash64(body), now_ms_);
    assert(answer.ok());
    note("serve", answer.value().verdicts.size());
    return write_answer(answer.value());
}

void World::sync(SimulatedPhone& device) {
    Bytes const request = device.phone.request(now_ms_ + device.clock_error_ms, kBatchBytes);
    if (happens(faults_.portal)) return take(device, answer_of_a_portal(), request);
    if (happens(faults_.request_lost)) return;
    Bytes arrived = request;
    // TLS would notice; the protocol must not depend on it.
    if (happens(faults_.cut)) arrived.resize(below(arrived.size() + 1));
    if (happens(faults_.server_crash)) {  // before the commit: as if never arrived
        return;
    }
    std::optional<Bytes> answer = serve(device, arrived);
    if (happens(faults_.repeated)) answer = serve(device, arrived);
    if (!answer || happens(faults_.answer_lost)) return;
    if (happens(faults_.crash)) return restart(device);
    damage(*answer);
    take(device, *answer, request);
}

void World::take(SimulatedPhone& device, Bytes const& answer, Bytes const& request) {
    auto const row = device.phone.accept(answer, request, now_ms_ + device.clock_error_ms);
    if (!row.ok()) return note("not ours", answer.size());
    if (happens(faults_.crash)) return restart(device);
    if (row.value().worth_keeping) device.journal.push_back(write_row(row.value()));
    if (happens(faults_.crash)) return restart(device);
    auto const further = device.phone.take_answer(row.value(), fresh_id());
    assert(further.ok());
    for (JournalRow const& next : further.value()) {
        if (happens(faults_.crash)) return restart(device);
        device.journal.push_back(write_row(next));
        device.phone.mark_durable(next);
        note("refork", next.dseq);
    }
}

std::string World::settle() {
    for (int round = 0; round < kHealingRounds; ++round)
        for (SimulatedPhone& device : phones_) sync(device);
    for (std::size_t i = 0; i < phones_.size(); ++i)
        if (!phones_[i].phone.outbox().empty())
            return "the outbox of phone " + std::to_string(i) + " does not empty";
    return {};
}

// Every saved value stands on the server: as a field's value, among its losers, in quarantine, or
// followed by a value whose author knew it.
std::string World::check_saved() {
    std::map<std::string, int> accepted;
    std::map<std::string, bool> quarantined;
    for (LoggedEdit const& entry : store_.all_logged()) {
        std::string const text = text_of(entry.edit.changes[0].value);
        bool const refused = entry.verdict == static_cast<std::uint8_t>(VerdictKind::Quarantined);
        if (refused) quarantined[text] = true;
        ++accepted[text];
    }
    for (auto const& [text, path] : saved_)
        if (accepted.count(text) == 0) return "saved and lost: " + text + " in " + path;
    for (SimulatedPhone const& device : phones_)
        for (QuarantinedEdit const& kept : device.phone.quarantined())
            if (!quarantined[text_of(kept.edit.changes[0].value)])
                return "quarantined on the phone only";
    return {};
}

std::string World::check_convergence() {
    for (std::string const hub : {"bamako", "sikasso"}) {
        std::optional<Bytes> first;
        for (SimulatedPhone& device : phones_) {
            for (Record const* const record : device.phone.records().of_kind("visit"))
                if (record->feed != device.hub) return "a record of another hub on a phone";
            if (device.hub != hub) continue;
            SyncAnswer picture;  // its rows make a comparable byte string
            for (Record const* const record : device.phone.records().of_kind("visit"))
                for (auto const& [path, field] : record->fields)
                    picture.rows.push_back(
                        {record->id, record->kind, record->feed, path, field.shown()});
            Bytes const bytes = write_answer(picture);
            if (!first) first = bytes;
            if (*first != bytes) return "phones of " + hub + " show different records";
            note("picture", hash64(bytes));
        }
    }
    return {};
}

}  // namespace hub::simulation
