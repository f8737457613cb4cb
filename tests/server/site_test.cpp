#include "tests/server/site_fixture.h"

using namespace hub;
using Fixture = SiteFixture;

TEST_CASE("AVisitReachesAnotherAdviserOfTheHubAndNobodyElse") {
    Fixture fixture;
    REQUIRE(in_transaction(fixture.store, [&] {
                return People(fixture.store).add({random_id(), "Salif", "adviser", "sikasso"});
            }).ok());
    PhoneOnSite awa(fixture, "Awa Diarra", token_of(1)),
        moussa(fixture, "Moussa Koné", token_of(2)), salif(fixture, "Salif", token_of(3));
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

TEST_CASE("WrongMethodsAndPathsAreNamed") {
    Fixture fixture;
    CHECK(fixture.get("/v1/sync").status == 405);
    CHECK(header_of(fixture.get("/v1/enrol"), "Allow") == "POST");
    CHECK(answer(fixture.site, {"DELETE", "/", {}, {}, ""}).status == 405);
    CHECK(fixture.post("/healthz", "").status == 405);
    for (char const* const path : {"/../etc/passwd", "//etc/passwd", "/app/index.html", "/.git",
                                   "/../content/solutions.json", "/v1", "/v1/sync/"})
        CHECK_MESSAGE(fixture.get(path).status == 404, path);
    CHECK(fixture.get("/healthz").body == "ok\n");
}

TEST_CASE("OnlyBrowsersThatCannotRunWebAssemblyOtherwiseMayEvaluateText") {
    Fixture fixture;
    auto const may = [&](char const* user_agent) {
        Response const page = fixture.get("/", {{"user-agent", user_agent}});
        std::string const policy = header_of(page, "Content-Security-Policy");
        CHECK(policy.find("script-src 'self' 'wasm-unsafe-eval'") != std::string::npos);
        return policy.find("'unsafe-eval'") != std::string::npos;
    };
    CHECK(
        may("Mozilla/5.0 (Linux; Android 5.1; TECNO W4) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/95.0.4638.74 Mobile Safari/537.36"));
    CHECK(
        may("Mozilla/5.0 (Linux; Android 6.0; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Version/4.0 Chrome/96.0.4664.45 Mobile Safari/537.36"));
    CHECK(
        may("Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) CriOS/120.0.6099.119 Mobile/15E148 Safari/604.1"));
    CHECK(
        may("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/15.6 Safari/605.1.15"));
    CHECK_FALSE(
        may("Mozilla/5.0 (Linux; Android 7.0) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Version/4.0 Chrome/97.0.4692.98 Mobile Safari/537.36"));
    CHECK_FALSE(
        may("Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/16.0 Mobile/15E148 Safari/604.1"));
    CHECK_FALSE(
        may("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/16.1 Safari/605.1.15"));
    CHECK_FALSE(may("Mozilla/5.0 (Android 6.0; Mobile; rv:96.0) Gecko/96.0 Firefox/96.0"));
    CHECK_FALSE(may(""));
}

TEST_CASE("EveryResponseCarriesTheSecurityHeaders") {
    Fixture fixture;
    for (char const* path : {"/", "/nothing", "/v1/sync", "/healthz"}) {
        Response const response = fixture.get(path);
        CHECK(header_of(response, "Content-Security-Policy").find("default-src 'none'") == 0);
        CHECK(header_of(response, "X-Content-Type-Options") == "nosniff");
        CHECK(header_of(response, "Referrer-Policy") == "no-referrer");
        CHECK_FALSE(header_of(response, "Cache-Control").empty());
    }
}

TEST_CASE("SeedingTwiceChangesNothing") {
    Fixture fixture;
    auto const seq = fixture.store.last_seq("network").value();
    REQUIRE(seed(fixture.store, Demo::Yes).ok());
    CHECK(fixture.store.last_seq("network").value() == seq);
}

TEST_CASE("WhatARouteThrowsIsAnsweredAndLeavesNothingBehind") {
    Fixture fixture;
    PhoneOnSite awa(fixture, "Awa Diarra");
    awa.sync();
    awa.answer_visit("visit", "oui");
    Bytes const body = awa.phone.request(fixture.now, 64 * 1024);
    auto const before = fixture.content();
    std::function<void()> trouble;
    fixture.site.now_ms = [&]() -> Millis {
        REQUIRE(fixture.store.begin().ok());
        REQUIRE(fixture.store.take_seqs("bamako", 5).ok());
        trouble();
        return 0;
    };
    trouble = [] { throw std::bad_alloc(); };
    Response const full = awa.send(body);
    CHECK(full.status == 503);
    CHECK(fixture.error_of(full) == "out-of-memory");
    CHECK(header_of(full, "Retry-After") == "30");
    trouble = [] { (void)std::string("a").at(7); };
    Response const broken = awa.send(body);
    CHECK(broken.status == 500);
    CHECK(fixture.error_of(broken) == "server-failed");
    for (Response const& response : {full, broken}) {
        CHECK(response.last);
        CHECK(header_of(response, "Content-Security-Policy").find("default-src 'none'") == 0);
    }
    CHECK(fixture.content() == before);
    fixture.site.now_ms = [&] { return fixture.now; };
    CHECK(awa.send(body).status == 200);
    CHECK(fixture.content() != before);
}
