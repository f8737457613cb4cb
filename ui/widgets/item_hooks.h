#pragma once
// Dear ImGui reports every item it adds (IMGUI_ENABLE_TEST_ENGINE) to four hooks. They are ours:
// no test engine is linked. While an ItemCollector lives, added items become semantic nodes.

#include "ui/semantics.h"

namespace hub::ui {

class ItemCollector {
public:
    ItemCollector(SemanticTable& table, bool scrolled);
    ~ItemCollector();
    ItemCollector(ItemCollector const&) = delete;
    ItemCollector& operator=(ItemCollector const&) = delete;

    void add(std::uint32_t id, Rect const& rect);

private:
    SemanticTable& table_;
    bool scrolled_;
};

}  // namespace hub::ui
