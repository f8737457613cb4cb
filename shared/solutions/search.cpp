#include "shared/solutions/search.h"

#include <algorithm>
#include <map>
#include <set>

#include "shared/base/text.h"
#include "shared/records/kinds.h"

namespace hub {

namespace {

constexpr float kTitleWeight = 4, kFacetWeight = 3, kSummaryWeight = 2, kBodyWeight = 1;
constexpr float kWhole = 1.0f, kPrefix = 0.8f, kOneError = 0.6f;
constexpr std::size_t kShortestForgiven = 4;

// Words that say nothing about a sheet.
bool is_filler(std::string const& word) {
    static std::set<std::string> const fillers{"de",   "du",  "des", "la",   "le",   "les",
                                               "un",   "une", "et",  "en",   "au",   "aux",
                                               "pour", "par", "sur", "dans", "avec", "ou"};
    return fillers.count(word) > 0;
}

// How well a sheet's word answers a query word; 0 not at all.
float likeness(std::string const& asked, std::string const& word) {
    if (asked == word) return kWhole;
    if (word.compare(0, asked.size(), asked) == 0) return kPrefix;
    if (asked.size() < kShortestForgiven) return 0;
    if (one_error_apart(asked, word, Match::Whole)) return kOneError;
    return one_error_apart(asked, word, Match::Beginning) ? kOneError * kPrefix : 0;
}

}  // namespace

void SolutionIndex::rebuild(Records const& records) {
    words_.clear();
    sheets_.clear();
    std::map<std::string, std::vector<Posting>> postings;
    for (Record const* const sheet : records.of_kind(kSolution)) {
        std::map<std::string, float> weights;
        auto const add = [&](std::string const& text, float weight) {
            for (std::string& word : words(text)) {
                float& best = weights[word];
                best = std::max(best, weight);
            }
        };
        add(sheet->text("title"), kTitleWeight);
        for (char const* const facet : {"filieres", "operations", "energies"})
            if (auto const* const list = std::get_if<TextList>(&sheet->get(facet)))
                for (std::string const& name : *list) add(name, kFacetWeight);
        add(sheet->text("summary"), kSummaryWeight);
        add(sheet->text("body"), kBodyWeight);
        auto const number = static_cast<std::uint32_t>(sheets_.size());
        sheets_.push_back(sheet->id);
        for (auto const& [word, weight] : weights) postings[word].push_back({number, weight});
    }
    for (auto& [word, sheets] : postings) words_.push_back({word, std::move(sheets)});
}

std::map<std::uint32_t, SolutionIndex::Best> SolutionIndex::matches_of(
    std::string const& asked) const {
    std::map<std::uint32_t, Best> matches;
    for (Word const& word : words_) {
        float const alike = likeness(asked, word.text);
        if (alike <= 0) continue;
        for (Posting const& posting : word.postings) {
            Best& best = matches[posting.sheet];
            float const score = alike * posting.weight;
            if (score > best.score) best = {score, &word.text};
        }
    }
    return matches;
}

std::vector<Hit> SolutionIndex::search(std::string_view query, std::size_t limit) const {
    std::map<std::uint32_t, Hit> found;  // sheets that match every word so far
    bool first = true;
    for (std::string const& asked : words(query)) {
        if (is_filler(asked)) continue;
        std::map<std::uint32_t, Hit> kept;
        for (auto const& [sheet, best] : matches_of(asked)) {
            auto const before = found.find(sheet);
            if (!first && before == found.end()) continue;
            Hit hit = first ? Hit{sheets_[sheet], 0, {}} : before->second;
            hit.score += best.score;
            hit.matched.push_back(*best.word);
            kept.emplace(sheet, std::move(hit));
        }
        found = std::move(kept);
        first = false;
    }
    std::vector<Hit> hits;
    for (auto& [sheet, hit] : found) hits.push_back(std::move(hit));
    std::stable_sort(hits.begin(), hits.end(),
                     [](Hit const& a, Hit const& b) { return a.score > b.score; });
    if (hits.size() > limit) hits.resize(limit);
    return hits;
}

}  // namespace hub
