#pragma once
// What is drawn where: one screen, or where the display is wide a list and what was opened from it;
// and over that, at the bottom, what is only there to choose.

#include <vector>

#include "ui/widgets/page.h"

namespace hub::ui {

struct Stage {
    State const& state;
    Drafts& drafts;
    Display const& display;
    Now now;
    Memory& memory;
    Memory& beneath;  // of what lies under an overlay, as it was left
    SemanticTable& table;
    ListedRows* rows;  // nullptr: each is drawn
};

// What the person did comes out; what he did in a list that has something open beside it, apart.
void draw_stage(Stage const& stage, std::vector<Action>& out, std::vector<Action>& from_list);

}  // namespace hub::ui
