#pragma once
// Text that is written from right to left: letters joined and put in the order in which they are
// drawn (Unicode Standard Annex #9), by a library that is only there for who needs it. Dear ImGui
// draws from left to right and knows neither (ocornut/imgui#4227).

#include <functional>
#include <string>
#include <string_view>

namespace hub::ui {

// One line in the order of speech → the same line as it stands on the page, joined letters as
// presentation forms. `right_to_left`: the direction of its paragraph.
using Reorder = std::function<std::string(std::string_view line, bool right_to_left)>;
void setup_bidi(Reorder reorder);

bool has_right_to_left(std::string_view text);  // a letter or digit of Hebrew, Arabic and the like
// The direction of a paragraph by its first letter; without one that of the language spoken.
bool runs_right_to_left(std::string_view paragraph);
// As it is drawn; the line itself when nothing in it runs right to left.
std::string visual(std::string_view line, bool right_to_left);

}  // namespace hub::ui
