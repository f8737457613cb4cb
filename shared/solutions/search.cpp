#include "shared/solutions/search.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

#include "shared/base/text.h"
#include "shared/records/kinds.h"

namespace hub {

namespace {

constexpr std::uint8_t kTitleWeight = 4, kFacetWeight = 3, kSummaryWeight = 2, kBodyWeight = 1;
constexpr float kWhole = 1.0f, kPrefix = 0.8f, kOneError = 0.6f;
constexpr std::size_t kShortestForgiven = 4;
constexpr std::size_t kMostWords = 10;       // of a query: a pasted page is no question
constexpr std::size_t kMostSpellings = 255;  // further ones are shown as the last of them

// Words that say nothing about a sheet.
bool is_filler(std::string const& word) {
    static std::set<std::string> const fillers{"de",   "du",  "des", "la",   "le",   "les",
                                               "un",   "une", "et",  "en",   "au",   "aux",
                                               "pour", "par", "sur", "dans", "avec", "ou"};
    return fillers.count(word) > 0;
}

std::vector<std::string> asked_words(std::string_view query) {
    std::vector<std::string> asked = words(query);
    asked.erase(std::remove_if(asked.begin(), asked.end(), is_filler), asked.end());
    if (asked.size() > kMostWords) asked.resize(kMostWords);
    return asked;
}

// Most words first, then the greatest score.
std::vector<Hit> best_first(std::vector<Hit> hits, std::size_t limit) {
    std::stable_sort(hits.begin(), hits.end(), [](Hit const& a, Hit const& b) {
        bool const as_many = a.matched.size() == b.matched.size();
        return as_many ? a.score > b.score : a.matched.size() > b.matched.size();
    });
    if (hits.size() > limit) hits.resize(limit);
    return hits;
}

// How well a sheet's word answers a query word with a typing error in it; 0 not at all.
float likeness(std::string const& asked, std::string const& word) {
    if (one_error_apart(asked, word, Match::Whole)) return kOneError;
    return one_error_apart(asked, word, Match::Beginning) ? kOneError * kPrefix : 0;
}

bool has_accents(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<std::uint8_t>(c) >= 0x80; });
}

bool is_address(std::string_view text) {
    return text.substr(0, 7) == "http://" || text.substr(0, 8) == "https://";
}

// The sheet's body is JSON: its texts, never its keys nor the addresses of its sources. A body that
// is not JSON is a text itself.
template <typename Visit>
void each_text(std::string const& body, Visit visit) {
    auto const root = nlohmann::json::parse(body, nullptr, false);
    if (!root.is_structured()) return visit(body);
    // No recursion: how deep a body nests is up to whoever wrote it.
    std::vector<nlohmann::json const*> open{&root};
    while (!open.empty()) {
        nlohmann::json const& node = *open.back();
        open.pop_back();
        if (auto const* const text = node.get_ptr<std::string const*>())
            if (!is_address(*text)) visit(*text);
        if (!node.is_structured()) continue;
        for (auto child = node.rbegin(); child != node.rend(); ++child) open.push_back(&*child);
    }
}

}  // namespace

// The words of all sheets while the index is being made, one sheet after the other.
class SolutionIndex::Gathering {
public:
    void add(std::uint32_t sheet, std::string_view text, std::uint8_t weight) {
        for (WrittenWord const& found : written_words(text)) {
            Word& word = words_[found.folded];
            if (word.postings.empty() || word.postings.back().sheet != sheet) {
                word.postings.push_back({sheet, weight, spelling_of(word, found)});
                continue;
            }
            Posting& posting = word.postings.back();
            posting.weight = std::max(posting.weight, weight);
            // Codes beside the text write "sechage": the spelling with accents says more.
            if (posting.spelling == 0 && has_accents(found.written))
                posting.spelling = spelling_of(word, found);
        }
    }

    std::vector<Word> take() {
        std::vector<Word> sorted;
        sorted.reserve(words_.size());
        for (auto& [text, word] : words_) {
            word.text = text;
            word.spellings.shrink_to_fit();
            word.postings.shrink_to_fit();
            sorted.push_back(std::move(word));
        }
        std::sort(sorted.begin(), sorted.end(),
                  [](Word const& a, Word const& b) { return a.text < b.text; });
        return sorted;
    }

private:
    static std::uint8_t spelling_of(Word& word, WrittenWord const& found) {
        if (found.written == found.folded) return 0;
        auto const known = std::find(word.spellings.begin(), word.spellings.end(), found.written);
        auto const at = static_cast<std::size_t>(known - word.spellings.begin());
        if (known == word.spellings.end()) {
            if (at == kMostSpellings) return kMostSpellings;
            word.spellings.emplace_back(found.written);
        }
        return static_cast<std::uint8_t>(at + 1);
    }

    std::unordered_map<std::string, Word> words_;
};

void SolutionIndex::rebuild(Records const& records) {
    sheets_.clear();
    Gathering words;
    for (Record const* const sheet : records.of_kind(kSolution)) {
        auto const number = static_cast<std::uint32_t>(sheets_.size());
        sheets_.push_back(sheet->id);
        words.add(number, sheet->text("title"), kTitleWeight);
        words.add(number, sheet->text("summary"), kSummaryWeight);
        each_text(sheet->text("body"),
                  [&](std::string const& text) { words.add(number, text, kBodyWeight); });
        for (char const* const facet : {"filieres", "operations", "energies"})
            if (auto const* const list = std::get_if<TextList>(&sheet->get(facet)))
                for (std::string const& name : *list) words.add(number, name, kFacetWeight);
    }
    words_ = words.take();
}

void SolutionIndex::note(Matches& matches, Word const& word, float likeness) {
    for (Posting const& posting : word.postings) {
        Best& best = matches[posting.sheet];
        float const score = likeness * posting.weight;
        if (score > best.score) best = {score, &word, posting.spelling};
    }
}

std::string SolutionIndex::spelled(Best const& best) {
    return best.spelling == 0 ? best.word->text : best.word->spellings[best.spelling - 1u];
}

SolutionIndex::Matches SolutionIndex::matches_of(std::string const& asked, Forgive forgive) const {
    Matches matches;
    auto word = std::lower_bound(words_.begin(), words_.end(), asked,
                                 [](Word const& a, std::string const& b) { return a.text < b; });
    for (; word != words_.end() && word->text.compare(0, asked.size(), asked) == 0; ++word)
        note(matches, *word, word->text.size() == asked.size() ? kWhole : kPrefix);
    bool const strict = forgive == Forgive::UnknownWords && !matches.empty();
    if (strict || asked.size() < kShortestForgiven) return matches;
    for (Word const& other : words_)
        if (float const alike = likeness(asked, other.text); alike > 0) note(matches, other, alike);
    return matches;
}

std::vector<Hit> SolutionIndex::sheets_with_all(std::vector<std::string> const& asked,
                                                Forgive forgive) const {
    std::map<std::uint32_t, Hit> found;  // sheets that match every word so far
    for (std::size_t i = 0; i < asked.size(); ++i) {
        std::map<std::uint32_t, Hit> kept;
        for (auto const& [sheet, best] : matches_of(asked[i], forgive)) {
            auto const before = found.find(sheet);
            if (i > 0 && before == found.end()) continue;
            Hit hit = i == 0 ? Hit{sheets_[sheet], 0, {}} : before->second;
            hit.score += best.score;
            hit.matched.push_back(spelled(best));
            kept.emplace(sheet, std::move(hit));
        }
        found = std::move(kept);
        if (found.empty()) break;
    }
    std::vector<Hit> hits;
    for (auto& [sheet, hit] : found) hits.push_back(std::move(hit));
    return hits;
}

std::vector<Hit> SolutionIndex::search(std::string_view query, std::size_t limit) const {
    std::vector<std::string> const asked = asked_words(query);
    std::vector<Hit> hits = sheets_with_all(asked, Forgive::UnknownWords);
    if (hits.empty()) hits = sheets_with_all(asked, Forgive::EveryWord);
    return best_first(std::move(hits), limit);
}

std::vector<Hit> SolutionIndex::nearest(std::string_view query, std::size_t limit) const {
    std::vector<std::string> const asked = asked_words(query);
    std::map<std::uint32_t, Hit> found;
    for (std::string const& word : asked)
        for (auto const& [sheet, best] : matches_of(word, Forgive::UnknownWords)) {
            Hit& hit = found[sheet];
            hit.solution = sheets_[sheet];
            hit.score += best.score;
            hit.matched.push_back(spelled(best));
        }
    std::vector<Hit> hits;
    for (auto& [sheet, hit] : found)
        if (2 * hit.matched.size() >= asked.size()) hits.push_back(std::move(hit));
    return best_first(std::move(hits), limit);
}

}  // namespace hub
