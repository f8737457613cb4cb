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

// An index of sheets given as title, summary and body.
struct Sheet {
    char const *title, *summary, *body;
};
SolutionIndex index_of(std::vector<Sheet> const& sheets) {
    Records records;
    std::uint64_t seq = 0;
    for (Sheet const& sheet : sheets)
        for (auto const& [path, text] :
             {std::pair{"title", sheet.title}, {"summary", sheet.summary}, {"body", sheet.body}})
            records.confirm({id_from_name(sheet.title),
                             kSolution,
                             "network",
                             path,
                             {.value = std::string(text), .seq = ++seq}});
    SolutionIndex index;
    index.rebuild(records);
    return index;
}

using Words = std::vector<std::string>;
Words matched(SolutionIndex const& index, char const* query) {
    auto const hits = index.search(query, 1);
    return hits.empty() ? Words{} : hits[0].matched;
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
    REQUIRE(hits.size() == 1);  // other numbers are one error away from one that exists
    CHECK(hits[0].solution == id_from_name("sheet1234"));
    CHECK(index.search("numero12345", 3000).size() == 4);  // without one of the last four digits
    CHECK(index.search("fiche", 5000).size() == 2000);
}

TEST_CASE("EveryWordMustBeFound") {
    SolutionIndex const index = starter_index();
    CHECK(index.search("karite zzzzzz", 10).empty());
    CHECK(index.search("", 10).empty());
    CHECK(index.search("la de", 10).empty());
}

TEST_CASE("TheNearestSheetsHaveHalfOfTheWordsOrMore") {
    SolutionIndex const index = index_of({{"Séchoir à mangue", "", ""},
                                          {"Séchoir solaire à mangue", "", ""},
                                          {"Four", "", ""},
                                          {"Marmite solaire", "", ""}});
    CHECK(index.search("sechoir solaire mangue zzzzzz", 10).empty());
    auto const near = index.nearest("sechoir solaire mangue zzzzzz", 10);
    REQUIRE(near.size() == 2);
    CHECK(near[0].matched.size() == 3);
    CHECK(near[1].matched.size() == 2);
    CHECK(index.nearest("four qqqqqq zzzzzz", 10).empty());
    CHECK(index.nearest("sechoir zzzzzz", 1).size() == 1);
    CHECK(index.nearest("", 10).empty());
}

TEST_CASE("ATypingErrorIsOnlyForgivenToAWordThatIsFoundNowhere") {
    SolutionIndex const index =
        index_of({{"Séchage", "", ""}, {"Sachage", "", ""}, {"Séchages en vrac", "", ""}});
    CHECK(index.search("sechage", 10).size() == 2);   // exactly and as a beginning
    CHECK(index.search("sechages", 10).size() == 1);  // not the two that are one letter away
    CHECK(index.search("sichage", 10).size() == 3);
    CHECK(index.search("sechage sichage", 10).size() == 2);  // word by word
    CHECK(index.search("sachage vrac", 10).size() == 1);     // no sheet has both as they are typed
}

TEST_CASE("OnlyTheTextsOfABodyAreIndexed") {
    SolutionIndex const index = index_of(
        {{"A", "", R"({"principe": "chauffer", "etapes": [{"nom": "égoutter", "min": 12345}],
                       "lien": "https://exemple.org/pasteuriser", "oui": true})"}});
    for (char const* const text : {"chauffer", "egoutter"})
        CHECK_MESSAGE(index.search(text, 10).size() == 1, text);
    for (char const* const other : {"principe", "etapes", "12345", "true", "https", "pasteuriser"})
        CHECK_MESSAGE(index.search(other, 10).empty(), other);
    CHECK(starter_index().search("relecture_expert", 10).empty());
}

TEST_CASE("ABodyThatIsNoJsonIsATextAndADeepOneIsRead") {
    std::string const deep = std::string(100'000, '[') + "\"fumage\"" + std::string(100'000, ']');
    SolutionIndex const index = index_of({{"A", "", "le \"fumage\" à chaud"},
                                          {"B", "", R"({"principe": "fumage)"},
                                          {"C", "", deep.c_str()},
                                          {"D", "", "2024"}});
    CHECK(index.search("fumage", 10).size() == 3);
    CHECK(index.search("2024", 10).size() == 1);
}

TEST_CASE("MatchedWordsAreShownAsEachSheetWritesThem") {
    SolutionIndex const index = index_of({{"Séchoir à ŒUFS", "L’eau bout", ""},
                                          {"Vieux four", "SÉCHOIR ancien", ""},
                                          {"Etuve", "", R"({"a": "sechoir", "b": "séchoir"})"}});
    CHECK(matched(index, "sechoir oeuf") == Words{"Séchoir", "ŒUFS"});
    CHECK(matched(index, "séchoir l'eau") == Words{"Séchoir", "eau"});
    CHECK(matched(index, "l’ancien SECHOIR") == Words{"ancien", "SÉCHOIR"});
    CHECK(matched(index, "étuve sechior") == Words{"Etuve", "séchoir"});
    CHECK(matched(starter_index(), "sechage mangue") == Words{"séchage", "mangue"});
}

TEST_CASE("ManySpellingsOfOneWordAreBounded") {
    std::vector<std::string> titles;
    for (int spelling = 0; spelling < 512; ++spelling) {
        std::string title = "mangokene";
        for (int letter = 0; letter < 9; ++letter)
            if ((spelling >> letter & 1) != 0) title[static_cast<std::size_t>(letter)] -= 32;
        titles.push_back(title);
    }
    std::vector<Sheet> sheets;
    for (std::string const& title : titles) sheets.push_back({title.c_str(), "", ""});
    auto const hits = index_of(sheets).search("mangokene", 1000);
    REQUIRE(hits.size() == 512);
    for (Hit const& hit : hits) CHECK(words(hit.matched.at(0)) == Words{"mangokene"});
}
