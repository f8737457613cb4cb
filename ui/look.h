#pragma once
// The tokens of the look: colours per theme, spacing, type sizes. All lengths in CSS pixels.
// Every text colour stands at 7:1 or more on the ground it is used on.

#include <cstdint>

#include "imgui.h"
#include "ui/app.h"

namespace hub::ui {

struct Tint {
    ImU32 text, ground;
};

struct Palette {
    ImU32 paper, card, ink, muted, line;
    ImU32 primary, on_primary;
    Tint attention, error, done;
    float border_px;           // of cards: a hairline, or 2 px in full sun
    float tint_border_px = 0;  // of tinted boxes
};

Palette const& palette(Display const& display);

namespace space {
inline constexpr float k4 = 4, k8 = 8, k12 = 12, k16 = 16, k24 = 24, k32 = 32;
inline constexpr float kMargin = 16, kRadius = 12, kTarget = 48, kMainTarget = 56;
}  // namespace space

// Font sizes before the person's text scale.
enum class Type : std::uint8_t { Caption = 13, Body = 16, Question = 18, Title = 22 };

enum class Weight : std::uint8_t { Regular, Bold };

// ImGui measures a font by ascent + descent, CSS by its em: Noto Sans has 1.069 + 0.293.
inline constexpr float kLineHeight = 1.362f;

// More letters for the font of this weight, as drawn at the same size: a script that who chose its
// language needs. The bytes must outlive the context.
void add_letters(Weight weight, ByteView ttf);

ImFont* text_font();
ImFont* bold_font();
ImFont* icon_font();

}  // namespace hub::ui
