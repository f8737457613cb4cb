#pragma once
// What Dear ImGui drew, handed to js/painter.js: textures that changed, then triangles.

struct ImDrawData;

namespace hub {

// Before the first font.
void setup_picture();
// After ImGui::Render().
void paint_picture(ImDrawData& drawn);
// The graphics process forgot every texture: the next picture brings them again.
void forget_textures();

}  // namespace hub
