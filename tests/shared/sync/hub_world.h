#pragma once
// A server half over the memory store and phones on a line without faults.

#include <doctest/doctest.h>
#include <string>

#include "server/store/memory_store.h"
#include "shared/sync/phone_side.h"
#include "shared/sync/server_side.h"

namespace hub::test {

inline constexpr Millis kNoon = 1'790'000'000'000;

struct Server {
    MemoryStore store{id_from_name("epoch 1")};
    Millis now_ms = kNoon;

    SyncAnswer serve(Bytes const& body, std::string const& person,
                     std::vector<std::string> feeds = {"bamako", "network"}) {
        Caller const caller{id_from_name(person), "adviser", std::move(feeds)};
        auto const request = read_request(body).take();
        return serve_sync(store, caller, request, hash64(body), now_ms).take();
    }
};

struct TestPhone {
    Server& server;
    std::string person;
    Phone phone;
    std::vector<Bytes> journal;
    std::vector<std::string> feeds{"bamako", "network"};
    int forks = 0;

    TestPhone(Server& a_server, std::string const& name) : server(a_server), person(name) {
        keep(phone.enrol({id_from_name(name), name, "adviser", "bamako", "token"},
                         id_from_name("replica of " + name)));
    }

    void keep(JournalRow const& row) {
        journal.push_back(write_row(row));
        phone.mark_durable(row);
    }
    JournalRow say(std::string const& text, std::string const& path = "status",
                   std::string const& feed = "bamako") {
        return phone.edit(id_from_name("visit"), "visit", feed, {{path, text}}, kNoon);
    }
    void save(std::string const& text, std::string const& path = "status",
              std::string const& feed = "bamako") {
        keep(say(text, path, feed));
    }
    Bytes ask(std::size_t bytes = 64 * 1024) { return phone.request(kNoon, bytes); }
    void take(SyncAnswer const& answer, Bytes const& request) {
        JournalRow const row = phone.accept(write_answer(answer), request, kNoon).take();
        if (row.worth_keeping) journal.push_back(write_row(row));
        std::string const name = person + " after fork " + std::to_string(forks);
        auto const further = phone.take_answer(row, id_from_name(name)).take();
        forks += static_cast<int>(further.size());
        for (JournalRow const& next : further) keep(next);
    }
    void sync(std::size_t bytes = 64 * 1024) {
        Bytes const request = ask(bytes);
        take(server.serve(request, person, feeds), request);
    }
    void sync_all() {
        for (int i = 0; i < 50 && (i == 0 || !phone.outbox().empty() || phone.more_to_pull()); ++i)
            sync();
    }
    Phone replayed() const {
        Phone fresh;
        for (Bytes const& row : journal) REQUIRE(fresh.replay(row).ok());
        fresh.finish_replay();
        return fresh;
    }
    void restart() { phone = replayed(); }
    // The spare copy of a journal has only what the phone said itself.
    void lose_answers() {
        std::erase_if(journal, [](Bytes const& row) {
            return read_row(row).value().kind == RowKind::Answer;
        });
        restart();
    }
    FieldState const& shown(std::string const& path = "status") const {
        Record const* const record = phone.records().find(id_from_name("visit"));
        REQUIRE(record);
        REQUIRE(record->state(path));
        return *record->state(path);
    }
    Receipt receipt() const { return phone.receipt(id_from_name("visit")); }
};

// All that a phone with its shelf holds, as comparable bytes.
inline Bytes everything_of(Phone const& phone) { return phone.snapshot_parts("").core; }

}  // namespace hub::test
