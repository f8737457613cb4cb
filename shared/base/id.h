#pragma once
// 128-bit identifiers for records, replicas, persons and epochs. Drawn at random (UUID version 4
// without its fixed bits) by whoever has randomness: the core only compares, writes and reads them.

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace hub {

struct Id {
    std::array<std::uint8_t, 16> bytes{};

    bool operator==(Id const&) const = default;
    bool operator<(Id const& other) const { return bytes < other.bytes; }
    bool is_nil() const { return *this == Id{}; }
};

// 32 lower-case hexadecimal digits.
std::string to_hex(Id const& id);

// Reads 32 hexadecimal digits of either case. Error "bad-id" for anything else.
Result<Id> id_from_hex(std::string_view text);

// A stable id from a name ("form/premiere-visite"), for content that every server seeds alike:
// the two halves are XXH64 of the name with seeds 0 and 1. Not for secrets.
Id id_from_name(std::string_view name);

}  // namespace hub

template <>
struct std::hash<hub::Id> {
    std::size_t operator()(hub::Id const& id) const noexcept {
        std::size_t mixed = 0;  // the bytes are random already: any eight of them would do
        for (int i = 0; i < 8; ++i) mixed = mixed << 8 | (id.bytes[i] ^ id.bytes[i + 8]);
        return mixed;
    }
};
