#include "shared/base/text.h"

#include <algorithm>
#include <cstdint>

namespace hub {

namespace {

// The next code point of UTF-8 `text` from `at`, which moves on; 0 for a malformed byte.
std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
    auto const byte = static_cast<std::uint8_t>(text[at++]);
    if (byte < 0x80) return byte;
    int const more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC2 ? 1 : 0;
    if (more == 0 || at + static_cast<std::size_t>(more) > text.size()) return 0;
    std::uint32_t point = byte & (0x3F >> more);
    for (int i = 0; i < more; ++i) {
        auto const next = static_cast<std::uint8_t>(text[at]);
        if ((next & 0xC0) != 0x80) return 0;
        point = point << 6 | (next & 0x3F);
        ++at;
    }
    return point;
}

struct Folding {
    std::uint32_t first, last;
    char const* folded;
};

// Signs and punctuation part words. Latin-1 and Latin Extended-A by ranges, then the letters of
// Bambara, Fula and Wolof.
constexpr Folding kFoldings[] = {
    {0x80, 0xBF, " "},     {0xC0, 0xC5, "a"},    {0xC6, 0xC6, "ae"},  {0xC7, 0xC7, "c"},
    {0xC8, 0xCB, "e"},     {0xCC, 0xCF, "i"},    {0xD0, 0xD0, "d"},   {0xD1, 0xD1, "n"},
    {0xD2, 0xD6, "o"},     {0xD8, 0xD8, "o"},    {0xD9, 0xDC, "u"},   {0xDD, 0xDD, "y"},
    {0xDF, 0xDF, "ss"},    {0xE0, 0xE5, "a"},    {0xE6, 0xE6, "ae"},  {0xE7, 0xE7, "c"},
    {0xE8, 0xEB, "e"},     {0xEC, 0xEF, "i"},    {0xF0, 0xF0, "d"},   {0xF1, 0xF1, "n"},
    {0xF2, 0xF6, "o"},     {0xF8, 0xF8, "o"},    {0xF9, 0xFC, "u"},   {0xFD, 0xFD, "y"},
    {0xFF, 0xFF, "y"},     {0x100, 0x105, "a"},  {0x106, 0x10D, "c"}, {0x10E, 0x111, "d"},
    {0x112, 0x11B, "e"},   {0x11C, 0x123, "g"},  {0x124, 0x127, "h"}, {0x128, 0x131, "i"},
    {0x134, 0x135, "j"},   {0x136, 0x138, "k"},  {0x139, 0x142, "l"}, {0x143, 0x14B, "n"},
    {0x14C, 0x151, "o"},   {0x152, 0x153, "oe"}, {0x154, 0x159, "r"}, {0x15A, 0x161, "s"},
    {0x162, 0x167, "t"},   {0x168, 0x173, "u"},  {0x174, 0x175, "w"}, {0x176, 0x178, "y"},
    {0x179, 0x17E, "z"},   {0x181, 0x181, "b"},  {0x186, 0x186, "o"}, {0x18A, 0x18A, "d"},
    {0x190, 0x190, "e"},   {0x19D, 0x19D, "n"},  {0x1B3, 0x1B4, "y"}, {0x253, 0x253, "b"},
    {0x254, 0x254, "o"},   {0x257, 0x257, "d"},  {0x25B, 0x25B, "e"}, {0x272, 0x272, "n"},
    {0x2000, 0x206F, " "}, {0x300, 0x36F, ""},
};

void append_folded(std::string& out, std::uint32_t point, std::string_view original) {
    if (point == 0) return;
    if (point < 0x80) {
        char const c = static_cast<char>(point);
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c == '\'' ? ' ' : c;
        return;
    }
    for (Folding const& folding : kFoldings) {
        if (point < folding.first || point > folding.last) continue;
        out += folding.folded;
        return;
    }
    out += original;
}

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<std::uint8_t>(c) >= 0x80;
}

}  // namespace

std::size_t utf16_units(std::string_view text) {
    std::size_t units = 0;
    for (char const c : text)
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) units += letter_bytes(c) == 4 ? 2 : 1;
    return units;
}

std::string_view beginning(std::string_view text, std::size_t most) {
    std::size_t units = 0, at = 0;
    while (at < text.size()) {
        std::size_t const bytes = letter_bytes(text[at]);
        units += bytes == 4 ? 2 : 1;
        if (units > most) break;
        at = std::min(at + bytes, text.size());
    }
    return text.substr(0, at);
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string fold(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const start = at;
        std::uint32_t const point = next_code_point(text, at);
        append_folded(out, point, text.substr(start, at - start));
    }
    return out;
}

std::vector<WrittenWord> written_words(std::string_view text) {
    std::vector<WrittenWord> found;
    std::string folded;
    std::size_t from = 0;
    auto const finish = [&](std::size_t to) {
        if (folded.size() >= 2) found.push_back({folded, text.substr(from, to - from)});
        folded.clear();
    };
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const start = at, had = folded.size();
        std::uint32_t const point = next_code_point(text, at);
        append_folded(folded, point, text.substr(start, at - start));
        if (folded.size() > had && !is_word_byte(folded.back())) {
            folded.resize(had);
            finish(start);
        }
        if (folded.empty()) from = at;
    }
    finish(text.size());
    return found;
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> found;
    for (WrittenWord& word : written_words(text)) found.push_back(std::move(word.folded));
    return found;
}

namespace {

bool follows(std::string_view asked, std::string_view word, Match match) {
    if (match == Match::Whole) return asked == word;
    return word.substr(0, asked.size()) == asked;
}

}  // namespace

bool one_error_apart(std::string_view asked, std::string_view word, Match match) {
    std::size_t same = 0;
    while (same < asked.size() && same < word.size() && asked[same] == word[same]) ++same;
    asked.remove_prefix(same);
    word.remove_prefix(same);
    if (asked.empty()) return match == Match::Beginning || word.size() <= 1;
    if (word.empty()) return asked.size() == 1;
    auto const without = [](std::string_view text, std::size_t count) {
        return text.substr(std::min(count, text.size()));
    };
    bool const swapped =
        asked.size() > 1 && word.size() > 1 && asked[0] == word[1] && asked[1] == word[0];
    return follows(without(asked, 1), without(word, 1), match) ||  // another letter
           follows(without(asked, 1), word, match) ||              // one too many
           follows(asked, without(word, 1), match) ||              // one missing
           (swapped && follows(without(asked, 2), without(word, 2), match));
}

}  // namespace hub
