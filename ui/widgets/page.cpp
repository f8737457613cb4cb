#include "ui/widgets/page.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "imgui_internal.h"
#include "ui/icon_codes.h"
#include "ui/language.h"
#include "ui/widgets/item_hooks.h"

namespace hub::ui {

namespace {

constexpr float kWidestColumn = 640;
constexpr float kSideBar = 96;
constexpr float kSideBarFrom = 900;     // a tablet, a desk
constexpr float kSideBarFromLow = 560;  // a phone in landscape: height is what is short

constexpr float kBeside = 132;  // the foot beside the scroller
constexpr float kLargestTitle = 1.35f;

// Places stand at the side where the width is there, as soon as there are places to go to.
float side_bar(State const& state, Display const& display, bool low) {
    bool const wide = display.width >= kSideBarFrom;
    bool const places = state.loaded && state.may_write() && state.phone.enrolled();
    if (!places || !(wide || (low && display.width >= kSideBarFromLow))) return 0;
    return kSideBar * (wide ? std::max(1.0f, display.text_scale) : 1);
}

// What points to the side points to the other one.
char const* mirror_icon(char const* icon) {
    constexpr std::pair<char const*, char const*> kPairs[] = {
        {kIconBack, kIconForward}, {kIconChevronRight, kIconChevronLeft}};
    for (auto const& [one, other] : kPairs) {
        if (std::strcmp(icon, one) == 0) return other;
        if (std::strcmp(icon, other) == 0) return one;
    }
    return icon;
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
      mirrored(tongue().right_to_left),
      memory_(memory),
      table_(table) {
    side_ = tight() ? 0 : side_bar(state, display, low());
    if (side_ > 0) side_ += inset();
    from_ = side_ > 0 ? side_ : inset();
    to_ = display.width - (mirrored ? display.safe_left : display.safe_right);
    set_column(from_, to_);
    y_ = display.safe_top;
    bottom_ = display.height - display.safe_bottom;
}

ImDrawList& Page::ink() const { return *ImGui::GetWindowDrawList(); }

// ---- layout -----------------------------------------------------------------------------------

void Page::set_column(float from, float to) {
    width_ = std::min(to - from, kWidestColumn) - 2 * space::kMargin;
    left_ = from + (to - from - width_) / 2;
}

float Page::beside_px() const {
    return kBeside * std::clamp(display.text_scale, 1.0f, kLargestTitle) + space::kMargin;
}

float Page::room() const {
    float const used = y_ + shift_ - scroll_top_;
    return table_.scroller.rect.height - used;
}

void Page::begin_scroll(bool has_foot) {
    scrolling_ = true;
    scroll_top_ = y_;
    bool const beside = has_foot && foot_beside();
    float const lower = bottom_ - (has_foot && !beside ? memory_.foot_height : 0);
    float const end = beside ? to_ - beside_px() : display.width;
    if (beside) set_column(from_, end);
    float const room = end - side_;
    table_.scroller.rect = {across(side_, room), scroll_top_, room,
                            std::max(0.0f, lower - scroll_top_)};
    clip({side_, scroll_top_, room, lower - scroll_top_});
    float const farthest = std::max(0.0f, memory_.content_height - table_.scroller.rect.height);
    shift_ = std::clamp(memory_.scroll_offset, 0.0f, farthest);
    y_ = scroll_top_ - shift_ + (tight() ? space::k4 : low() ? space::k8 : space::k16);
}

void Page::end_scroll() {
    float const height = std::ceil(y_ + shift_ - scroll_top_ + (low() ? space::k8 : space::k24));
    if (height != memory_.content_height) memory_.resized = true;
    memory_.content_height = table_.scroller.content_height = height;
    scrolling_ = false;
    unclip();
    set_column(from_, to_);
}

bool Page::is_out_of_sight(Rect const& rect) const {
    if (!scrolling_) return false;
    Rect const& seen = table_.scroller.rect;
    return rect.y + rect.height < seen.y || rect.y > seen.y + seen.height;
}

void Page::begin_foot() {
    y_ = bottom_ - memory_.foot_height;
    if (foot_beside()) {
        left_ = to_ - beside_px();
        width_ = beside_px() - space::kMargin;
    } else {
        rule(side_, y_);
    }
    y_ += space::k8;
}

void Page::end_foot() {
    set_column(from_, to_);
    float const height = y_ + space::k8 - (bottom_ - memory_.foot_height);
    if (height != memory_.foot_height) memory_.resized = true;
    memory_.foot_height = height;
}

// ---- drawing ----------------------------------------------------------------------------------

void Page::draw_icon(float x, float y, char const* icon, float size_px, ImU32 colour) {
    ink().AddText(icon_font(), size_px, {across(x, size_px), y}, colour,
                  mirrored ? mirror_icon(icon) : icon);
}

void Page::draw_box(Rect const& rect, ImU32 fill, ImU32 border, float border_px, float radius) {
    float const x = across(rect.x, rect.width);
    ImVec2 const from{x, rect.y}, to{x + rect.width, rect.y + rect.height};
    ink().AddRectFilled(from, to, fill, radius);
    if (border_px > 0) ink().AddRect(from, to, border, radius, 0, border_px);
}

void Page::rule(float x, float y) {
    draw_box({x, y, display.width - x, colours.border_px}, colours.line, 0, 0, 0);
}

void Page::clip(Rect const& rect) {
    float const x = across(rect.x, rect.width);
    ImGui::PushClipRect({x, rect.y}, {x + rect.width, rect.y + rect.height}, true);
}

void Page::unclip() { ImGui::PopClipRect(); }

// ---- items ------------------------------------------------------------------------------------

SemanticNode& Page::item(std::string_view key, Rect const& rect, Role role,
                         std::string_view label) {
    ImGuiWindow* const window = ImGui::GetCurrentWindow();
    ImGuiID const id = window->GetID(key.data(), key.data() + key.size());
    float const x = across(rect.x, rect.width);
    ImRect const box{{x, rect.y}, {x + rect.width, rect.y + rect.height}};
    ItemCollector collect(table_, scrolling_);
    ImGui::ItemAdd(box, id);  // → the hook adds the node
    SemanticNode& node = table_.nodes.back();
    if (scrolling_) {
        node.rect.x -= table_.scroller.rect.x;
        node.rect.y += shift_ - scroll_top_;
    }
    node.role = role;
    node.label = label;
    node.parent = group_;
    return node;
}

void Page::focus_ring(SemanticNode const& node, Rect const& rect) {
    if (!focused(node)) return;
    float const x = across(rect.x, rect.width);
    ImVec2 const from{x - 2, rect.y - 2}, to{x + rect.width + 2, rect.y + rect.height + 2};
    ink().AddRect(from, to, colours.ink, space::kRadius, 0, 3);
}

SemanticNode& Page::begin_group(Role role, std::string_view key, std::string_view label) {
    SemanticNode& node = item(key, {left_, y_, width_, 1}, role, label);
    group_ = node.id;
    return node;
}

}  // namespace hub::ui
