#include "shared/base/bytes.h"

#include <algorithm>
#include <cstring>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace hub {

namespace {
Error truncated() { return {"truncated", "Les données reçues sont incomplètes."}; }
Error malformed() { return {"malformed", "Les données reçues sont illisibles."}; }
}  // namespace

void ByteWriter::varint(std::uint64_t value) {
    while (value >= 0x80) {
        bytes_.push_back(static_cast<std::uint8_t>(value | 0x80));
        value >>= 7;
    }
    bytes_.push_back(static_cast<std::uint8_t>(value));
}

void ByteWriter::zigzag(std::int64_t value) {
    varint(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
}

void ByteWriter::fixed64(std::uint64_t value) {
    for (int i = 0; i < 8; ++i) bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

void ByteWriter::real(double value) {
    std::uint64_t bits = 0;  // std::bit_cast is missing from the libc++ of LLVM 14
    std::memcpy(&bits, &value, sizeof bits);
    fixed64(bits);
}

void ByteWriter::text(std::string_view value) {
    varint(value.size());
    bytes_.insert(bytes_.end(), value.begin(), value.end());
}

void ByteWriter::id(Id const& value) { raw(value.bytes); }

Result<ByteView> ByteReader::raw(std::size_t size) {
    if (size > left()) return truncated();
    ByteView const part = bytes_.subspan(at_, size);
    at_ += size;
    return part;
}

Result<std::uint8_t> ByteReader::byte() {
    TRY(ByteView const part, raw(1));
    return part[0];
}

Result<std::uint64_t> ByteReader::varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        TRY(std::uint8_t const next, byte());
        // The tenth byte holds one bit; an encoding padded with zero bytes is refused, so that
        // equal values have equal bytes.
        if (shift == 63 && next > 1) return malformed();
        if (shift > 0 && next == 0) return malformed();
        value |= static_cast<std::uint64_t>(next & 0x7F) << shift;
        if (next < 0x80) return value;
    }
    return malformed();
}

Result<std::int64_t> ByteReader::zigzag() {
    TRY(std::uint64_t const value, varint());
    return static_cast<std::int64_t>(value >> 1 ^ (~(value & 1) + 1));
}

Result<std::uint64_t> ByteReader::fixed64() {
    TRY(ByteView const part, raw(8));
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) value |= static_cast<std::uint64_t>(part[i]) << (8 * i);
    return value;
}

Result<double> ByteReader::real() {
    TRY(std::uint64_t const bits, fixed64());
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

Result<std::string> ByteReader::text(std::size_t max_bytes) {
    TRY(std::uint64_t const size, varint());
    if (size > max_bytes) return malformed();
    TRY(ByteView const part, raw(static_cast<std::size_t>(size)));
    return std::string(part.begin(), part.end());
}

Result<std::string> ByteReader::zero_ended() {
    ByteView const rest = bytes_.subspan(at_);
    auto const end = std::find(rest.begin(), rest.end(), std::uint8_t{0});
    if (end == rest.end()) return truncated();
    std::string text(rest.begin(), end);
    at_ += text.size() + 1;
    return text;
}

Result<Id> ByteReader::id() {
    Id id;
    TRY(ByteView const part, raw(id.bytes.size()));
    std::memcpy(id.bytes.data(), part.data(), id.bytes.size());
    return id;
}

Result<std::size_t> ByteReader::count() {
    TRY(std::uint64_t const count, varint());
    if (count > left()) return truncated();
    return static_cast<std::size_t>(count);
}

std::uint64_t hash64(ByteView bytes, std::uint64_t seed) {
    return XXH64(bytes.data(), bytes.size(), seed);
}

}  // namespace hub
