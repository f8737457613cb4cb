#pragma once
// A first search over solution sheets: every query word must match a word of the sheet as a whole,
// as a prefix or with one typing error (words of four letters and more). The title weighs most.
// Issue "Solution lookup" replaces the ranking behind the same two functions.

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
    struct Term {
        std::string word;
        std::uint32_t sheet;
        float weight;
    };
    std::vector<Term> terms_;  // sorted by word
    std::vector<Id> sheets_;
};

}  // namespace hub
