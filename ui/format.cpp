#include "ui/format.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "shared/records/kinds.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

template <std::size_t N>
std::string label_of(texts::Word const (&words)[N], std::string const& code) {
    for (texts::Word const& word : words)
        if (word.code == code) return std::string(word.label);
    return code;
}

std::string rounded(double number, char const* unit) {
    char text[32];
    std::snprintf(text, sizeof text, number < 10 ? "%.1f" : "%.0f", number);
    std::string words(text);
    for (char& c : words)
        if (c == '.') c = ',';
    return words + unit;
}

}  // namespace

std::string date_words(Date date) {
    std::string const iso = to_iso(date);  // "2026-03-03"
    if (iso.size() != 10) return iso;
    int const month = (iso[5] - '0') * 10 + (iso[6] - '0');
    int const day = (iso[8] - '0') * 10 + (iso[9] - '0');
    std::string const first = day == 1 ? "1er" : std::to_string(day);
    return first + " " + texts::kMonths[static_cast<std::size_t>(month - 1)] + " " +
           iso.substr(0, 4);
}

std::string delay_words(Date date, Date today) {
    int const days = date.days - today.days;
    if (days == 0) return texts::kThisDay;
    if (days == 1) return texts::kTomorrow;
    if (days > 1)
        return texts::kInDays + plural(static_cast<std::size_t>(days), texts::kDay, texts::kDays);
    return plural(static_cast<std::size_t>(-days), texts::kDayLate, texts::kDaysLate);
}

std::string bytes_words(double bytes) {
    if (bytes < 1000) return std::to_string(static_cast<int>(bytes)) + " o";
    if (bytes < 1e6) return rounded(bytes / 1e3, " Ko");
    if (bytes < 1e9) return rounded(bytes / 1e6, " Mo");
    return rounded(bytes / 1e9, " Go");
}

std::string decimal_words(double number) {
    char text[40];
    std::snprintf(text, sizeof text, "%.10g", number);
    std::string words(text);
    for (char& c : words)
        if (c == '.') c = ',';
    return words;
}

std::string count_words(std::size_t count) {
    std::string words = std::to_string(count);
    for (std::size_t end = words.size(); end > 3; end -= 3) words.insert(end - 3, "\u00A0");
    return words;
}

std::string since_words(Millis then_ms, Millis now_ms) {
    if (then_ms == 0) return texts::kNever;
    Millis const minutes = (now_ms - then_ms) / 60'000;
    if (minutes < 1) return texts::kJustNow;
    if (minutes < 60)
        return texts::kAgo +
               plural(static_cast<std::size_t>(minutes), texts::kMinute, texts::kMinutes);
    if (minutes < 48 * 60)
        return texts::kAgo +
               plural(static_cast<std::size_t>(minutes / 60), texts::kHour, texts::kHours);
    return texts::kAgo +
           plural(static_cast<std::size_t>(minutes / 1440), texts::kDay, texts::kDays);
}

std::string plural(std::size_t count, char const* one, char const* many) {
    return std::to_string(count) + " " + (count < 2 ? one : many);
}

std::string answer_words(Question const& question, Value const& value) {
    auto const label = [&](std::string const& name) {
        for (Choice const& choice : question.choices)
            if (choice.name == name) return choice.label;
        return name;
    };
    if (question.type == QuestionType::SelectOne) return label(text_of(value));
    auto const* chosen = std::get_if<TextList>(&value);
    if (!chosen) return value_words(value);
    std::string words;
    for (std::string const& name : *chosen) words += (words.empty() ? "" : ", ") + label(name);
    return words;
}

std::string value_words(Value const& value) {
    if (auto const* date = std::get_if<Date>(&value)) return date_words(*date);
    if (auto const* number = std::get_if<double>(&value)) return decimal_words(*number);
    if (auto const* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
    if (auto const* yes = std::get_if<bool>(&value)) return *yes ? texts::kYes : texts::kNo;
    if (is_null(value)) return texts::kNoAnswer;
    return text_of(value);
}

std::string enterprise_name(State const& state, Record const& filled) {
    Record const* const found = state.phone.records().find(id_of(filled.get("enterprise")));
    std::string const name = found ? found->text("name") : "";
    if (!name.empty()) return name;
    return filled.kind == kVisit ? texts::kVisit : texts::kRequest;
}

std::string sector_words(std::string const& filiere) { return label_of(texts::kSectors, filiere); }
std::string energy_words(std::string const& energy) { return label_of(texts::kEnergies, energy); }

std::string_view beginning(std::string_view text, std::size_t utf16_units) {
    std::size_t units = 0, at = 0;
    while (at < text.size()) {
        auto const first = static_cast<unsigned char>(text[at]);
        std::size_t const bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        units += bytes == 4 ? 2 : 1;
        if (units > utf16_units) break;
        at = std::min(at + bytes, text.size());
    }
    return text.substr(0, at);
}

std::string version_words(State const& state) {
    constexpr std::size_t kShort = 6;  // of the hash: enough to tell two releases apart
    std::string const& release = state.release.version;
    return release.empty() ? HUB_VERSION : HUB_VERSION " · " + release.substr(0, kShort);
}

std::string hub_words(State const& state, std::string const& code) {
    Record const* const hub = state.phone.records().find(hub_record_id(code));
    return hub ? hub->text("name") : code;
}

}  // namespace hub::ui
