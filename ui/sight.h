#pragma once
// Where the scroller must stand so that nobody loses his place: what is asked, what is wrong and
// the field itself stay in sight above the keyboard, and what was read stays when the phone turns.
// Offsets are CSS pixels of the scroller's content, within what it can be scrolled to.

#include <optional>

#include "ui/semantics.h"

namespace hub::ui {

// The field with what stands above it from its question on. Where that is too much, the field with
// the nearest of it; where it is in sight already, the offset as it is. A field that is taller than
// the scroller only has to fill it.
float offset_to_show(SemanticTable const& table, SemanticNode const& field, float offset);

// What stands at the top of a pane's scroller: a node, and how much of it is scrolled out.
struct ReadingPlace {
    std::uint32_t node;
    float share;
};
std::optional<ReadingPlace> reading_place(SemanticTable const& table, Pane pane, float offset);
// The offset at which it stands there again; as it is when it is gone.
float offset_of(SemanticTable const& table, ReadingPlace const& place, float offset);

}  // namespace hub::ui
