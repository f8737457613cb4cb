#include "server/seed.h"

#include "server/embedded.h"
#include "server/people/secrets.h"
#include "shared/content/seed.h"
#include "shared/records/kinds.h"

namespace hub {

namespace {

Result<void> put_all(SqliteStore& store, Result<std::vector<SeedRecord>> records) {
    if (!records.ok()) return records.error();
    for (SeedRecord const& record : records.value()) TRY_VOID(put_record(store, record));
    return {};
}

Result<void> seed_form(SqliteStore& store, std::string_view file) {
    TRY(SeedRecord const form, form_record(embedded_text(file)));
    return put_record(store, form);
}

Result<void> seed_people(SqliteStore& store, std::string_view demo_json) {
    TRY(std::vector<SeedPerson> const people, demo_people(demo_json));
    People registry(store);
    for (SeedPerson const& person : people)
        TRY_VOID(registry.add({random_id(), person.name, person.role, person.hub}));
    return {};
}

}  // namespace

Result<void> put_record(SqliteStore& store, SeedRecord const& record) {
    TRY(std::uint64_t seq, store.take_seqs(record.feed, record.fields.size()));
    for (auto const& [path, value] : record.fields)
        TRY_VOID(
            store.put({record.id, record.kind, record.feed, path, {.value = value, .seq = seq++}}));
    return {};
}

Result<void> seed(SqliteStore& store, Demo demo) {
    return in_transaction(store, [&]() -> Result<void> {
        TRY(std::uint64_t const present, store.last_seq(kNetworkFeed));
        if (present > 0) return {};
        std::string_view const network = embedded_text("content/demo-network.json");
        TRY_VOID(put_all(store, hub_records(network)));
        TRY_VOID(seed_form(store, "content/premiere-visite.json"));
        TRY_VOID(seed_form(store, "content/demande-appui.json"));
        TRY_VOID(put_all(store, solution_records(embedded_text("content/solutions.json"))));
        if (demo == Demo::No) return {};
        TRY_VOID(put_all(store, enterprise_records(network)));
        return seed_people(store, network);
    });
}

}  // namespace hub
