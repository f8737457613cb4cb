#include "ui/drafts.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "ui/format.h"
#include "ui/language.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

std::string trimmed(std::string const& text) {
    auto const first = text.find_first_not_of(" \n\t");
    if (first == std::string::npos) return "";
    return text.substr(first, text.find_last_not_of(" \n\t") - first + 1);
}

constexpr double kLargest = 1e10;  // decimal_words() shows as many digits

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Before exactly three digits the sign that is not the language's decimal sign parts thousands, as
// people here write amounts: "25.000" in French, "25,000" in English. So does the other one before
// three noughts: as decimals they would say nothing. What begins with 0 has no thousands.
bool parts_thousands(std::string const& text, std::size_t mark) {
    std::size_t end = mark + 1;
    while (end < text.size() && is_digit(text[end])) ++end;
    bool const three = mark > 0 && is_digit(text[mark - 1]) && end - mark == 4;
    char const thousands = tongue().decimal == "." ? ',' : '.';
    if (!three || text[text.find_first_of("0123456789")] == '0') return false;
    bool const noughts = text.substr(mark + 1, 3) == "000";
    return text[mark] == thousands || noughts;
}

// Spaces of any kind, and the digits and signs of Arabic keyboards.
constexpr std::pair<std::string_view, std::string_view> kSigns[] = {
    {"\u00A0", ""}, {"\u202F", ""}, {" ", ""},  {"٬", ""},  {"٫", ","},
    {"٠", "0"},     {"١", "1"},     {"٢", "2"}, {"٣", "3"}, {"٤", "4"},
    {"٥", "5"},     {"٦", "6"},     {"٧", "7"}, {"٨", "8"}, {"٩", "9"}};

// "1 250,5", "1250,5", "25.000" and "25 000 FCFA" are numbers to a person: without the unit behind
// and without spaces of any kind, with a dot before the decimals.
std::string plain_number(std::string text) {
    for (auto const& [sign, plain] : kSigns)
        for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign))
            text.replace(at, sign.size(), plain);
    std::size_t const digits = text.find_last_of("0123456789");
    if (digits != std::string::npos && digits > 0) text.resize(digits + 1);
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((text[i] == '.' || text[i] == ',') && parts_thousands(text, i)) continue;
        plain.push_back(text[i] == ',' ? '.' : text[i]);
    }
    return plain;
}

Result<Value> integer_from(std::string const& text) {
    std::string const plain = plain_number(text);
    std::int64_t number = 0;
    auto const [end, failed] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
    if (failed != std::errc{} || end != plain.data() + plain.size())
        return Error{"bad-integer", texts::kNeedsInteger};
    return Value{number};
}

Result<Value> decimal_from(std::string const& text) {
    std::string const plain = plain_number(text);
    bool const digits_only = plain.find_first_not_of("0123456789.-") == std::string::npos;
    char* end = nullptr;
    double const number = std::strtod(plain.c_str(), &end);
    if (!digits_only || end != plain.c_str() + plain.size() || plain.empty())
        return Error{"bad-decimal", texts::kNeedsDecimal};
    if (std::abs(number) >= kLargest) return Error{"bad-decimal", texts::kTooLarge};
    return Value{number};
}

}  // namespace

Result<Value> value_from_text(QuestionType type, std::string const& text) {
    std::string const wanted = trimmed(text);
    if (wanted.empty()) return Value{};
    switch (type) {
        case QuestionType::Integer:
            return integer_from(wanted);
        case QuestionType::Decimal:
            return decimal_from(wanted);
        case QuestionType::DateQuestion: {
            auto const date = date_from_iso(wanted);
            if (!date.ok()) return Error{"bad-date", texts::kNeedsDate};
            return Value{date.value()};
        }
        default:
            return Value{wanted};
    }
}

std::string text_for_field(Value const& value) {
    if (auto const* text = std::get_if<std::string>(&value)) return *text;
    if (auto const* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
    if (auto const* date = std::get_if<Date>(&value)) return to_iso(*date);
    if (auto const* number = std::get_if<double>(&value)) return decimal_for_field(*number);
    return "";
}

std::string Drafts::shown(std::uint32_t field, std::string const& committed) const {
    auto const found = typed.find(field);
    return found == typed.end() ? committed : found->second.text;
}

Typed const* Drafts::unread(Id const& record, std::string_view question) const {
    for (auto const& [field, text] : typed) {
        FieldTarget const& target = targets.at(field);
        if (!text.fault.empty() && target.record == record && target.question == question)
            return &text;
    }
    return nullptr;
}

std::optional<Action> Drafts::commit(std::uint32_t field, std::string const& text) {
    auto const target = targets.find(field);
    if (target == targets.end() || target->second.kind != FieldTarget::Kind::Answer)
        return std::nullopt;
    auto value = value_from_text(target->second.type, text);
    if (!value.ok()) {
        typed[field].text = text;
        typed[field].fault = value.error().sentence;
        return std::nullopt;
    }
    typed.erase(field);
    FieldTarget const& to = target->second;
    return AnswerQuestion{to.record, to.question, value.take(), to.seen};
}

}  // namespace hub::ui
