#include "ui/sight.h"

#include <algorithm>

namespace hub::ui {

namespace {

constexpr float kAirPx = 8;

float bottom_of(SemanticNode const& node) { return node.rect.y + node.rect.height; }

float within(SemanticTable const& table, Pane pane, float offset) {
    Scroller const& scroller = table.scroller_of(pane);
    return std::clamp(offset, 0.0f, std::max(0.0f, scroller.content_height - scroller.rect.height));
}

// Of the question that the field answers; of the field where no heading asks it.
float top_of(SemanticTable const& table, SemanticNode const& field) {
    float top = field.rect.y;
    for (SemanticNode const& node : table.nodes) {
        if (node.id == field.id) break;
        if (node.scrolled && node.pane == field.pane && node.role == Role::Heading)
            top = node.rect.y;
    }
    return top;
}

}  // namespace

float offset_to_show(SemanticTable const& table, SemanticNode const& field, float offset) {
    if (!field.scrolled) return offset;
    float const view = table.scroller_of(field.pane).rect.height;
    float const top = top_of(table, field) - kAirPx, bottom = bottom_of(field) + kAirPx;
    if (bottom - top <= view)
        return within(table, field.pane, std::clamp(offset, bottom - view, top));
    float const own_top = field.rect.y - kAirPx;
    if (bottom - own_top <= view) return within(table, field.pane, bottom - view);
    // Where its caret may be.
    return within(table, field.pane, std::clamp(offset, own_top, bottom - view));
}

std::optional<ReadingPlace> reading_place(SemanticTable const& table, Pane pane, float offset) {
    if (offset <= 0) return std::nullopt;  // at the top is at the top
    for (SemanticNode const& node : table.nodes) {
        if (!node.scrolled || node.pane != pane || holds_others(node) || bottom_of(node) <= offset)
            continue;
        return ReadingPlace{node.id, (offset - node.rect.y) / std::max(1.0f, node.rect.height)};
    }
    return std::nullopt;
}

float offset_of(SemanticTable const& table, ReadingPlace const& place, float offset) {
    SemanticNode const* const node = table.find(place.node);
    if (!node || !node->scrolled) return offset;
    return within(table, node->pane, node->rect.y + place.share * node->rect.height);
}

}  // namespace hub::ui
