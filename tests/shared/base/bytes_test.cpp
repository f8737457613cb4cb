#include "shared/base/bytes.h"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>

using namespace hub;

namespace {

Bytes bytes_of(std::initializer_list<int> list) {
    Bytes bytes;
    for (int const value : list) bytes.push_back(static_cast<std::uint8_t>(value));
    return bytes;
}

std::string varint_error(std::initializer_list<int> list) {
    Bytes const bytes = bytes_of(list);
    auto const read = ByteReader(bytes).varint();
    return read.ok() ? "" : read.error().code;
}

}  // namespace

TEST_CASE("IntegersComeBackAtTheEdges") {
    constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
    for (std::uint64_t const value : {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128},
                                      std::uint64_t{16'383}, std::uint64_t{1} << 63, kMost}) {
        ByteWriter out;
        out.varint(value);
        out.fixed64(value);
        out.zigzag(static_cast<std::int64_t>(value));
        out.zigzag(-static_cast<std::int64_t>(value / 2));
        ByteReader in(out.view());
        CHECK(in.varint().value() == value);
        CHECK(in.fixed64().value() == value);
        CHECK(in.zigzag().value() == static_cast<std::int64_t>(value));
        CHECK(in.zigzag().value() == -static_cast<std::int64_t>(value / 2));
        CHECK(in.at_end());
    }
}

TEST_CASE("ASmallIntegerHasTheBytesOfItsSpecification") {
    ByteWriter out;
    out.varint(300);
    out.zigzag(-1);
    out.text("é");
    out.fixed64(0x0102030405060708);
    CHECK(out.take() == bytes_of({0xAC, 0x02, 0x01, 0x02, 0xC3, 0xA9, 8, 7, 6, 5, 4, 3, 2, 1}));
}

TEST_CASE("DecimalsComeBackBitForBit") {
    for (double const value : {0.0, -0.0, 12.5, -1e308, std::numeric_limits<double>::infinity()}) {
        ByteWriter out;
        out.real(value);
        double const read = ByteReader(out.view()).real().value();
        CHECK(read == value);
        CHECK(std::signbit(read) == std::signbit(value));
    }
}

TEST_CASE("AVarintHasOneEncodingOnly") {
    CHECK(varint_error({0x80, 0x00}) == "malformed");  // zero in two bytes
    CHECK(varint_error({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02}) ==
          "malformed");
    CHECK(varint_error({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01}) == "");
    CHECK(varint_error({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x81, 1}) ==
          "malformed");
    CHECK(varint_error({0x80}) == "truncated");
    CHECK(varint_error({}) == "truncated");
}

TEST_CASE("LengthsThatLieAreRefusedBeforeMemoryIsTaken") {
    Bytes const huge = bytes_of({0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 'a'});
    CHECK(ByteReader(huge).text().error().code == "malformed");
    CHECK(ByteReader(huge).count().error().code == "truncated");
    Bytes const cut = bytes_of({3, 'a', 'b'});
    CHECK(ByteReader(cut).text().error().code == "truncated");
    CHECK(ByteReader(cut).count().error().code == "truncated");
    Bytes const whole = bytes_of({2, 'a', 'b'});
    CHECK(ByteReader(whole).text(1).error().code == "malformed");
    CHECK(ByteReader(whole).text().value() == "ab");
    CHECK(ByteReader(whole).count().value() == 2);
    CHECK(ByteReader(whole).id().error().code == "truncated");
    CHECK(ByteReader(whole).fixed64().error().code == "truncated");
    CHECK(ByteReader({}).byte().error().code == "truncated");
}

TEST_CASE("TheHashIsTheOneOfItsSpecification") {
    CHECK(hash64(std::string_view()) == 0xEF46DB3751D8E999);  // XXH64 of nothing, seed 0
    CHECK(hash64("a") != hash64("b"));
    CHECK(hash64("a", 1) != hash64("a", 2));
}
