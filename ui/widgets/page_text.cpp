// The text of a page: measured, wrapped, cut, drawn. Text with letters that run from right to left
// is broken into lines here, because a line is put into its visual order only once it is known;
// what the font cannot draw at all (emoji, other scripts) is written by the browser over the
// canvas.

#include <algorithm>

#include "imgui_internal.h"
#include "ui/bidi.h"
#include "ui/widgets/page.h"

namespace hub::ui {

namespace {

ImFont* font_of(Weight weight) { return weight == Weight::Bold ? bold_font() : text_font(); }

struct Face {
    ImFont* font;
    float line_px;

    float width(std::string_view text) const {
        return font->CalcTextSizeA(line_px, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
    }
};

// French sets a space before : ; ? ! and inside of « », at which no line may break.
std::string held_together(std::string_view text) {
    constexpr std::string_view kNoBreakSpace = "\u00A0";
    std::string held;
    held.reserve(text.size() + 8);
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string_view const next = text.substr(i + 1);
        bool const before = !next.empty() && std::string_view(":;?!").find(next[0]) != next.npos;
        bool const held_space = text[i] == ' ' && (before || next.substr(0, 2) == "»" ||
                                                   text.substr(0, i).ends_with("«"));
        if (held_space) {
            held += kNoBreakSpace;
        } else {
            held += text[i];
        }
    }
    return held;
}

// The text without its last word; without its last letter where a line breaks inside of a word.
std::string_view shorter(std::string_view text, bool inside_word) {
    std::size_t const space = text.find_last_of(' ');
    if (!inside_word && space != std::string_view::npos && space > 0) return text.substr(0, space);
    std::size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    return text.substr(0, last);
}

bool in_font(unsigned int point) {
    return point <= IM_UNICODE_CODEPOINT_MAX &&
           text_font()->IsGlyphInFont(static_cast<ImWchar>(point));
}

template <typename Each>
void for_each_letter(std::string_view text, Each each) {
    char const* const end = text.data() + text.size();
    for (char const* at = text.data(); at < end;) {
        unsigned int point = 0;
        int const size = ImTextCharFromUtf8(&point, at, end);
        each(point, std::string_view(at, static_cast<std::size_t>(size)));
        at += size;
    }
}

bool drawable(std::string_view text) {
    bool all = true;
    for_each_letter(
        text, [&](unsigned int point, std::string_view) { all &= point < 0x20 || in_font(point); });
    return all;
}

// About as wide as what the browser will write: an emoji is wider than any letter, what joins or
// colours it has no width.
std::string stand_in(std::string_view text) {
    std::string words;
    for_each_letter(text, [&](unsigned int point, std::string_view letter) {
        bool const joins = point == 0x200D || (point >= 0xFE00 && point <= 0xFE0F) ||
                           (point >= 0x1F3FB && point <= 0x1F3FF);
        if (joins) return;
        words += point < 0x20 || in_font(point) ? letter : point >= 0x2600 ? "Wj" : "n";
    });
    return words;
}

constexpr float kShortLines = 3;  // what stands beside its mark or in its column

struct TextLine {
    std::string text;  // in visual order
    float width;
    bool right_to_left;
};

// Filled word by word: joined letters are narrower than the same letters alone.
void break_paragraph(Face const& face, std::string_view paragraph, float wrap,
                     std::vector<TextLine>& lines) {
    bool const right_to_left = runs_right_to_left(paragraph);
    float const space = face.width(" ");
    std::size_t begin = 0, end = 0;  // of the line
    float width = 0;
    auto const close = [&] {
        std::string words = visual(paragraph.substr(begin, end - begin), right_to_left);
        lines.push_back({std::move(words), width, right_to_left});
    };
    for (std::size_t at = 0; at <= paragraph.size();) {
        std::size_t const stop = std::min(paragraph.find(' ', at), paragraph.size());
        float const word = face.width(visual(paragraph.substr(at, stop - at), right_to_left));
        bool const first = at == begin;
        if (!first && wrap > 0 && width + space + word > wrap) {
            close();
            begin = at;
            width = word;
        } else {
            width += first ? word : space + word;
        }
        end = stop;
        at = stop + 1;
    }
    close();
}

std::vector<TextLine> lines_of(Face const& face, std::string_view text, float wrap) {
    std::vector<TextLine> lines;
    while (true) {
        std::size_t const end = text.find('\n');
        break_paragraph(face, text.substr(0, end), wrap, lines);
        if (end == std::string_view::npos) return lines;
        text.remove_prefix(end + 1);
    }
}

ImVec2 measure(std::string_view text, float size, float wrap, Weight weight) {
    std::string held = held_together(text);
    Face const face{font_of(weight), size};
    if (has_right_to_left(held)) {
        if (!drawable(visual(held, true))) held = stand_in(held);
        ImVec2 box{0, 0};
        for (TextLine const& line : lines_of(face, held, wrap)) {
            box.x = std::max(box.x, line.width);
            box.y += size;
        }
        return box;
    }
    if (!drawable(held)) held = stand_in(held);
    return face.font->CalcTextSizeA(size, FLT_MAX, wrap, held.data(), held.data() + held.size());
}

}  // namespace

float Page::text_height(std::string_view text, Type type, float width, Weight weight) const {
    return measure(text, line_px(type), width, weight).y;
}

float Page::text_width(std::string_view text, Type type, Weight weight) const {
    return measure(text, line_px(type), 0, weight).x;
}

bool Page::can_draw(std::string_view text) const {
    return drawable(has_right_to_left(text) ? visual(text, true) : std::string(text));
}

void Page::draw_text(float x, float y, std::string_view text, Type type, ImU32 colour, float wrap,
                     Weight weight) {
    write({.x = x, .y = y, .line_px = line_px(type), .wrap = wrap}, text, colour, weight);
}

void Page::draw_line(float x, float y, std::string_view text, float size_px, ImU32 colour,
                     Weight weight) {
    write({.x = x, .y = y, .line_px = size_px, .wrap = 0}, text, colour, weight);
}

// A short text stands at the side where lines of the language begin; a longer one where its own do.
void Page::write(Spot const& spot, std::string_view text, ImU32 colour, Weight weight) {
    if (text.empty()) return;
    std::string const held = held_together(text);
    ImVec2 const size = measure(text, spot.line_px, spot.wrap, weight);
    float const width = spot.wrap > 0 ? spot.wrap : size.x;
    float const left = across(spot.x, width);
    if (!can_draw(held))
        return leave_to_browser({left, spot.y, width, size.y}, spot, text, colour, weight);
    bool const any = has_right_to_left(held);
    bool const is_short = size.y < (kShortLines + 0.5f) * spot.line_px;
    if (!any && !(is_short && mirrored)) {
        ink().AddText(font_of(weight), spot.line_px, {left, spot.y}, colour, held.data(),
                      held.data() + held.size(), spot.wrap);
        return;
    }
    float y = spot.y;
    for (TextLine const& line : lines_of({font_of(weight), spot.line_px}, held, spot.wrap)) {
        bool const from_right = is_short ? mirrored : line.right_to_left;
        ink().AddText(font_of(weight), spot.line_px,
                      {left + (from_right ? width - line.width : 0), y}, colour, line.text.data(),
                      line.text.data() + line.text.size());
        y += spot.line_px;
    }
}

Rect Page::as_node(Rect rect) const {
    if (!scrolling_) return rect;
    return {rect.x - scroller().rect.x, rect.y + shift_ - scroll_top_, rect.width, rect.height};
}

void Page::draw_photo(Rect const& rect, std::string name) {
    Rect const seen{across(rect.x, rect.width), rect.y, rect.width, rect.height};
    table_.pictures.push_back({as_node(seen), seat.pane, scrolling_, std::move(name)});
}

void Page::leave_to_browser(Rect rect, Spot const& spot, std::string_view text, ImU32 colour,
                            Weight weight) {
    table_.writings.push_back({.rect = as_node(rect),
                               .pane = seat.pane,
                               .scrolled = scrolling_,
                               .text = std::string(text),
                               .font_px = spot.line_px / kLineHeight,
                               .colour = colour,
                               .from_right = rect.height < (kShortLines + 0.5f) * spot.line_px
                                                 ? mirrored
                                                 : runs_right_to_left(text),
                               .bold = weight == Weight::Bold});
}

std::string Page::cut(std::string_view text, Type type, float width, int lines,
                      Weight weight) const {
    std::string whole = held_together(text);
    std::replace(whole.begin(), whole.end(), '\n', ' ');
    float const most = (static_cast<float>(lines) + 0.5f) * line_px(type);
    char const* const end = whole.data() + whole.size();
    char const* line_end = whole.data();
    if (has_right_to_left(whole)) {
        if (text_height(whole, type, width, weight) <= most) return whole;
        line_end = end;
    }
    for (int line = 0; line < lines && line_end < end; ++line) {
        while (line > 0 && line_end < end && *line_end == ' ') ++line_end;
        line_end = font_of(weight)->CalcWordWrapPosition(line_px(type), line_end, end, width);
    }
    std::string_view fits(whole.data(), static_cast<std::size_t>(line_end - whole.data()));
    bool const broken = line_end == end && has_right_to_left(whole);
    if (line_end == end && !broken) return whole;
    bool const inside_word = line_end < end && *line_end != ' ' && !fits.ends_with(' ');
    std::string kept;
    do {
        while (fits.ends_with(' ') || fits.ends_with(',')) fits.remove_suffix(1);
        if (fits.ends_with(" ·")) fits.remove_suffix(std::string_view(" ·").size());
        kept = std::string(fits) + "…";
        fits = fits.empty() ? fits : shorter(fits, inside_word);
    } while (!fits.empty() && text_height(kept, type, width, weight) > most);
    return kept;
}

}  // namespace hub::ui
