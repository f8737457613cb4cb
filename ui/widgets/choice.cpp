#include <algorithm>

#include "ui/icon_codes.h"
#include "ui/widgets/widgets.h"

namespace hub::ui {

namespace {

char const* mark_of(ChoiceKind kind, bool checked) {
    if (kind == ChoiceKind::Radio) return checked ? kIconRadioOn : kIconRadioOff;
    return checked ? kIconCheckboxOn : kIconCheckboxOff;
}

void draw_face(Page& page, Rect const& rect, bool checked, bool pressed) {
    Palette const& c = page.colours;
    ImU32 const ground = checked || pressed ? c.done.ground : c.card;
    page.draw_box(rect, ground, checked ? c.primary : c.line,
                  checked ? std::max(2.0f, c.border_px) : c.border_px);
}

bool choice_in(Page& page, Rect const& rect, ChoiceKind kind, std::string_view label,
               bool checked) {
    Role const role = kind == ChoiceKind::Radio ? Role::Radio : Role::Checkbox;
    SemanticNode& node = page.item(label, rect, role, label);
    node.checked = checked;
    draw_face(page, rect, checked, page.pressed(node));
    float const mark = 1.4f * page.px(Type::Body);
    float const wrap = rect.width - 2 * space::k12 - mark - space::k8;
    Weight const weight = checked ? Weight::Bold : Weight::Regular;
    float const height = page.text_height(label, Type::Body, wrap, weight);
    ImU32 const colour = checked ? page.colours.done.text : page.colours.ink;
    page.draw_icon(rect.x + space::k12, rect.y + (rect.height - mark) / 2, mark_of(kind, checked),
                   mark, checked ? page.colours.primary : page.colours.muted);
    page.draw_text(rect.x + space::k12 + mark + space::k8, rect.y + (rect.height - height) / 2,
                   label, Type::Body, colour, wrap, weight);
    page.focus_ring(node, rect);
    return page.activated(node);
}

float height_of(Page const& page, std::string_view label, float width) {
    float const mark = 1.4f * page.px(Type::Body);
    float const wrap = width - 2 * space::k12 - mark - space::k8;
    return std::max(space::kTarget + 4,
                    page.text_height(label, Type::Body, wrap, Weight::Bold) + 2 * space::k12);
}

}  // namespace

bool choice(Page& page, ChoiceKind kind, std::string_view label, bool checked) {
    Rect const rect = page.take(height_of(page, label, page.width()));
    bool const tapped = choice_in(page, rect, kind, label, checked);
    page.skip(space::k8);
    return tapped;
}

int choice_strip(Page& page, std::vector<Choice> const& choices, std::string_view chosen) {
    float const gap = space::k8;
    auto const count = static_cast<float>(choices.size());
    float const width = (page.width() - gap * (count - 1)) / count;
    float const mark = 1.4f * page.px(Type::Body);
    bool fits = true;
    for (Choice const& c : choices)
        fits &= page.text_width(c.label, Type::Body, Weight::Bold) + mark + 2 * space::k12 +
                    space::k8 <=
                width;
    int tapped = -1;
    Rect const row = fits ? page.take(space::kMainTarget) : Rect{};
    for (std::size_t i = 0; i < choices.size(); ++i) {
        bool const checked = choices[i].name == chosen;
        float const x = row.x + static_cast<float>(i) * (width + gap);
        bool const hit = fits ? choice_in(page, {x, row.y, width, row.height}, ChoiceKind::Radio,
                                          choices[i].label, checked)
                              : choice(page, ChoiceKind::Radio, choices[i].label, checked);
        if (hit) tapped = static_cast<int>(i);
    }
    if (fits) page.skip(space::k8);
    return tapped;
}

}  // namespace hub::ui
