#include "ui/look.h"

#include <utility>

namespace hub::ui {

namespace {

constexpr float kBasePx = 16;  // any: sizes are rasterised on demand

constexpr ImU32 rgb(std::uint32_t hex) {
    return IM_COL32(hex >> 16 & 0xFF, hex >> 8 & 0xFF, hex & 0xFF, 0xFF);
}

constexpr Palette kLight{
    .paper = rgb(0xFBF9F5),
    .card = rgb(0xFFFFFF),
    .ink = rgb(0x1A211E),
    .muted = rgb(0x4A544F),
    .line = rgb(0xDDD8CE),
    .primary = rgb(0x0B5344),
    .on_primary = rgb(0xFFFFFF),
    .attention = {rgb(0x6B3600), rgb(0xFFF1DC)},
    .error = {rgb(0x8C1D18), rgb(0xFDE8E6)},
    .done = {rgb(0x0B5344), rgb(0xE3F1EC)},
    .border_px = 1,
};

constexpr Palette kDark{
    .paper = rgb(0x121715),
    .card = rgb(0x1C2421),
    .ink = rgb(0xECEFEA),
    .muted = rgb(0xB7C1BB),
    .line = rgb(0x38433E),
    .primary = rgb(0x7FD3BD),
    .on_primary = rgb(0x06241D),
    .attention = {rgb(0xF2B872), rgb(0x2A2116)},
    .error = {rgb(0xFFB4AB), rgb(0x2C1715)},
    .done = {rgb(0x7FD3BD), rgb(0x12261F)},
    .border_px = 1,
};

constexpr Palette kFullSun{
    .paper = rgb(0xFFFFFF),
    .card = rgb(0xFFFFFF),
    .ink = rgb(0x000000),
    .muted = rgb(0x000000),
    .line = rgb(0x000000),
    .primary = rgb(0x000000),
    .on_primary = rgb(0xFFFFFF),
    .attention = {rgb(0x000000), rgb(0xFFFFFF)},
    .error = {rgb(0x000000), rgb(0xFFFFFF)},
    .done = {rgb(0x000000), rgb(0xFFFFFF)},
    .border_px = 2,
    .tint_border_px = 2,
};

void load(ByteView ttf) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;  // the caller keeps the bytes
    ImGui::GetIO().Fonts->AddFontFromMemoryTTF(const_cast<std::uint8_t*>(ttf.data()),
                                               static_cast<int>(ttf.size()), kBasePx, &config);
}

}  // namespace

Palette const& palette(Display const& display) {
    switch (display.theme) {
        case Theme::Auto:
            break;
        case Theme::Light:
            return kLight;
        case Theme::Dark:
            return kDark;
        case Theme::Sun:
            return kFullSun;
    }
    if (display.full_sun) return kFullSun;
    return display.dark ? kDark : kLight;
}

void setup_look(Fonts const& fonts) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    for (ByteView const ttf : {fonts.text, fonts.bold, fonts.icons}) load(ttf);
    ImGuiStyle& style = ImGui::GetStyle();
    style.WindowPadding = style.ItemSpacing = style.FramePadding = {0, 0};
    style.WindowBorderSize = 0;
    style.WindowMinSize = {1, 1};
}

void add_letters(Weight weight, ByteView ttf) {
    // Dear ImGui sizes a font by ascent + descent, and these are higher than Noto Sans'.
    constexpr float kNotoSansArabic = 1.374f + 0.738f;
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.MergeMode = true;
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    // Dear ImGui 1.92.2 merges into the last font whatever DstFont says.
    ImFont*& wanted = atlas.Fonts[weight == Weight::Bold ? 1 : 0];
    std::swap(wanted, atlas.Fonts.back());
    atlas.AddFontFromMemoryTTF(const_cast<std::uint8_t*>(ttf.data()), static_cast<int>(ttf.size()),
                               kBasePx * kNotoSansArabic / kLineHeight, &config);
    std::swap(wanted, atlas.Fonts.back());
}

ImFont* text_font() { return ImGui::GetIO().Fonts->Fonts[0]; }
ImFont* bold_font() { return ImGui::GetIO().Fonts->Fonts[1]; }
ImFont* icon_font() { return ImGui::GetIO().Fonts->Fonts[2]; }

}  // namespace hub::ui
