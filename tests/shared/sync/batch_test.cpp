// What one request takes along.
#include "hub_world.h"

using namespace hub;
using namespace hub::test;

namespace {

std::size_t edits_in(Bytes const& body) { return read_request(body).value().edits.size(); }

}  // namespace

TEST_CASE("ABatchHoldsAllThatFitsAndNoMore") {
    Server server;
    TestPhone awa(server, "awa");
    for (int i = 0; i < 400; ++i)
        awa.save("réponse numéro " + std::to_string(i), "answers/q" + std::to_string(i % 20));
    for (std::size_t const limit : {500, 1000, 4096}) {
        Bytes const body = awa.ask(limit);
        std::size_t const taken = edits_in(body);
        CHECK(body.size() <= limit + 4);  // the count of edits is not foreseen
        REQUIRE(taken < 400);
        // The smallest limit that takes one more is greater than this one.
        std::size_t more = limit;
        while (edits_in(awa.ask(more)) == taken) ++more;
        CHECK(more > limit);
        CHECK(awa.ask(more).size() > limit);
    }
}

TEST_CASE("TheFirstEditGoesHoweverLongItIs") {
    Server server;
    TestPhone awa(server, "awa");
    awa.save(std::string(10'000, 'x'));
    awa.save("court");
    CHECK(edits_in(awa.ask(4096)) == 1);
    while (!awa.phone.outbox().empty()) {
        Bytes const body = awa.ask(4096);
        awa.take(server.serve(body, "awa"), body);
    }
    CHECK(awa.phone.records().find(id_from_name("visit"))->text("status") == "court");
}

// The longest answer a field takes is 10,000 characters, each of at most three bytes.
TEST_CASE("TheLongestAnswersOfAnEditFitARequest") {
    Server server;
    TestPhone awa(server, "awa");
    std::string longest;
    for (int i = 0; i < 10'000; ++i) longest += "ꓮ";
    std::vector<Change> changes;
    for (int i = 0; i < 4; ++i) changes.push_back({"q" + std::to_string(i), longest});
    awa.keep(awa.phone.edit(id_from_name("visit"), "visit", "bamako", changes, kNoon));
    CHECK(awa.ask().size() < kMaxSyncBody);
}

TEST_CASE("StampsAndWallTimesAreWholeMinutesAndKeepTheOrder") {
    Server server;
    TestPhone awa(server, "awa");
    Stamp last;
    for (Millis const now : {kNoon + 1, kNoon + 2, kNoon + 59'999, kNoon + 60'001, kNoon - 1}) {
        awa.keep(awa.phone.edit(id_from_name("visit"), "visit", "bamako", {{"q", now}}, now));
        Edit const& edit = awa.phone.outbox().back();
        CHECK(edit.wall_ms % kStampStep_ms == 0);
        CHECK(edit.wall_ms <= now);
        CHECK(now - edit.wall_ms < kStampStep_ms);
        CHECK(edit.stamp.wall_ms() % kStampStep_ms == 0);
        CHECK(edit.stamp > last);
        last = edit.stamp;
    }
    CHECK(whole_minute(-1) == -kStampStep_ms);
}
