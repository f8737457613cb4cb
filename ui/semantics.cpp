#include "ui/semantics.h"

#include <nlohmann/json.hpp>

namespace hub::ui {

namespace {

char const* name_of(Role role) {
    switch (role) {
        case Role::Heading:
            return "heading";
        case Role::Text:
            return "text";
        case Role::Button:
            return "button";
        case Role::Radio:
            return "radio";
        case Role::Checkbox:
            return "checkbox";
        case Role::TextField:
            return "textfield";
        case Role::TextArea:
            return "textarea";
        case Role::Status:
            return "status";
        case Role::Alert:
            return "alert";
        case Role::Progress:
            return "progress";
        case Role::Group:
            return "group";
        case Role::RadioGroup:
            return "radiogroup";
        case Role::Navigation:
            return "navigation";
        case Role::List:
            return "list";
        case Role::ListItem:
            return "listitem";
        case Role::Image:
            return "image";
    }
    return "text";
}

char const* name_of(InputKind kind) {
    switch (kind) {
        case InputKind::Text:
            return "text";
        case InputKind::Name:
            return "name";
        case InputKind::Code:
            return "code";
        case InputKind::Integer:
            return "integer";
        case InputKind::Decimal:
            return "decimal";
        case InputKind::Date:
            return "date";
        case InputKind::Search:
            return "search";
    }
    return "text";
}

char const* name_of(EnterKey key) {
    switch (key) {
        case EnterKey::Done:
            return "done";
        case EnterKey::Next:
            return "next";
        case EnterKey::Go:
            return "go";
    }
    return "done";
}

nlohmann::json json_of(Rect const& rect) {
    return nlohmann::json::array({rect.x, rect.y, rect.width, rect.height});
}

nlohmann::json json_of(SemanticNode const& node) {
    nlohmann::json json{{"id", node.id},
                        {"role", name_of(node.role)},
                        {"rect", json_of(node.rect)},
                        {"label", node.label}};
    if (node.parent != 0) json["parent"] = node.parent;
    if (node.pane == Pane::List) json["pane"] = "list";
    if (node.scrolled) json["scrolled"] = true;
    if (node.banner) json["banner"] = true;
    if (!node.language.empty()) json["language"] = node.language;
    if (node.fold != Fold::None) json["expanded"] = node.fold == Fold::Open;
    if (node.error != 0) json["error"] = node.error;
    if (!node.description.empty()) json["description"] = node.description;
    if (holds_others(node)) json["holds"] = true;
    if (node.role == Role::Heading) json["level"] = node.level;
    if (node.role == Role::TextField || node.role == Role::TextArea) {
        json["input"] = name_of(node.input);
        json["fontPx"] = node.font_px;
        json["most"] = node.most;
        if (node.dom_text) json["domText"] = true;
    }
    if (node.role == Role::Text) {
        json["fontPx"] = node.font_px;
        if (node.indent_px > 0) json["indentPx"] = node.indent_px;
    }
    bool const has_value = node.role == Role::TextField || node.role == Role::TextArea ||
                           node.role == Role::Progress || node.indent_px > 0;
    if (has_value) json["value"] = node.value;
    if (node.checked) json["checked"] = true;
    if (node.current) json["current"] = true;
    if (node.disabled) json["disabled"] = true;
    if (node.required) json["required"] = true;
    if (node.invalid) json["invalid"] = true;
    return json;
}

std::string css_colour(std::uint32_t colour) {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string words = "#";
    for (int shift : {4, 0, 12, 8, 20, 16}) words += kDigits[colour >> shift & 0xF];
    return words;
}

nlohmann::json json_of(Writing const& writing) {
    return {
        {"rect", json_of(writing.rect)},   {"pane", writing.pane == Pane::List ? "list" : "main"},
        {"scrolled", writing.scrolled},    {"text", writing.text},
        {"fontPx", writing.font_px},       {"colour", css_colour(writing.colour)},
        {"fromRight", writing.from_right}, {"bold", writing.bold}};
}

nlohmann::json json_of(Picture const& picture) {
    return {{"rect", json_of(picture.rect)},
            {"pane", picture.pane == Pane::List ? "list" : "main"},
            {"scrolled", picture.scrolled},
            {"name", picture.name}};
}

nlohmann::json json_of(Scroller const& scroller) {
    return {{"rect", json_of(scroller.rect)},
            {"contentHeight", scroller.content_height},
            {"offset", scroller.offset},
            {"revision", scroller.revision}};
}

}  // namespace

SemanticNode const* SemanticTable::find(Role role, std::string_view label) const {
    for (SemanticNode const& node : nodes)
        if (node.role == role && node.label == label) return &node;
    return nullptr;
}

SemanticNode const* SemanticTable::find(std::uint32_t id) const {
    for (SemanticNode const& node : nodes)
        if (node.id == id) return &node;
    return nullptr;
}

bool holds_others(SemanticNode const& node) {
    switch (node.role) {
        case Role::Group:
        case Role::RadioGroup:
        case Role::Navigation:
        case Role::List:
        case Role::ListItem:
            return true;
        case Role::Heading:
            return node.label.empty();  // its button says it
        default:
            return false;
    }
}

bool takes_keyboard(SemanticNode const& node) {
    bool const text = node.role == Role::TextField || node.role == Role::TextArea;
    return text && node.input != InputKind::Date;
}

std::string to_json(SemanticTable const& table) {
    nlohmann::json nodes = nlohmann::json::array();
    for (SemanticNode const& node : table.nodes) nodes.push_back(json_of(node));
    nlohmann::json writings = nlohmann::json::array();
    for (Writing const& writing : table.writings) writings.push_back(json_of(writing));
    nlohmann::json pictures = nlohmann::json::array();
    for (Picture const& picture : table.pictures) pictures.push_back(json_of(picture));
    nlohmann::json const json{{"screen", table.screen},
                              {"title", table.title},
                              {"language", table.language},
                              {"direction", table.right_to_left ? "rtl" : "ltr"},
                              {"writings", std::move(writings)},
                              {"pictures", std::move(pictures)},
                              {"focus", table.focus},
                              {"enter", table.enter},
                              {"close", table.close},
                              {"enterKey", name_of(table.enter_key)},
                              {"screenRevision", table.screen_revision},
                              {"slidePx", table.slide_px},
                              {"list", table.list},
                              {"scroller", json_of(table.scroller)},
                              {"listScroller", json_of(table.list_scroller)},
                              {"nodes", std::move(nodes)}};
    // Text that is not UTF-8 cannot come from the DOM, but may come from another phone.
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace hub::ui
