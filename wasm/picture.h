#pragma once
// What Dear ImGui drew, handed to js/painter.js: textures that changed, then triangles.

#include <imgui.h>

namespace hub {

// Before the first font.
void setup_picture();
// After ImGui::Render(), over a picture of this colour.
void paint_picture(ImDrawData& drawn, ImU32 ground);
// The graphics process forgot every texture: the next picture brings them again.
void forget_textures();

}  // namespace hub
