#pragma once
// What a screen draws on: a column of widgets from top to bottom, in a fixed head, one scroller and
// a fixed foot. Widgets are drawn with Dear ImGui's draw lists and announced through ImGui's item
// hooks (item_hooks.cpp), which give every item's id and rectangle to the semantic table.
//
//   page.begin_scroll(); … widgets … ; page.end_scroll();
//
// Lengths are CSS pixels, x from the side where lines begin: in Arabic the whole layout is mirrored
// here and nowhere else. Nothing here changes State.

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ui/drafts.h"
#include "ui/language.h"
#include "ui/look.h"
#include "ui/state.h"

namespace hub::ui {

// What stays from frame to frame and belongs to no State: sizes measured, what the finger does.
struct PaneMemory {
    float scroll_offset = 0;
    float content_height = 0, foot_height = 0;
    float head_height = 0;  // of an overlay
};
struct Memory {
    std::uint32_t activated = 0, pressed = 0, focused = 0;
    PaneMemory main, list;
    PaneMemory& of(Pane pane) { return pane == Pane::List ? list : main; }
    // Of the rows of the screen shown, by what they say: those out of sight are not measured again.
    std::unordered_map<std::uint64_t, float> row_heights;
    bool resized = false;   // a measure changed: draw again
    bool keyboard = false;  // a text field has the focus
};

// Room for a list and what was opened from it, side by side.
bool fits_two_panes(Display const& display);

// The rows of the lists shown. Where nothing but the scroller has moved since the last frame, those
// out of sight are what they were: their nodes are taken over, and nothing of them is worked out.
struct ListedRows {
    struct Row {
        std::size_t first, count;  // nodes
        float height;
    };
    std::vector<Row> now, last;
    std::vector<SemanticNode> nodes;  // of the last frame
    bool same = false;

    void begin_frame(std::vector<SemanticNode> of_last, bool only_scrolled) {
        nodes = std::move(of_last);
        last = std::exchange(now, {});
        same = only_scrolled;
    }
};

// Which of State's screens is drawn where.
struct Seat {
    std::size_t screen;
    Pane pane = Pane::Main;
};

class Page {
public:
    Page(State const& state, Drafts& drafts, Display const& display, Now now, Memory& memory,
         SemanticTable& table, std::vector<Action>& out, Seat seat);

    State const& state;
    Drafts& drafts;
    Display const& display;
    Now const now;
    std::vector<Action>& out;
    Seat const seat;
    Screen const& screen;  // drawn here; not always the last one
    Palette const& colours;
    bool const mirrored;  // right to left: x grows from the right edge, and so does all drawing
    bool has_sections = false;  // a heading of one was drawn

    void act(Action action) { out.push_back(std::move(action)); }
    Date today() const { return now.today(); }
    bool waits_long(Wait const& wait) const { return wait.is_long(now.steady_ms); }

    // ---- shape of the display
    bool low() const { return display.height < kLowPx; }  // landscape, or the keyboard is up
    // Somebody types, or the keyboard is still closing: only the question, its field and the way on
    // are shown.
    bool tight() const {
        return (low() && memory_.keyboard) || display.height < 5 * space::kTarget;
    }
    // The foot stands beside the scroller: the keyboard leaves no height for it.
    bool foot_beside() const { return tight() && end_ - edge_ > 1.5f * display.height; }
    // A list beside what was opened from it: that one has the title and the main button.
    bool is_aside() const { return seat.pane == Pane::List && seat.screen < base_screen(state); }
    int title_level() const { return is_aside() ? 2 : 1; }
    // The record was opened from this list and is shown beside it.
    bool is_open(Id const& record) const;
    bool is_open(ScreenKind kind) const;
    float side() const { return side_; }  // width of the side bar; 0: places are at the bottom
    float main_target() const { return low() ? space::kTarget : space::kMainTarget; }

    float edge() const { return edge_; }  // where this pane begins on the canvas

    // What a notch covers where lines begin.
    float inset() const { return mirrored ? display.safe_right : display.safe_left; }

    // ---- layout
    void begin_scroll(bool has_foot);  // everything up to end_scroll() moves with the scroller
    void end_scroll();
    void begin_overlay();     // its ground; its head follows
    void end_overlay_head();  // after its button that closes it, the item drawn last
    void begin_foot();        // fixed above the bottom bar
    void end_foot();
    float left() const { return left_; }
    float width() const { return width_; }
    float top() const { return y_; }  // where the next widget begins, on the canvas
    float room() const;               // of the scroller's height, below top()
    void skip(float height) { y_ = snapped(y_ + height); }
    // Scrolled away: it need not be drawn.
    bool is_out_of_sight(Rect const& rect) const;
    // Of a row that says this: as it was, or as `measure` says.
    template <typename Measure>
    float row_height(std::uint64_t said, Measure measure) {
        auto const [known, is_new] = memory_.row_heights.try_emplace(said, 0.0f);
        if (is_new) known->second = measure();
        return known->second;
    }
    void repeat(ListedRows* rows) { rows_ = rows; }
    // Of a list: draws it, or where it is out of sight as it was, takes it over.
    template <typename Draw>
    void row(Draw draw) {
        if (rows_ && repeats_row()) return;
        std::size_t const first = table_.nodes.size();
        float const top = y_;
        draw();
        if (rows_) rows_->now.push_back({first, table_.nodes.size() - first, y_ - top});
    }
    void set_top(float y) { y_ = snapped(y); }
    // Narrower until the matching outdent(): inside of cards.
    void indent(float by) {
        left_ += by;
        width_ -= 2 * by;
    }
    void outdent(float by) {
        left_ -= by;
        width_ += 2 * by;
    }
    Rect take(float height) {
        Rect r{left_, y_, width_, height};
        skip(height);
        return r;
    }

    // To eighths of a pixel, which add up without an error: what is scrolled keeps its place to the
    // last bit, and the table that names it stays the same.
    static float snapped(float y) { return std::round(8 * y) / 8; }

    // Where something of this width begins on the canvas.
    float across(float x, float width) const { return mirrored ? display.width - x - width : x; }

    // ---- text (page_text.cpp)
    // Titles are large already: they follow the person's scale a part of the way.
    float px(Type type) const {
        float const scale = display.text_scale;
        return static_cast<float>(type) * (type == Type::Title ? std::min(scale, 1.35f) : scale);
    }
    float line_px(Type type) const { return px(type) * kLineHeight; }
    // Height of the text when wrapped to `width`.
    float text_height(std::string_view text, Type type, float width,
                      Weight weight = Weight::Regular) const;
    float text_width(std::string_view text, Type type, Weight weight = Weight::Regular) const;
    void draw_text(float x, float y, std::string_view text, Type type, ImU32 colour, float wrap,
                   Weight weight = Weight::Regular);
    // The text as far as `lines` lines of `width` hold it, on one paragraph: what is too long ends
    // after a word with "…". The caller's node keeps the whole text.
    std::string cut(std::string_view text, Type type, float width, int lines,
                    Weight weight = Weight::Regular) const;
    // One line at any size: what shrinks to fit.
    void draw_line(float x, float y, std::string_view text, float size_px, ImU32 colour,
                   Weight weight = Weight::Regular);
    // False when the font lacks a letter of it: emoji, a script that was not loaded.
    bool can_draw(std::string_view text) const;

    // ---- drawing
    // By the browser, over the canvas: a blob's bytes, whole and in the middle of `rect`.
    void draw_photo(Rect const& rect, std::string name);
    void draw_icon(float x, float y, char const* icon, float size_px, ImU32 colour);
    void draw_box(Rect const& rect, ImU32 fill, ImU32 border, float border_px,
                  float radius = space::kRadius);
    void rule(float x, float y);  // from x to the end of the pane
    void draw_border();           // between this pane and the next one
    void clip(Rect const& rect);  // nothing outside of it is drawn until unclip()
    void unclip();

    // ---- items
    // Announces an item under the ImGui id stack; fill in the node that comes back. It stays valid
    // until the next item.
    SemanticNode& item(std::string_view key, Rect const& rect, Role role, std::string_view label);
    bool activated(SemanticNode const& node) const { return memory_.activated == node.id; }
    bool pressed(SemanticNode const& node) const { return memory_.pressed == node.id; }
    bool focused(SemanticNode const& node) const { return memory_.focused == node.id; }
    void focus_ring(SemanticNode const& node, Rect const& rect);
    std::uint32_t last_item() const { return table_.nodes.back().id; }
    // The nodes up to end_group() are its children. They may be groups themselves; an item of a
    // list that stays empty is not there.
    SemanticNode& begin_group(Role role, std::string_view key, std::string_view label = "");
    void end_group();
    // Enter in a text field stands for the button drawn last.
    void enter_taps_last(EnterKey key) {
        if (seat.pane == Pane::List) return;  // its fields search
        table_.enter = last_item();
        table_.enter_key = key;
    }
    // Swipes stand for the buttons `back` and, drawn last, forward.
    void swipes_tap(std::uint32_t back) {
        if (seat.pane == Pane::List) return;
        table_.back = back;
        table_.forward = last_item();
    }
    // BCP 47: what the nodes to come are written in; "": the language that is spoken.
    std::string_view written_in(std::string_view language) {
        return std::exchange(language_, language);
    }
    void set_title(std::string title) {
        if (seat.pane == Pane::List) table_.list = title;
        table_.title = std::move(title);
    }

    ImDrawList& ink() const;

private:
    static constexpr float kLowPx = 480;

    struct Spot {
        float x, y, line_px, wrap;
    };
    void write(Spot const& spot, std::string_view text, ImU32 colour, Weight weight);
    Rect as_node(Rect rect) const;  // of a scrolled one: relative to the scroller's content
    void leave_to_browser(Rect rect, Spot const& spot, std::string_view text, ImU32 colour,
                          Weight weight);
    bool repeats_row();
    void set_overlay();                     // at the bottom, as high as what is in it
    void set_column(float from, float to);  // where widgets stand, with its margins
    float beside_px() const;                // width of a foot that stands beside the scroller
    Scroller& scroller() { return table_.scroller_of(seat.pane); }
    Scroller const& scroller() const { return table_.scroller_of(seat.pane); }
    PaneMemory& measures() { return memory_.of(seat.pane); }

    Memory& memory_;
    SemanticTable& table_;
    ListedRows* rows_ = nullptr;
    float side_;
    float edge_, end_;  // canvas x of the pane
    float from_, to_;   // and of its room beside the notches
    float left_, width_, y_;
    float scroll_top_ = 0;  // canvas y of the scroller
    float shift_ = 0;       // how far its content is scrolled up
    float foot_top_ = 0;
    float bottom_;  // canvas y where the fixed lower part begins
    bool scrolling_ = false;
    std::vector<std::uint32_t> groups_;  // begun and not ended
    std::string_view language_;

    friend void bottom_bar(Page& page, Place shown);
};

// A group as long as it lives.
class Grouped {
public:
    Grouped(Page& page, Role role, std::string_view label = "") : page_(page) {
        // By its role, too: a scope without a name tells an item from its list no more.
        page.begin_group(role, role == Role::ListItem ? "item" : "group", label);
    }
    ~Grouped() { page_.end_group(); }
    Grouped(Grouped const&) = delete;
    Grouped& operator=(Grouped const&) = delete;

private:
    Page& page_;
};

// The language of sheets and of forms without a translation; "" where the app speaks it anyway.
inline std::string_view french() { return tongue().code == "fr" ? "" : "fr"; }

// What is announced while it lives is French, whatever the app speaks.
class InFrench {
public:
    explicit InFrench(Page& page, bool is_french = true)
        : page_(page), before_(page.written_in(is_french ? french() : "")) {}
    ~InFrench() { page_.written_in(before_); }
    InFrench(InFrench const&) = delete;
    InFrench& operator=(InFrench const&) = delete;

private:
    Page& page_;
    std::string_view before_;
};

// The id stack: `Scoped scope(key)` makes equal keys inside lists different.
class Scoped {
public:
    explicit Scoped(Id const& id) {
        auto const* const bytes = reinterpret_cast<char const*>(id.bytes.data());
        ImGui::PushID(bytes, bytes + id.bytes.size());
    }
    explicit Scoped(std::string_view key) { ImGui::PushID(key.data(), key.data() + key.size()); }
    ~Scoped() { ImGui::PopID(); }
    Scoped(Scoped const&) = delete;
    Scoped& operator=(Scoped const&) = delete;
};

}  // namespace hub::ui
