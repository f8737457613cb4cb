#pragma once
// Writing and reading the binary formats (journal, sync). Integers are LEB128 varints, signed ones
// zig-zagged (Protocol Buffers encoding, https://protobuf.dev/programming-guides/encoding/);
// doubles are 8 bytes little endian; a string is its length as varint and its UTF-8 bytes.
// The reader never trusts: every read checks bounds and returns error "truncated" or "malformed".

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/id.h"
#include "shared/base/result.h"

namespace hub {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<std::uint8_t const>;

class ByteWriter {
public:
    void byte(std::uint8_t value) { bytes_.push_back(value); }
    void varint(std::uint64_t value);
    void zigzag(std::int64_t value);
    void fixed64(std::uint64_t value);  // little endian
    void real(double value);
    void text(std::string_view value);
    void id(Id const& value);
    void raw(ByteView value) { bytes_.insert(bytes_.end(), value.begin(), value.end()); }

    std::size_t size() const { return bytes_.size(); }
    ByteView view() const { return bytes_; }
    Bytes take() { return std::move(bytes_); }

private:
    Bytes bytes_;
};

class ByteReader {
public:
    explicit ByteReader(ByteView bytes) : bytes_(bytes) {}

    Result<std::uint8_t> byte();
    Result<std::uint64_t> varint();
    Result<std::int64_t> zigzag();
    Result<std::uint64_t> fixed64();
    Result<double> real();
    Result<std::string> text(std::size_t max_bytes = 1 << 20);
    Result<std::string> zero_ended();  // up to the next zero byte, which is not part of it
    Result<Id> id();
    // A count of things that take at least one byte each: never larger than what is left, so that a
    // hostile count cannot make the caller reserve memory.
    Result<std::size_t> count();
    Result<ByteView> raw(std::size_t size);

    std::size_t left() const { return bytes_.size() - at_; }
    bool at_end() const { return left() == 0; }

private:
    ByteView bytes_;
    std::size_t at_ = 0;
};

// XXH64 (https://xxhash.com): corruption checks and the running hash of edits. Not for secrets.
std::uint64_t hash64(ByteView bytes, std::uint64_t seed = 0);
inline std::uint64_t hash64(std::string_view text, std::uint64_t seed = 0) {
    return hash64(ByteView(reinterpret_cast<std::uint8_t const*>(text.data()), text.size()), seed);
}

}  // namespace hub
