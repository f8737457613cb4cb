#pragma once
// What a field can hold, and its bytes. The tag numbers are part of the released format:
// never renumber, only append.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/bytes.h"

namespace hub {

struct Date {
    std::int32_t days = 0;  // since 1970-01-01, proleptic Gregorian
    auto operator<=>(Date const&) const = default;
};

struct GeoPoint {
    double latitude_deg = 0, longitude_deg = 0, accuracy_m = 0;
    bool operator==(GeoPoint const&) const = default;
};

struct RecordRef {
    Id id;
    bool operator==(RecordRef const&) const = default;
};

struct BlobRef {
    std::array<std::uint8_t, 32> sha256{};
    std::uint64_t size_bytes = 0;
    bool operator==(BlobRef const&) const = default;
};

using TextList = std::vector<std::string>;  // select_multiple: choice names, sorted, no repeats

// Alternatives in the order of their tags on the wire: 0 null, 1 bool, 2 integer, 3 decimal,
// 4 text, 5 date, 6 list, 7 geo point, 8 record, 9 blob.
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, Date, TextList,
                           GeoPoint, RecordRef, BlobRef>;

void write_value(ByteWriter& out, Value const& value);
Result<Value> read_value(ByteReader& in);

inline bool is_null(Value const& value) { return value.index() == 0; }

// Readers that never abort: the value if it has this type, otherwise the fallback.
inline std::string text_of(Value const& value, std::string fallback = {}) {
    auto const* text = std::get_if<std::string>(&value);
    return text ? *text : fallback;
}
inline Id id_of(Value const& value) {
    auto const* ref = std::get_if<RecordRef>(&value);
    return ref ? ref->id : Id{};
}

// The 64 lower-case hexadecimal digits of its SHA-256, by which phones and the server keep a blob.
std::string name_of(BlobRef const& blob);
// Error "bad-blob": anything else than such a name.
Result<BlobRef> blob_named(std::string_view name, std::uint64_t size_bytes);

// ISO 8601 dates ("2026-11-24") from and to days since 1970 (Hinnant, "chrono-compatible date
// algorithms"). Error "bad-date".
std::string to_iso(Date date);
Result<Date> date_from_iso(std::string_view text);

}  // namespace hub
