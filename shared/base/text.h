#pragma once
// Text as people type it: UTF-8 in, folded for comparing.

#include <string>
#include <string_view>
#include <vector>

namespace hub {

// Lower case without accents or ligatures: "Séchoir à œufs" → "sechoir a oeufs". Covers Latin-1,
// Latin Extended-A and the Bambara and Wolof letters (ɛ→e, ɔ→o, ŋ→n, ɲ→n). Typographic
// apostrophes become spaces. Malformed UTF-8 bytes are dropped.
std::string fold(std::string_view text);

// Folded words of two characters or more, in order.
std::vector<std::string> words(std::string_view text);

// Optimal string alignment distance (a swap of neighbours counts one), or limit + 1 if greater.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

}  // namespace hub
