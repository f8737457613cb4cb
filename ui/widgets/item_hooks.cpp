#include "ui/widgets/item_hooks.h"

#include "imgui.h"
#include "imgui_internal.h"

namespace hub::ui {

namespace {

ItemCollector* collecting = nullptr;  // ImGui's hooks carry no pointer of ours

}  // namespace

ItemCollector::ItemCollector(SemanticTable& table, bool scrolled)
    : table_(table), scrolled_(scrolled) {
    collecting = this;
    ImGui::GetCurrentContext()->TestEngineHookItems = true;
}

ItemCollector::~ItemCollector() {
    collecting = nullptr;
    ImGui::GetCurrentContext()->TestEngineHookItems = false;
}

void ItemCollector::add(std::uint32_t id, Rect const& rect) {
    table_.nodes.push_back({.id = id, .rect = rect, .scrolled = scrolled_});
}

}  // namespace hub::ui

void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID id, ImRect const& box,
                                 ImGuiLastItemData const*) {
    if (!hub::ui::collecting) return;
    hub::ui::collecting->add(id,
                             {box.Min.x, box.Min.y, box.Max.x - box.Min.x, box.Max.y - box.Min.y});
}

// Labels and states of our widgets are filled in by Page::item's caller, in the person's language.
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, char const*, ImGuiItemStatusFlags) {}

void ImGuiTestEngineHook_Log(ImGuiContext*, char const*, ...) {}

char const* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
