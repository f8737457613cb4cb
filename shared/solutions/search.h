#pragma once
// A first search over solution sheets: every query word must match a word of the sheet, as a whole
// or as a prefix. A query word of four letters or more that does so nowhere is taken for a typing
// error: words one letter away match. So do they when no sheet has all words: "décortiquer fonio"
// is to find the "décortiqueur", though another sheet says "décortiquer". The title weighs most.
// Issue "Solution lookup" replaces the ranking behind the same two functions.

#include <map>
#include <string_view>
#include <vector>

#include "shared/records/records.h"

namespace hub {

struct Hit {
    Id solution;
    double score = 0;
    std::vector<std::string> matched;  // as the sheet writes them, one per word found
};

class SolutionIndex {
public:
    void rebuild(Records const& records);  // from records of kind "solution"
    std::vector<Hit> search(std::string_view query, std::size_t limit) const;  // best first
    // For a query that finds nothing: sheets with half of its words or more, most words first.
    std::vector<Hit> nearest(std::string_view query, std::size_t limit) const;

private:
    struct Posting {
        std::uint32_t sheet;
        std::uint8_t weight;
        std::uint8_t spelling;  // 0: as folded; n: spellings[n - 1]
    };
    struct Word {
        std::string text;                    // folded
        std::vector<std::string> spellings;  // others than the folded one; mostly none or one
        std::vector<Posting> postings;       // by sheet
    };
    struct Best {
        float score = 0;
        Word const* word = nullptr;
        std::uint8_t spelling = 0;
    };
    using Matches = std::map<std::uint32_t, Best>;  // by sheet
    class Gathering;
    static void note(Matches& matches, Word const& word, float likeness);
    static std::string spelled(Best const& best);
    enum class Forgive : bool { UnknownWords, EveryWord };
    Matches matches_of(std::string const& asked, Forgive forgive) const;
    std::vector<Hit> sheets_with_all(std::vector<std::string> const& asked, Forgive forgive) const;

    std::vector<Word> words_;  // each once, sorted
    std::vector<Id> sheets_;
};

}  // namespace hub
