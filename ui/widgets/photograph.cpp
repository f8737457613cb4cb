#include <algorithm>

#include "ui/widgets/widgets.h"

namespace hub::ui {

void photograph(Page& page, std::string_view label, std::string name) {
    // Upright ones are higher than wide; on a turned phone the whole of it is to be seen.
    constexpr float kUpright = 4.0f / 3, kOfDisplay = 0.8f;
    constexpr float kLeast = 120;
    float const most = std::max(kLeast, kOfDisplay * page.display.height);
    Rect const rect = page.take(std::min(kUpright * page.width(), most));
    page.item("photo", rect, Role::Image, label);
    page.draw_photo(rect, std::move(name));
    page.skip(space::k8);
}

}  // namespace hub::ui
