#pragma once
// Text as people type it: UTF-8 in, folded for comparing.

#include <string>
#include <string_view>
#include <vector>

namespace hub {

// The value of a hexadecimal digit of either case; -1 for anything else.
int hex_value(char c);

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
