#include <algorithm>

#include "shared/base/text.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/texts.h"
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

// Above the keyboard a long text scrolls in itself: what is asked and what is wrong stay in sight.
float height_of(Page const& page, Field const& field, std::string const& text) {
    float const line = page.line_px(Type::Body);
    if (!field.long_text) return std::max(page.main_target(), line + 2 * space::k12);
    float const wrap = page.width() - 2 * space::k12;
    float const height =
        std::max(4 * line, page.text_height(text + "\n.", Type::Body, wrap)) + 2 * space::k12;
    if (!page.tight()) return height;
    float const least = std::max(page.main_target(), line + 2 * space::k12);
    return std::clamp(page.room() - space::k8, least, std::max(least, height));
}

void draw_text_in(Page& page, Rect const& rect, Field const& field, std::string const& text) {
    float const line = page.line_px(Type::Body);
    float const wrap = page.width() - 2 * space::k12;
    float const y = field.long_text ? rect.y + space::k12 : rect.y + (rect.height - line) / 2;
    bool const empty = text.empty();
    page.clip({rect.x, rect.y, rect.width - 4, rect.height});
    std::string const hint = page.cut(field.hint, Type::Body, wrap, 1);
    page.draw_text(rect.x + space::k12, y, empty ? hint : words_of(field, text), Type::Body,
                   empty ? page.colours.muted : page.colours.ink, field.long_text ? wrap : 0);
    page.unclip();
}

}  // namespace

// The DOM's own input lies over the box and is the editor; while it has the focus it shows the text
// itself, otherwise the canvas does (it scrolls with everything else).
void field(Page& page, Field const& field) {
    draw_label(page, field);
    ImGuiID const id = ImGui::GetID(field.key.data(), field.key.data() + field.key.size());
    std::string const text = page.drafts.shown(id, field.value);
    auto const typed = page.drafts.typed.find(id);
    std::string const fault = typed != page.drafts.typed.end() && !typed->second.fault.empty()
                                  ? typed->second.fault
                                  : field.fault;
    std::uint32_t error = 0;
    if (!fault.empty()) {  // above: under a long text nobody would see it
        Scoped scope(field.key);
        notice(page, Mood::Error, kIconError, fault, Role::Alert);
        error = page.last_item();
    }
    Rect const rect = page.take(height_of(page, field, text));
    page.skip(page.tight() ? space::k8 : space::k12);
    SemanticNode& node =
        page.item(field.key, rect, field.long_text ? Role::TextArea : Role::TextField, field.label);
    node.value = text;
    node.input = field.input;
    node.font_px = page.px(Type::Body);
    node.most = kMostCharacters;
    node.required = field.required;
    node.invalid = !fault.empty();
    node.error = error;
    node.dom_text = !page.can_draw(text);
    bool const focused = page.focused(node);
    // A field that is worked on is said over what stood there before: its text does not change
    // under the fingers when another person's word comes.
    bool const busy = focused || typed != page.drafts.typed.end();
    auto const [target, is_new] = page.drafts.targets.try_emplace(node.id, field.target);
    if (!is_new && !busy) target->second = field.target;
    draw_box_of(page, rect, focused, !fault.empty());
    if (!focused && !node.dom_text) draw_text_in(page, rect, field, text);
    if (utf16_units(text) < kMostCharacters) return;
    Scoped scope(field.key);
    std::string const words = fill(texts::kTextFull, {{"most", count_words(kMostCharacters)}});
    notice(page, Mood::Attention, kIconWarning, words, Role::Status);
}

}  // namespace hub::ui
