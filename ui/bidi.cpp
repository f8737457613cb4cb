#include "ui/bidi.h"

#include <unordered_map>

#include "imgui.h"
#include "imgui_internal.h"
#include "ui/language.h"

namespace hub::ui {

namespace {

constexpr std::size_t kMostKept = 2'000;  // lines; far more than two screens have

Reorder reorder_line;
std::unordered_map<std::string, std::string> kept[2];  // by direction

// Blocks of scripts with letters from right to left, and Arabic's presentation forms.
bool is_right_to_left(unsigned int point) {
    return (point >= 0x0590 && point <= 0x08FF) || (point >= 0xFB1D && point <= 0xFDFF) ||
           (point >= 0xFE70 && point <= 0xFEFC) || (point >= 0x10800 && point <= 0x10FFF) ||
           (point >= 0x1E800 && point <= 0x1EFFF);
}

bool is_arabic_digit(unsigned int point) { return point >= 0x0660 && point <= 0x066C; }

bool is_left_to_right(unsigned int point) {
    bool const ascii = (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z');
    return ascii || (point >= 0x00C0 && point <= 0x058F && point != 0xD7 && point != 0xF7) ||
           (point >= 0x1E00 && point <= 0x1FFF);
}

// The first letter that `wanted` accepts; 0: there is none.
template <typename Wanted>
unsigned int first_of(std::string_view text, Wanted wanted) {
    char const* const end = text.data() + text.size();
    for (char const* at = text.data(); at < end;) {
        unsigned int point = 0;
        at += ImTextCharFromUtf8(&point, at, end);
        if (wanted(point)) return point;
    }
    return 0;
}

}  // namespace

void setup_bidi(Reorder reorder) {
    reorder_line = std::move(reorder);
    for (auto& lines : kept) lines.clear();
}

bool has_right_to_left(std::string_view text) { return first_of(text, is_right_to_left) != 0; }

bool runs_right_to_left(std::string_view paragraph) {
    unsigned int const first = first_of(paragraph, [](unsigned int point) {
        return is_left_to_right(point) || (is_right_to_left(point) && !is_arabic_digit(point));
    });
    return first == 0 ? tongue().right_to_left : is_right_to_left(first);
}

std::string visual(std::string_view line, bool right_to_left) {
    if (!reorder_line || !has_right_to_left(line)) return std::string(line);
    auto& lines = kept[right_to_left ? 1 : 0];
    if (lines.size() >= kMostKept) lines.clear();
    auto const [found, is_new] = lines.try_emplace(std::string(line));
    if (is_new) found->second = reorder_line(line, right_to_left);
    return found->second;
}

}  // namespace hub::ui
