#pragma once
// Text as people type it: UTF-8 in, folded for comparing.

#include <string>
#include <string_view>
#include <vector>

namespace hub {

// The value of a hexadecimal digit of either case; -1 for anything else.
int hex_value(char c);

// UTF-8: how many bytes the letter has that begins with this one.
constexpr std::size_t letter_bytes(char first) {
    auto const byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}
// As long as JavaScript counts: a letter outside of the basic plane is two units.
std::size_t utf16_units(std::string_view text);
// As many of the first letters as `most` such units hold, never a part of one.
std::string_view beginning(std::string_view text, std::size_t most);

// Lower case without accents or ligatures: "Séchoir à œufs" → "sechoir a oeufs". Covers Latin-1,
// Latin Extended-A and the Bambara and Wolof letters (ɛ→e, ɔ→o, ŋ→n, ɲ→n). Typographic
// apostrophes become spaces. Malformed UTF-8 bytes are dropped.
std::string fold(std::string_view text);

// Folded words of two bytes or more, in order, and how the text writes them.
struct WrittenWord {
    std::string folded;
    std::string_view written;  // a part of the text given
};
std::vector<WrittenWord> written_words(std::string_view text);
std::vector<std::string> words(std::string_view text);  // folded only

// Is `word` (or its beginning) `asked` with at most one letter wrong, missing, too many or swapped
// with its neighbour? Optimal string alignment distance ≤ 1, in one pass over the bytes.
enum class Match : bool { Whole, Beginning };
bool one_error_apart(std::string_view asked, std::string_view word, Match match);

}  // namespace hub
