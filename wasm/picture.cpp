#include "wasm/picture.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "wasm/browser.h"

namespace hub {

namespace {

static_assert(sizeof(ImDrawVert) == 20 && sizeof(ImDrawIdx) == 4, "as js/painter.js reads them");

// As js/painter.js reads it.
struct Command {
    std::int32_t x, y, width, height;  // of what is drawn on, from the canvas's lower left corner
    std::int32_t texture, count, first;
};

void bring(ImTextureData& texture) {
    int const number = texture.UniqueID;
    if (texture.Status == ImTextureStatus_WantCreate) {
        browser_make_texture(number, texture.Width, texture.Height, texture.Pixels);
        texture.SetTexID(static_cast<ImTextureID>(number));
        texture.SetStatus(ImTextureStatus_OK);
    } else if (texture.Status == ImTextureStatus_WantUpdates) {
        ImTextureRect const& part = texture.UpdateRect;
        browser_update_texture(number, texture.Width, part.x, part.y, part.w, part.h,
                               texture.Pixels);
        texture.SetStatus(ImTextureStatus_OK);
    } else if (texture.Status == ImTextureStatus_WantDestroy && texture.UnusedFrames > 0) {
        browser_drop_texture(number);
        texture.SetTexID(ImTextureID_Invalid);
        texture.SetStatus(ImTextureStatus_Destroyed);
    }
}

void paint(ImDrawList const& list, ImDrawData const& drawn) {
    std::vector<Command> commands;
    float const scale = drawn.FramebufferScale.x;
    float const height = drawn.DisplaySize.y * scale;
    for (ImDrawCmd const& command : list.CmdBuffer) {
        float const left = std::max(0.0f, command.ClipRect.x * scale);
        float const right = std::min(drawn.DisplaySize.x * scale, command.ClipRect.z * scale);
        float const upper = std::max(0.0f, command.ClipRect.y * scale);
        float const lower = std::min(height, command.ClipRect.w * scale);
        if (right <= left || lower <= upper || command.ElemCount == 0) continue;
        auto const whole = [](float length) { return static_cast<std::int32_t>(length); };
        commands.push_back({whole(left), whole(height - lower), whole(right - left),
                            whole(lower - upper), static_cast<std::int32_t>(command.GetTexID()),
                            static_cast<std::int32_t>(command.ElemCount),
                            static_cast<std::int32_t>(command.IdxOffset)});
    }
    browser_paint(list.VtxBuffer.Data, list.VtxBuffer.size_in_bytes(), list.IdxBuffer.Data,
                  list.IdxBuffer.size_in_bytes(), commands.data(), commands.size() * 7);
}

}  // namespace

void setup_picture() {
    ImGuiIO& io = ImGui::GetIO();
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.Fonts->TexDesiredFormat = ImTextureFormat_Alpha8;  // a quarter of the memory
}

void paint_picture(ImDrawData& drawn, ImU32 ground) {
    for (ImTextureData* const texture : *drawn.Textures) bring(*texture);
    ImVec4 const colour = ImGui::ColorConvertU32ToFloat4(ground);
    browser_begin_picture(drawn.DisplaySize.x, drawn.DisplaySize.y, colour.x, colour.y, colour.z);
    for (ImDrawList const* const list : drawn.CmdLists) paint(*list, drawn);
}

void forget_textures() {
    for (ImTextureData* const texture : ImGui::GetPlatformIO().Textures) {
        if (texture->TexID == ImTextureID_Invalid) continue;
        texture->SetTexID(ImTextureID_Invalid);
        if (texture->Status != ImTextureStatus_WantDestroy)
            texture->SetStatus(ImTextureStatus_WantCreate);
    }
}

}  // namespace hub
