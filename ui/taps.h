#pragma once
// Taps on their way to the frames that answer them.

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace hub::ui {

struct Tap {
    std::uint32_t node = 0;  // 0: none
    bool typing = false;     // the keyboard is up: a next question's text field takes it over
};

// A slow phone may hear of several before it draws: an answer and "Suivant" at once. Each gets a
// frame. The same node twice is one tap, for nobody has seen what the first did.
class Taps {
public:
    void add(Tap const& tap) {
        auto const same = [&](Tap const& before) { return before.node == tap.node; };
        if (std::none_of(waiting_.begin(), waiting_.end(), same)) waiting_.push_back(tap);
    }
    Tap take() {
        if (waiting_.empty()) return {};
        Tap const first = waiting_.front();
        waiting_.erase(waiting_.begin());
        return first;
    }
    void clear() { waiting_.clear(); }
    bool empty() const { return waiting_.empty(); }

private:
    std::vector<Tap> waiting_;
};

}  // namespace hub::ui
