#pragma once
// The whole program without a browser: wasm/main.cpp and the native tests drive it through this.
//
//   App app(random_id);
//   app.dispatch(JournalLoaded{rows}, now);
//   for (Effect& effect : app.take_effects()) …;            // after every dispatch and frame
//   app.frame(display, now);                                 // between ImGui NewFrame and Render
//
// ImGui's context belongs to the caller; set up fonts and style with setup_look() first.

#include <functional>
#include <memory>
#include <vector>

#include "ui/action.h"
#include "ui/effect.h"
#include "ui/semantics.h"

namespace hub::ui {

struct Now {
    Millis wall_ms;      // the phone's clock
    Millis steady_ms;    // never goes back: delays and motion
    int utc_offset_min;  // local time minus UTC

    Date today() const;  // the phone's own calendar day
};

struct Display {
    float width, height;   // CSS pixels, without the soft keyboard
    float text_scale = 1;  // 0.85 to 2
    Theme theme = Theme::Auto;
    bool dark = false, full_sun = false, reduced_motion = false;  // as the phone is set
    // What a notch, rounded corners or the system's gesture bar cover, in CSS pixels.
    float safe_top = 0, safe_bottom = 0, safe_left = 0, safe_right = 0;
};

// A finger, a pen or a mouse, as the browser's pointer events tell it.
struct Pointer {
    // Cancel: it scrolls. Rest: it has been down for a moment, longer than a quick tap.
    enum class Phase : std::uint8_t { Down, Move, Up, Cancel, Rest };
    Phase phase;
    int id;
    bool touch;          // a finger or a pen
    bool primary;        // the only one on the screen when it came down
    float x, y;          // CSS pixels on the display
    std::uint32_t node;  // it is on; 0: none
    Millis at_ms;        // of the finger, whenever a busy page hears of it
};

struct State;
struct Drafts;

class App {
public:
    explicit App(std::function<Id()> random_id);
    ~App();
    App(App const&) = delete;
    App& operator=(App const&) = delete;

    void dispatch(Action const& action, Now now);
    // Draws one frame and dispatches what the person did in it.
    void frame(Display const& display, Now now);
    std::vector<Effect> take_effects();

    SemanticTable const& semantics() const;  // of the last frame
    // The DOM node was clicked (tap, Enter, screen reader) or a test taps: the widget reacts in the
    // next frame. The one way in for every tap.
    void activate(std::uint32_t node);
    // The same from a text field, by Enter or beside it: the keyboard is up and stays for the next
    // question's field (SemanticTable::focus).
    void go_on(std::uint32_t node);
    // Returns the button that a swipe stands for, to be tapped as any other; 0: none.
    std::uint32_t pointer(Pointer const& pointer);
    void focused(std::uint32_t node);  // DOM focus moved to it; 0: to nothing
    // The DOM scroller's scrollTop, CSS pixels.
    void scrolled(float offset, Pane pane = Pane::Main);
    void redraw();  // the display changed
    // True while a draw must follow a change: another frame is wanted.
    bool wants_frame() const;
    State const& state() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

// Style and fonts, once per context: the bytes of the TTFs must outlive it. The dynamic atlas of
// Dear ImGui 1.92 rasterises sizes on demand.
struct Fonts {
    ByteView text, bold, icons;
};
void setup_look(Fonts const& fonts);

}  // namespace hub::ui
