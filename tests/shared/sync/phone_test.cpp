#include "shared/sync/phone_side.h"
#include "tests/shared/sync/hub_world.h"

using namespace hub;
using namespace hub::test;

TEST_CASE("EditsReachTheServerInTheOrderTheyWereMade") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un");
    awa.save("deux");
    awa.save("trois", "answers/x");
    std::vector<Edit> const sent = read_request(awa.ask()).take().edits;
    REQUIRE(sent.size() == 3);
    CHECK(sent[0].dseq == 1);
    CHECK(sent[2].dseq == 3);
    awa.sync();
    CHECK(awa.phone.outbox().empty());
    CHECK(text_of(awa.shown().value) == "deux");
    CHECK(server.store.all_logged().size() == 3);
}

TEST_CASE("AnEditThatIsNotDurableIsShownButNotSent") {
    Server server;
    TestPhone awa(server, "awa");
    JournalRow const row = awa.say("un");
    CHECK(text_of(awa.shown().value) == "un");
    CHECK_FALSE(awa.phone.all_durable());
    CHECK(read_request(awa.ask()).take().edits.empty());
    awa.keep(row);
    CHECK(read_request(awa.ask()).take().edits.size() == 1);
}

TEST_CASE("ARefusedRowHoldsBackWhatFollowsUntilItIsWritten") {
    Server server;
    TestPhone awa(server, "awa");
    JournalRow const refused = awa.say("un");
    awa.save("deux", "answers/x");
    CHECK(read_request(awa.ask()).take().edits.empty());
    awa.keep(refused);
    awa.restart();
    CHECK(read_request(awa.ask()).take().edits.size() == 2);
    CHECK(awa.phone.outbox().front().changes[0].value == Value(std::string("un")));
}

TEST_CASE("AfterACrashWithARefusedRowEditsOfOneNumberBothCount") {
    Server server;
    TestPhone awa(server, "awa");
    awa.say("perdu");  // never written
    awa.save("deux", "answers/deux");
    awa.restart();
    awa.save("trois", "answers/trois");  // takes the number that the journal's first row has
    awa.restart();
    awa.sync_all();
    awa.restart();
    CHECK(awa.phone.outbox().empty());
    CHECK(text_of(awa.shown("answers/deux").value) == "deux");
    CHECK(text_of(awa.shown("answers/trois").value) == "trois");
    CHECK(server.store.all_logged().size() == 2);
}

TEST_CASE("ARowWrittenTwiceCountsOnce") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un");
    awa.journal.push_back(awa.journal.back());
    awa.restart();
    CHECK(awa.phone.outbox().size() == 1);
}

TEST_CASE("OutboxBytesFollowWhatWaits") {
    Server server;
    TestPhone awa(server, "awa");
    CHECK(awa.phone.outbox_bytes() == 0);
    awa.save("un");
    std::size_t const one = awa.phone.outbox_bytes();
    CHECK(one > 50);
    awa.save("un", "answers/x");
    CHECK(awa.phone.outbox_bytes() > one);
    awa.sync();
    CHECK(awa.phone.outbox_bytes() == 0);
}

TEST_CASE("ReceiptsGoFromPhoneToServerToBackup") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un");
    CHECK(awa.receipt() == Receipt::OnPhone);
    awa.sync();
    CHECK(awa.receipt() == Receipt::OnServer);
    server.store.back_up();
    awa.sync();
    CHECK(awa.receipt() == Receipt::InBackup);
    awa.save("deux");
    CHECK(awa.receipt() == Receipt::OnPhone);
}

TEST_CASE("ARefusedEditIsListedAndTheQueueFlowsOn") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un", "status", "sikasso");
    awa.phone.edit(id_from_name("other"), "visit", "bamako", {{"x", std::string("y")}}, kNoon);
    awa.sync();
    REQUIRE(awa.phone.quarantined().size() == 1);
    CHECK(awa.phone.quarantined()[0].reason == "wrong-feed");
    CHECK(awa.receipt() == Receipt::Quarantined);
    awa.restart();
    CHECK(awa.receipt() == Receipt::Quarantined);
}

TEST_CASE("ALostHubIsHiddenOnlyWhenNothingOfItWaits") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un");
    awa.sync();
    awa.feeds = {"network"};
    JournalRow const unwritten = awa.say("deux");
    awa.sync();
    CHECK(text_of(awa.shown().value) == "deux");
    awa.keep(unwritten);
    awa.sync();
    CHECK(awa.phone.quarantined().size() == 1);
    CHECK(awa.phone.records().size() == 0);
    awa.feeds = {"bamako", "network"};
    awa.sync();
    CHECK(text_of(awa.shown().value) == "un");
}

TEST_CASE("AnEditOfALostHubThatWaitedAgainAfterARestoreIsHiddenOnceTaken") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un");
    awa.sync();
    server.store.back_up();
    awa.save("deux");
    awa.sync();
    awa.feeds = {"network"};
    awa.sync();
    REQUIRE(awa.phone.records().size() == 0);
    server.store.restore(id_from_name("epoch 2"));
    Bytes request = awa.ask();
    awa.take(server.serve(request, "awa", {"network"}), request);
    REQUIRE(awa.phone.outbox().size() == 1);
    request = awa.ask();
    server.serve(request, "awa");  // taken while the hub was hers; the answer is lost
    awa.take(server.serve(request, "awa", {"network"}), request);
    CHECK(awa.phone.outbox().empty());
    CHECK(awa.phone.records().size() == 0);
}

TEST_CASE("ARestoredServerGetsTheGapBackFromThePhone") {
    Server server;
    TestPhone awa(server, "awa"), moussa(server, "moussa");
    awa.save("avant");
    awa.sync();
    server.store.back_up();
    awa.save("après", "answers/x");
    awa.sync();
    server.store.restore(id_from_name("epoch 2"));
    CHECK(server.store.all_logged().size() == 1);
    awa.sync_all();
    moussa.sync_all();
    CHECK(text_of(moussa.shown("answers/x").value) == "après");
    CHECK(text_of(moussa.shown().value) == "avant");
    CHECK(server.store.all_logged().size() == 2);
    CHECK(awa.forks == 0);
}

TEST_CASE("AClonedJournalForksOnceAndNothingIsSaidTwice") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("commun");
    awa.sync();
    awa.save("encore commun", "answers/x");
    TestPhone twin = awa;
    awa.save("a", "answers/a");
    awa.sync();
    twin.save("b", "answers/b");
    twin.sync_all();
    CHECK(twin.forks == 1);
    twin.save("c", "answers/c");
    twin.sync_all();
    CHECK(twin.forks == 1);
    awa.sync_all();
    CHECK(awa.forks == 0);
    CHECK(text_of(awa.shown("answers/c").value) == "c");
    // "encore commun" had been taken under the old name: the fork did not queue it again.
    CHECK(server.store.all_logged().size() == 5);
}

TEST_CASE("WhatAForkLeftBehindStillRefillsARestoredServer") {
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
    server.store.restore(id_from_name("epoch 2"));  // nothing had been backed up
    twin.restart();
    twin.sync_all();
    CHECK(text_of(twin.shown().value) == "un");
    CHECK(server.store.all_logged().size() == 2);
    awa.sync_all();
    CHECK(server.store.all_logged().size() == 3);  // "un" once, from whichever phone
    CHECK(text_of(awa.shown("answers/b").value) == "b");
}

TEST_CASE("ABackupThatHoldsAClonesEditDoesNotCountForTheEditOfTheSameNumber") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("commun");
    awa.sync();
    server.store.back_up();
    TestPhone twin = awa;
    awa.save("a", "answers/a");
    awa.save("b", "answers/b");
    awa.sync();
    server.store.restore(id_from_name("epoch 2"));  // without her second and third edit
    twin.save("c", "answers/c");
    twin.sync_all();
    server.store.back_up();  // with the clone's second edit
    awa.sync_all();
    CHECK(awa.forks == 1);
    CHECK(server.store.all_logged().size() == 4);
    REQUIRE(awa.phone.outbox().empty());
    CHECK(text_of(awa.shown("answers/a").value) == "a");
    CHECK(text_of(awa.shown("answers/b").value) == "b");
}

TEST_CASE("ABaseOfAnotherEpochHidesNothingWhenTheAnswersAreLost") {
    Server server;
    TestPhone awa(server, "awa"), moussa(server, "moussa");
    for (int i = 0; i < 5; ++i) awa.save("x", "answers/" + std::to_string(i));
    awa.sync();
    moussa.save("avant");
    moussa.sync();
    awa.sync();
    awa.save("d'Awa");
    server.store.restore(id_from_name("epoch 2"));
    for (int i = 0; i < 3; ++i) moussa.sync();
    moussa.save("de Moussa");
    moussa.sync();
    awa.lose_answers();
    for (int i = 0; i < 20; ++i) awa.sync(1);
    REQUIRE(awa.phone.outbox().empty());
    CHECK(awa.shown().losers.size() == 1);
}

TEST_CASE("WhatWasTakenBeforeAForkIsNotSentAnewWhenTheAnswersAreLost") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un");
    awa.save("deux");
    awa.sync();
    TestPhone twin = awa;
    awa.save("a", "answers/a");
    awa.sync();
    twin.save("trois");
    twin.sync_all();
    REQUIRE(twin.forks == 1);
    twin.save("quatre");
    twin.sync_all();
    twin.lose_answers();
    Phone const from_snapshot = Phone::from_snapshot(everything_of(twin.phone)).take();
    CHECK(from_snapshot.request(kNoon, 9999) == twin.phone.request(kNoon, 9999));
    twin.sync_all();
    CHECK(twin.forks == 1);
    CHECK(twin.phone.outbox().empty());
    CHECK(server.store.all_logged().size() == 5);
    CHECK(text_of(twin.shown().value) == "quatre");
    CHECK(twin.shown().losers.empty());
    CHECK(everything_of(twin.phone) == everything_of(twin.replayed()));
}

TEST_CASE("AnOlderEditThatWaitsAgainIsNotShownOverANewerOneThatIsAcknowledged") {
    Server server;
    TestPhone awa(server, "awa"), moussa(server, "moussa");
    auto const choose = [](TestPhone& phone, TextList items) {
        phone.keep(phone.phone.edit(id_from_name("visit"), "visit", "bamako",
                                    {{"list", std::move(items)}}, kNoon));
    };
    choose(awa, {"forage"});
    awa.sync();
    TestPhone twin = awa;
    awa.save("a", "answers/a");
    awa.sync();
    choose(twin, {"forage", "puits"});
    twin.sync();
    REQUIRE(twin.forks == 1);  // the newer list waits under a new name
    server.store.restore(id_from_name("epoch 2"));
    for (int i = 0; i < 3; ++i) moussa.save("x", "answers/" + std::to_string(i));
    choose(moussa, {"mare"});
    moussa.sync_all();
    twin.sync(1);
    REQUIRE(twin.phone.outbox().size() == 1);
    REQUIRE(twin.phone.more_to_pull());  // what the server made of the newer list is not here yet
    CHECK(twin.shown("list").value == Value(TextList{"forage", "puits"}));
}

TEST_CASE("LinesLeftBehindGoWhenTheBackupHoldsThem") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un");
    awa.sync();
    TestPhone twin = awa;
    awa.save("a", "answers/a");
    awa.sync();
    twin.save("b", "answers/b");
    twin.sync_all();
    server.store.back_up();
    std::size_t const before = everything_of(twin.phone).size();
    for (Millis i = 0; i < 4; ++i) {
        Bytes const request = twin.phone.request(kNoon + i, 64 * 1024);
        twin.take(server.serve(request, "awa"), request);
    }
    CHECK(everything_of(twin.phone).size() < before);
    CHECK(twin.receipt() == Receipt::InBackup);
}

TEST_CASE("AJournalRolledBackMintsANewName") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un");
    std::vector<Bytes> const earlier = awa.journal;
    awa.save("deux");
    awa.sync();
    awa.journal = earlier;
    awa.restart();
    awa.save("trois", "answers/x");
    awa.sync_all();
    CHECK(awa.forks == 1);
    CHECK(awa.phone.outbox().empty());
    CHECK(text_of(awa.shown().value) == "deux");
    CHECK(text_of(awa.shown("answers/x").value) == "trois");
}

TEST_CASE("ADamagedRowLeavesTheOthersAndPullsAllAgain") {
    Server server;
    TestPhone awa(server, "awa"), moussa(server, "moussa");
    moussa.save("de Moussa", "answers/m");
    moussa.sync();
    awa.save("un");
    awa.sync();
    awa.save("deux", "answers/x");
    awa.journal[2][5] ^= 1;  // the answer
    Phone fresh;
    int damaged = 0;
    for (Bytes const& row : awa.journal) damaged += fresh.replay(row).ok() ? 0 : 1;
    fresh.finish_replay();
    CHECK(damaged == 1);
    awa.phone = fresh;
    awa.sync_all();
    CHECK(text_of(awa.shown("answers/m").value) == "de Moussa");
    CHECK(server.store.all_logged().size() == 3);
}

TEST_CASE("ACaptivePortalsPageIsNotAnAnswer") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un");
    std::string const page = "<html>Bienvenue</html>";
    auto const row = awa.phone.accept(Bytes(page.begin(), page.end()), awa.ask(), kNoon);
    REQUIRE_FALSE(row.ok());
    CHECK(row.error().code == "not-ours");
}

TEST_CASE("AnAnswerToAnotherRequestIsRefused") {
    Server server;
    TestPhone awa(server, "awa");
    Bytes const first = awa.ask();
    SyncAnswer const answer = server.serve(first, "awa");
    awa.save("un");
    auto const row = awa.phone.accept(write_answer(answer), awa.ask(), kNoon);
    REQUIRE_FALSE(row.ok());
    CHECK(row.error().code == "not-ours");
}

TEST_CASE("AnAnswerWithoutNewsIsNotWorthKeeping") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("un");
    awa.sync();
    std::size_t const rows = awa.journal.size();
    for (int i = 0; i < 5; ++i) awa.sync();
    CHECK(awa.journal.size() == rows);
}

TEST_CASE("ARowOfANewerFormatIsTold") {
    Bytes row = write_row({.kind = RowKind::Edit, .payload = {1, 2, 3}});
    row[0] = kJournalVersion + 1;
    ByteWriter out;
    out.raw(ByteView(row).first(row.size() - 8));
    std::uint64_t const checksum = hash64(out.view());
    out.fixed64(checksum);
    Phone phone;
    auto const replayed = phone.replay(out.view());
    REQUIRE_FALSE(replayed.ok());
    CHECK(replayed.error().code == "newer-format");
}

TEST_CASE("AnEditMadeBeforeARestoreIsStaleAfterAReplayToo") {
    Server server;
    TestPhone awa(server, "awa"), moussa(server, "moussa");
    awa.save("un");
    awa.sync();
    moussa.sync();
    server.store.restore(id_from_name("epoch 2"));
    moussa.save("de Moussa", "answers/m");
    Bytes const request = awa.ask();
    SyncAnswer const answer = server.serve(request, "awa");
    JournalRow const meanwhile = awa.say("deux");  // its base counts in the old epoch
    awa.take(answer, request);
    awa.keep(meanwhile);
    Phone const live = awa.phone;
    awa.restart();
    CHECK(awa.phone.request(kNoon, 64 * 1024) == live.request(kNoon, 64 * 1024));
}

TEST_CASE("AnEditOverARefusedOneDoesNotHideWhatStoodThere") {
    Server server;
    TestPhone awa(server, "awa"), moussa(server, "moussa");
    moussa.save("de Moussa");
    moussa.sync();
    awa.keep(awa.phone.edit(id_from_name("visit"), "request", "bamako",
                            {{"status", std::string("refusé")}}, kNoon));
    awa.sync(1);  // pulls what Moussa said, and is refused
    awa.save("d'Awa");
    awa.sync_all();
    CHECK(awa.phone.quarantined().size() == 1);
    CHECK(text_of(awa.shown().value) == "d'Awa");
}

TEST_CASE("AnEditThatWaitsIsShownThoughTheRecordsFirstFeedWasRefused") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save("ailleurs", "answers/a", "sikasso");
    awa.save("ici", "answers/b");
    awa.sync(1);  // only the first edit is sent
    REQUIRE(awa.phone.quarantined().size() == 1);
    REQUIRE(awa.phone.outbox().size() == 1);
    CHECK(text_of(awa.shown("answers/b").value) == "ici");
}
