#include "shared/solutions/search.h"

#include <doctest/doctest.h>

#include "shared/base/text.h"
#include "shared/content/seed.h"
#include "shared/records/kinds.h"
#include "tests/content.h"

using namespace hub;

namespace {

SolutionIndex starter_index() {
    auto sheets = solution_records(starter_content("solutions.json"));
    REQUIRE(sheets.ok());
    REQUIRE(sheets.value().size() == 10);
    Records records;
    std::uint64_t seq = 0;
    for (SeedRecord const& sheet : sheets.value())
        for (auto const& [path, value] : sheet.fields)
            records.confirm({sheet.id,
                             sheet.kind,
                             sheet.feed,
                             path,
                             {.value = value, .origin = {}, .seq = ++seq, .losers = {}}});
    SolutionIndex index;
    index.rebuild(records);
    return index;
}

bool first_is(std::vector<Hit> const& hits, char const* sheet) {
    return !hits.empty() && hits[0].solution == solution_record_id(sheet);
}

}  // namespace

TEST_CASE("AccentsCaseAndLigaturesAreFolded") {
    CHECK(fold("Séchoir À ŒUFS l’été ɲɛ") == "sechoir a oeufs l ete ne");
    CHECK(words("L'eau potable, à 65 °C") == std::vector<std::string>{"eau", "potable", "65"});
    CHECK(fold("abc\xff\xc3") == "abc");
}

TEST_CASE("ASwapOfNeighboursIsOneError") {
    CHECK(edit_distance("mangue", "mangeu", 1) == 1);
    CHECK(edit_distance("karite", "karit", 1) == 1);
    CHECK(edit_distance("karite", "fonio", 1) == 2);
    CHECK(edit_distance("", "a", 1) == 1);
}

TEST_CASE("ASheetIsFoundByItsWordsWithoutAccentsAndWithOneError") {
    SolutionIndex const index = starter_index();
    CHECK(first_is(index.search("chorkor", 10), "four-chorkor"));
    CHECK(first_is(index.search("beurre karité", 10), "karite-beurre"));
    CHECK(first_is(index.search("burre karite", 10), "karite-beurre"));
    CHECK(first_is(index.search("décortiquer fonio", 10), "decortiqueur-fonio-gmbf"));
    auto const hits = index.search("sechoir mangeu", 10);
    REQUIRE_FALSE(hits.empty());
    CHECK(hits[0].matched.size() == 2);
}

TEST_CASE("EveryWordMustBeFound") {
    SolutionIndex const index = starter_index();
    CHECK(index.search("karite zzzzzz", 10).empty());
    CHECK(index.search("", 10).empty());
    CHECK(index.search("la de", 10).empty());
}
