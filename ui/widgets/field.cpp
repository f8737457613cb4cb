#include <algorithm>

#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/widgets/widgets.h"

namespace hub::ui {

namespace {

// As the DOM shows it: dates in words, everything else as typed.
std::string words_of(Field const& field, std::string const& text) {
    if (field.input != InputKind::Date) return text;
    auto const date = date_from_iso(text);
    return date.ok() ? date_words(date.value()) : text;
}

void draw_label(Page& page, Field const& field) {
    if (field.label_hidden) return;
    Rect const rect = page.take(page.text_height(field.label, Type::Caption, page.width()));
    page.draw_text(rect.x, rect.y, field.label, Type::Caption, page.colours.muted, rect.width);
    page.skip(space::k4);
}

void draw_box_of(Page& page, Rect const& rect, bool focused, bool faulty) {
    Palette const& c = page.colours;
    ImU32 const border = faulty ? c.error.text : focused ? c.primary : c.muted;
    page.draw_box(rect, c.card, border, focused || faulty ? 2.5f : std::max(1.0f, c.border_px));
}

}  // namespace

// The DOM's own input lies over the box and is the editor; while it has the focus it shows the text
// itself, otherwise the canvas does (it scrolls with everything else).
void field(Page& page, Field const& field) {
    draw_label(page, field);
    float const line = page.px(Type::Body) * kLineHeight;
    float const wrap = page.width() - 2 * space::k12;
    std::string text = field.value;
    float height = std::max(space::kMainTarget, line + 2 * space::k12);
    ImGuiID const id = ImGui::GetID(field.key.data(), field.key.data() + field.key.size());
    text = page.drafts.shown(id, text);
    if (field.long_text)
        height =
            std::max(4 * line, page.text_height(text + "\n.", Type::Body, wrap)) + 2 * space::k12;
    Rect const rect = page.take(height);
    page.skip(space::k4);

    auto const typed = page.drafts.typed.find(id);
    std::string const fault = typed != page.drafts.typed.end() && !typed->second.fault.empty()
                                  ? typed->second.fault
                                  : field.fault;
    SemanticNode& node =
        page.item(field.key, rect, field.long_text ? Role::TextArea : Role::TextField, field.label);
    node.value = text;
    node.input = field.input;
    node.font_px = page.px(Type::Body);
    node.required = field.required;
    node.invalid = !fault.empty();
    node.description = fault;
    page.drafts.targets[node.id] = field.target;
    bool const focused = page.focused(node);
    draw_box_of(page, rect, focused, !fault.empty());
    node.dom_text = !page.can_draw(text);
    if (!focused && !node.dom_text) {
        float const y = field.long_text ? rect.y + space::k12 : rect.y + (height - line) / 2;
        bool const empty = text.empty();
        ImGui::PushClipRect({rect.x, rect.y}, {rect.x + rect.width - 4, rect.y + height}, true);
        page.draw_text(rect.x + space::k12, y, empty ? field.hint : words_of(field, text),
                       Type::Body, empty ? page.colours.muted : page.colours.ink,
                       field.long_text ? wrap : 0);
        ImGui::PopClipRect();
    }
    if (fault.empty()) return page.skip(space::k8);
    page.skip(space::k4);
    Scoped scope(field.key);
    notice(page, Mood::Error, kIconError, fault, Role::Alert);
}

}  // namespace hub::ui
