// What goes wrong between a phone, its journal, the network and the server.

#include "shared/sync/server_side.h"
#include "tests/simulation/unreliable_store.h"
#include "tests/simulation/world.h"

namespace hub::simulation {

namespace {

constexpr std::size_t kBatchBytes = 2000;

Bytes answer_of_a_portal() {
    std::string const page = "<html><body>Bienvenue, veuillez vous connecter</body></html>";
    return {page.begin(), page.end()};
}

}  // namespace

// ---- journal -----------------------------------------------------------------------------------

void World::append(Device& device, JournalRow row, std::vector<std::string> texts, bool answer) {
    device.unwritten.push_back({std::move(row), std::move(texts), answer});
    if (crashes(device)) return;
    write_rows(device);
    crashes(device);
}

// Rows are tried in order, but one that was on its way already may overtake a refused one.
void World::write_rows(Device& device) {
    for (std::size_t i = 0; i < device.unwritten.size();) {
        if (chance_.happens(faults_.refused_row)) {
            if (!chance_.happens(0.3)) return;
            ++i;
            continue;
        }
        Device::Unwritten row = std::move(device.unwritten[i]);
        device.unwritten.erase(device.unwritten.begin() + static_cast<std::ptrdiff_t>(i));
        Bytes const bytes = write_row(row.row);
        device.journal.push_back({bytes, row.texts});
        // The writer timed out, although the row had been written: it comes twice.
        if (chance_.happens(faults_.refused_row / 4)) device.journal.push_back({bytes, row.texts});
        oracle_.saved(row.texts);
        if (chance_.happens(faults_.crash)) return restart(device);
        durable(device, std::move(row));
    }
}

void World::durable(Device& device, Device::Unwritten row) {
    if (!row.answer) return device.phone.mark_durable(row.row);
    auto further = device.phone.take_answer(row.row, chance_.fresh_id());
    assert(further.ok());
    bool const lost_hub = device.phone.cursor().seqs.count(device.hub) == 0;
    if (lost_hub && !device.unwritten.empty()) device.hides_later = true;
    for (JournalRow& next : further.value()) {
        note("refork", next.dseq);
        device.unwritten.push_back({std::move(next), {}, false});
    }
    std::string const trouble = check_cursor(store_, device.phone);
    if (!trouble.empty()) trouble_ = trouble;
}

bool World::crashes(Device& device) {
    if (!chance_.happens(faults_.crash)) return false;
    restart(device);
    return true;
}

// The phone's storage returns to an earlier state.
void World::roll_back(Device& device) {
    std::size_t const kept = 1 + chance_.below(device.journal.size());
    std::vector<std::string> lost;
    for (std::size_t i = kept; i < device.journal.size(); ++i)
        lost.insert(lost.end(), device.journal[i].texts.begin(), device.journal[i].texts.end());
    device.journal.resize(kept);
    device.copied = true;
    oracle_.destroyed(lost, store_);
    restart(device);
}

void World::damage_row(Device& device) {
    if (device.journal.size() < 2) return;
    Device::Row& row = device.journal[1 + chance_.below(device.journal.size() - 1)];
    row.bytes[chance_.below(row.bytes.size())] ^= 16;
    device.copied = true;
    oracle_.destroyed(row.texts, store_);
    restart(device);
}

void World::clone(Device const& device) {
    Device copy = device;
    copy.copied = true;
    const_cast<Device&>(device).copied = true;
    restart(devices_.emplace_back(std::move(copy)));
}

// ---- network and server ------------------------------------------------------------------------

void World::damage(Bytes& bytes) {
    if (chance_.happens(faults_.cut)) bytes.resize(chance_.below(bytes.size() + 1));
    if (chance_.happens(faults_.flipped) && !bytes.empty())
        bytes[chance_.below(bytes.size())] ^= static_cast<std::uint8_t>(1 << chance_.below(8));
}

std::optional<Bytes> World::serve(Device const& device, Bytes const& body) {
    auto const request = read_request(body);
    if (!request.ok()) return std::nullopt;
    Caller const caller{device.person, "adviser", {device.hub_now, "network"}};
    std::size_t const dies_at = chance_.happens(faults_.server_trouble) ? 1 + chance_.below(40) : 0;
    UnreliableStore store(store_, dies_at);
    auto const answer = serve_sync(store, caller, request.value(), hash64(body), now_ms_);
    if (!answer.ok()) return std::nullopt;
    note("serve", answer.value().verdicts.size());
    return write_answer(answer.value());
}

void World::sync(Device& device) {
    if (device.answer_pending()) return;
    Millis const now_ms = device.now(now_ms_, chance_);
    // So small that batches and pages must be continued.
    bool const slow_line = chance_.happens(faults_.slow_line);
    Bytes const request =
        device.phone.request(now_ms, slow_line ? 1 + chance_.below(300) : kBatchBytes);
    if (chance_.happens(faults_.portal)) return take(device, answer_of_a_portal(), request);
    if (chance_.happens(faults_.request_lost)) return;
    Bytes arrived = request;
    damage(arrived);  // TLS would notice; the protocol must not depend on it
    std::optional<Bytes> answer = serve(device, arrived);
    if (chance_.happens(faults_.repeated)) answer = serve(device, arrived);
    if (!answer || chance_.happens(faults_.answer_lost)) return;
    // A tap while the request was on its way, and the sheets.
    if (chance_.happens(faults_.request_lost)) edit(device);
    if (chance_.happens(0.3)) look_for_shelf(device);
    if (crashes(device)) return;
    damage(*answer);
    take(device, *answer, request);
}

void World::take(Device& device, Bytes const& answer, Bytes const& request) {
    auto row = device.phone.accept(answer, request, device.now(now_ms_, chance_));
    if (!row.ok()) return note("not ours", answer.size());
    if (row.value().worth_keeping) return append(device, row.take(), {}, true);
    durable(device, {row.take(), {}, true});
    write_rows(device);
}

}  // namespace hub::simulation
