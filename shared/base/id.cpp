#include "shared/base/id.h"

#include "shared/base/bytes.h"
#include "shared/base/text.h"

namespace hub {

std::string to_hex(Id const& id) {
    std::string text;
    for (std::uint8_t const byte : id.bytes) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

Result<Id> id_from_hex(std::string_view text) {
    Error const bad{"bad-id", "Identifiant illisible."};
    Id id;
    if (text.size() != 2 * id.bytes.size()) return bad;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        int const high = hex_value(text[2 * i]), low = hex_value(text[2 * i + 1]);
        if (high < 0 || low < 0) return bad;
        id.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return id;
}

Id id_from_name(std::string_view name) {
    Id id;
    for (std::size_t half = 0; half < 2; ++half) {
        std::uint64_t const hash = hash64(name, half);
        for (std::size_t i = 0; i < 8; ++i)
            id.bytes[half * 8 + i] = static_cast<std::uint8_t>(hash >> (8 * i));
    }
    return id;
}

}  // namespace hub
