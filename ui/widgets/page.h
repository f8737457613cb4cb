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
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "ui/drafts.h"
#include "ui/look.h"
#include "ui/state.h"

namespace hub::ui {

// What stays from frame to frame and belongs to no State: sizes measured, what the finger does.
struct Memory {
    std::uint32_t activated = 0, pressed = 0, focused = 0;
    float scroll_offset = 0;
    float content_height = 0, foot_height = 0;
    // Of the rows of the screen shown, by what they say: those out of sight are not measured again.
    std::unordered_map<std::uint64_t, float> row_heights;
    bool resized = false;   // a measure changed: draw again
    bool keyboard = false;  // a text field has the focus
};

class Page {
public:
    Page(State const& state, Drafts& drafts, Display const& display, Now now, Memory& memory,
         SemanticTable& table, std::vector<Action>& out);

    State const& state;
    Drafts& drafts;
    Display const& display;
    Now const now;
    std::vector<Action>& out;
    Palette const& colours;
    bool const mirrored;  // right to left: x grows from the right edge, and so does all drawing
    bool has_sections = false;  // a heading of one was drawn

    void act(Action action) { out.push_back(std::move(action)); }
    Date today() const { return now.today(); }

    // ---- shape of the display
    bool low() const { return display.height < kLowPx; }  // landscape, or the keyboard is up
    // Somebody types, or the keyboard is still closing: only the question, its field and the way on
    // are shown.
    bool tight() const {
        return (low() && memory_.keyboard) || display.height < 5 * space::kTarget;
    }
    // The foot stands beside the scroller: the keyboard leaves no height for it.
    bool foot_beside() const { return tight() && display.width > 1.5f * display.height; }
    float side() const { return side_; }  // width of the side bar; 0: places are at the bottom
    float main_target() const { return low() ? space::kTarget : space::kMainTarget; }

    // What a notch covers where lines begin.
    float inset() const { return mirrored ? display.safe_right : display.safe_left; }

    // ---- layout
    void begin_scroll(bool has_foot);  // everything up to end_scroll() moves with the scroller
    void end_scroll();
    void begin_foot();  // fixed above the bottom bar
    void end_foot();
    float left() const { return left_; }
    float width() const { return width_; }
    float top() const { return y_; }  // where the next widget begins, on the canvas
    float room() const;               // of the scroller's height, below top()
    void skip(float height) { y_ += height; }
    // Scrolled away: it need not be drawn.
    bool is_out_of_sight(Rect const& rect) const;
    // Of a row that says this: as it was, or as `measure` says.
    template <typename Measure>
    float row_height(std::uint64_t said, Measure measure) {
        auto const [known, is_new] = memory_.row_heights.try_emplace(said, 0.0f);
        if (is_new) known->second = measure();
        return known->second;
    }
    void set_top(float y) { y_ = y; }
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
        y_ += height;
        return r;
    }

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
    void draw_icon(float x, float y, char const* icon, float size_px, ImU32 colour);
    void draw_box(Rect const& rect, ImU32 fill, ImU32 border, float border_px,
                  float radius = space::kRadius);
    void rule(float x, float y);  // from x to the end of the display
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
    // The nodes up to end_group() are its children.
    SemanticNode& begin_group(Role role, std::string_view key, std::string_view label);
    void end_group() { group_ = 0; }
    // Enter in a text field stands for the button drawn last.
    void enter_taps_last(EnterKey key) {
        table_.enter = last_item();
        table_.enter_key = key;
    }
    // Swipes stand for the buttons `back` and, drawn last, forward.
    void swipes_tap(std::uint32_t back) {
        table_.back = back;
        table_.forward = last_item();
    }
    void set_title(std::string title) { table_.title = std::move(title); }

    ImDrawList& ink() const;

private:
    static constexpr float kLowPx = 480;

    struct Spot {
        float x, y, line_px, wrap;
    };
    void write(Spot const& spot, std::string_view text, ImU32 colour, Weight weight);
    void leave_to_browser(Rect rect, Spot const& spot, std::string_view text, ImU32 colour,
                          Weight weight);
    void set_column(float from, float to);  // where widgets stand, with its margins
    float beside_px() const;                // width of a foot that stands beside the scroller

    Memory& memory_;
    SemanticTable& table_;
    float side_;
    float from_, to_;  // canvas x of the room beside the side bar and the notches
    float left_, width_, y_;
    float scroll_top_ = 0;  // canvas y of the scroller
    float shift_ = 0;       // how far its content is scrolled up
    float bottom_;          // canvas y where the fixed lower part begins
    bool scrolling_ = false;
    std::uint32_t group_ = 0;

    friend void bottom_bar(Page& page, Place shown);
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
