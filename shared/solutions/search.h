#pragma once
// A first search over solution sheets: every query word must match a word of the sheet as a whole,
// as a prefix or with one typing error (words of four letters and more). The title weighs most.
// Issue "Solution lookup" replaces the ranking behind the same two functions.

#include <map>
#include <string_view>
#include <vector>

#include "shared/records/records.h"

namespace hub {

struct Hit {
    Id solution;
    double score = 0;
    std::vector<std::string> matched;  // the sheet's own words, as found
};

class SolutionIndex {
public:
    void rebuild(Records const& records);  // from records of kind "solution"
    std::vector<Hit> search(std::string_view query, std::size_t limit) const;  // best first

private:
    struct Posting {
        std::uint32_t sheet;
        float weight;
    };
    struct Word {
        std::string text;
        std::vector<Posting> postings;
    };
    struct Best {
        float score = 0;
        std::string const* word = nullptr;
    };
    std::map<std::uint32_t, Best> matches_of(std::string const& asked) const;

    std::vector<Word> words_;  // each once, sorted
    std::vector<Id> sheets_;
};

}  // namespace hub
