#include <random>

#include "shared/sync/packed_records.h"
#include "shared/sync/row_codec.h"
#include "tests/shared/sync/hub_world.h"

using namespace hub;
using namespace hub::test;

namespace {

struct Kept {
    Phone::Parts parts;
    std::size_t rows;
};

// A start from the journal alone; damaged rows are passed over.
Phone from_journal(std::vector<Bytes> const& journal) {
    Phone phone;
    for (Bytes const& row : journal) (void)phone.replay(row);
    phone.finish_replay();
    return phone;
}

// The shelf comes when `shelf_after` more rows were replayed.
Phone continued(Kept const& kept, std::vector<Bytes> const& journal, std::size_t shelf_after) {
    Phone phone = Phone::from_snapshot(kept.parts.core).take();
    auto const add_shelf = [&] {
        if (phone.lacks_shelf()) REQUIRE(phone.add_shelf(kept.parts.shelf).ok());
    };
    for (std::size_t i = kept.rows; i < journal.size(); ++i) {
        if (i == kept.rows + shelf_after) add_shelf();
        REQUIRE(phone.replay(journal[i]).ok());
    }
    phone.finish_replay();
    add_shelf();
    return phone;
}

bool all_may_wait(Record const&) { return true; }

Bytes resealed(Bytes bytes) {
    bytes.resize(bytes.size() - 8);
    std::uint64_t const checksum = hash64(bytes);
    ByteWriter out;
    out.raw(bytes);
    out.fixed64(checksum);
    return out.take();
}

// As versions 1 and 2 of the snapshot wrote them.
void write_records_as_before(ByteWriter& out, std::vector<Record const*> const& records) {
    RowWriter writer{out, {}, {}, {}};
    out.varint(records.size());
    for (Record const* record : records) {
        out.id(record->id);
        writer.interner.write(out, record->kind);
        writer.interner.write(out, record->feed);
        std::size_t confirmed = 0;
        for (auto const& [path, field] : record->fields) confirmed += field.confirmed.seq > 0;
        out.varint(confirmed);
        for (auto const& [path, field] : record->fields) {
            if (field.confirmed.seq == 0) continue;
            writer.interner.write(out, path);
            writer.state(field.confirmed);
        }
    }
}

// A phone with everything in it: a left line, waiting and refused edits, a dispute, a backup.
Phone eventful_phone() {
    Server server;
    TestPhone awa(server, "awa"), moussa(server, "moussa");
    awa.save("un");
    awa.sync();
    moussa.save("autre");
    moussa.sync();
    server.store.back_up();
    awa.save("sikasso", "answers/s", "sikasso");
    awa.sync();
    TestPhone twin = awa;
    awa.save("a", "answers/a");
    awa.sync();
    twin.save("b", "answers/b");
    twin.sync_all();
    twin.save("c", "answers/c");
    REQUIRE(twin.forks == 1);
    REQUIRE_FALSE(twin.phone.records().disputed().empty());
    REQUIRE(twin.phone.quarantined().size() == 1);
    return twin.phone;
}

void step(std::mt19937_64& random, Server& server, TestPhone& phone, int number) {
    std::string const text = "value " + std::to_string(number);
    std::string const path = "answers/q" + std::to_string(random() % 3);
    switch (random() % 10) {
        case 0:
            return server.store.back_up();
        case 1:
            if (random() % 4 == 0) server.store.restore(id_from_name("epoch " + text));
            return;
        case 2:
            return phone.save(text, path, "sikasso");
        case 3: {  // a tap while the answer is on its way; the rows in either order
            Bytes const request = phone.ask();
            SyncAnswer const answer = server.serve(request, phone.person);
            JournalRow const tap = phone.say(text, path);
            if (random() % 2 == 0) phone.keep(tap);
            phone.take(answer, request);
            if (!phone.phone.all_durable()) phone.keep(tap);
            return;
        }
        case 4:
        case 5:
            return phone.sync(1 + random() % 400);
        default:
            return phone.save(text, path);
    }
}

}  // namespace

TEST_CASE("ASnapshotAndTheRowsAfterItMakeTheSamePhoneAsTheJournal") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        std::mt19937_64 random(seed);
        Server server;
        std::vector<TestPhone> phones;
        for (char const* name : {"awa", "moussa"}) phones.emplace_back(server, name);
        std::vector<std::optional<Kept>> kept(4);
        for (int i = 0; i < 60; ++i) {
            if (i == 25) phones.push_back(phones[0]);  // a clone: one of them will fork
            std::size_t const which = random() % phones.size();
            TestPhone& phone = phones[which];
            step(random, server, phone, i);
            Phone const full = phone.replayed();
            if (kept[which]) {
                std::size_t const rows_since = phone.journal.size() - kept[which]->rows;
                Phone const fast =
                    continued(*kept[which], phone.journal, random() % (rows_since + 1));
                REQUIRE(everything_of(fast) == everything_of(full));
                CHECK(fast.request(kNoon, 9999) == full.request(kNoon, 9999));
                CHECK(fast.outbox_bytes() == full.outbox_bytes());
                CHECK(fast.records().disputed() == full.records().disputed());
                CHECK(fast.receipt(id_from_name("visit")) == full.receipt(id_from_name("visit")));
            }
            if (random() % 6 == 0)
                kept[which] = {full.snapshot_parts(i % 2 == 0 ? "visit" : "",
                                                   i % 3 == 0 ? all_may_wait : Phone::MayWait{}),
                               phone.journal.size()};
        }
    }
}

TEST_CASE("ASnapshotOfALoadedPhoneIsTheSame") {
    Phone const phone = eventful_phone();
    Phone::Parts const parts = phone.snapshot_parts("visit");
    Phone loaded = Phone::from_snapshot(parts.core).take();
    REQUIRE(loaded.add_shelf(parts.shelf).ok());
    Phone::Parts const again = loaded.snapshot_parts("visit");
    CHECK(again.core == parts.core);
    CHECK(again.shelf == parts.shelf);
    CHECK(loaded.quarantined().size() == 1);
    CHECK(loaded.identity().name == "awa");
    CHECK(Phone::from_snapshot(everything_of(Phone{})).ok());
}

TEST_CASE("OnlyTheShelfOfTheSameMomentIsTaken") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un");
    awa.sync();
    Phone::Parts const before = awa.phone.snapshot_parts("visit");
    awa.save("deux");
    awa.sync();
    Phone::Parts const after = awa.phone.snapshot_parts("visit");
    Phone phone = Phone::from_snapshot(after.core).take();
    CHECK(phone.lacks_shelf());
    CHECK(phone.records().of_kind("visit").empty());
    CHECK(phone.add_shelf(before.shelf).error().code == "bad-snapshot");
    for (std::size_t at = 0; at < after.shelf.size(); ++at) {
        Bytes broken = after.shelf;
        broken[at] ^= 8;
        CHECK_FALSE(phone.add_shelf(broken).ok());
        CHECK_FALSE(phone.add_shelf(ByteView(after.shelf).first(at)).ok());
    }
    CHECK(phone.lacks_shelf());
    REQUIRE(phone.add_shelf(after.shelf).ok());
    CHECK(everything_of(phone) == everything_of(awa.phone));
}

TEST_CASE("TheJournalStandsInForALostShelf") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un");
    awa.sync();
    Phone phone = Phone::from_snapshot(awa.phone.snapshot_parts("visit").core).take();
    phone.add_shelf_of(awa.replayed(), "visit");
    CHECK_FALSE(phone.lacks_shelf());
    CHECK(everything_of(phone) == everything_of(awa.phone));
}

TEST_CASE("ARefusedRecordDoesNotComeBackWithALateShelf") {
    Server server;
    TestPhone awa(server, "awa");
    awa.keep(awa.phone.edit(id_from_name("form"), "form", "bamako", {{"title", "refusé"}}, kNoon));
    Phone::Parts const parts = awa.phone.snapshot_parts("form");
    Phone const before = awa.replayed();
    awa.phone = Phone::from_snapshot(parts.core).take();
    awa.sync();
    REQUIRE(awa.phone.quarantined().size() == 1);
    REQUIRE(awa.phone.records().all().empty());

    Phone from_the_journal = awa.phone;
    REQUIRE(awa.phone.add_shelf(parts.shelf).ok());
    CHECK(awa.phone.records().all().empty());
    from_the_journal.add_shelf_of(before, "form");  // as it was read before the answer came
    CHECK(from_the_journal.records().all().empty());
}

TEST_CASE("ASpareCopyTakesItsShelfOrIsPulledAgain") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un");
    awa.sync();
    Phone::Parts const parts = awa.phone.snapshot_parts("visit");
    awa.journal = {write_row({.kind = RowKind::Snapshot, .payload = parts.core})};
    awa.restart();
    CHECK(awa.phone.lacks_shelf());
    REQUIRE(awa.phone.add_shelf(parts.shelf).ok());
    CHECK(text_of(awa.shown().value) == "un");

    awa.restart();
    awa.phone.add_shelf_of(awa.replayed(), "visit");
    CHECK_FALSE(awa.phone.lacks_shelf());
    CHECK(awa.phone.records().of_kind("visit").empty());
    CHECK(awa.phone.more_to_pull());
    awa.sync_all();
    CHECK(text_of(awa.shown().value) == "un");
}

TEST_CASE("AnAnswerAskedBeforeTheShelfWasGivenUpIsNotTaken") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un");
    awa.sync();
    Phone::Parts const parts = awa.phone.snapshot_parts("visit");
    awa.phone = Phone::from_snapshot(parts.core).take();
    Bytes const before = awa.ask();
    SyncAnswer const answer = server.serve(before, awa.person);
    awa.phone.pull_all();
    auto const refused = awa.phone.accept(write_answer(answer), before, kNoon);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == "asked-before");
    awa.sync_all();
    CHECK(text_of(awa.shown().value) == "un");
}

TEST_CASE("AnEditMadeByAStartFromADamagedJournalIsKeptByOneFromTheFiles") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un");
    awa.save("deux");
    server.store.back_up();
    awa.sync();
    server.store.back_up();
    awa.sync();
    Kept const kept{awa.phone.snapshot_parts(""), awa.journal.size()};
    awa.journal[1][5] ^= 1;  // "un": the numbers of what follows are lower from now on
    awa.phone = from_journal(awa.journal);
    awa.save("trois", "answers/x");
    REQUIRE(awa.phone.outbox().back().dseq == 2);  // the files know another edit of this number
    awa.journal.push_back(awa.journal.back());     // written twice
    awa.phone = continued(kept, awa.journal, 0);
    awa.sync_all();
    CHECK(text_of(awa.shown("answers/x").value) == "trois");
    CHECK(server.store.all_logged().size() == 3);
}

TEST_CASE("AnEditUnderTheNameBeforeADamagedForkIsKeptByAStartFromTheFiles") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un");
    awa.sync();
    TestPhone twin = awa;
    awa.save("a", "answers/a");
    awa.sync();
    twin.save("b", "answers/b");
    twin.sync_all();
    REQUIRE(twin.forks == 1);
    Kept const kept{twin.phone.snapshot_parts(""), twin.journal.size()};
    for (Bytes& row : twin.journal)
        if (read_row(row).value().kind == RowKind::Refork) row[5] ^= 1;
    twin.phone = from_journal(twin.journal);
    twin.save("c", "answers/c");
    REQUIRE(twin.phone.outbox().back().replica == id_from_name("replica of awa"));
    twin.phone = continued(kept, twin.journal, 0);
    twin.sync_all();
    CHECK(text_of(twin.shown("answers/c").value) == "c");
    CHECK(server.store.all_logged().size() == 4);
}

TEST_CASE("WhatARestoredServerTookAgainIsPulledByAPhoneThatHadItAcknowledged") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un");
    awa.sync();
    Kept const kept{awa.phone.snapshot_parts(""), awa.journal.size()};
    server.store.restore(id_from_name("epoch 2"));
    awa.journal.back()[5] ^= 1;  // the answer: a start from the journal asks about "un" again
    awa.phone = from_journal(awa.journal);
    awa.sync();
    REQUIRE(awa.phone.outbox().empty());
    awa.phone = continued(kept, awa.journal, 0);
    awa.sync();
    CHECK(text_of(awa.shown().value) == "un");
    CHECK(server.store.all_logged().size() == 1);
}

TEST_CASE("SnapshotsOfTheVersionsBeforeAreStillRead") {
    Phone const phone = eventful_phone();
    Bytes const now = everything_of(phone);
    ByteWriter packed;
    write_packed(packed, phone.records().all());
    write_packed(packed, {});
    constexpr std::size_t kMagic = 4, kNewer = 8 + 1 + 1;  // no shelf, nothing asked
    auto const records_at =
        now.end() - static_cast<std::ptrdiff_t>(packed.size() + sizeof(std::uint64_t));
    for (std::uint8_t const version : {1, 2}) {
        ByteWriter old;
        old.raw(ByteView(now).first(kMagic));
        old.byte(version);
        old.raw(Bytes(now.begin() + kMagic + 1 + (version == 1 ? kNewer : 0), records_at));
        write_records_as_before(old, phone.records().all());
        old.fixed64(0);
        auto read = Phone::from_snapshot(resealed(old.take()));
        REQUIRE(read.ok());
        if (version == 2) REQUIRE(read.value().add_shelf(phone.snapshot_parts("").shelf).ok());
        CHECK(everything_of(read.value()) == now);
    }
}

TEST_CASE("AShelfOfTheVersionBeforeIsStillRead") {
    Phone const phone = eventful_phone();
    Phone::Parts const parts = phone.snapshot_parts("visit");
    ByteWriter old;
    for (char const c : std::string_view("HUBL\2")) old.byte(static_cast<std::uint8_t>(c));
    write_records_as_before(old, phone.records().of_kind("visit"));
    old.fixed64(0);
    Bytes const shelf = resealed(old.take());
    Bytes core = parts.core;
    ByteWriter name;
    name.fixed64(hash64(shelf));
    std::copy(name.view().begin(), name.view().end(), core.begin() + 5);
    Phone loaded = Phone::from_snapshot(resealed(core)).take();
    REQUIRE(loaded.add_shelf(shelf).ok());
    CHECK(everything_of(loaded) == everything_of(phone));
}

// As at a start of the app.
Phone reopened(Phone::Parts const& parts) {
    Phone phone = Phone::from_snapshot(parts.core).take();
    REQUIRE(phone.add_shelf(parts.shelf).ok());
    return phone;
}

TEST_CASE("RecordsThatMayWaitAreReadWhenTheyAreAskedFor") {
    Server server;
    TestPhone awa(server, "awa");
    for (char const* name : {"un", "deux", "trois", "quatre"}) {
        awa.keep(awa.phone.edit(id_from_name(name), "visit", "bamako", {{"x", true}}, kNoon));
        awa.sync_all();
    }
    Id const one = id_from_name("un");
    Phone::Parts const parts =
        awa.phone.snapshot_parts("", [&](Record const& record) { return record.id != one; });
    Phone phone = reopened(parts);
    Records const& records = phone.records();
    std::size_t const all = awa.phone.records().size();
    CHECK(records.unread() == all - 1);
    CHECK(records.size() == all);
    REQUIRE(records.at_hand("visit").size() == 1);
    CHECK(records.at_hand("visit")[0]->id == one);

    auto const revision = records.revision();
    REQUIRE(records.find(id_from_name("deux")));
    CHECK(std::get<bool>(records.find(id_from_name("deux"))->get("x")));
    CHECK(records.at_hand("visit").size() == 2);
    phone.read_on(1);
    CHECK(records.unread() == all - 3);
    CHECK(records.of_kind("visit").size() == 4);
    CHECK(records.unread() == 0);
    CHECK(records.revision() == revision);
    CHECK_FALSE(records.lost_some());
    CHECK(everything_of(phone) == everything_of(awa.phone));
}

TEST_CASE("AnEditOfARecordThatWaitsMeetsWhatItHad") {
    Server server;
    TestPhone awa(server, "awa"), moussa(server, "moussa");
    awa.save("un");
    awa.save("deux", "answers/other");
    awa.sync_all();
    awa.phone = reopened(awa.phone.snapshot_parts("", all_may_wait));
    REQUIRE(awa.phone.records().unread() > 0);
    awa.save("trois");
    CHECK(text_of(awa.shown("answers/other").value) == "deux");
    awa.phone = reopened(awa.phone.snapshot_parts("", all_may_wait));
    CHECK(text_of(awa.shown().value) == "trois");
    awa.sync_all();
    moussa.sync_all();
    moussa.save("quatre", "answers/other");
    moussa.sync_all();
    awa.phone = reopened(awa.phone.snapshot_parts("", all_may_wait));
    REQUIRE(awa.phone.records().unread() > 0);
    awa.sync_all();
    CHECK(text_of(awa.shown().value) == "trois");
    CHECK(text_of(awa.shown("answers/other").value) == "quatre");
    CHECK(awa.phone.records().disputed().empty());
}

TEST_CASE("ASnapshotCutOrFlippedAnywhereIsRefused") {
    Bytes const snapshot = everything_of(eventful_phone());
    for (std::size_t size = 0; size < snapshot.size(); ++size) {
        auto const loaded = Phone::from_snapshot(ByteView(snapshot).first(size));
        REQUIRE_FALSE(loaded.ok());
        CHECK(loaded.error().code == "bad-snapshot");
    }
    for (std::size_t at = 0; at < snapshot.size(); ++at) {
        Bytes broken = snapshot;
        broken[at] ^= 8;
        CHECK_FALSE(Phone::from_snapshot(broken).ok());
    }
}

TEST_CASE("AHostileSnapshotWithARightChecksumDoesNoHarm") {
    Server server;
    TestPhone quiet(server, "awa");
    quiet.save("un");
    quiet.sync_all();
    for (Phone const& whole : {eventful_phone(), quiet.phone}) {
        Bytes const snapshot = whole.snapshot_parts("", all_may_wait).core;
        for (std::size_t at = 5; at + 8 < snapshot.size(); ++at)
            for (int bit = 0; bit < 8; ++bit) {
                Bytes broken = snapshot;
                broken[at] ^= static_cast<std::uint8_t>(1 << bit);
                auto loaded = Phone::from_snapshot(resealed(broken));
                if (!loaded.ok()) {
                    CHECK(loaded.error().code == "bad-snapshot");
                    continue;
                }
                Phone phone = loaded.take();
                for (Record const* const record : phone.records().all())
                    CHECK((phone.records().lost_some() || !record->fields.empty()));
                if (!phone.enrolled()) continue;
                phone.edit(id_from_name("visit"), "visit", "bamako", {{"x", true}}, kNoon);
                CHECK_FALSE(phone.request(kNoon, 9999).empty());
            }
    }
}

TEST_CASE("ASnapshotOfANewerVersionIsTold") {
    Bytes snapshot = everything_of(eventful_phone());
    ++snapshot[4];
    auto const loaded = Phone::from_snapshot(resealed(snapshot));
    REQUIRE_FALSE(loaded.ok());
    CHECK(loaded.error().code == "newer-format");
}
