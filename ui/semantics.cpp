#include "ui/semantics.h"

#include <algorithm>
#include <cmath>

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
        case Role::Link:
            return "link";
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
    }
    return "text";
}

char const* name_of(InputKind kind) {
    switch (kind) {
        case InputKind::Text:
            return "text";
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

constexpr std::string_view kReplacement = "\uFFFD";

// How many bytes the UTF-8 character takes that begins here; 0: it is none.
std::size_t character_size(std::string_view text) {
    auto const byte = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
    std::uint8_t const first = byte(0);
    std::size_t const size = first < 0x80                     ? 1
                             : first >= 0xC2 && first < 0xE0  ? 2
                             : first >= 0xE0 && first < 0xF0  ? 3
                             : first >= 0xF0 && first <= 0xF4 ? 4
                                                              : 0;
    if (size > text.size()) return 0;
    for (std::size_t at = 1; at < size; ++at)
        if ((byte(at) & 0xC0) != 0x80) return 0;
    bool const too_long = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
    bool const surrogate = first == 0xED && byte(1) >= 0xA0;
    bool const too_large = first == 0xF4 && byte(1) >= 0x90;
    return size > 1 && (too_long || surrogate || too_large) ? 0 : size;
}

// JSON is written by hand: a tree of values would be built for every frame that changed something.
class Json {
public:
    void open(char bracket) {
        out_ += bracket;
        first_ = true;
    }
    void close(char bracket) {
        out_ += bracket;
        first_ = false;
    }
    void key(char const* name) {
        separate();
        out_ += '"';
        out_ += name;
        out_ += "\":";
        first_ = true;
    }
    void separate() {
        if (!first_) out_ += ',';
        first_ = false;
    }
    void number(std::uint64_t value) {
        separate();
        out_ += std::to_string(value);
    }
    // CSS pixels, to a hundredth.
    void number(float value) {
        separate();
        auto const hundredths = static_cast<std::int64_t>(std::lround(value * 100));
        std::uint64_t const size =
            static_cast<std::uint64_t>(hundredths < 0 ? -hundredths : hundredths);
        if (hundredths < 0) out_ += '-';
        out_ += std::to_string(size / 100);
        if (size % 100 == 0) return;
        out_ += '.';
        out_ += static_cast<char>('0' + size / 10 % 10);
        out_ += static_cast<char>('0' + size % 10);
    }
    void text(std::string_view value) {
        separate();
        out_ += '"';
        while (!value.empty()) {
            // Text that is not UTF-8 cannot come from the DOM, but may come from another phone.
            std::size_t const size = character_size(value);
            std::string_view const character = value.substr(0, size);
            append(size == 0 ? kReplacement : character);
            value.remove_prefix(std::max<std::size_t>(size, 1));
        }
        out_ += '"';
    }
    void yes(char const* name, bool value) {
        if (!value) return;
        key(name);
        separate();
        out_ += "true";
    }
    std::string take() { return std::move(out_); }

private:
    void append(std::string_view character) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        char const c = character[0];
        if (c == '"' || c == '\\') out_ += '\\';
        if (static_cast<std::uint8_t>(c) >= 0x20) {
            out_ += character;
            return;
        }
        out_ += "\\u00";
        out_ += c < 0x10 ? '0' : '1';
        out_ += kDigits[static_cast<std::size_t>(c & 0xF)];
    }

    std::string out_;
    bool first_ = true;
};

void write(Json& json, Rect const& rect) {
    json.key("rect");
    json.separate();
    json.open('[');
    for (float const length : {rect.x, rect.y, rect.width, rect.height}) json.number(length);
    json.close(']');
}

void write_text(Json& json, char const* key, std::string_view value) {
    json.key(key);
    json.text(value);
}

void write_number(Json& json, char const* key, std::uint64_t value) {
    json.key(key);
    json.number(value);
}

void write(Json& json, SemanticNode const& node) {
    bool const is_field = node.role == Role::TextField || node.role == Role::TextArea;
    json.separate();
    json.open('{');
    write_number(json, "id", node.id);
    write_text(json, "role", name_of(node.role));
    write(json, node.rect);
    write_text(json, "label", node.label);
    if (node.parent != 0) write_number(json, "parent", node.parent);
    json.yes("scrolled", node.scrolled);
    if (!node.description.empty()) write_text(json, "description", node.description);
    if (node.role == Role::Heading)
        write_number(json, "level", static_cast<std::uint64_t>(node.level));
    if (is_field) {
        write_text(json, "input", name_of(node.input));
        json.key("fontPx");
        json.number(node.font_px);
        write_number(json, "most", node.most);
        json.yes("domText", node.dom_text);
    }
    if (is_field || node.role == Role::Progress) write_text(json, "value", node.value);
    json.yes("checked", node.checked);
    json.yes("current", node.current);
    json.yes("disabled", node.disabled);
    json.yes("required", node.required);
    json.yes("invalid", node.invalid);
    json.close('}');
}

void write(Json& json, Scroller const& scroller) {
    json.key("scroller");
    json.separate();
    json.open('{');
    write(json, scroller.rect);
    json.key("contentHeight");
    json.number(scroller.content_height);
    json.key("offset");
    json.number(scroller.offset);
    write_number(json, "revision", scroller.revision);
    json.close('}');
}

}  // namespace

SemanticNode const* SemanticTable::find(Role role, std::string_view label) const {
    for (SemanticNode const& node : nodes)
        if (node.role == role && node.label == label) return &node;
    return nullptr;
}

std::string to_json(SemanticTable const& table) {
    Json json;
    json.open('{');
    write_text(json, "title", table.title);
    write_number(json, "focus", table.focus);
    write_number(json, "enter", table.enter);
    write(json, table.scroller);
    json.key("nodes");
    json.separate();
    json.open('[');
    for (SemanticNode const& node : table.nodes) write(json, node);
    json.close(']');
    json.close('}');
    return json.take();
}

}  // namespace hub::ui
