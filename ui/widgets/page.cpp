#include "ui/widgets/page.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <iterator>

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

constexpr float kTwoPanesFrom = 900;
constexpr float kLeastTwoPanes = 720;  // large letters need it all for one
constexpr float kListShare = 0.36f, kLeastList = 300, kMostList = 420;

constexpr float kBeside = 132;  // the foot beside the scroller
constexpr float kLargestTitle = 1.35f;

// Places stand at the side where the width is there, as soon as there are places to go to.
float side_bar(State const& state, Display const& display, bool low) {
    bool const wide = display.width >= kSideBarFrom;
    if (!is_at_work(state) || !(wide || (low && display.width >= kSideBarFromLow))) return 0;
    return kSideBar * (wide ? std::max(1.0f, display.text_scale) : 1);
}

float list_px(float room) { return std::clamp(kListShare * room, kLeastList, kMostList); }

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

bool fits_two_panes(Display const& display) {
    float const side = kSideBar * std::max(1.0f, display.text_scale);
    return display.width >= kTwoPanesFrom && display.width - side >= kLeastTwoPanes;
}

Page::Page(State const& state, Drafts& drafts, Display const& display, Now now, Memory& memory,
           SemanticTable& table, std::vector<Action>& out, Seat seat)
    : state(state),
      drafts(drafts),
      display(display),
      now(now),
      out(out),
      seat(seat),
      screen(state.screens[seat.screen]),
      colours(palette(display)),
      mirrored(tongue().right_to_left),
      memory_(memory),
      table_(table) {
    side_ = tight() ? 0 : side_bar(state, display, low());
    if (side_ > 0) side_ += inset();
    edge_ = side_;
    end_ = display.width;
    if (shows_two_panes(state)) {
        float const list_end = std::max(side_, inset()) + list_px(display.width - side_);
        (seat.pane == Pane::List ? end_ : edge_) = list_end;
    }
    from_ = std::max(edge_, inset());
    to_ = std::min(end_, display.width - (mirrored ? display.safe_left : display.safe_right));
    y_ = display.safe_top;
    bottom_ = display.height - display.safe_bottom;
    if (is_overlay(screen.kind)) set_overlay();
    y_ = snapped(y_);
    set_column(from_, to_);
}

bool Page::is_open(Id const& record) const {
    if (!is_aside()) return false;
    for (std::size_t i = seat.screen + 1; i < state.screens.size(); ++i)
        if (state.screens[i].subject == record) return true;
    return false;
}

bool Page::is_open(ScreenKind kind) const {
    if (!is_aside()) return false;
    for (std::size_t i = seat.screen + 1; i < state.screens.size(); ++i)
        if (state.screens[i].kind == kind) return true;
    return false;
}

ImDrawList& Page::ink() const { return *ImGui::GetWindowDrawList(); }

// ---- layout -----------------------------------------------------------------------------------

void Page::set_column(float from, float to) {
    width_ = std::min(to - from, kWidestColumn) - 2 * space::kMargin;
    left_ = from + (to - from - width_) / 2;
}

void Page::set_overlay() {
    float const width = std::min(display.width, kWidestColumn);
    side_ = 0;
    edge_ = (display.width - width) / 2;
    end_ = edge_ + width;
    from_ = std::max(edge_, inset());
    to_ = std::min(end_, display.width - (mirrored ? display.safe_left : display.safe_right));
    PaneMemory const& m = measures();
    float const wanted = m.head_height + m.content_height + m.foot_height;
    y_ = std::max(display.safe_top + space::k24, bottom_ - wanted);
}

void Page::begin_overlay() {
    float const across_px = end_ - edge_;
    table_.dialog = {across(edge_, across_px), y_, across_px, display.height - y_};
    draw_box({edge_, y_, across_px, display.height - y_ + space::k16}, colours.paper, colours.line,
             colours.border_px, space::k16);
    measures().head_height = y_;
}

void Page::end_overlay_head() {
    table_.close = last_item();
    measures().head_height = y_ - measures().head_height;
}

float Page::beside_px() const {
    return kBeside * std::clamp(display.text_scale, 1.0f, kLargestTitle) + space::kMargin;
}

float Page::room() const {
    float const used = y_ + shift_ - scroll_top_;
    return scroller().rect.height - used;
}

void Page::begin_scroll(bool has_foot) {
    scrolling_ = true;
    scroll_top_ = y_ = snapped(y_);
    bool const beside = has_foot && foot_beside();
    float const lower = bottom_ - (has_foot && !beside ? measures().foot_height : 0);
    float const end = beside ? to_ - beside_px() : end_;
    if (beside) set_column(from_, end);
    float const room = end - edge_;
    scroller().rect = {across(edge_, room), scroll_top_, room, std::max(0.0f, lower - scroll_top_)};
    clip({edge_, scroll_top_, room, lower - scroll_top_});
    float const farthest = std::max(0.0f, measures().content_height - scroller().rect.height);
    shift_ = snapped(std::clamp(measures().scroll_offset, 0.0f, farthest));
    y_ = scroll_top_ - shift_ + (tight() ? space::k4 : low() ? space::k8 : space::k16);
}

void Page::end_scroll() {
    float const height = std::ceil(y_ + shift_ - scroll_top_ + (low() ? space::k8 : space::k24));
    if (height != measures().content_height) memory_.resized = true;
    measures().content_height = scroller().content_height = height;
    scrolling_ = false;
    unclip();
    set_column(from_, to_);
}

bool Page::is_out_of_sight(Rect const& rect) const {
    if (!scrolling_) return false;
    Rect const& seen = scroller().rect;
    return rect.y + rect.height < seen.y || rect.y > seen.y + seen.height;
}

bool Page::repeats_row() {
    if (!rows_->same || rows_->now.size() >= rows_->last.size()) return false;
    ListedRows::Row const& row = rows_->last[rows_->now.size()];
    if (!is_out_of_sight({left_, y_, width_, row.height})) return false;
    rows_->now.push_back({table_.nodes.size(), row.count, row.height});
    auto const first = rows_->nodes.begin() + static_cast<std::ptrdiff_t>(row.first);
    std::move(first, first + static_cast<std::ptrdiff_t>(row.count),
              std::back_inserter(table_.nodes));
    skip(row.height);
    return true;
}

void Page::begin_foot() {
    foot_top_ = y_ = snapped(bottom_ - measures().foot_height);
    if (foot_beside()) {
        left_ = to_ - beside_px();
        width_ = beside_px() - space::kMargin;
    } else {
        rule(edge_, y_);
    }
    y_ += space::k8;
}

void Page::end_foot() {
    set_column(from_, to_);
    float const height = y_ + space::k8 - foot_top_;
    if (height != measures().foot_height) memory_.resized = true;
    measures().foot_height = height;
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
    draw_box({x, y, end_ - x, colours.border_px}, colours.line, 0, 0, 0);
}

void Page::draw_border() {
    draw_box({end_ - colours.border_px, 0, colours.border_px, display.height}, colours.line, 0, 0,
             0);
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
    node.rect = {x, rect.y, rect.width, rect.height};  // a box has only its corners
    if (scrolling_) {
        node.rect.x -= scroller().rect.x;
        node.rect.y = snapped(node.rect.y + shift_ - scroll_top_);
    }
    node.pane = seat.pane;
    node.role = role;
    node.label = label;
    node.parent = groups_.empty() ? 0 : groups_.back();
    node.language = language_;
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
    groups_.push_back(node.id);
    return node;
}

void Page::end_group() {
    SemanticNode const& last = table_.nodes.back();
    if (last.role == Role::ListItem && last.id == groups_.back()) table_.nodes.pop_back();
    groups_.pop_back();
}

}  // namespace hub::ui
