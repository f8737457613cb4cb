// What every ServerStore promises, run on each implementation.

#include <doctest/doctest.h>
#include <filesystem>
#include <thread>
#include <unistd.h>
#include <vector>

#include "server/store/memory_store.h"
#include "server/store/sqlite_store.h"

using namespace hub;

namespace {

struct Memory {
    MemoryStore store{id_from_name("epoch")};
    ServerStore& get() { return store; }
};

struct SqliteFile {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("hub-store-" + std::to_string(getpid()));
    std::optional<SqliteStore> store;

    SqliteFile() {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        reopen();
    }
    ~SqliteFile() { std::filesystem::remove_all(folder); }
    void reopen() {
        store.reset();
        store.emplace(SqliteStore::open(folder / "store.sqlite", id_from_name("epoch")).take());
    }
    ServerStore& get() { return *store; }
};

FieldRow row(std::string const& record, std::string const& path, std::uint64_t seq,
             std::string const& value) {
    return {id_from_name(record),
            "visit",
            "bamako",
            path,
            {.value = value,
             .origin = {id_from_name("replica"), 7, id_from_name("awa"), {99}},
             .seq = seq,
             .losers = {{TextList{"a", "b"}, {id_from_name("other"), 3, Id{}, {5}}}}}};
}

LoggedEdit entry(std::uint64_t dseq) {
    LoggedEdit logged;
    logged.edit = {.replica = id_from_name("replica"),
                   .dseq = dseq,
                   .chain = 0xF000'0000'0000'0001 + dseq,
                   .author = id_from_name("awa"),
                   .record = id_from_name("visit"),
                   .kind = "visit",
                   .feed = "bamako",
                   .changes = {{"answers/x", std::int64_t{5}, 3}}};
    logged.verdict = 2;
    logged.reason = "because";
    logged.sentence = "Parce que.";
    logged.received_ms = 1234;
    return logged;
}

}  // namespace

TEST_CASE_TEMPLATE("CommittedRowsComeBackInOrder", Kind, Memory, SqliteFile) {
    Kind kind;
    ServerStore& store = kind.get();
    REQUIRE(store.begin().ok());
    CHECK(store.take_seqs("bamako", 3).value() == 1);
    FieldRow const second = row("one", "b", 2, "deux");
    REQUIRE(store.put(row("one", "a", 1, "un")).ok());
    REQUIRE(store.put(second).ok());
    REQUIRE(store.put(row("two", "a", 3, "trois")).ok());
    REQUIRE(store.commit().ok());
    REQUIRE(store.begin().ok());
    CHECK(store.rows_after("bamako", 1, 1).value() == std::vector<FieldRow>{second});
    CHECK(store.rows_after("bamako", 3, 10).value().empty());
    CHECK(store.rows_after("network", 0, 10).value().empty());
    CHECK(store.last_seq("bamako").value() == 3);
    CHECK(store.last_seq("network").value() == 0);
    auto const record = store.record(id_from_name("one")).take();
    REQUIRE(record);
    CHECK(record->fields.at("b").confirmed == second.state);
    CHECK(record->fields.size() == 2);
    CHECK_FALSE(store.record(id_from_name("three")).value());
    store.rollback();
}

TEST_CASE_TEMPLATE("AReplacedRowIsOnlyAtItsNewPlace", Kind, Memory, SqliteFile) {
    Kind kind;
    ServerStore& store = kind.get();
    REQUIRE(store.begin().ok());
    REQUIRE(store.put(row("one", "a", store.take_seqs("bamako", 1).value(), "un")).ok());
    REQUIRE(store.put(row("one", "a", store.take_seqs("bamako", 1).value(), "deux")).ok());
    auto const rows = store.rows_after("bamako", 0, 10).value();
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].state.seq == 2);
    CHECK(text_of(rows[0].state.value) == "deux");
    store.rollback();
}

TEST_CASE_TEMPLATE("RolledBackIsAsIfNeverWritten", Kind, Memory, SqliteFile) {
    Kind kind;
    ServerStore& store = kind.get();
    REQUIRE(store.begin().ok());
    REQUIRE(store.take_seqs("bamako", 5).ok());
    REQUIRE(store.put(row("one", "a", 1, "un")).ok());
    REQUIRE(store.log(entry(1)).ok());
    store.rollback();
    REQUIRE(store.begin().ok());
    CHECK(store.take_seqs("bamako", 1).value() == 1);
    CHECK(store.rows_after("bamako", 0, 10).value().empty());
    CHECK_FALSE(store.logged(id_from_name("replica"), 1).value());
    store.rollback();
}

TEST_CASE_TEMPLATE("AnEditIsLoggedOnceAndComesBackWhole", Kind, Memory, SqliteFile) {
    Kind kind;
    ServerStore& store = kind.get();
    REQUIRE(store.begin().ok());
    REQUIRE(store.log(entry(1)).ok());
    REQUIRE(store.log(entry(2)).ok());
    auto const again = store.log(entry(2));
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().code == "duplicate-edit");
    auto const found = store.logged(id_from_name("replica"), 2).take();
    REQUIRE(found);
    CHECK(found->edit == entry(2).edit);
    CHECK(found->reason == "because");
    CHECK(found->received_ms == 1234);
    CHECK(store.tail(id_from_name("replica")).value().dseq == 2);
    CHECK(store.tail(id_from_name("replica")).value().chain == entry(2).edit.chain);
    CHECK(store.tail(id_from_name("nobody")).value().dseq == 0);
    REQUIRE(store.commit().ok());
}

TEST_CASE("SqliteKeepsWhatWasCommittedWhenReopened") {
    SqliteFile file;
    REQUIRE(file.get().begin().ok());
    REQUIRE(file.get().put(row("one", "a", 1, "un")).ok());
    REQUIRE(file.get().commit().ok());
    REQUIRE(file.get().begin().ok());
    REQUIRE(file.get().put(row("one", "b", 2, "deux")).ok());
    file.reopen();  // as if the process died before commit
    CHECK(file.get().rows_after("bamako", 0, 10).value().size() == 1);
    CHECK(file.get().epoch().value() == id_from_name("epoch"));
}

TEST_CASE("AnotherConnectionSeesOnlyWhatIsCommitted") {
    SqliteFile file;
    auto other = SqliteStore::open(file.folder / "store.sqlite", Id{}).take();
    REQUIRE(file.get().begin().ok());
    REQUIRE(file.get().put(row("one", "a", 1, "un")).ok());
    CHECK(other.rows_after("bamako", 0, 10).value().empty());
    REQUIRE(file.get().commit().ok());
    CHECK(other.rows_after("bamako", 0, 10).value().size() == 1);
}

TEST_CASE("AForeignOrNewerFileIsRefused") {
    SqliteFile file;
    REQUIRE(file.store->database().execute("PRAGMA user_version=99").ok());
    file.store.reset();
    auto const newer = SqliteStore::open(file.folder / "store.sqlite", Id{});
    REQUIRE_FALSE(newer.ok());
    CHECK(newer.error().code == "newer-store");
}

TEST_CASE("AnOlderFileIsBroughtUpAndKeepsItsContent") {
    SqliteFile file;
    REQUIRE(file.get().begin().ok());
    REQUIRE(file.get().put(row("one", "a", 1, "un")).ok());
    REQUIRE(file.get().commit().ok());
    REQUIRE(file.store->database()
                .execute("DROP INDEX device_by_code; ALTER TABLE device DROP COLUMN code_hash;"
                         "PRAGMA user_version=1")
                .ok());
    file.reopen();
    CHECK(file.get().rows_after("bamako", 0, 10).value().size() == 1);
    CHECK(file.store->database().execute("SELECT code_hash FROM device").ok());
    file.reopen();  // and is not brought up a second time
    CHECK(file.get().epoch().value() == id_from_name("epoch"));
}

// Two programs started at once on one folder: none may find the file half made or "busy".
TEST_CASE("ManyOpenOneFileAtOnceWhileItIsCreatedAndBroughtUp") {
    SqliteFile file;
    auto const path = (file.folder / "store.sqlite").string();
    for (int round = 0; round < 60; ++round) {
        bool const old = round % 2 == 1;
        if (old)
            REQUIRE(file.store->database()
                        .execute("DROP INDEX device_by_code; ALTER TABLE device DROP COLUMN "
                                 "code_hash; PRAGMA user_version=1")
                        .ok());
        file.store.reset();
        if (!old) std::filesystem::remove(path);
        std::vector<std::string> trouble(4);
        std::vector<std::thread> programs;
        for (std::string& said : trouble)
            programs.emplace_back([&] {
                auto const opened = SqliteStore::open(path, id_from_name("epoch"));
                if (!opened.ok()) said = opened.error().code + " " + opened.error().sentence;
            });
        for (std::thread& program : programs) program.join();
        for (std::string const& said : trouble) CHECK(said == "");
        file.reopen();
        CHECK(file.store->database().execute("SELECT code_hash FROM device").ok());
    }
}

// Killing the process cannot show this: only a power cut loses what was never synced.
TEST_CASE("EveryCommitIsSyncedToTheDisk") {
    SqliteFile file;
    auto const pragma = [&](char const* sql) {
        auto statement = file.store->database().prepare(sql).take();
        REQUIRE(statement.step().value());
        return statement.text(0);
    };
    CHECK(pragma("PRAGMA synchronous") == "2");
    CHECK(pragma("PRAGMA journal_mode") == "wal");
    CHECK(pragma("PRAGMA foreign_keys") == "1");
}
