#include "ui/languages/reorder.h"

#include <algorithm>
#include <cstdint>
#include <fribidi.h>
#include <vector>

namespace hub::ui {

namespace {

constexpr FriBidiChar kReplacement = 0xFFFD;
constexpr FriBidiChar kFiller = 0xFEFF;  // FriBidi leaves it where two letters became one
constexpr FriBidiChar kMiddleDot = 0xB7, kBar = '|';  // beside Arabic digits it is read as a nought

// The short vowels of Arabic: drawn where a letter's shape says, which Dear ImGui does not know.
// Who reads Arabic reads it without them.
bool is_vowel_mark(FriBidiChar point) {
    return (point >= 0x64B && point <= 0x652) || point == 0x670;
}

// One letter from the front of `text`.
FriBidiChar take_letter(std::string_view& text) {
    auto const byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    std::uint8_t const first = byte(0);
    std::size_t const size = first < 0x80   ? 1
                             : first < 0xC2 ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
    FriBidiChar point = size == 1 ? first : first & (0xFF >> (size + 1));
    bool good = size > 0 && size <= text.size();
    for (std::size_t i = 1; good && i < size; ++i) {
        good = (byte(i) & 0xC0) == 0x80;
        point = point << 6 | (byte(i) & 0x3F);
    }
    text.remove_prefix(good ? size : 1);
    return good ? point : kReplacement;
}

void add_letter(std::string& text, FriBidiChar point) {
    auto const put = [&](FriBidiChar bits) { text += static_cast<char>(bits); };
    auto const tail = [&](int shift) { put(0x80 | (point >> shift & 0x3F)); };
    if (point < 0x80) return put(point);
    if (point < 0x800) {
        put(0xC0 | point >> 6);
    } else if (point < 0x10000) {
        put(0xE0 | point >> 12);
        tail(6);
    } else {
        put(0xF0 | point >> 18);
        tail(12);
        tail(6);
    }
    tail(0);
}

}  // namespace

std::string reorder(std::string_view line, bool right_to_left) {
    std::vector<FriBidiChar> logical;
    for (std::string_view rest = line; !rest.empty();) {
        FriBidiChar const point = take_letter(rest);
        if (is_vowel_mark(point)) continue;
        logical.push_back(point == kMiddleDot && right_to_left ? kBar : point);
    }
    std::vector<FriBidiChar> drawn(logical.size());
    FriBidiParType direction = right_to_left ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    auto const count = static_cast<FriBidiStrIndex>(logical.size());
    if (fribidi_log2vis(logical.data(), count, &direction, drawn.data(), nullptr, nullptr,
                        nullptr) == 0)
        return std::string(line);
    std::string words;
    for (FriBidiChar const point : drawn)
        if (point != kFiller) add_letter(words, point);
    return words;
}

}  // namespace hub::ui
