#include <algorithm>

#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/texts.h"
#include "ui/widgets/widgets.h"

namespace hub::ui {

namespace {

ImU32 colour_of(Page const& page, Shade shade) {
    switch (shade) {
        case Shade::Ink:
            return page.colours.ink;
        case Shade::Muted:
            return page.colours.muted;
    }
    return page.colours.ink;
}

float icon_px(Page const& page) { return page.px(Type::Caption) * 1.2f; }

float width_of(Page const& page, std::string_view words) {
    return icon_px(page) + space::k4 + page.text_width(words, Type::Caption);
}

void say(Page& page, Remark const& remark, char const* key, float x, float y, float shrink) {
    if (remark.words.empty()) return;
    float const line = page.line_px(Type::Caption), icon = icon_px(page);
    Rect const box{x, y, width_of(page, remark.words) * shrink, line * shrink};
    SemanticNode& node = page.item(key, box, remark.role, remark.words);
    node.description = remark.description;
    ImU32 const colour =
        remark.mood == Mood::Plain ? page.colours.muted : tint_of(page, remark.mood).text;
    float const indent = remark.icon ? (icon + space::k4) * shrink : 0;
    if (remark.icon)
        page.draw_icon(x, y + (line - icon) * shrink / 2, remark.icon, icon * shrink, colour);
    page.draw_line(x + indent, y, remark.words, line * shrink, colour);
}

}  // namespace

Tint tint_of(Page const& page, Mood mood) {
    switch (mood) {
        case Mood::Plain:
            return {page.colours.ink, page.colours.card};
        case Mood::Attention:
            return page.colours.attention;
        case Mood::Error:
            return page.colours.error;
        case Mood::Done:
            return page.colours.done;
    }
    return {page.colours.ink, page.colours.card};
}

void paragraph(Page& page, std::string_view text, Type type, Shade shade) {
    if (text.empty()) return;
    Rect const rect = page.take(page.text_height(text, type, page.width()));
    Scoped scope(text);
    page.item("text", rect, Role::Text, text).font_px = page.px(type);
    page.draw_text(rect.x, rect.y, text, type, colour_of(page, shade), rect.width);
    page.skip(space::k8);
}

void long_paragraph(Page& page, std::string_view text, Type type, Shade shade) {
    constexpr int kLines = 2;
    float const most = (kLines + 0.5f) * page.line_px(type);
    if (page.text_height(text, type, page.width()) <= most)
        return paragraph(page, text, type, shade);
    Scoped scope(text);
    bool const open = page.screen.unfolded.count(std::string(text)) > 0;
    std::string const shown = open ? std::string(text) : page.cut(text, type, page.width(), kLines);
    float const height = page.text_height(shown, type, page.width());
    Rect const rect = page.take(height);
    page.item("text", rect, Role::Text, shown).font_px = page.px(type);
    page.draw_text(rect.x, rect.y, shown, type, colour_of(page, shade), rect.width);
    Text const words = open ? texts::kLess : texts::kMoreWords;
    float const mark = 1.25f * page.px(Type::Caption), line = page.line_px(Type::Caption);
    float const wide = page.text_width(words, Type::Caption, Weight::Bold);
    Rect const target{rect.x, page.top(), std::max(space::kTarget, wide + mark + space::k24),
                      space::kTarget};
    InFrench spoken(page, false);
    SemanticNode& node = page.item("more", target, Role::Button, words);
    node.fold = open ? Fold::Open : Fold::Closed;
    float const y = target.y + (target.height - line) / 2;
    page.draw_text(target.x, y, words, Type::Caption, page.colours.primary, 0, Weight::Bold);
    page.draw_icon(target.x + wide + space::k4, y + (line - mark) / 2,
                   open ? kIconChevronUp : kIconChevronDown, mark, page.colours.primary);
    page.focus_ring(node, target);
    if (page.activated(node)) page.act(Unfold{page.seat.screen, std::string(text)});
    page.skip(target.height);
}

void nothing_here(Page& page, char const* icon, std::string_view words) {
    float const size = 2.5f * page.px(Type::Body);
    float const text = page.text_height(words, Type::Body, page.width());
    page.skip(std::max(space::k16, (page.room() - size - space::k12 - text) / 2));
    page.draw_icon(page.left() + (page.width() - size) / 2, page.top(), icon, size,
                   page.colours.muted);
    page.skip(size + space::k12);
    float const wide = std::min(page.width(), page.text_width(words, Type::Body));
    float const indent = (page.width() - wide) / 2;
    page.indent(indent);
    paragraph(page, words, Type::Body, Shade::Muted);
    page.outdent(indent);
}

void skeleton(Page& page, std::string_view words) {
    remark(page, {.words = words, .role = Role::Status});
    if (!page.waits_long(page.state.for_data)) return;
    Palette const& c = page.colours;
    float const body = page.line_px(Type::Body), caption = page.line_px(Type::Caption);
    float const height = body + caption + 2 * space::k16;
    for (int i = 0; i < 3; ++i) {
        Rect const rect = page.take(height);
        page.draw_box(rect, c.card, c.line, c.border_px);
        float const x = rect.x + space::k16, wide = rect.width - 2 * space::k16;
        float const title = wide * (i == 1 ? 0.6f : 0.75f), under = wide * (i == 2 ? 0.35f : 0.5f);
        page.draw_box({x, rect.y + space::k16, title, 0.7f * body}, c.line, 0, 0, space::k4);
        page.draw_box({x, rect.y + space::k16 + body, under, 0.7f * caption}, c.line, 0, 0,
                      space::k4);
        page.skip(space::k8);
    }
}

void heading(Page& page, std::string_view text, int level) {
    Type const type = page.foot_beside()           ? Type::Caption
                      : level == 2 || page.tight() ? Type::Body
                                                   : Type::Question;
    page.has_sections |= level == 2;
    if (level == 2) page.skip(space::k12);
    Rect const rect = page.take(page.text_height(text, type, page.width(), Weight::Bold));
    Scoped scope(text);
    int const below_title = (page.has_sections ? level : 2) - 1;
    page.item("heading", rect, Role::Heading, text).level = page.title_level() + below_title;
    ImU32 const colour = level == 2 ? page.colours.primary : page.colours.ink;
    page.draw_text(rect.x, rect.y, text, type, colour, rect.width, Weight::Bold);
    page.skip(page.tight() ? space::k4 : space::k8);
}

void notice(Page& page, Mood mood, char const* icon, std::string_view text, Role role) {
    Tint const tint = tint_of(page, mood);
    Type const type = page.tight() ? Type::Caption : Type::Body;
    float const pad = page.tight() ? space::k4 : space::k12;
    float const icon_size = 1.25f * page.px(type);
    float const indent = space::k12 + icon_size + space::k8;
    float const wrap = page.width() - indent - space::k12;
    float const text_height = page.text_height(text, type, wrap);
    Rect const box = page.take(text_height + 2 * pad);
    Rect const words{box.x + indent, box.y + pad, wrap, text_height};
    Scoped scope(text);
    page.item("notice", words, role, text).font_px = page.px(type);
    page.draw_box(box, tint.ground, page.colours.line, page.colours.tint_border_px);
    page.draw_icon(box.x + space::k12, box.y + pad, icon, icon_size, tint.text);
    page.draw_text(words.x, words.y, text, type, tint.text, wrap);
    page.skip(page.tight() ? space::k4 : space::k12);
}

void lesson_box(Page& page, char const* icon, std::string_view title, std::string_view words) {
    Tint const tint = page.colours.done;
    float const icon_size = 2 * page.px(Type::Body);
    float const inset = space::k16, beside = icon_size + space::k16;
    float const wrap = page.width() - 2 * inset - beside;
    float const title_height = page.text_height(title, Type::Question, wrap, Weight::Bold);
    float const words_height = page.text_height(words, Type::Body, wrap);
    Rect const rect = page.take(title_height + space::k4 + words_height + 2 * inset);
    Scoped scope(title);
    page.draw_box(rect, tint.ground, page.colours.line, page.colours.tint_border_px);
    page.draw_icon(rect.x + inset, rect.y + inset, icon, icon_size, tint.text);
    float const x = rect.x + inset + beside;
    float const y = rect.y + inset;
    page.item("title", {x, y, wrap, title_height}, Role::Heading, title).level = 3;
    page.draw_text(x, y, title, Type::Question, tint.text, wrap, Weight::Bold);
    float const below = y + title_height + space::k4;
    page.item("words", {x, below, wrap, words_height}, Role::Text, words);
    page.draw_text(x, below, words, Type::Body, page.colours.ink, wrap);
    page.skip(space::k12);
}

void remark(Page& page, Remark const& remark) {
    Rect const rect = page.take(page.line_px(Type::Caption));
    say(page, remark, "remark", rect.x, rect.y, 1);
    page.skip(space::k8);
}

void remarks(Page& page, Remark const& left, Remark const& right) {
    float const line = page.line_px(Type::Caption);
    // The measure is what is said nearly always, so that the room stays when it is not.
    float const widest = width_of(page, texts::kSavedOnPhone);
    float const beside = std::max(width_of(page, texts::kSent), width_of(page, texts::kToSend));
    float const both = widest + space::k16 + beside;
    bool const one_line = page.low() || both <= page.width();
    float const shrink = std::min(1.0f, page.width() / (one_line ? both : widest));
    Rect const rect = page.take(line * shrink * (one_line ? 1 : 2));
    say(page, left, "left", rect.x, rect.y, shrink);
    if (one_line) {
        float const x = rect.x + rect.width - width_of(page, right.words) * shrink;
        say(page, right, "right", x, rect.y, shrink);
    } else {
        say(page, right, "right", rect.x, rect.y + line * shrink, shrink);
    }
    page.skip(page.low() ? space::k4 : space::k8);
}

void progress_bar(Page& page, std::string_view label, int done, int all) {
    std::string const count = progress_words(done, all);
    float const count_width = page.text_width(count, Type::Caption);
    float const height = page.text_height(count, Type::Caption, 0);
    Rect const rect = page.take(height);
    Scoped scope(label);
    page.item("progress", rect, Role::Progress, label).value = count;
    float const bar = rect.width - count_width - space::k12;
    float const middle = rect.y + height / 2 - 4;
    float const part = all > 0 ? static_cast<float>(done) / static_cast<float>(all) : 0;
    page.draw_box({rect.x, middle, bar, 8}, page.colours.done.ground, page.colours.line, 1, 4);
    if (part > 0)
        page.draw_box({rect.x, middle, std::max(8.0f, bar * part), 8}, page.colours.primary, 0, 0,
                      4);
    page.draw_text(rect.x + rect.width - count_width, rect.y, count, Type::Caption,
                   page.colours.muted, 0);
    page.skip(space::k12);
}

void busy_bar(Page& page, std::string_view label, Rect const& rect) {
    constexpr float kDash = 12;
    Scoped scope(label);
    page.item("busy", rect, Role::Progress, label);
    page.draw_box(rect, page.colours.done.ground, 0, 0, 0);
    for (float x = 0; x < rect.width; x += 2 * kDash)
        page.draw_box({rect.x + x, rect.y, std::min(kDash, rect.width - x), rect.height},
                      page.colours.primary, 0, 0, 0);
}

void fact(Page& page, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    float const column = std::min(page.width() * 0.36f, 160.0f);
    float const name_height = page.text_height(name, Type::Caption, column - space::k8);
    float const wrap = page.width() - column;
    float const height = std::max(name_height, page.text_height(value, Type::Body, wrap));
    Rect const rect = page.take(height);
    Scoped scope(name);
    std::string const words = named(name, value);
    SemanticNode& node = page.item("fact", rect, Role::Text, words);
    node.font_px = page.px(Type::Body);
    node.value = value;
    node.indent_px = column;
    page.draw_text(rect.x, rect.y + 3, name, Type::Caption, page.colours.muted, column - space::k8);
    page.draw_text(rect.x + column, rect.y, value, Type::Body, page.colours.ink, wrap);
    page.skip(space::k8);
}

}  // namespace hub::ui
