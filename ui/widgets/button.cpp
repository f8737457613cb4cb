#include <algorithm>

#include "ui/widgets/widgets.h"

namespace hub::ui {

namespace {

struct Face {
    ImU32 text, ground, border;
    float border_px;
};

Face face_of(Page const& page, ButtonKind kind, bool pressed) {
    Palette const& c = page.colours;
    switch (kind) {
        case ButtonKind::Main:
            return {c.on_primary, pressed ? c.muted : c.primary, 0, 0};
        case ButtonKind::Second:
            return {c.primary, pressed ? c.done.ground : c.card, c.primary,
                    std::max(1.5f, c.border_px)};
        case ButtonKind::Plain:
            return {c.primary, pressed ? c.done.ground : c.paper, 0, 0};
        case ButtonKind::Removing:
            return {c.error.text, pressed ? c.error.ground : c.paper, 0, 0};
    }
    return {};
}

float widest_word(Page const& page, std::string_view label) {
    float widest = 0;
    while (!label.empty()) {
        std::size_t const end = std::min(label.find(' '), label.size());
        widest = std::max(widest, page.text_width(label.substr(0, end), Type::Body, Weight::Bold));
        label.remove_prefix(std::min(end + 1, label.size()));
    }
    return widest;
}

// The label in the room it has: on several lines, or on one that shrinks where a word would break.
void draw_label(Page& page, Rect const& room, std::string_view label, ImU32 colour) {
    float const height = page.text_height(label, Type::Body, room.width, Weight::Bold);
    if (widest_word(page, label) <= room.width)
        return page.draw_text(room.x, room.y + (room.height - height) / 2, label, Type::Body,
                              colour, room.width, Weight::Bold);
    float const shrink = room.width / page.text_width(label, Type::Body, Weight::Bold);
    float const size = page.line_px(Type::Body) * shrink;
    page.draw_line(room.x, room.y + (room.height - size) / 2, label, size, colour, Weight::Bold);
}

// Draws a button into `rect` with its label in the middle.
bool button_in(Page& page, Rect const& rect, ButtonKind kind, std::string_view label,
               char const* icon, bool enabled) {
    SemanticNode& node = page.item(label, rect, Role::Button, label);
    node.disabled = !enabled;
    Face face = face_of(page, kind, page.pressed(node));
    if (!enabled) face = {page.colours.muted, page.colours.paper, page.colours.line, 1};
    page.draw_box(rect, face.ground, face.border, face.border_px);
    float const icon_size = icon ? 1.25f * page.px(Type::Body) : 0;
    float const room = rect.width - 2 * space::k12 - (icon ? icon_size + space::k8 : 0);
    float const text_width = std::min(room, page.text_width(label, Type::Body, Weight::Bold));
    float const whole = text_width + (icon ? icon_size + space::k8 : 0);
    float x = rect.x + (rect.width - whole) / 2;
    if (icon) {
        page.draw_icon(x, rect.y + (rect.height - icon_size) / 2, icon, icon_size, face.text);
        x += icon_size + space::k8;
    }
    draw_label(page, {x, rect.y, room, rect.height}, label, face.text);
    page.focus_ring(node, rect);
    return enabled && page.activated(node);
}

float height_for(Page const& page, std::string_view label, float width, float least) {
    float const room = width - 2 * space::k12;
    float const text = widest_word(page, label) <= room
                           ? page.text_height(label, Type::Body, room, Weight::Bold)
                           : page.line_px(Type::Body);
    return std::max(least, text + 2 * (page.low() ? space::k8 : space::k12));
}

struct Places {
    Rect left, right;
};

// Side by side; one above the other in a foot that is narrow.
Places places_of(Page& page, ButtonPair const& pair) {
    float const gap = space::k12, least = page.main_target();
    bool const stacked = page.foot_beside();
    float const left_width = stacked ? page.width() : (page.width() - gap) * 0.42f;
    float const right_width = stacked ? page.width() : page.width() - gap - left_width;
    float const height = std::max(height_for(page, pair.left, left_width, least),
                                  height_for(page, pair.right, right_width, least));
    Rect const first = page.take(height);
    if (!stacked)
        return {{first.x, first.y, left_width, height},
                {first.x + left_width + gap, first.y, right_width, height}};
    page.skip(space::k8);
    return {first, page.take(height)};
}

}  // namespace

bool button(Page& page, ButtonKind kind, std::string_view label, char const* icon) {
    if (kind == ButtonKind::Main && page.is_aside()) kind = ButtonKind::Second;
    float const least = kind == ButtonKind::Main ? page.main_target() : space::kTarget;
    float const room = page.width() - (icon ? 1.25f * page.px(Type::Body) + space::k8 : 0);
    Rect const rect = page.take(height_for(page, label, room, least));
    bool const tapped = button_in(page, rect, kind, label, icon, true);
    page.skip(space::k8);
    return tapped;
}

int button_pair(Page& page, ButtonPair const& pair) {
    auto const [left, right] = places_of(page, pair);
    int tapped = 0;
    if (button_in(page, left, ButtonKind::Second, pair.left, nullptr, pair.left_enabled))
        tapped = 1;
    std::uint32_t const back = pair.left_enabled ? page.last_item() : 0;
    if (button_in(page, right, pair.right_kind, pair.right, nullptr, true)) tapped = 2;
    page.enter_taps_last(pair.enter);
    if (pair.swipes) page.swipes_tap(back);
    page.skip(space::k8);
    return tapped;
}

}  // namespace hub::ui
