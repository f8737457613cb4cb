#pragma once
// The semantic table: what is on the screen, in words. Every widget adds its node while it draws;
// the table of the last frame feeds the DOM mirror (screen readers, keyboards, browser tests) and
// the native tests. What cannot be found here by role and name does not exist for a blind person.
//
// A screen is a fixed part (title, bottom bar) and at most one scroller; where the display is wide
// a list stands beside it, with a scroller of its own. The browser scrolls: a real DOM scroller
// holds the mirror of the scrolled nodes above the canvas and tells the app its offset
// (App::scrolled), so inertia, "scroll into view" and the keyboard's room come from the browser.
// Rectangles are CSS pixels: of a fixed node relative to the canvas, of a scrolled one relative to
// the top left of the scroller's content. Nodes come in reading order, also those out of sight.

#include <cstdint>
#include <string>
#include <vector>

namespace hub::ui {

enum class Role : std::uint8_t {
    Heading,
    Text,
    Button,
    Radio,
    Checkbox,
    TextField,
    TextArea,
    Status,
    Alert,
    Progress,
    Group,       // a labelled set of checkboxes: the nodes that have it as `parent`
    RadioGroup,  // the same of radios
    Navigation,  // the same around the places
    List,        // its children are items, and they hold what is listed
    ListItem,
    Image,
};

// What unfolds: whether it is unfolded.
enum class Fold : std::uint8_t { None, Closed, Open };

// What a text field takes: chooses keyboard, corrections and DOM input type.
enum class InputKind : std::uint8_t { Text, Name, Code, Integer, Decimal, Date, Search };
// What the keyboard's Enter key says that it does.
enum class EnterKey : std::uint8_t { Done, Next, Go };

// Which part of the display: where it is wide, a list with what was opened from it beside it.
enum class Pane : std::uint8_t { Main, List };
inline constexpr Pane kPanes[] = {Pane::Main, Pane::List};

struct Rect {
    float x = 0, y = 0, width = 0, height = 0;
    bool operator==(Rect const&) const = default;
    bool contains(float at_x, float at_y) const {
        return at_x >= x && at_x < x + width && at_y >= y && at_y < y + height;
    }
};

struct SemanticNode {
    std::uint32_t id = 0;  // stable while the same thing is shown; unique on the screen
    std::uint32_t parent = 0;
    Role role = Role::Text;
    Rect rect;
    Pane pane = Pane::Main;
    bool scrolled = false;  // lies in its pane's scroller's content
    bool banner = false;    // of the whole app, not of the screen: the status strip
    std::string label;
    std::string value;        // text fields: the text; progress: "18/39"; texts: see indent_px
    std::string description;  // hint or error sentence
    std::string language;     // of label and value, BCP 47; "": the one of the table
    int level = 1;            // headings
    Fold fold = Fold::None;   // buttons
    std::uint32_t error = 0;  // the alert that says what is wrong with it; 0: none
    InputKind input = InputKind::Text;
    float font_px = 16;     // text fields, texts: size in CSS pixels
    float indent_px = 0;    // texts: where `value`, the end of the label, begins its own column
    std::size_t most = 0;   // text fields: UTF-16 units that fit
    bool dom_text = false;  // text fields: the DOM shows the text at rest, too
    bool checked = false, current = false, disabled = false, required = false, invalid = false;
    bool operator==(SemanticNode const&) const = default;
};

// Text that the fonts of the canvas lack letters for (emoji, a script that was not loaded): the
// browser writes it there itself. The node that says it is another one.
struct Writing {
    Rect rect;  // as a node's
    Pane pane = Pane::Main;
    bool scrolled = false;
    std::string text;
    float font_px = 16;
    std::uint32_t colour = 0;  // 0xAABBGGRR, as Dear ImGui packs it
    bool from_right = false;   // its lines begin at the right
    bool bold = false;
    bool operator==(Writing const&) const = default;
};

// A photo, by the name of its bytes: the browser shows it there (wasm/js/pictures.js), whole.
struct Picture {
    Rect rect;  // as a node's
    Pane pane = Pane::Main;
    bool scrolled = false;
    std::string name;
    bool operator==(Picture const&) const = default;
};

struct Scroller {
    Rect rect;  // on the canvas
    float content_height = 0;
    float offset = 0;  // where the app wants it, obeyed when `revision` changes
    std::uint32_t revision = 0;
    bool operator==(Scroller const&) const = default;
};

struct SemanticTable {
    std::vector<SemanticNode> nodes;
    std::vector<Writing> writings;
    std::vector<Picture> pictures;
    Scroller scroller;       // of the main pane
    Scroller list_scroller;  // of the list pane
    std::string list;        // what the list pane is called; "": there is none
    Scroller& scroller_of(Pane pane) { return pane == Pane::List ? list_scroller : scroller; }
    Scroller const& scroller_of(Pane pane) const {
        return pane == Pane::List ? list_scroller : scroller;
    }
    std::string screen;    // which one: "question"
    std::string title;     // of the screen
    std::string language;  // BCP 47, of whatever says nothing else
    bool right_to_left = false;
    std::uint32_t focus = 0;  // a text field the app wants focused (Suivant moves on); 0: as it is
    std::uint32_t enter = 0;  // the button that Enter in a text field stands for; 0: none
    EnterKey enter_key = EnterKey::Done;
    std::uint32_t forward = 0, back = 0;  // the buttons that swipes stand for; 0: none
    // What lies over everything else, as a dialog: its button that closes it, for Escape and for a
    // tap beside it; 0: nothing does.
    std::uint32_t close = 0;
    Rect dialog;
    std::uint32_t screen_revision = 0;  // another one is shown when it changes
    float slide_px = 0;  // from where that one slides into its place; 0: it stands there
    SemanticNode const* find(Role role, std::string_view label) const;
    SemanticNode const* find(std::uint32_t id) const;
    bool operator==(SemanticTable const&) const = default;
};

// Only there for its children: has no place of its own.
bool holds_others(SemanticNode const& node);
// A field that takes the keyboard; a date is picked.
bool takes_keyboard(SemanticNode const& node);

std::string to_json(SemanticTable const& table);  // for the DOM mirror; keys as the members above

}  // namespace hub::ui
