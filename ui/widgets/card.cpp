#include <algorithm>

#include "ui/icon_codes.h"
#include "ui/widgets/widgets.h"

namespace hub::ui {

namespace {

ImU32 note_colour(Page const& page, Mood mood) {
    switch (mood) {
        case Mood::Plain:
            return page.colours.muted;
        case Mood::Attention:
            return page.colours.attention.text;
        case Mood::Error:
            return page.colours.error.text;
        case Mood::Done:
            return page.colours.done.text;
    }
    return page.colours.muted;
}

// At most two lines: the full text is on the screen behind the card.
float two_lines(Page const& page, std::string_view text, float wrap) {
    float const line = page.px(Type::Caption) * kLineHeight;
    return std::min(page.text_height(text, Type::Caption, wrap), 2 * line);
}

struct Measures {
    float icon, wrap, title, subtitle, note, height;
};

Measures measure(Page const& page, CardRow const& row) {
    Measures m{};
    m.icon = row.icon ? 1.5f * page.px(Type::Body) : 0;
    float const chevron = 1.25f * page.px(Type::Body);
    m.wrap = page.width() - 2 * space::k16 - chevron - (row.icon ? m.icon + space::k12 : 0);
    m.title = page.text_height(row.title, Type::Body, m.wrap, Weight::Bold);
    m.subtitle = row.subtitle.empty() ? 0 : two_lines(page, row.subtitle, m.wrap) + space::k4;
    m.note = row.note.empty() ? 0 : page.text_height(row.note, Type::Caption, m.wrap) + space::k4;
    m.height = std::max(space::kMainTarget, m.title + m.subtitle + m.note + 2 * space::k12);
    return m;
}

}  // namespace

bool card(Page& page, CardRow const& row) {
    Measures const m = measure(page, row);
    Rect const rect = page.take(m.height);
    SemanticNode& node = page.item(row.title, rect, Role::Button, row.title);
    node.description = row.subtitle;
    if (!row.note.empty()) {
        if (!node.description.empty()) node.description += " · ";
        node.description += row.note;
    }
    Palette const& c = page.colours;
    page.draw_box(rect, page.pressed(node) ? c.done.ground : c.card, c.line, c.border_px);
    float x = rect.x + space::k16;
    if (row.icon) {
        page.draw_icon(x, rect.y + (rect.height - m.icon) / 2, row.icon, m.icon, c.primary);
        x += m.icon + space::k12;
    }
    float y = rect.y + (rect.height - m.title - m.subtitle - m.note) / 2;
    page.draw_text(x, y, row.title, Type::Body, c.ink, m.wrap, Weight::Bold);
    y += m.title;
    if (!row.subtitle.empty()) {
        float const top = y + space::k4;
        ImGui::PushClipRect({x, top}, {x + m.wrap, top + m.subtitle - space::k4}, true);
        page.draw_text(x, top, row.subtitle, Type::Caption, c.muted, m.wrap);
        ImGui::PopClipRect();
        y += m.subtitle;
    }
    if (!row.note.empty()) {
        ImU32 const colour = note_colour(page, row.mood);
        float note_x = x;
        if (row.note_icon) {
            float const size = page.px(Type::Caption) * 1.2f;
            page.draw_icon(x, y + space::k4 + 1, row.note_icon, size, colour);
            note_x += size + space::k4;
        }
        page.draw_text(note_x, y + space::k4, row.note, Type::Caption, colour,
                       m.wrap - (note_x - x));
    }
    float const chevron = 1.25f * page.px(Type::Body);
    page.draw_icon(rect.x + rect.width - space::k12 - chevron, rect.y + (rect.height - chevron) / 2,
                   kIconChevronRight, chevron, c.muted);
    page.focus_ring(node, rect);
    page.skip(space::k8);
    return page.activated(node);
}

}  // namespace hub::ui
