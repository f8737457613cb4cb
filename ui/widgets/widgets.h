#pragma once
// The widgets every screen is built from. Each draws, takes its room on the page and announces
// itself; those that can be tapped return true in the frame after the tap. Targets are 48 px high
// or more, text wraps, nothing is said by colour alone.

#include <string>
#include <string_view>

#include "ui/widgets/page.h"

namespace hub::ui {

// ---- text.cpp
enum class Shade : std::uint8_t { Ink, Muted };
void paragraph(Page& page, std::string_view text, Type type = Type::Body, Shade shade = Shade::Ink);
// 2: a section; 3: a question. On a screen without sections a question's is announced as 2: a
// reader of headings must not think that he missed one.
void heading(Page& page, std::string_view text, int level);
enum class Mood : std::uint8_t { Plain, Attention, Error, Done };
Tint tint_of(Page const& page, Mood mood);
// A tinted box with icon and text. Status and Alert are read aloud when they appear.
void notice(Page& page, Mood mood, char const* icon, std::string_view text, Role role);
// A large tinted box with a title: something to learn.
void lesson_box(Page& page, char const* icon, std::string_view title, std::string_view words);
// A quiet caption with its icon; without words it is not there.
struct Remark {
    char const* icon = nullptr;
    std::string_view words;
    std::string description;
    Mood mood = Mood::Plain;
    Role role = Role::Text;
};
void remark(Page& page, Remark const& remark);
// Two of them side by side, or one above the other where the width is short. The room is the same
// whatever they say.
void remarks(Page& page, Remark const& left, Remark const& right);
// Two lines of a long text, and the rest for who asks for it.
void long_paragraph(Page& page, std::string_view text, Type type, Shade shade);
// In the middle of what is left of the screen: a list is empty, and what to do about it.
void nothing_here(Page& page, char const* icon, std::string_view words);
// Grey cards in the place of a list that is still to come, once that takes long (State::for_data);
// `words` are said at once.
void skeleton(Page& page, std::string_view words);
// "▓▓▓░░ 18/39"
void progress_bar(Page& page, std::string_view label, int done, int all);
// That something is under way, nobody knows how far. It rests: a picture that moves all the time
// empties the battery.
void busy_bar(Page& page, std::string_view label, Rect const& rect);
// Two columns of a sheet: "Lieu   Kalaban Coro".
void fact(Page& page, std::string_view name, std::string_view value);

// ---- button.cpp
enum class ButtonKind : std::uint8_t { Main, Second, Plain, Removing };
bool button(Page& page, ButtonKind kind, std::string_view label, char const* icon = nullptr);
// Two buttons side by side; returns 0, 1 or 2 for none, the left, the right one. Enter in a text
// field of the screen taps the right one.
struct ButtonPair {
    std::string_view left, right;
    bool left_enabled = true;
    ButtonKind right_kind = ButtonKind::Main;
    EnterKey enter = EnterKey::Next;
    bool swipes = false;  // forward taps the right one, back the left one
};
int button_pair(Page& page, ButtonPair const& pair);

// ---- chip.cpp
// Small buttons in lines, as many as fit.
struct Chip {
    std::string words;
    std::string name;            // accessible, with the words in it
    char const* icon = nullptr;  // behind the words
    bool on = false;
};
int chips(Page& page, std::vector<Chip> const& all);  // returns the index tapped, or -1

// ---- card.cpp
// Each text takes two lines at most and then ends with "…"; the node's name and description keep
// all.
struct CardRow {
    char const* icon = nullptr;
    std::string photo = {};  // a blob's name: a small picture instead of the icon
    std::string_view title;
    std::string_view subtitle;
    std::string_view note;  // caption at the bottom
    Mood mood = Mood::Plain;
    char const* note_icon = nullptr;  // with it and a mood, the note is a small tinted box
    std::string_view language = "";   // of the title
    bool open = false;                // shown beside the list
};
bool card(Page& page, CardRow const& row);
// A photo as large as the screen lets it be.
void photograph(Page& page, std::string_view label, std::string name);
// One of several values to keep: the value, who gave it and when, and what a tap does.
struct Offer {
    std::string name;     // accessible: "Garder « Oui »", with the whole value
    std::string value;    // two lines at most
    std::string caption;  // one line
    std::string_view action;
};
bool offer(Page& page, Offer const& offer);

// A section that unfolds: its title, to be tapped. Returns whether it is open.
bool foldable(Page& page, std::string_view title);

// ---- choice.cpp
enum class ChoiceKind : std::uint8_t { Radio, Checkbox };
bool choice(Page& page, ChoiceKind kind, std::string_view label, bool checked);
// Short answers side by side (Oui · Non · Sans objet); returns the index tapped, or -1.
int choice_strip(Page& page, std::vector<Choice> const& choices, std::string_view chosen);

// ---- field.cpp
struct Field {
    std::string_view key;
    std::string_view label;  // shown above unless hidden; always the accessible name
    bool label_hidden = false;
    std::string value;  // committed
    InputKind input = InputKind::Text;
    bool long_text = false;
    bool required = false;
    std::string fault;  // sentence above, in error colours
    std::string hint;   // shown while empty
    FieldTarget target;
};
void field(Page& page, Field const& field);

// ---- chrome.cpp
// Title (in a `language` of its own) with the back arrow (unless a place), status strip, standing
// warnings; and the side bar where the display is wide.
void top(Page& page, std::string_view title, bool back, std::string_view language = "");
void bottom_bar(Page& page, Place shown);
// Of what lies over another screen: its title and a button that closes it.
void overlay_top(Page& page, std::string_view title);
// Beside a list from which nothing was opened.
void nothing_open(Page& page);

}  // namespace hub::ui
