#include "server/routes/site.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "server/http/deflate.h"
#include "server/people/secrets.h"
#include "server/seed.h"
#include "shared/records/kinds.h"
#include "shared/sync/phone_side.h"

using namespace hub;

namespace {

struct Fixture {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("hub-site-" + std::to_string(getpid()));
    SqliteStore store = open();
    Millis now = 1'790'000'000'000;
    Site site{store, [this] { return now; }};

    SqliteStore open() {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        return SqliteStore::open(folder / "store.sqlite", random_id()).take();
    }
    Fixture() { REQUIRE(seed(store, Demo::Yes).ok()); }
    ~Fixture() { std::filesystem::remove_all(folder); }

    std::string code_for(std::string const& name) {
        People people(store);
        auto const person = people.find(name).take();
        REQUIRE(person);
        return people.new_code(person->id, now).take();
    }

    Response post(std::string path, std::string body,
                  std::map<std::string, std::string> headers = {}) {
        return answer(site, {"POST", std::move(path), std::move(headers),
                             Bytes(body.begin(), body.end()), "127.0.0.1"});
    }

    Response enrol_with(std::string const& code) {
        return post("/v1/enrol", nlohmann::json{{"code", code}}.dump());
    }

    std::string error_of(Response const& response) {
        auto const json = nlohmann::json::parse(response.body, nullptr, false);
        REQUIRE(json.is_object());
        CHECK_FALSE(json["sentence"].get<std::string>().empty());
        return json["error"].get<std::string>();
    }
};

// A phone that speaks to the site through HTTP's own form.
struct PhoneOnSite {
    Fixture& fixture;
    Phone phone;

    PhoneOnSite(Fixture& fixture, std::string const& name) : fixture(fixture) {
        Response const response = fixture.enrol_with(fixture.code_for(name));
        REQUIRE(response.status == 200);
        auto const json = nlohmann::json::parse(response.body);
        phone.enrol({id_from_hex(json["person"].get<std::string>()).value(), json["name"],
                     json["role"], json["hub"], json["token"]},
                    random_id());
    }

    Response send(Bytes const& body) {
        Bytes const packed = deflate(body);
        return fixture.post("/v1/sync", std::string(packed.begin(), packed.end()),
                            {{"authorization", "Bearer " + phone.identity().token},
                             {"content-encoding", "deflate"},
                             {"accept-encoding", "gzip, deflate, br"}});
    }

    void sync() {
        do {
            Bytes const body = phone.request(fixture.now, 64 * 1024);
            Response const response = send(body);
            REQUIRE(response.status == 200);
            Bytes said(response.body.begin(), response.body.end());
            for (auto const& [name, value] : response.headers)
                if (name == "Content-Encoding") said = inflate(said, kMaxSyncBody).take();
            auto const row = phone.accept(said, body, fixture.now);
            REQUIRE(row.ok());
            REQUIRE(phone.take_answer(row.value(), random_id()).ok());
        } while (phone.more_to_pull());
    }

    void answer_visit(std::string const& visit, std::string const& value) {
        JournalRow const row = phone.edit(id_from_name(visit), kVisit, phone.identity().hub,
                                          {{"answers/x", value}}, fixture.now);
        phone.mark_durable(row);
    }
};

}  // namespace

TEST_CASE("AVisitReachesAnotherAdviserOfTheHubAndNobodyElse") {
    Fixture fixture;
    REQUIRE(in_transaction(fixture.store, [&] {
                return People(fixture.store).add({random_id(), "Salif", "adviser", "sikasso"});
            }).ok());
    PhoneOnSite awa(fixture, "Awa Diarra"), moussa(fixture, "Moussa Koné"), salif(fixture, "Salif");
    awa.sync();
    CHECK(awa.phone.records().of_kind(kEnterprise).size() == 5);
    CHECK(awa.phone.records().of_kind(kHub).size() == 7);
    awa.answer_visit("visit", "oui");
    awa.sync();
    moussa.sync();
    salif.sync();
    CHECK(awa.phone.receipt(id_from_name("visit")) == Receipt::OnServer);
    REQUIRE(moussa.phone.records().find(id_from_name("visit")));
    CHECK(moussa.phone.records().find(id_from_name("visit"))->text("answers/x") == "oui");
    CHECK_FALSE(salif.phone.records().find(id_from_name("visit")));
}

TEST_CASE("ARepeatedRequestChangesNothing") {
    Fixture fixture;
    PhoneOnSite awa(fixture, "Awa Diarra");
    awa.sync();
    awa.answer_visit("visit", "oui");
    Bytes const body = awa.phone.request(fixture.now, 64 * 1024);
    REQUIRE(awa.send(body).status == 200);
    auto const seq = fixture.store.last_seq("bamako").value();
    REQUIRE(awa.send(body).status == 200);
    CHECK(fixture.store.last_seq("bamako").value() == seq);
}

TEST_CASE("ACodeServesOnceAndNotForEver") {
    Fixture fixture;
    std::string const code = fixture.code_for("Awa Diarra");
    CHECK(fixture.enrol_with(code).status == 200);
    Response const again = fixture.enrol_with(code);
    CHECK(again.status == 409);
    CHECK(fixture.error_of(again) == "code-used");
    std::string const late = fixture.code_for("Moussa Koné");
    fixture.now += kCodeLifetimeMs + 1;
    CHECK(fixture.error_of(fixture.enrol_with(late)) == "code-expired");
    CHECK(fixture.enrol_with("ABCDEFGHJK").status == 404);
}

TEST_CASE("ACodeTypedInLowerCaseWithDashesIsTheSame") {
    Fixture fixture;
    std::string code = fixture.code_for("Awa Diarra");
    for (char& c : code) c = static_cast<char>(std::tolower(c));
    code.insert(5, "-");
    CHECK(fixture.enrol_with(code).status == 200);
}

TEST_CASE("GuessingCodesIsSlowedDown") {
    Fixture fixture;
    for (int i = 0; i < 20; ++i) CHECK(fixture.enrol_with("ABCDEFGHJK").status == 404);
    CHECK(fixture.enrol_with("ABCDEFGHJK").status == 429);
    CHECK(fixture.enrol_with(fixture.code_for("Awa Diarra")).status == 429);
    fixture.now += 60'000;
    CHECK(fixture.enrol_with(fixture.code_for("Awa Diarra")).status == 200);
}

TEST_CASE("BadSyncRequestsAreRefusedWithAReasonAndChangeNothing") {
    Fixture fixture;
    PhoneOnSite awa(fixture, "Awa Diarra");
    awa.answer_visit("visit", "oui");
    Bytes const good = awa.phone.request(fixture.now, 64 * 1024);
    auto const seq = fixture.store.last_seq("bamako").value();
    auto const refused = [&](Bytes const& body, std::string const& encoding, int status) {
        Response const response =
            fixture.post("/v1/sync", std::string(body.begin(), body.end()),
                         {{"authorization", "Bearer " + awa.phone.identity().token},
                          {"content-encoding", encoding}});
        CHECK(response.status == status);
        CHECK_FALSE(fixture.error_of(response).empty());
        CHECK(fixture.store.last_seq("bamako").value() == seq);
    };
    Bytes const bomb = deflate(Bytes(64 * 1024 * 1024, 0));
    Bytes const packed = deflate(good);
    refused(Bytes(good.begin(), good.end() - 1), "", 400);
    refused({}, "", 400);
    refused(Bytes(100, 0x5A), "", 400);
    refused(bomb, "deflate", 413);
    refused(Bytes(kMaxSyncBody + 1, 0), "", 413);
    refused(good, "deflate", 400);
    refused(Bytes(packed.begin(), packed.end() - 3), "deflate", 400);
    refused(good, "br", 415);
    for (std::size_t i = 0; i < good.size(); i += 3) {
        Bytes flipped = good;
        flipped[i] ^= 0x10;
        refused(flipped, "", 400);
    }
    for (char const* token : {"", "Bearer ", "Bearer nobody", "Basic abc"}) {
        Response const response = fixture.post("/v1/sync", std::string(good.begin(), good.end()),
                                               {{"authorization", token}});
        CHECK(response.status == 401);
    }
    CHECK(fixture.store.last_seq("bamako").value() == seq);
}

TEST_CASE("WrongMethodsAndPathsAreNamed") {
    Fixture fixture;
    CHECK(answer(fixture.site, {"GET", "/v1/sync", {}, {}, ""}).status == 405);
    CHECK(answer(fixture.site, {"DELETE", "/", {}, {}, ""}).status == 405);
    CHECK(answer(fixture.site, {"GET", "/../etc/passwd", {}, {}, ""}).status == 404);
    CHECK(answer(fixture.site, {"GET", "/healthz", {}, {}, ""}).body == "ok\n");
}

TEST_CASE("EveryResponseCarriesTheSecurityHeaders") {
    Fixture fixture;
    for (char const* path : {"/", "/nothing", "/v1/sync", "/healthz"}) {
        Response const response = answer(fixture.site, {"GET", path, {}, {}, ""});
        bool policy = false, nosniff = false;
        for (auto const& [name, value] : response.headers) {
            policy |= name == "Content-Security-Policy" &&
                      value.find("default-src 'none'") != std::string::npos;
            nosniff |= name == "X-Content-Type-Options" && value == "nosniff";
        }
        CHECK(policy);
        CHECK(nosniff);
    }
}

TEST_CASE("SeedingTwiceChangesNothing") {
    Fixture fixture;
    auto const seq = fixture.store.last_seq("network").value();
    REQUIRE(seed(fixture.store, Demo::Yes).ok());
    CHECK(fixture.store.last_seq("network").value() == seq);
}
