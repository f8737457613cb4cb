// Enrolment: a code makes one device, and an answer lost on the way costs nobody a new code.

#include "tests/server/site_fixture.h"

using namespace hub;

TEST_CASE("ALostAnswerIsAskedForAgainWithTheSameCodeAndToken") {
    SiteFixture fixture;
    std::string const code = fixture.code_for("Awa Diarra");
    Response const first = fixture.enrol_with(code);
    REQUIRE(first.status == 200);
    auto const before = fixture.content();
    fixture.now += 2 * kCodeLifetimeMs;  // the phone was off for a week
    Response const again = fixture.enrol_with(code);
    CHECK(again.status == 200);
    CHECK(again.body == first.body);
    CHECK(fixture.content() == before);
    auto const said = nlohmann::json::parse(first.body);
    CHECK(said.size() == 4);
    CHECK(said["name"] == "Awa Diarra");
    CHECK(said["role"] == "adviser");
    CHECK(said["hub"] == "bamako");
    CHECK(id_from_hex(said["person"].get<std::string>()).ok());
}

TEST_CASE("AUsedCodeServesNoOtherPhone") {
    SiteFixture fixture;
    std::string const code = fixture.code_for("Awa Diarra");
    REQUIRE(fixture.enrol_with(code, token_of(1)).status == 200);
    Response const other = fixture.enrol_with(code, token_of(2));
    CHECK(other.status == 409);
    CHECK(fixture.error_of(other) == "code-used");
    CHECK(fixture.count("SELECT count(*) FROM device") == 1);
    // The device is gone, and its code does not bring it back.
    REQUIRE(fixture.store.database().execute("UPDATE device SET revoked_ms = 1").ok());
    CHECK(fixture.enrol_with(code, token_of(1)).status == 409);
}

TEST_CASE("OneTokenIsOneDevice") {
    SiteFixture fixture;
    REQUIRE(fixture.enrol_with(fixture.code_for("Awa Diarra")).status == 200);
    std::string const code = fixture.code_for("Moussa Koné");
    Response const taken = fixture.enrol_with(code);
    CHECK(taken.status == 409);
    CHECK(fixture.error_of(taken) == "token-used");
    CHECK(fixture.enrol_with(code, token_of(7)).status == 200);  // the code was not lost
}

TEST_CASE("TheDatabaseItselfRefusesASecondDeviceForACode") {
    SiteFixture fixture;
    REQUIRE(fixture.enrol_with(fixture.code_for("Awa Diarra")).status == 200);
    auto const twice = fixture.store.database().execute(
        "INSERT INTO device SELECT x'00', person, 0, NULL, code_hash FROM device");
    CHECK_FALSE(twice.ok());
}

TEST_CASE("AnOldOrUnknownCodeIsNamed") {
    SiteFixture fixture;
    std::string const old = fixture.code_for("Moussa Koné");
    std::string const replaced = old, late = fixture.code_for("Moussa Koné");
    CHECK(fixture.enrol_with(replaced).status == 404);  // a newer one was given out
    fixture.now += kCodeLifetimeMs + 1;
    Response const expired = fixture.enrol_with(late);
    CHECK(expired.status == 410);
    CHECK(fixture.error_of(expired) == "code-expired");
    CHECK(fixture.error_of(fixture.enrol_with("ABCDEFGHJK")) == "unknown-code");
    CHECK(fixture.count("SELECT count(*) FROM device") == 0);
}

TEST_CASE("ACodeTypedInLowerCaseWithDashesIsTheSame") {
    SiteFixture fixture;
    std::string code = fixture.code_for("Awa Diarra");
    for (char& c : code) c = static_cast<char>(std::tolower(c));
    code.insert(5, "-");
    CHECK(fixture.enrol_with(code).status == 200);
}

TEST_CASE("AMalformedEnrolmentIsRefusedAndUsesNothingUp") {
    SiteFixture fixture;
    std::string const code = fixture.code_for("Awa Diarra");
    auto const before = fixture.content();
    for (std::string const& token :
         {std::string(), std::string(42, 'A'), std::string(44, 'A'), std::string(43, '+'),
          std::string(42, 'A') + "=", std::string(42, 'A') + "B", std::string(4000, 'A')})
        CHECK_MESSAGE(fixture.enrol_with(code, token).status == 400, token);
    std::string const deep = std::string(1000, '[');
    for (std::string const& body :
         {std::string(), std::string("{"), std::string("[]"), std::string("{\"code\":1}"), deep,
          "{\"code\":\"" + code + "\"}", "{\"token\":\"" + kToken + "\"}",
          "{\"code\":\"" + code + "\",\"token\":null}", std::string("\xff\xfe\x00", 3)})
        CHECK_MESSAGE(fixture.post("/v1/enrol", body).status == 400, body);
    CHECK(fixture.content() == before);
    CHECK(fixture.enrol_with(code).status == 200);
}

TEST_CASE("GuessingCodesIsSlowedDownAndOtherTroubleIsNoGuess") {
    SiteFixture fixture;
    std::string const used = fixture.code_for("Moussa Koné");
    REQUIRE(fixture.enrol_with(used, token_of(1)).status == 200);
    for (int i = 0; i < 50; ++i) CHECK(fixture.enrol_with(used, token_of(2)).status == 409);
    for (int i = 0; i < 20; ++i) CHECK(fixture.enrol_with("ABCDEFGHJK").status == 404);
    Response const slowed = fixture.enrol_with(fixture.code_for("Awa Diarra"));
    CHECK(slowed.status == 429);
    CHECK(header_of(slowed, "Retry-After") == "60");
    fixture.now += 60'000;
    CHECK(fixture.enrol_with(fixture.code_for("Awa Diarra")).status == 200);
}

TEST_CASE("TokensAndCodesAreStoredOnlyAsHashes") {
    SiteFixture fixture;
    std::string const code = fixture.code_for("Awa Diarra"), token = token_of(12345);
    REQUIRE(fixture.enrol_with(code, token).status == 200);
    REQUIRE(fixture.store.database().execute("PRAGMA wal_checkpoint(TRUNCATE)").ok());
    std::ifstream file(fixture.folder / "store.sqlite", std::ios::binary);
    std::string const bytes{std::istreambuf_iterator<char>(file), {}};
    REQUIRE(bytes.find("Awa Diarra") != std::string::npos);
    CHECK(bytes.find(code) == std::string::npos);
    CHECK(bytes.find(token) == std::string::npos);
}

TEST_CASE("ANameIsFoundWithoutAccentsAndTwoOfANameAreToldApart") {
    SiteFixture fixture;
    People people(fixture.store);
    CHECK(people.find("moussa kone").value().name == "Moussa Koné");
    auto const added = in_transaction(fixture.store, [&] {
        return people.add({id_from_name("other"), "MOUSSA KONE", "expert", "sikasso"});
    });
    REQUIRE(added.ok());
    auto const both = people.find("Moussa Koné");
    REQUIRE_FALSE(both.ok());
    CHECK(both.error().code == "ambiguous-person");
    CHECK(both.error().sentence.find(to_hex(id_from_name("other"))) != std::string::npos);
    CHECK(people.find(to_hex(id_from_name("other"))).value().role == "expert");
    CHECK(people.find("personne").error().code == "unknown-person");
}
