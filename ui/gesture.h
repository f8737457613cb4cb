#pragma once
// What fingers mean before anything is tapped: what shows that it is pressed, and what a motion
// across the screen asks for. Taps and scrolling are the browser's own; when it takes a finger for
// scrolling it says so by Cancel.

#include <cstdint>
#include <optional>

#include "ui/app.h"

namespace hub::ui {

// Forward and back as one reads: in a language written from the right, forward is to the right.
enum class Swipe : std::uint8_t { None, Forward, Back };

class Gesture {
public:
    // `over_text`: it came down where a finger moves the caret or selects. Returns the swipe that
    // ended with it.
    Swipe follow(Pointer const& pointer, bool over_text, Display const& display);
    std::uint32_t pressed() const { return pressed_; }

private:
    struct Start {
        Pointer pointer;
        bool may_swipe;
        bool slipped = false;  // too far to be a tap
    };
    void begin(Pointer const& pointer, bool over_text, Display const& display);
    void move(Pointer const& pointer);
    Swipe end(Pointer const& pointer) const;

    std::optional<Start> start_;  // of the only finger on the screen
    std::uint32_t pressed_ = 0;
};

}  // namespace hub::ui
