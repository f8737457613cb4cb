#include "shared/forms/expression.h"

#include <doctest/doctest.h>
#include <map>

using namespace hub;

namespace {

std::map<std::string, Value, std::less<>> const kAnswers = {
    {"age", std::int64_t{30}},
    {"share", 12.5},
    {"water", std::string("oui")},
    {"sources", TextList{"forage", "puits"}},
    {"visited", date_from_iso("2026-11-20").value()}};

Value answer(std::string_view name) {
    auto const found = kAnswers.find(name);
    return found == kAnswers.end() ? Value() : found->second;
}

bool holds(std::string_view text, Value const& current = {}) {
    auto expression = Expression::parse(text);
    REQUIRE_MESSAGE(expression.ok(), std::string(text));
    return expression.value().is_true(answer, current, date_from_iso("2026-11-24").value());
}

}  // namespace

TEST_CASE("ComparisonsAndLogicFollowXPathPrecedence") {
    CHECK(holds("${age} > 18 and ${water} = 'oui'"));
    CHECK(holds("${age} > 40 or ${share} < 13"));
    CHECK(holds("1 + 2 * 3 = 7"));
    CHECK(holds("(1 + 2) * 3 = 9"));
    CHECK(holds("10 mod 4 = 2 and 10 div 4 = 2.5"));
    CHECK_FALSE(holds("not(${age} >= 30)"));
    CHECK(holds("-${age} = -30"));
}

TEST_CASE("AnEmptyNumberIsNeitherSmallerNorGreater") {
    CHECK_FALSE(holds("${nothing} > 0"));
    CHECK_FALSE(holds("${nothing} <= 0"));
    CHECK(holds("${nothing} = ''"));
    CHECK(holds("${water} != ''"));
}

TEST_CASE("ChoicesAndDatesAreUnderstood") {
    CHECK(holds("selected(${sources}, 'puits')"));
    CHECK_FALSE(holds("selected(${sources}, 'reseau')"));
    CHECK(holds("count-selected(${sources}) = 2"));
    CHECK(holds("${visited} <= today()"));
    CHECK(holds(". > ${visited}", date_from_iso("2026-11-21").value()));
    CHECK(holds("number(format-date(today(), '%Y')) = 2026"));
    CHECK(holds("if(${age} > 18, 'a', 'b') = 'a'"));
    CHECK(holds("coalesce(${nothing}, 'x') = 'x'"));
    CHECK(holds("string-length('été') = 3"));
}

TEST_CASE("WhatIsNotUnderstoodIsRefused") {
    for (char const* const text :
         {"${age", "1 +", "unknown(1)", "'open", "selected(1)", "1 2", ")", "and", "not()"})
        CHECK_FALSE_MESSAGE(Expression::parse(text).ok(), text);
    CHECK_FALSE(Expression::parse(std::string(5000, '(')).ok());
}
