// HEAD, PATCH and GET /v1/blob/<sha256>: whatever cuts the line, a file arrives whole or not at
// all.

#include <random>
#include <sodium.h>

#include "tests/server/site_fixture.h"

using namespace hub;

namespace {

std::string name_of(std::string const& content) {
    std::array<unsigned char, 32> hash;
    crypto_hash_sha256(hash.data(), reinterpret_cast<unsigned char const*>(content.data()),
                       content.size());
    std::array<char, 65> text;
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    return text.data();
}

std::string photo(std::size_t size) {
    std::mt19937 random(7);
    std::string bytes;
    while (bytes.size() < size) bytes.push_back(static_cast<char>(random()));
    return bytes;
}

struct Sender {
    SiteFixture& fixture;
    std::string content, name, token;

    Sender(SiteFixture& fixture, std::string content, std::string token = kToken)
        : fixture(fixture), content(std::move(content)), token(std::move(token)) {
        name = name_of(this->content);
    }

    Response ask(std::string const& method, std::string const& body = {},
                 std::map<std::string, std::string> headers = {}) {
        fixture.now += 1000;  // the limits of a device are another test's
        headers["authorization"] = "Bearer " + token;
        return answer(fixture.site, {method, "/v1/blob/" + name, std::move(headers),
                                     Bytes(body.begin(), body.end()), "127.0.0.1"});
    }
    Response send(std::size_t offset, std::string const& piece, std::size_t size) {
        return ask("PATCH", piece,
                   {{"content-type", "application/offset+octet-stream"},
                    {"upload-offset", std::to_string(offset)},
                    {"upload-length", std::to_string(size)}});
    }
    Response send(std::size_t from, std::size_t to) {
        return send(from, content.substr(from, to - from), content.size());
    }
    // Where the server wants the next piece: nothing while it has none.
    std::string offset() { return header_of(ask("HEAD"), "Upload-Offset"); }
};

struct Blobbed {
    SiteFixture fixture;
    PhoneOnSite awa{fixture, "Awa Diarra"};
    PhoneOnSite moussa{fixture, "Moussa Koné", token_of(1)};
};

std::size_t files_in(std::filesystem::path const& folder) {
    std::size_t count = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder))
        count += entry.is_regular_file() ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("APhotoArrivesPieceByPiece") {
    Blobbed world;
    Sender sender(world.fixture, photo(1000));
    CHECK(sender.ask("HEAD").status == 404);
    Response const first = sender.send(0, 400);
    CHECK(first.status == 204);
    CHECK(header_of(first, "Upload-Offset") == "400");
    CHECK(header_of(first, "Upload-Length") == "1000");
    CHECK(sender.offset() == "400");
    CHECK(sender.ask("GET").status == 404);
    CHECK(sender.send(400, 1000).status == 204);
    CHECK(sender.offset() == "1000");
    Response const whole = sender.ask("GET");
    CHECK(whole.status == 200);
    CHECK(whole.body == sender.content);
    CHECK(header_of(whole, "Content-Type") == "application/octet-stream");
}

TEST_CASE("APhotoCutAtEveryByteGoesOnWhereItStopped") {
    Blobbed world;
    std::string const content = photo(150);
    for (std::size_t cut = 1; cut < content.size(); ++cut) {
        std::string other = content;
        other[0] = static_cast<char>(cut);
        Sender sender(world.fixture, other);
        REQUIRE(sender.send(0, cut).status == 204);
        // The server starts anew, the phone asks how far it came.
        world.fixture.blobs = Blobs::open(world.fixture.folder.string() + "/blobs").take();
        REQUIRE(sender.offset() == std::to_string(cut));
        REQUIRE(sender.send(cut, other.size()).status == 204);
        REQUIRE(sender.ask("GET").body == other);
    }
}

TEST_CASE("APieceThatDoesNotFollowIsRefusedWithTheRightOffset") {
    Blobbed world;
    Sender sender(world.fixture, photo(1000));
    REQUIRE(sender.send(0, 400).status == 204);
    for (std::size_t const wrong : {0, 399, 401, 900}) {
        Response const refused = sender.send(wrong, 1000);
        CHECK(refused.status == 409);
        CHECK(world.fixture.error_of(refused) == "wrong-offset");
        CHECK(header_of(refused, "Upload-Offset") == "400");
    }
    CHECK(sender.send(400, 1000).status == 204);
    // The answer was lost: the last piece comes again, and then the whole.
    CHECK(sender.send(400, 1000).status == 204);
    CHECK(header_of(sender.send(0, 1000), "Upload-Offset") == "1000");
    CHECK(sender.ask("GET").body == sender.content);
}

TEST_CASE("AFileThatIsNotWhatItsNameSaysIsThrownAway") {
    Blobbed world;
    Sender sender(world.fixture, photo(1000));
    std::string damaged = sender.content;
    damaged[500] ^= 1;
    REQUIRE(sender.send(0, damaged.substr(0, 600), 1000).status == 204);
    Response const refused = sender.send(600, damaged.substr(600), 1000);
    CHECK(refused.status == 422);
    CHECK(world.fixture.error_of(refused) == "wrong-hash");
    CHECK(header_of(refused, "Upload-Offset") == "0");
    CHECK(sender.ask("GET").status == 404);
    CHECK(files_in(world.fixture.folder / "blobs") == 0);
    CHECK(sender.send(0, 1000).status == 204);
    CHECK(sender.ask("GET").body == sender.content);
}

TEST_CASE("AServerThatDiesBeforeTheNameIsGivenHasNothing") {
    Blobbed world;
    Sender sender(world.fixture, photo(1000));
    REQUIRE(sender.send(0, 999).status == 204);
    for (auto const& entry :
         std::filesystem::recursive_directory_iterator(world.fixture.folder / "blobs"))
        if (entry.is_regular_file())
            std::ofstream(entry.path(), std::ios::app) << sender.content.back();
    CHECK(sender.ask("HEAD").status == 404);
    CHECK(sender.ask("GET").status == 404);
    CHECK(sender.send(0, 1000).status == 204);
    CHECK(sender.ask("GET").body == sender.content);
}

TEST_CASE("WhatOnePhoneSpoilsDoesNotHinderAnother") {
    Blobbed world;
    Sender good(world.fixture, photo(1000));
    Sender bad(world.fixture, photo(1000), token_of(1));
    REQUIRE(good.send(0, 500).status == 204);
    REQUIRE(bad.send(0, std::string(700, 'x'), 1000).status == 204);
    CHECK(good.offset() == "500");
    CHECK(good.send(500, 1000).status == 204);
    CHECK(good.ask("GET").body == good.content);
    CHECK(bad.offset() == "1000");  // it is here: nothing more to send
}

TEST_CASE("HostilePiecesChangeNothing") {
    Blobbed world;
    Sender sender(world.fixture, photo(1000));
    std::string const last = std::to_string(~std::uint64_t{0});
    struct Try {
        std::string offset, size, body, type = "application/offset+octet-stream";
        int status = 400;
    };
    for (Try const& hostile :
         {Try{"0", "0", "x"}, Try{"0", "10", ""}, Try{"", "10", "x"}, Try{"0", "", "x"},
          Try{"-1", "10", "x"}, Try{"0x0", "10", "x"}, Try{last, "10", "x"}, Try{"0", "3", "four"},
          Try{"9", "10", "xx"}, Try{last, last, "x", {}, 415},
          Try{"0", last, "x", "application/offset+octet-stream", 413},
          Try{"0", "10", "x", "text/plain", 415}}) {
        Response const refused = sender.ask("PATCH", hostile.body,
                                            {{"content-type", hostile.type},
                                             {"upload-offset", hostile.offset},
                                             {"upload-length", hostile.size}});
        CHECK(refused.status == hostile.status);
        CHECK_FALSE(world.fixture.error_of(refused).empty());
    }
    CHECK(files_in(world.fixture.folder / "blobs") == 0);
    for (std::string const& name :
         {std::string("../store.sqlite"), std::string(64, 'G'), std::string(63, 'a'),
          std::string("partial/") + std::string(56, 'a'), std::string(), std::string(64, '/')}) {
        sender.name = name;
        CHECK(sender.ask("GET").status == 404);
        CHECK(sender.send(0, 1000).status == 404);
    }
}

TEST_CASE("OnlyEnrolledPhonesSendAndRead") {
    Blobbed world;
    Sender sender(world.fixture, photo(100));
    REQUIRE(sender.send(0, 100).status == 204);
    sender.token = token_of(9);
    for (std::string const method : {"HEAD", "GET", "PATCH"}) {
        Response const refused = sender.ask(method, "x");
        CHECK(refused.status == 401);
        CHECK(refused.body.find(sender.content) == std::string::npos);
    }
    Response const wrong = sender.ask("DELETE");
    CHECK(wrong.status == 405);
    CHECK(header_of(wrong, "Allow") == "GET, HEAD, PATCH");
}

TEST_CASE("WhatNeverComesWholeIsForgottenAndBounded") {
    Blobbed world;
    auto const folder = world.fixture.folder / "blobs" / "partial";
    for (std::size_t i = 0; i < 30; ++i) {
        Sender sender(world.fixture, photo(100 + i));
        REQUIRE(sender.send(0, 50).status == 204);
    }
    CHECK(files_in(folder) == kMostArriving);
    Sender lasting(world.fixture, photo(500));
    REQUIRE(lasting.send(0, 100).status == 204);
    auto const old = std::filesystem::file_time_type::clock::now() - std::chrono::hours(31 * 24);
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().stem() != lasting.name)
            std::filesystem::last_write_time(entry.path(), old);
    world.fixture.blobs.expire(std::chrono::duration_cast<std::chrono::milliseconds>(
                                   std::chrono::system_clock::now().time_since_epoch())
                                   .count());
    CHECK(files_in(folder) == 1);
    CHECK(lasting.offset() == "100");
}

TEST_CASE("APhoneThatSendsWithoutEndIsAskedToWait") {
    Blobbed world;
    Sender sender(world.fixture, photo(200'000));
    while (world.fixture.site.devices.take_bytes(kToken, 1'000'000, world.fixture.now) == 0) {
    }
    Response const refused = sender.send(0, 200'000);
    CHECK(refused.status == 429);
    CHECK(world.fixture.error_of(refused) == "too-many-requests");
    int const wait_s = std::stoi(header_of(refused, "Retry-After"));
    CHECK(wait_s > 0);
    world.fixture.now += 1000 * wait_s;
    CHECK(sender.send(0, 200'000).status == 204);
}

TEST_CASE("AFullDiskIsSaidAndWhatWasThereStays") {
    Blobbed world;
    Sender sender(world.fixture, photo(1000));
    REQUIRE(sender.send(0, std::string(1, sender.content[0]), 1000).status == 204);
    auto const folder = world.fixture.folder / "blobs" / "partial";
    std::filesystem::path arriving;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) arriving = entry.path();
    // Every byte written to /dev/full is refused with ENOSPC.
    std::filesystem::remove(arriving);
    std::filesystem::create_symlink("/dev/full", arriving);
    Response const refused = sender.send(0, 1000);
    CHECK(refused.status == 507);
    CHECK(world.fixture.error_of(refused) == "disk-full");
    CHECK(header_of(refused, "Upload-Offset") == "0");
    std::filesystem::remove(arriving);
    CHECK(sender.send(0, 1000).status == 204);
    CHECK(sender.ask("GET").body == sender.content);
}
