#pragma once
// A line of text in the order in which it is drawn, Arabic letters joined as presentation forms
// (Unicode Standard Annex #9), by FriBidi (https://github.com/fribidi/fribidi). In a library of its
// own: phones that never show Arabic never load it (wasm/bidi.cpp); ui/bidi.h is what asks for it.

#include <string>
#include <string_view>

namespace hub::ui {

// UTF-8 in and out. `right_to_left`: the direction of the line's paragraph. What is not UTF-8
// becomes U+FFFD; a line that FriBidi cannot order comes back as it is.
std::string reorder(std::string_view line, bool right_to_left);

}  // namespace hub::ui
