#include "shared/solutions/search.h"

#include <doctest/doctest.h>

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

TEST_CASE("ASheetIsFoundByItsWordsWithoutAccentsAndWithOneError") {
    SolutionIndex const index = starter_index();
    CHECK(first_is(index.search("chorkor", 10), "four-chorkor"));
    CHECK(first_is(index.search("beurre karité", 10), "karite-beurre"));
    CHECK(first_is(index.search("burre karite", 10), "karite-beurre"));
    CHECK(first_is(index.search("BEURER", 10), "karite-beurre"));            // neighbours swapped
    CHECK(first_is(index.search("beurrre", 10), "karite-beurre"));           // a letter too many
    CHECK(first_is(index.search("chorkar", 10), "four-chorkor"));            // another letter
    CHECK(first_is(index.search("pasteursat", 10), "lait-pasteurisation"));  // in a beginning
    CHECK(first_is(index.search("l’aflatoxine", 10), "tri-aflatoxine-arachide"));
    CHECK(first_is(index.search("décortiquer fonio", 10), "decortiqueur-fonio-gmbf"));
    auto const hits = index.search("sechoir mangeu", 10);
    REQUIRE_FALSE(hits.empty());
    CHECK(hits[0].matched.size() == 2);
}

TEST_CASE("ThreeLettersAreTakenAsTyped") {
    SolutionIndex const index = starter_index();
    CHECK(index.search("qaz", 10).empty());
    CHECK_FALSE(index.search("gaz", 10).empty());
}

TEST_CASE("AWholeWordInATitleComesBeforeABeginningAndATypingError") {
    SolutionIndex const index = starter_index();
    auto const hits = index.search("mangue", 10);
    REQUIRE(hits.size() > 1);
    CHECK(first_is(hits, "sechage-mangue"));
    for (std::size_t i = 1; i < hits.size(); ++i) CHECK(hits[i - 1].score >= hits[i].score);
    CHECK(index.search("mangue", 1).size() == 1);
}

TEST_CASE("TwoThousandSheetsAreSearchedWhole") {
    Records records;
    std::uint64_t seq = 0;
    for (int sheet = 0; sheet < 2000; ++sheet) {
        Id const id = id_from_name("sheet" + std::to_string(sheet));
        std::string body;
        for (int word = 0; word < 300; ++word)
            body += "mot" + std::to_string((sheet * 37 + word * 101) % 20'000) + " ";
        for (auto const& [path, text] :
             {std::pair{"title", "fiche numero" + std::to_string(sheet)}, std::pair{"body", body}})
            records.confirm({id, kSolution, "network", path, {.value = text, .seq = ++seq}});
    }
    SolutionIndex index;
    index.rebuild(records);
    auto const hits = index.search("fciche numero1234", 10);
    REQUIRE(hits.size() == 10);  // other numbers are one error away, and come later
    CHECK(hits[0].solution == id_from_name("sheet1234"));
    CHECK(hits[0].score > hits[1].score);
    CHECK(index.search("fiche", 5000).size() == 2000);
}

TEST_CASE("EveryWordMustBeFound") {
    SolutionIndex const index = starter_index();
    CHECK(index.search("karite zzzzzz", 10).empty());
    CHECK(index.search("", 10).empty());
    CHECK(index.search("la de", 10).empty());
}
