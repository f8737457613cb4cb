#include <algorithm>

#include "shared/base/bytes.h"
#include "ui/icon_codes.h"
#include "ui/widgets/widgets.h"

namespace hub::ui {

namespace {

// Of each part: the whole text is on the screen behind the card. Large letters need more of them.
int most_lines(Page const& page) { return page.display.text_scale > 1.3f ? 4 : 2; }

struct Measures {
    float icon, wrap, title, subtitle, note, height;
};

// The row as it is drawn: nothing longer than its lines.
struct Cut {
    std::string title, subtitle, note;
};

bool is_boxed(CardRow const& row) {
    return row.note_icon && !row.note.empty() && row.mood != Mood::Plain;
}
float note_pad(CardRow const& row) { return is_boxed(row) ? space::k4 : 0; }

float note_icon_width(Page const& page, CardRow const& row) {
    return row.note_icon ? page.px(Type::Caption) * 1.2f + space::k4 : 0;
}

// The words of the note: beside its icon, inside of its box.
float note_wrap(Page const& page, CardRow const& row, float wrap) {
    return wrap - note_icon_width(page, row) - 4 * note_pad(row);
}

float icon_px(Page const& page, CardRow const& row) {
    constexpr float kPhotoPx = 56;
    if (!row.photo.empty()) return kPhotoPx;
    return row.icon ? 1.5f * page.px(Type::Body) : 0;
}

float wrap_of(Page const& page, CardRow const& row) {
    float const icon = icon_px(page, row);
    return page.width() - 2 * space::k16 - 1.25f * page.px(Type::Body) -
           (icon > 0 ? icon + space::k12 : 0);
}

Cut cut(Page const& page, CardRow const& row) {
    float const wrap = wrap_of(page, row);
    return {page.cut(row.title, Type::Body, wrap, most_lines(page), Weight::Bold),
            page.cut(row.subtitle, Type::Caption, wrap, most_lines(page)),
            page.cut(row.note, Type::Caption, note_wrap(page, row, wrap), most_lines(page))};
}

Measures measure(Page const& page, CardRow const& row, Cut const& words) {
    Measures m{};
    m.icon = icon_px(page, row);
    m.wrap = wrap_of(page, row);
    m.title = page.text_height(words.title, Type::Body, m.wrap, Weight::Bold);
    auto const caption = [&](std::string const& text, float wrap) {
        return text.empty() ? 0 : page.text_height(text, Type::Caption, wrap) + space::k4;
    };
    m.subtitle = caption(words.subtitle, m.wrap);
    m.note = caption(words.note, note_wrap(page, row, m.wrap)) + 2 * note_pad(row);
    m.height = std::max({space::kMainTarget, row.photo.empty() ? 0 : m.icon + 2 * space::k8,
                         m.title + m.subtitle + m.note + 2 * space::k12});
    return m;
}

std::uint64_t said_by(Page const& page, CardRow const& row) {
    std::uint64_t said = hash64(row.title);
    for (std::string_view const text : {row.subtitle, row.note}) said = hash64(text, said);
    ByteWriter shape;
    shape.byte((row.photo.empty() ? 0 : 8) + (row.icon ? 1 : 0) + (row.note_icon ? 2 : 0) +
               (is_boxed(row) ? 4 : 0));
    shape.real(page.width());
    shape.real(page.display.text_scale);
    return hash64(shape.view(), said);
}

// The note, in a box of its own where it has a mood.
void draw_note(Page& page, CardRow const& row, std::string const& words, Rect const& room) {
    if (words.empty()) return;
    Palette const& c = page.colours;
    float const icon = note_icon_width(page, row), pad = note_pad(row);
    float const wrap = note_wrap(page, row, room.width);
    ImU32 const colour = row.mood == Mood::Plain ? c.muted : tint_of(page, row.mood).text;
    if (is_boxed(row)) {
        float const wide = std::min(wrap, page.text_width(words, Type::Caption));
        page.draw_box({room.x, room.y, icon + wide + 4 * pad, room.height},
                      row.open ? c.card : tint_of(page, row.mood).ground, c.line, c.tint_border_px,
                      space::k8);
    }
    if (row.note_icon)
        page.draw_icon(room.x + 2 * pad, room.y + pad + 1, row.note_icon,
                       page.px(Type::Caption) * 1.2f, colour);
    page.draw_text(room.x + 2 * pad + icon, room.y + pad, words, Type::Caption, colour, wrap);
}

// The icon, title, subtitle and note inside of `rect`.
void draw_row(Page& page, CardRow const& row, Rect const& rect) {
    Cut const words = cut(page, row);
    Measures const m = measure(page, row, words);
    Palette const& c = page.colours;
    float x = rect.x + space::k16;
    if (!row.photo.empty()) {
        page.draw_photo({x, rect.y + (rect.height - m.icon) / 2, m.icon, m.icon}, row.photo);
        x += m.icon + space::k12;
    } else if (row.icon) {
        page.draw_icon(x, rect.y + (rect.height - m.icon) / 2, row.icon, m.icon, c.primary);
        x += m.icon + space::k12;
    }
    float y = rect.y + (rect.height - m.title - m.subtitle - m.note) / 2;
    page.draw_text(x, y, words.title, Type::Body, c.ink, m.wrap, Weight::Bold);
    y += m.title;
    page.draw_text(x, y + space::k4, words.subtitle, Type::Caption, c.muted, m.wrap);
    y += m.subtitle + space::k4;
    draw_note(page, row, words.note, {x, y, m.wrap, m.note - space::k4});
    float const chevron = 1.25f * page.px(Type::Body);
    page.draw_icon(rect.x + rect.width - space::k12 - chevron, rect.y + (rect.height - chevron) / 2,
                   kIconChevronRight, chevron, c.muted);
}

}  // namespace

bool card(Page& page, CardRow const& row) {
    float const height = page.row_height(said_by(page, row),
                                         [&] { return measure(page, row, cut(page, row)).height; });
    Rect const rect = page.take(height);
    SemanticNode& node = page.item(row.title, rect, Role::Button, row.title);
    node.language = row.language;
    node.description = row.subtitle;
    if (!row.note.empty()) {
        if (!node.description.empty()) node.description += " · ";
        node.description += row.note;
    }
    node.current = row.open;
    page.skip(space::k8);
    if (page.is_out_of_sight(rect)) return page.activated(node);
    Palette const& c = page.colours;
    page.draw_box(rect, page.pressed(node) || row.open ? c.done.ground : c.card,
                  row.open ? c.primary : c.line,
                  row.open ? std::max(2.0f, c.border_px) : c.border_px);
    draw_row(page, row, rect);
    page.focus_ring(node, rect);
    return page.activated(node);
}

bool foldable(Page& page, std::string_view title) {
    bool const open = page.screen.unfolded.count(std::string(title)) > 0;
    float const mark = 1.25f * page.px(Type::Body);
    float const wrap = page.width() - 2 * space::k16 - mark - space::k12;
    float const text = page.text_height(title, Type::Body, wrap, Weight::Bold);
    Rect const rect = page.take(std::max(space::kMainTarget, text + 2 * space::k12));
    Scoped scope(title);
    page.begin_group(Role::Heading, "heading").level = page.title_level() + 1;
    SemanticNode& node = page.item("fold", rect, Role::Button, title);
    node.fold = open ? Fold::Open : Fold::Closed;
    Palette const& c = page.colours;
    page.draw_box(rect, page.pressed(node) ? c.done.ground : c.card, c.line, c.border_px);
    page.draw_text(rect.x + space::k16, rect.y + (rect.height - text) / 2, title, Type::Body,
                   c.primary, wrap, Weight::Bold);
    page.draw_icon(rect.x + rect.width - space::k12 - mark, rect.y + (rect.height - mark) / 2,
                   open ? kIconChevronUp : kIconChevronDown, mark, c.muted);
    page.focus_ring(node, rect);
    if (page.activated(node)) page.act(Unfold{page.seat.screen, std::string(title)});
    page.end_group();
    page.has_sections = true;
    page.skip(space::k8);
    return open;
}

bool offer(Page& page, Offer const& offer) {
    float const mark = 1.25f * page.px(Type::Body);
    float const action = mark + space::k4 + page.text_width(offer.action, Type::Body, Weight::Bold);
    float const wrap = page.width() - 2 * space::k12 - action - space::k12;
    std::string const value =
        page.cut(offer.value, Type::Body, wrap, most_lines(page), Weight::Bold);
    std::string const caption = page.cut(offer.caption, Type::Caption, wrap, 1);
    float const value_height = page.text_height(value, Type::Body, wrap, Weight::Bold);
    float const text = value_height + page.line_px(Type::Caption);
    Rect const rect = page.take(std::max(space::kMainTarget, text + 2 * space::k8));
    SemanticNode& node = page.item("offer", rect, Role::Button, offer.name);
    node.description = offer.caption;
    Palette const& c = page.colours;
    page.draw_box(rect, page.pressed(node) ? c.done.ground : c.card, c.primary,
                  std::max(1.5f, c.border_px));
    float const x = rect.x + space::k12;
    float const y = rect.y + (rect.height - text) / 2;
    page.draw_text(x, y, value, Type::Body, c.ink, wrap, Weight::Bold);
    page.draw_text(x, y + value_height, caption, Type::Caption, c.muted, wrap);
    float const action_x = rect.x + rect.width - space::k12 - action;
    float const middle = rect.y + rect.height / 2;
    page.draw_icon(action_x, middle - mark / 2, kIconCheck, mark, c.primary);
    page.draw_text(action_x + mark + space::k4, middle - page.line_px(Type::Body) / 2, offer.action,
                   Type::Body, c.primary, 0, Weight::Bold);
    page.focus_ring(node, rect);
    page.skip(space::k8);
    return page.activated(node);
}

}  // namespace hub::ui
