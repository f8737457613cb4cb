#include "ui/language.h"

#include <algorithm>
#include <vector>

#include "shared/base/text.h"

namespace hub::ui {

namespace {

constexpr std::size_t kPluralTable = 200;  // every rule known repeats from 100 on
constexpr std::size_t kHeaderLines = 8;
constexpr std::string_view kFormat = "hub-language 1 ";

struct Spoken {
    std::vector<char> file;  // what the views below look into; French is part of the program
    std::string_view mark;
    Tongue tongue;
    std::string_view plurals;
    std::vector<std::string_view> messages;
};

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        std::size_t const end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

bool read_digits(std::string_view line, Tongue& tongue) {
    for (std::string& digit : tongue.digits) {
        if (line.empty() || line.size() < letter_bytes(line[0])) return false;
        digit = line.substr(0, letter_bytes(line[0]));
        line.remove_prefix(digit.size());
    }
    return line.empty();
}

bool read(std::string_view file, Spoken& spoken) {
    if (file.substr(0, kFormat.size()) != kFormat || file.back() != '\n') return false;
    file.remove_suffix(1);
    auto lines = split(file, '\n');
    if (lines.size() < kHeaderLines || lines[7].size() != kPluralTable) return false;
    spoken.mark = lines[0].substr(kFormat.size());
    Tongue& tongue = spoken.tongue;
    tongue.code = lines[1];
    tongue.name = lines[2];
    tongue.right_to_left = lines[3] == "rtl";
    tongue.decimal = lines[5];
    tongue.thousands = lines[6];
    spoken.plurals = lines[7];
    lines.erase(lines.begin(), lines.begin() + kHeaderLines);
    spoken.messages = std::move(lines);
    return read_digits(split(file, '\n')[4], tongue);
}

Spoken const& french() {
    static Spoken const kFrench = [] {
        Spoken spoken;
        read(kFrenchCatalogue, spoken);
        return spoken;
    }();
    return kFrench;
}

Spoken other;                        // what was read last
Spoken const* spoken_now = nullptr;  // French until speak()

Spoken const& spoken() { return spoken_now ? *spoken_now : french(); }

// What stands for a {name}; of a name that nobody filled in, nothing.
std::string_view words_for(std::string_view name, std::initializer_list<Part> parts) {
    for (Part const& part : parts)
        if (part.name == name) return part.words;
    return {};
}

template <typename Words>
std::string replaced(std::string_view text, Words words_for_name) {
    std::string words;
    while (true) {
        std::size_t const open = text.find('{');
        std::size_t const close = text.find('}', open);
        words += text.substr(0, open);
        if (open == std::string_view::npos || close == std::string_view::npos) return words;
        words += words_for_name(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
}

}  // namespace

Text::operator std::string_view() const { return spoken().messages[at]; }

std::string operator+(std::string left, Text right) { return left += std::string_view(right); }

std::string fill(Text text, std::initializer_list<Part> parts) {
    return replaced(text, [&](std::string_view name) { return words_for(name, parts); });
}

std::string counted(CountedText text, std::size_t count, std::initializer_list<Part> parts) {
    auto const forms = split(spoken().messages[text.at], '\t');
    std::size_t const in_table = count < kPluralTable ? count : 100 + count % 100;
    auto const form = static_cast<std::size_t>(spoken().plurals[in_table] - '0');
    std::string const number = count_words(count);
    return replaced(forms[std::min(form, forms.size() - 1)], [&](std::string_view name) {
        return name == "count" ? std::string_view(number) : words_for(name, parts);
    });
}

Tongue const& tongue() { return spoken().tongue; }

std::string in_digits(std::string_view ascii) {
    Tongue const& now = tongue();
    std::string words;
    for (char const c : ascii) {
        if (c >= '0' && c <= '9') {
            words += now.digits[c - '0'];
        } else {
            words += c;
        }
    }
    return words;
}

std::string count_words(std::size_t count) {
    std::string const ascii = std::to_string(count);
    std::string words;
    for (std::size_t i = 0; i < ascii.size(); ++i) {
        if (i > 0 && (ascii.size() - i) % 3 == 0) words += tongue().thousands;
        words += in_digits(ascii.substr(i, 1));
    }
    return words;
}

Result<void> speak(std::string_view file) {
    if (file.empty()) {
        spoken_now = nullptr;
        return {};
    }
    Error const bad{"bad-language", "Le fichier de cette langue est illisible."};
    Spoken read_now;
    read_now.file.assign(file.begin(), file.end());
    if (!read({read_now.file.data(), read_now.file.size()}, read_now)) return bad;
    bool const fits =
        read_now.mark == french().mark && read_now.messages.size() == french().messages.size();
    if (!fits) return bad;
    other = std::move(read_now);
    spoken_now = &other;
    return {};
}

}  // namespace hub::ui
