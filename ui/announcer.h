#pragma once
// What is read aloud to who does not see that it came.

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "ui/semantics.h"

namespace hub::ui {

class Announcer {
public:
    // Of each frame's table: the states that came on a screen that stays. Alerts tell themselves,
    // and each saving is told by update(). A new screen is read from its heading on; one of the
    // same heading, the next question, is told by what it asks.
    std::vector<std::string> news(SemanticTable const& table);

private:
    std::set<std::string> told_;       // of the last frame
    std::uint32_t told_revision_ = 0;  // its screen
    std::string told_title_;           // and what that was called
};

}  // namespace hub::ui
