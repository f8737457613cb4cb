#include "ui/gesture.h"

#include <algorithm>
#include <cmath>

#include "ui/language.h"

namespace hub::ui {

namespace {

constexpr float kSlopPx = 10;            // a finger that presses rolls by so much
constexpr float kEdgePx = 24;            // the system's own back gesture begins there
constexpr float kLeastSwipePx = 64;      // longer than any slip of a thumb
constexpr Millis kLongestSwipeMs = 500;  // slower, and long presses with them, is no swipe

}  // namespace

Swipe Gesture::follow(Pointer const& pointer, bool over_text, Display const& display) {
    if (pointer.phase == Pointer::Phase::Down) {
        begin(pointer, over_text, display);
        return Swipe::None;
    }
    if (!start_ || pointer.id != start_->pointer.id) return Swipe::None;
    if (pointer.phase == Pointer::Phase::Move) {
        move(pointer);
        return Swipe::None;
    }
    // A quick tap is answered by what it does: no picture is made that only says that it is there.
    if (pointer.phase == Pointer::Phase::Rest) {
        if (!start_->slipped) pressed_ = start_->pointer.node;
        return Swipe::None;
    }
    Swipe const swipe = pointer.phase == Pointer::Phase::Up ? end(pointer) : Swipe::None;
    start_.reset();
    pressed_ = 0;
    return swipe;
}

void Gesture::begin(Pointer const& pointer, bool over_text, Display const& display) {
    start_.reset();
    pressed_ = 0;
    if (!pointer.primary) return;  // a second finger: the first one means nothing any more
    bool const inside = pointer.x >= kEdgePx && pointer.x <= display.width - kEdgePx;
    start_ = Start{pointer, pointer.touch && inside && !over_text};
    if (!pointer.touch) pressed_ = pointer.node;
}

// A finger keeps the node it came down on, a mouse tells the one it is over.
void Gesture::move(Pointer const& pointer) {
    Pointer const& first = start_->pointer;
    float const far = std::hypot(pointer.x - first.x, pointer.y - first.y);
    start_->slipped |= far > kSlopPx;
    if (pointer.touch && start_->slipped) pressed_ = 0;
    if (!pointer.touch) pressed_ = pointer.node == first.node ? first.node : 0;
}

Swipe Gesture::end(Pointer const& pointer) const {
    float const across = pointer.x - start_->pointer.x;
    float const along = std::abs(pointer.y - start_->pointer.y);
    bool const swiped = start_->may_swipe &&
                        pointer.at_ms - start_->pointer.at_ms <= kLongestSwipeMs &&
                        std::abs(across) >= std::max(kLeastSwipePx, 2 * along);
    if (!swiped) return Swipe::None;
    return (across < 0) == tongue().right_to_left ? Swipe::Back : Swipe::Forward;
}

}  // namespace hub::ui
