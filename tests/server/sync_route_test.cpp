// POST /v1/sync over real bytes: whatever is wrong is refused with a reason and changes nothing.

#include <random>

#include "tests/server/site_fixture.h"

using namespace hub;

namespace {

struct Hostile {
    SiteFixture fixture;
    PhoneOnSite awa{fixture, "Awa Diarra"};
    Bytes good;
    std::string before;

    Hostile() {
        awa.answer_visit("visit", std::string("oui"));
        awa.answer_visit("other", std::string("non"));
        good = awa.phone.request(fixture.now, 64 * 1024);
        before = fixture.content();
    }

    int status(Bytes const& body, std::string const& encoding) {
        fixture.now += 1000;  // the limits of a device are another test's
        Response const response =
            fixture.post("/v1/sync", std::string(body.begin(), body.end()), awa.headers(encoding));
        if (response.status != 200) CHECK_FALSE(fixture.error_of(response).empty());
        return response.status;
    }
    void refused(Bytes const& body, std::string const& encoding, int expected) {
        CHECK(status(body, encoding) == expected);
        CHECK(fixture.content() == before);
    }
    void refused_with_4xx(Bytes const& body, std::string const& encoding) {
        int const got = status(body, encoding);
        CHECK((got >= 400 && got < 500));
        CHECK(fixture.content() == before);
    }
};

}  // namespace

TEST_CASE("EveryTruncationOfASyncBodyIsRefused") {
    Hostile world;
    Bytes const packed = deflate(world.good);
    for (std::size_t size = 0; size < world.good.size(); ++size)
        world.refused({world.good.begin(), world.good.begin() + size}, "", 400);
    for (std::size_t size = 0; size < packed.size(); ++size)
        world.refused({packed.begin(), packed.begin() + size}, "deflate", 400);
    CHECK(world.status(world.good, "") == 200);
    CHECK(world.fixture.content() != world.before);
}

TEST_CASE("EveryFlippedBitOfACompressedBodyIsRefused") {
    Hostile world;
    Bytes const packed = deflate(world.good);
    std::size_t harmless = 0;
    for (std::size_t bit = 0; bit < packed.size() * 8; ++bit) {
        Bytes flipped = packed;
        flipped[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
        // Deflate can say the same in more than one way: bits that fill the last byte, lengths of
        // codes that are not used (RFC 1951 §3.2). What decodes to the same body is the same body.
        auto const plain = inflate(flipped, kMaxSyncBody);
        if (plain.ok() && plain.value() == world.good) {
            ++harmless;
            continue;
        }
        world.refused_with_4xx(flipped, "deflate");
    }
    CHECK(harmless < packed.size() * 8 / 50);
}

TEST_CASE("EveryFlippedBitOfAPlainBodyIsRefused") {
    Hostile world;
    for (std::size_t bit = 0; bit < world.good.size() * 8; ++bit) {
        Bytes flipped = world.good;
        flipped[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
        world.refused_with_4xx(flipped, "");
    }
    CHECK(world.status(world.good, "") == 200);
}

TEST_CASE("RandomBytesAreRefused") {
    Hostile world;
    std::mt19937 random(20261124);
    for (int round = 0; round < 500; ++round) {
        Bytes noise(random() % 400);
        for (std::uint8_t& byte : noise) byte = static_cast<std::uint8_t>(random());
        world.refused_with_4xx(noise, round % 2 == 0 ? "" : "deflate");
        Bytes tail = world.good;  // well begun, then noise
        tail.resize(tail.size() / 2);
        tail.insert(tail.end(), noise.begin(), noise.end());
        world.refused_with_4xx(tail, "");
    }
    CHECK(world.status(world.good, "") == 200);
}

TEST_CASE("BombsAndUnknownCompressionsAreRefused") {
    Hostile world;
    Bytes const by_size = deflate(Bytes(64 * 1024 * 1024, 0));
    Bytes const by_ratio = deflate(Bytes(kMaxSyncBody - 1, 0));
    REQUIRE(by_ratio.size() < 1000);
    world.refused(by_size, "deflate", 413);
    world.refused(by_ratio, "deflate", 413);
    world.refused(Bytes(kMaxSyncBody + 1, 0), "", 413);
    world.refused(world.good, "deflate", 400);
    Bytes doubled = deflate(world.good);
    doubled.push_back(0);
    world.refused(doubled, "deflate", 400);
    for (char const* const coding : {"br", "gzip", "zstd", "deflate, deflate", "DEFLATED"})
        world.refused(deflate(world.good), coding, 415);
}

TEST_CASE("ALongRunOfOneLetterIsNoBomb") {
    SiteFixture fixture;
    PhoneOnSite awa(fixture, "Awa Diarra");
    awa.answer_visit("visit", std::string(50'000, 'a'));
    awa.sync();
    CHECK(awa.phone.receipt(id_from_name("visit")) == Receipt::OnServer);
}

TEST_CASE("WithoutAKnownTokenNothingIsReadOrWritten") {
    Hostile world;
    std::string const body(world.good.begin(), world.good.end());
    for (std::string const& header :
         {std::string(), std::string("Bearer "), "Bearer " + token_of(99), "bearer" + kToken,
          "Basic " + kToken, "Bearer " + kToken + " ", "Bearer " + kToken.substr(1)}) {
        Response const response = world.fixture.post("/v1/sync", body, {{"authorization", header}});
        CHECK(response.status == 401);
        CHECK(world.fixture.error_of(response) == "bad-token");
    }
    REQUIRE(world.fixture.store.database().execute("UPDATE device SET revoked_ms = 1").ok());
    CHECK(world.fixture.post("/v1/sync", body, world.awa.headers("")).status == 401);
    CHECK(world.fixture.content() == world.before);
}

TEST_CASE("AReplayedRequestIsAnsweredAgainAndChangesNothing") {
    Hostile world;
    REQUIRE(world.status(world.good, "") == 200);
    auto const after = world.fixture.content();
    for (int i = 0; i < 3; ++i) CHECK(world.status(world.good, "") == 200);
    CHECK(world.fixture.content() == after);
}

TEST_CASE("AnotherPhonesRequestReplayedIsQuarantinedWhole") {
    Hostile world;
    PhoneOnSite moussa(world.fixture, "Moussa Koné", token_of(2));
    std::string const body(world.good.begin(), world.good.end());
    Response const stolen = world.fixture.post("/v1/sync", body, moussa.headers(""));
    CHECK(stolen.status == 200);
    CHECK(world.fixture.count("SELECT count(*) FROM edit WHERE reason = 'wrong-author'") == 2);
    CHECK(world.fixture.count("SELECT count(*) FROM field WHERE kind = 'visit'") == 0);
}

TEST_CASE("ARunawayPhoneIsAskedToWaitAndIsServedAgainLater") {
    SiteFixture fixture;
    fixture.site.devices = DeviceLimit(
        {.requests = {.most = 3, .per_second = 0.5}, .edits = {.most = 10, .per_second = 1}});
    PhoneOnSite awa(fixture, "Awa Diarra"), moussa(fixture, "Moussa Koné", token_of(2));
    Bytes const nothing = awa.phone.request(fixture.now, 64 * 1024);
    for (int i = 0; i < 3; ++i) CHECK(awa.send(nothing).status == 200);
    Response const waiting = awa.send(nothing);
    CHECK(waiting.status == 429);
    CHECK(fixture.error_of(waiting) == "too-many-requests");
    CHECK(header_of(waiting, "Retry-After") == "2");
    moussa.sync();  // nobody else waits
    fixture.now += 2000;
    CHECK(awa.send(nothing).status == 200);
}

TEST_CASE("TooManyEditsWaitAndNoneIsLost") {
    SiteFixture fixture;
    fixture.site.devices = DeviceLimit(
        {.requests = {.most = 100, .per_second = 1}, .edits = {.most = 10, .per_second = 1}});
    PhoneOnSite awa(fixture, "Awa Diarra");
    for (int i = 0; i < 8; ++i) awa.answer_visit("first" + std::to_string(i), std::string("oui"));
    awa.sync();
    for (int i = 0; i < 8; ++i) awa.answer_visit("second" + std::to_string(i), std::string("oui"));
    auto const before = fixture.content();
    Response const waiting = awa.send(awa.phone.request(fixture.now, 64 * 1024));
    CHECK(waiting.status == 429);
    CHECK(fixture.content() == before);
    fixture.now += std::stoi(header_of(waiting, "Retry-After")) * 1000;
    awa.sync();
    CHECK(awa.phone.receipt(id_from_name("second7")) == Receipt::OnServer);
    // More than a bucket ever holds must pass one day, or the phone would be stuck.
    for (int i = 0; i < 25; ++i) awa.answer_visit("third" + std::to_string(i), std::string("oui"));
    fixture.now += 10'000;
    awa.sync();
    CHECK(awa.phone.receipt(id_from_name("third24")) == Receipt::OnServer);
}

TEST_CASE("AFullDiskAcknowledgesNothingAndLaterWorksAgain") {
    SiteFixture fixture;
    PhoneOnSite awa(fixture, "Awa Diarra");
    awa.sync();
    auto& database = fixture.store.database();
    REQUIRE(database.execute("PRAGMA wal_checkpoint(TRUNCATE)").ok());
    std::string const full =
        "PRAGMA max_page_count=" + std::to_string(fixture.count("PRAGMA page_count"));
    REQUIRE(database.execute(full.c_str()).ok());
    for (int i = 0; i < 40; ++i)
        awa.answer_visit("visit" + std::to_string(i),
                         std::string(1000, static_cast<char>('a' + i % 26)));
    auto const before = fixture.content();
    Response const refused = awa.send(awa.phone.request(fixture.now, 64 * 1024));
    CHECK(refused.status == 507);
    CHECK(fixture.error_of(refused) == "disk-full");
    CHECK(fixture.content() == before);
    CHECK(awa.phone.receipt(id_from_name("visit0")) != Receipt::OnServer);
    REQUIRE(database.execute("PRAGMA max_page_count=1000000").ok());
    awa.sync();
    CHECK(awa.phone.receipt(id_from_name("visit39")) == Receipt::OnServer);
}
