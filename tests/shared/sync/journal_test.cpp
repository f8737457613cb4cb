#include "shared/sync/journal.h"

#include <doctest/doctest.h>
#include <fstream>
#include <iterator>

#include "shared/records/edit.h"

using namespace hub;

namespace {

Id filled_with(std::uint8_t byte) {
    Id id;
    id.bytes.fill(byte);
    return id;
}

// The edit that shared/README.md describes.
JournalRow example_row() {
    Edit edit;
    edit.author = filled_with(0x11);
    edit.record = filled_with(0x22);
    edit.kind = "visit";
    edit.feed = "bamako";
    edit.wall_ms = 1'790'000'000'000;
    edit.stamp = next_stamp({}, edit.wall_ms);
    edit.changes = {{.path = "answers/eau", .value = std::string("oui")}};
    ByteWriter payload;
    payload.id(filled_with(0x33));
    payload.varint(1);
    payload.varint(0);
    write_edit_body(payload, edit);
    return {.kind = RowKind::Edit, .payload = payload.take()};
}

std::string example_in_readme() {
    std::ifstream in(std::string(HUB_SOURCE_DIR) + "/shared/README.md");
    std::string const text{std::istreambuf_iterator<char>(in), {}};
    std::size_t const start = text.find("<!-- example -->") + 16;
    std::string digits;
    for (char const c : text.substr(start, text.find("\n**", start) - start))
        if (std::isxdigit(static_cast<unsigned char>(c)) != 0) digits += c;
    return digits;
}

std::string hex(ByteView bytes) {
    std::string digits;
    for (std::uint8_t const byte : bytes) {
        digits += "0123456789abcdef"[byte >> 4];
        digits += "0123456789abcdef"[byte & 15];
    }
    return digits;
}

}  // namespace

TEST_CASE("TheReadmesExampleIsARow") {
    CHECK(hex(write_row(example_row())) == example_in_readme());
}

TEST_CASE("ARowComesBackAsItWasWritten") {
    auto const row = read_row(write_row(example_row()));
    REQUIRE(row.ok());
    CHECK(row.value().kind == RowKind::Edit);
    CHECK(row.value().payload == example_row().payload);
}

TEST_CASE("ADamagedRowIsNoticedWhateverBitIsWrong") {
    Bytes const good = write_row(example_row());
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        Bytes bad = good;
        bad[bit / 8] ^= static_cast<std::uint8_t>(1 << (bit % 8));
        REQUIRE_FALSE(read_row(bad).ok());
    }
    for (std::size_t size = 0; size < good.size(); ++size)
        REQUIRE_FALSE(read_row(ByteView(good).first(size)).ok());
}

TEST_CASE("ARowOfANewerVersionSaysSo") {
    Bytes newer = write_row(example_row());
    newer.resize(newer.size() - 8);
    newer[0] = kJournalVersion + 1;
    ByteWriter out;
    out.raw(newer);
    out.fixed64(hash64(newer));
    auto const row = read_row(out.view());
    REQUIRE_FALSE(row.ok());
    CHECK(row.error().code == "newer-format");
}
