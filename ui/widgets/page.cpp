#include "ui/widgets/page.h"

#include <algorithm>
#include <cmath>

#include "imgui_internal.h"
#include "ui/widgets/item_hooks.h"

namespace hub::ui {

namespace {

constexpr float kWidestColumn = 640;
constexpr float kSideBar = 96;
constexpr float kSideBarFrom = 900;     // a tablet, a desk
constexpr float kSideBarFromLow = 560;  // a phone in landscape: height is what is short

// Places stand at the side where the width is there, as soon as there are places to go to.
float side_bar(State const& state, Display const& display, bool low) {
    bool const wide = display.width >= kSideBarFrom;
    bool const places = state.loaded && state.may_write() && state.phone.enrolled();
    if (!places || !(wide || (low && display.width >= kSideBarFromLow))) return 0;
    return kSideBar * (wide ? std::max(1.0f, display.text_scale) : 1);
}

ImFont* font_of(Weight weight) { return weight == Weight::Bold ? bold_font() : text_font(); }

// French sets a space before : ; ? ! and inside of « », at which no line may break.
std::string held_together(std::string_view text) {
    constexpr std::string_view kNoBreakSpace = "\u00A0";
    std::string held;
    held.reserve(text.size() + 8);
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string_view const next = text.substr(i + 1);
        bool const before = !next.empty() && std::string_view(":;?!").find(next[0]) != next.npos;
        bool const held_space = text[i] == ' ' && (before || next.substr(0, 2) == "»" ||
                                                   text.substr(0, i).ends_with("«"));
        if (held_space) {
            held += kNoBreakSpace;
        } else {
            held += text[i];
        }
    }
    return held;
}

// The text without its last word; without its last letter where a line breaks inside of a word.
std::string_view shorter(std::string_view text, bool inside_word) {
    std::size_t const space = text.find_last_of(' ');
    if (!inside_word && space != std::string_view::npos && space > 0) return text.substr(0, space);
    std::size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    return text.substr(0, last);
}

ImVec2 measure(std::string_view text, float size, float wrap, Weight weight) {
    std::string const held = held_together(text);
    return font_of(weight)->CalcTextSizeA(size, FLT_MAX, wrap, held.data(),
                                          held.data() + held.size());
}

}  // namespace

Page::Page(State const& state, Drafts& drafts, Display const& display, Now now, Memory& memory,
           SemanticTable& table, std::vector<Action>& out)
    : state(state),
      drafts(drafts),
      display(display),
      now(now),
      out(out),
      colours(palette(display)),
      memory_(memory),
      table_(table) {
    side_ = side_bar(state, display, low());
    float const room = display.width - side_;
    width_ = std::min(room, kWidestColumn) - 2 * space::kMargin;
    left_ = side_ + (room - width_) / 2;
    y_ = display.safe_top;
    bottom_ = display.height - display.safe_bottom;
}

ImDrawList& Page::ink() const { return *ImGui::GetWindowDrawList(); }

// ---- layout -----------------------------------------------------------------------------------

void Page::begin_scroll(bool has_foot) {
    scrolling_ = true;
    scroll_top_ = y_;
    float const lower = bottom_ - (has_foot ? memory_.foot_height : 0);
    table_.scroller.rect = {side_, scroll_top_, display.width - side_,
                            std::max(0.0f, lower - scroll_top_)};
    ImGui::PushClipRect({side_, scroll_top_}, {display.width, lower}, true);
    float const farthest = std::max(0.0f, memory_.content_height - table_.scroller.rect.height);
    shift_ = std::clamp(memory_.scroll_offset, 0.0f, farthest);
    y_ = scroll_top_ - shift_ + (low() ? space::k8 : space::k16);
}

void Page::end_scroll() {
    float const height = std::ceil(y_ + shift_ - scroll_top_ + (low() ? space::k8 : space::k24));
    if (height != memory_.content_height) memory_.resized = true;
    memory_.content_height = table_.scroller.content_height = height;
    scrolling_ = false;
    ImGui::PopClipRect();
}

bool Page::is_out_of_sight(Rect const& rect) const {
    if (!scrolling_) return false;
    Rect const& seen = table_.scroller.rect;
    return rect.y + rect.height < seen.y || rect.y > seen.y + seen.height;
}

void Page::begin_foot() {
    y_ = bottom_ - memory_.foot_height;
    ink().AddLine({side_, y_}, {display.width, y_}, colours.line, colours.border_px);
    y_ += space::k8;
}

void Page::end_foot() {
    float const height = y_ + space::k8 - (bottom_ - memory_.foot_height);
    if (height != memory_.foot_height) memory_.resized = true;
    memory_.foot_height = height;
}

// ---- text -------------------------------------------------------------------------------------

float Page::text_height(std::string_view text, Type type, float width, Weight weight) const {
    return measure(text, line_px(type), width, weight).y;
}

float Page::text_width(std::string_view text, Type type, Weight weight) const {
    return measure(text, line_px(type), 0, weight).x;
}

void Page::draw_text(float x, float y, std::string_view text, Type type, ImU32 colour, float wrap,
                     Weight weight) {
    std::string const held = held_together(text);
    ink().AddText(font_of(weight), line_px(type), {x, y}, colour, held.data(),
                  held.data() + held.size(), wrap);
}

void Page::draw_line(float x, float y, std::string_view text, float size_px, ImU32 colour,
                     Weight weight) {
    ink().AddText(font_of(weight), size_px, {x, y}, colour, text.data(), text.data() + text.size());
}

std::string Page::cut(std::string_view text, Type type, float width, int lines,
                      Weight weight) const {
    std::string whole = held_together(text);
    std::replace(whole.begin(), whole.end(), '\n', ' ');
    float const most = (static_cast<float>(lines) + 0.5f) * line_px(type);
    char const* const end = whole.data() + whole.size();
    char const* line_end = whole.data();
    for (int line = 0; line < lines && line_end < end; ++line) {
        while (line > 0 && line_end < end && *line_end == ' ') ++line_end;
        line_end = font_of(weight)->CalcWordWrapPosition(line_px(type), line_end, end, width);
    }
    std::string_view fits(whole.data(), static_cast<std::size_t>(line_end - whole.data()));
    if (line_end == end) return whole;
    bool const inside_word = *line_end != ' ' && !fits.ends_with(' ');
    std::string kept;
    do {
        while (fits.ends_with(' ') || fits.ends_with(',')) fits.remove_suffix(1);
        if (fits.ends_with(" ·")) fits.remove_suffix(std::string_view(" ·").size());
        kept = std::string(fits) + "…";
        fits = fits.empty() ? fits : shorter(fits, inside_word);
    } while (!fits.empty() && text_height(kept, type, width, weight) > most);
    return kept;
}

bool Page::can_draw(std::string_view text) const {
    char const* const end = text.data() + text.size();
    for (char const* at = text.data(); at < end;) {
        unsigned int point = 0;
        at += ImTextCharFromUtf8(&point, at, end);
        bool const control = point < 0x20;
        if (!control && (point > IM_UNICODE_CODEPOINT_MAX ||
                         !text_font()->IsGlyphInFont(static_cast<ImWchar>(point))))
            return false;
    }
    return true;
}

void Page::draw_icon(float x, float y, char const* icon, float size_px, ImU32 colour) {
    ink().AddText(icon_font(), size_px, {x, y}, colour, icon);
}

void Page::draw_box(Rect const& rect, ImU32 fill, ImU32 border, float border_px, float radius) {
    ImVec2 const from{rect.x, rect.y}, to{rect.x + rect.width, rect.y + rect.height};
    ink().AddRectFilled(from, to, fill, radius);
    if (border_px > 0) ink().AddRect(from, to, border, radius, 0, border_px);
}

// ---- items ------------------------------------------------------------------------------------

SemanticNode& Page::item(std::string_view key, Rect const& rect, Role role,
                         std::string_view label) {
    ImGuiWindow* const window = ImGui::GetCurrentWindow();
    ImGuiID const id = window->GetID(key.data(), key.data() + key.size());
    ImRect const box{{rect.x, rect.y}, {rect.x + rect.width, rect.y + rect.height}};
    ItemCollector collect(table_, scrolling_);
    ImGui::ItemAdd(box, id);  // → the hook adds the node
    SemanticNode& node = table_.nodes.back();
    if (scrolling_) {
        node.rect.x -= side_;
        node.rect.y += shift_ - scroll_top_;
    }
    node.role = role;
    node.label = label;
    node.parent = group_;
    return node;
}

void Page::focus_ring(SemanticNode const& node, Rect const& rect) {
    if (!focused(node)) return;
    ImVec2 const from{rect.x - 2, rect.y - 2};
    ImVec2 const to{rect.x + rect.width + 2, rect.y + rect.height + 2};
    ink().AddRect(from, to, colours.ink, space::kRadius, 0, 3);
}

SemanticNode& Page::begin_group(Role role, std::string_view key, std::string_view label) {
    SemanticNode& node = item(key, {left_, y_, width_, 1}, role, label);
    group_ = node.id;
    return node;
}

}  // namespace hub::ui
