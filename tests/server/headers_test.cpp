#include "server/http/headers.h"

#include <doctest/doctest.h>

#include "tests/server/site_fixture.h"

using namespace hub;

TEST_CASE("ContentCodingsAreChosenByTheirWeights") {
    CHECK(quality_of("gzip, deflate, br", "br") == 1);
    CHECK(quality_of("br;q=0", "br") == 0);
    CHECK(quality_of("br;q=0.000", "br") == 0);
    CHECK(quality_of("br; q=0.5 , gzip;q=1.0", "br") == 0.5);
    CHECK(quality_of("BR", "br") == 1);
    CHECK(quality_of("*", "br") == 1);
    CHECK(quality_of("*;q=0, gzip", "br") == 0);
    CHECK(quality_of("*;q=0, gzip", "gzip") == 1);
    CHECK(quality_of("gzip;level=9;q=0.2", "gzip") == 0.2);
    CHECK(quality_of("", "br") == 0);
    CHECK(quality_of("brotli, xbr", "br") == 0);
    CHECK(quality_of("", "identity") == 1);
    CHECK(quality_of("*;q=0", "identity") == 0);
    for (char const* const bad : {"br;q=", "br;q=x", "br;q=2", "br;q=-1", "br;q=nan"})
        CHECK_MESSAGE(quality_of(bad, "br") == 0, bad);
}

TEST_CASE("EntityTagsAreComparedWeaklyInAList") {
    CHECK(has_tag("\"abc\"", "\"abc\""));
    CHECK(has_tag("\"x\", W/\"abc\"", "\"abc\""));
    CHECK(has_tag("*", "\"abc\""));
    CHECK_FALSE(has_tag("", "\"abc\""));
    CHECK_FALSE(has_tag("abc", "\"abc\""));
    CHECK_FALSE(has_tag("\"abcd\"", "\"abc\""));
}

TEST_CASE("TextThatIsNotUtf8NeverStopsAnAnswer") {
    Response const response = error_response(400, {"bad", "nom \xff\xc3 illisible"});
    auto const json = nlohmann::json::parse(response.body, nullptr, false);
    REQUIRE(json.is_object());
    CHECK(json["sentence"].get<std::string>().find("illisible") != std::string::npos);
}

TEST_CASE("AForgottenDeviceStartsWithFullBuckets") {
    DeviceLimit limit(
        {.requests = {.most = 2, .per_second = 1}, .edits = {.most = 5, .per_second = 1}});
    CHECK(limit.take_request("a", 1000) == 0);
    CHECK(limit.take_request("a", 1000) == 0);
    CHECK(limit.take_request("a", 1000) == 1);
    CHECK(limit.take_request("a", 500) == 1);  // a clock set back gives nothing
    for (int i = 0; i < 30'000; ++i) limit.take_request(std::to_string(i), 1000);
    CHECK(limit.take_request("a", 1000) == 1);  // tired ones are not forgotten
    CHECK(limit.take_request("a", 10'000) == 0);
}
