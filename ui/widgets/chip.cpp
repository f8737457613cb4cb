#include <algorithm>

#include "ui/widgets/widgets.h"

namespace hub::ui {

namespace {

constexpr float kPill = 36;  // seen; what can be hit is higher

float icon_px(Page const& page, Chip const& chip) {
    return chip.icon ? 1.2f * page.px(Type::Caption) + space::k4 : 0;
}

float width_of(Page const& page, Chip const& chip) {
    float const words = page.text_width(chip.words, Type::Caption, Weight::Bold);
    return std::max(space::kTarget, words + icon_px(page, chip) + 2 * space::k12);
}

bool chip_in(Page& page, Rect const& rect, Chip const& chip) {
    SemanticNode& node = page.item(chip.name, rect, Role::Button, chip.name);
    Palette const& c = page.colours;
    float const line = page.line_px(Type::Caption);
    float const pill = std::max(kPill, line + space::k12);
    Rect const seen{rect.x, rect.y + (rect.height - pill) / 2, rect.width, pill};
    ImU32 const ground = chip.on || page.pressed(node) ? c.done.ground : c.card;
    page.draw_box(seen, ground, chip.on ? c.primary : c.muted, std::max(1.0f, c.border_px),
                  pill / 2);
    float const icon = icon_px(page, chip);
    float const wrap = rect.width - 2 * space::k12 - icon;
    std::string const words = page.cut(chip.words, Type::Caption, wrap + 1, 1, Weight::Bold);
    float const wide = page.text_width(words, Type::Caption, Weight::Bold);
    float const x = rect.x + (rect.width - wide - icon) / 2, middle = rect.y + rect.height / 2;
    ImU32 const colour = chip.on ? c.done.text : c.ink;
    page.draw_text(x, middle - line / 2, words, Type::Caption, colour, 0, Weight::Bold);
    if (chip.icon)
        page.draw_icon(x + wide + space::k4, middle - (icon - space::k4) / 2, chip.icon,
                       icon - space::k4, colour);
    page.focus_ring(node, seen);
    return page.activated(node);
}

}  // namespace

int chips(Page& page, std::vector<Chip> const& all) {
    float const line = page.line_px(Type::Caption);
    float const height = std::max(space::kTarget, line + space::k12 + space::k8);
    int tapped = -1;
    Rect row = page.take(height);
    float x = row.x;
    for (std::size_t i = 0; i < all.size(); ++i) {
        float const width = std::min(width_of(page, all[i]), row.width);
        if (x > row.x && x + width > row.x + row.width) {
            row = page.take(height);
            x = row.x;
        }
        if (chip_in(page, {x, row.y, width, height}, all[i])) tapped = static_cast<int>(i);
        x += width + space::k8;
    }
    page.skip(space::k4);
    return tapped;
}

}  // namespace hub::ui
