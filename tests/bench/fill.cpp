// Fills a server's data folder as months of work would have: through the server's half of sync.

#include <sodium.h>

#include "server/commands/commands.h"
#include "server/embedded.h"
#include "server/people/secrets.h"
#include "server/seed.h"
#include "shared/content/seed.h"
#include "shared/records/kinds.h"
#include "shared/sync/server_side.h"
#include "tests/bench/bench.h"
#include "tests/bench/visits.h"

namespace hub::bench {

namespace {

constexpr Millis kDayMs = 24LL * 60 * 60 * 1000;
constexpr std::size_t kVisitsPerRequest = 100;

// The ten starter sheets again and again under other names, so that sizes and words are real ones.
Result<void> add_sheets(SqliteStore& store, std::size_t count) {
    TRY(auto const starters, solution_records(embedded_text("content/solutions.json")));
    Planner planner(1);
    for (std::size_t i = 0; i < count; ++i) {
        SeedRecord sheet = starters[i % starters.size()];
        sheet.id = planner.id();
        for (auto& [path, value] : sheet.fields) {
            if (path == "title") value = text_of(value) + ", variante " + std::to_string(i + 1);
            if (path == "summary") value = text_of(value) + " " + planner.sentence();
        }
        TRY_VOID(put_record(store, sheet));
    }
    return {};
}

Result<std::vector<Id>> add_enterprises(SqliteStore& store, std::size_t count) {
    std::vector<Id> ids;
    Planner planner(2);
    for (std::size_t i = 0; i < count; ++i) {
        ids.push_back(planner.id());
        TRY_VOID(put_record(store, {ids.back(),
                                    kEnterprise,
                                    "bamako",
                                    {{"name", "Entreprise " + std::to_string(i + 1)},
                                     {"filiere", std::string("mangue")},
                                     {"place", std::string("Bamako")},
                                     {"contact", std::string("+223 00 00 00 00")}}}));
    }
    return ids;
}

// One request of this phone with everything in its outbox from `first` on.
Result<void> send(SqliteStore& store, Caller const& caller, Phone const& phone, std::size_t first) {
    SyncRequest request;
    auto const& edits = phone.outbox();
    request.replica = edits.front().replica;
    request.dseq_before = first;
    request.chain_before = first == 0 ? 0 : edits[first - 1].chain;
    request.edits.assign(edits.begin() + static_cast<std::ptrdiff_t>(first), edits.end());
    request.max_answer_bytes = 0;
    TRY_VOID(store.begin());
    TRY(request.cursor.epoch, store.epoch());
    for (std::string const& feed : caller.feeds) {
        TRY(request.cursor.seqs[feed], store.last_seq(feed));
    }
    store.rollback();
    TRY(SyncAnswer const answer, serve_sync(store, caller, request, 0, system_ms()));
    for (Verdict const& verdict : answer.verdicts)
        if (verdict.kind != VerdictKind::Applied) return Error{"not-applied", verdict.sentence};
    return {};
}

Result<void> add_visits(SqliteStore& store, Caller const& caller, std::vector<Id> const& where,
                        std::size_t count, std::size_t follow_ups) {
    Phone phone;
    phone.enrol({caller.person, "", caller.role, caller.feeds.back(), "-"}, random_id());
    Planner planner(hash64(ByteView(caller.person.bytes)), follow_ups);
    std::size_t sent = 0;
    for (std::size_t i = 0; i < count; ++i) {
        Millis const ago =
            static_cast<Millis>(count - i) * 120 * kDayMs / static_cast<Millis>(count);
        fill_in(phone, planner.visit(where, system_ms() - kDayMs - ago), Commits::EachAnswer);
        if ((i + 1) % kVisitsPerRequest != 0 && i + 1 != count) continue;
        TRY_VOID(send(store, caller, phone, sent));
        sent = phone.outbox().size();
    }
    return {};
}

// As a phone draws it: 32 random bytes as base64url.
std::string new_token() {
    Id const halves[] = {random_id(), random_id()};
    char text[sodium_base64_ENCODED_LEN(sizeof halves, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
    sodium_bin2base64(text, sizeof text, halves[0].bytes.data(), sizeof halves,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return text;
}

Result<std::string> new_device(SqliteStore& store, Person const& person) {
    People people(store);
    std::string const token = new_token();
    TRY(std::string const code,
        in_transaction(store, [&] { return people.new_code(person.id, system_ms()); }));
    TRY([[maybe_unused]] Person const enrolled, people.enrol(code, token, system_ms()));
    return token;
}

// Advisers of all seven hubs, each with a device.
Result<Json> add_devices(SqliteStore& store, std::size_t count) {
    constexpr char kAnyHub[] = "bamako";
    Json devices = Json::array();
    TRY(auto const hubs, hub_records(embedded_text("content/demo-network.json")));
    for (std::size_t i = 0; i < count; ++i) {
        std::string hub = kAnyHub;
        for (auto const& [path, value] : hubs[i % hubs.size()].fields)
            if (path == "code") hub = text_of(value);
        Person const person{random_id(), "Référent " + std::to_string(i + 1), "adviser", hub};
        TRY_VOID(in_transaction(store, [&] { return People(store).add(person); }));
        TRY(std::string const device, new_device(store, person));
        devices.push_back({{"person", to_hex(person.id)}, {"hub", person.hub}, {"token", device}});
    }
    return devices;
}

}  // namespace

Result<Json> fill(Options const& options) {
    TRY(SqliteStore store, open_store(text(options, "data", "data"), IfMissing::Create));
    TRY_VOID(seed(store, Demo::Yes));
    std::size_t const visits = number(options, "visits", 0);
    TRY_VOID(
        in_transaction(store, [&] { return add_sheets(store, number(options, "sheets", 0)); }));
    std::size_t const enterprises = number(options, "enterprises", 1 + visits / 20);
    TRY(auto const where,
        in_transaction(store, [&] { return add_enterprises(store, enterprises); }));
    // Two advisers of one hub: each phone holds the other's visits too.
    for (char const* name : {"Awa Diarra", "Moussa Koné"}) {
        TRY(Person const person, People(store).find(name));
        Caller const caller{person.id, person.role, {std::string(kNetworkFeed), person.hub}};
        TRY_VOID(add_visits(store, caller, where, visits / 2, number(options, "follow-ups", 25)));
    }
    TRY(Json devices, add_devices(store, number(options, "devices", 0)));
    return Json{{"visits", visits / 2 * 2}, {"devices", std::move(devices)}};
}

}  // namespace hub::bench
