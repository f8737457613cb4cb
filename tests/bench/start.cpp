// Where a start of the app spends its time, natively and without a browser: the journal's rows, the
// forms, the search index; and what each keeps in memory. --data is a folder that fill made.

#include <chrono>
#include <malloc.h>

#include "server/commands/commands.h"
#include "server/people/secrets.h"
#include "shared/forms/form.h"
#include "shared/records/kinds.h"
#include "shared/solutions/search.h"
#include "shared/sync/phone_side.h"
#include "shared/sync/server_side.h"
#include "tests/bench/bench.h"

namespace hub::bench {

namespace {

constexpr Millis kNowMs = 1'790'000'000'000;

std::size_t bytes_in_use() {
    auto const heap = mallinfo2();
    return heap.uordblks + heap.hblkhd;
}

class Stages {
public:
    // Runs `work`; its time and what it left in memory are written under `name`.
    template <typename Work>
    void run(char const* name, Work work) {
        std::size_t const before = bytes_in_use();
        auto const begin = std::chrono::steady_clock::now();
        work();
        std::chrono::duration<double, std::milli> const took =
            std::chrono::steady_clock::now() - begin;
        found[name] = {{"ms", took.count()},
                       {"kept_mb", static_cast<double>(bytes_in_use() - before) / 1048576}};
    }
    Json found;
};

// The journal of a phone that enrolled and pulled everything.
Result<std::vector<Bytes>> pulled_journal(SqliteStore& store, Person const& person) {
    Caller const caller{person.id, person.role, {std::string(kNetworkFeed), person.hub}};
    Phone phone;
    std::vector<Bytes> rows{write_row(
        phone.enrol({person.id, person.name, person.role, person.hub, "-"}, random_id()))};
    do {
        Bytes const body = phone.request(kNowMs, 64 * 1024);
        TRY(SyncRequest const request, read_request(body));
        TRY(SyncAnswer const answer, serve_sync(store, caller, request, hash64(body), kNowMs));
        TRY(JournalRow const row, phone.accept(write_answer(answer), body, kNowMs));
        rows.push_back(write_row(row));
        TRY(auto const further, phone.take_answer(row, random_id()));
    } while (phone.more_to_pull());
    return rows;
}

}  // namespace

Result<Json> start(Options const& options) {
    TRY(SqliteStore store, open_store(text(options, "data"), IfMissing::Refuse));
    TRY(Person const person, People(store).find("Awa Diarra"));
    TRY(std::vector<Bytes> const rows, pulled_journal(store, person));
    std::size_t bytes = 0;
    for (Bytes const& row : rows) bytes += row.size();

    Stages stages;
    stages.found = {{"rows", rows.size()}, {"journal_mb", static_cast<double>(bytes) / 1048576}};
    Phone phone;
    stages.run("replay", [&] {
        for (Bytes const& row : rows) (void)phone.replay(row).ok();
    });
    std::vector<Form> forms;
    stages.run("forms", [&] {
        for (Record const* form : phone.records().of_kind(kForm))
            forms.push_back(form_from_json(form->text("definition")).take());
    });
    SolutionIndex index;
    stages.run("search index", [&] { index.rebuild(phone.records()); });
    stages.found["records"] = phone.records().size();
    return stages.found;
}

}  // namespace hub::bench
