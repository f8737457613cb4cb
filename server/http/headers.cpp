#include "server/http/headers.h"

#include <algorithm>
#include <cstdlib>

#include "shared/base/text.h"

namespace hub {

namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

bool same_letters(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

// Cuts the text before the next separator off.
std::string_view next_part(std::string_view& text, char separator) {
    std::size_t const end = std::min(text.find(separator), text.size());
    std::string_view const part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return trimmed(part);
}

// The weight in "br;q=0.5": 1 when none is given, 0 when it cannot be read.
double weight_in(std::string_view parameters) {
    while (!parameters.empty()) {
        std::string_view const parameter = next_part(parameters, ';');
        if (parameter.size() < 2 || !same_letters(parameter.substr(0, 2), "q=")) continue;
        std::string const number(parameter.substr(2));
        char* end = nullptr;
        double const weight = std::strtod(number.c_str(), &end);
        bool const readable = !number.empty() && *end == '\0' && weight >= 0 && weight <= 1;
        return readable ? weight : 0;
    }
    return 1;
}

}  // namespace

double quality_of(std::string_view accept_encoding, std::string_view coding) {
    std::optional<double> any;
    while (!accept_encoding.empty()) {
        std::string_view item = next_part(accept_encoding, ',');
        std::string_view const name = next_part(item, ';');
        if (same_letters(name, coding)) return weight_in(item);
        if (name == "*") any = weight_in(item);
    }
    return any.value_or(coding == "identity" ? 1 : 0);
}

bool has_tag(std::string_view if_none_match, std::string_view tag) {
    while (!if_none_match.empty()) {
        std::string_view item = next_part(if_none_match, ',');
        if (item == "*") return true;
        if (item.substr(0, 2) == "W/") item.remove_prefix(2);
        if (item == tag) return true;
    }
    return false;
}

std::optional<std::string> path_of(std::string_view target) {
    for (std::string_view const scheme : {"http://", "https://"}) {
        if (target.substr(0, scheme.size()) != scheme) continue;
        target.remove_prefix(std::min(target.find('/', scheme.size()), target.size()));
    }
    target = target.substr(0, target.find_first_of("?#"));
    std::string path;
    for (std::size_t at = 0; at < target.size(); ++at) {
        int byte = static_cast<unsigned char>(target[at]);
        if (byte == '%') {
            int const high = at + 2 < target.size() ? hex_value(target[at + 1]) : -1;
            int const low = high >= 0 ? hex_value(target[at + 2]) : -1;
            if (low < 0) return std::nullopt;
            byte = high * 16 + low;
            at += 2;
        }
        if (byte <= ' ' || byte > '~') return std::nullopt;
        path.push_back(static_cast<char>(byte));
    }
    if (path.empty() || path.front() != '/') return std::nullopt;
    return path;
}

}  // namespace hub
