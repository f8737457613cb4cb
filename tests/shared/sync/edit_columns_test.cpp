#include "shared/sync/edit_columns.h"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <limits>
#include <random>

#include "shared/sync/message.h"

using namespace hub;

namespace {

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t count) {
    return static_cast<std::size_t>(random() % count);
}

std::string any_text(Random& random) {
    switch (below(random, 5)) {
        case 0:
            return std::string(below(random, 200), 'x');  // shorter and longer than a number's
        case 1:
            return std::string("a\0b", 3);
        case 2:
            return "";
        default:
            return "mot" + std::to_string(below(random, 8) > 0 ? random() % 5 : random() % 90);
    }
}

TextList any_list(Random& random) {
    TextList list;
    for (std::size_t count = below(random, 6); count > 0; --count) list.push_back(any_text(random));
    if (below(random, 3) > 0) std::sort(list.begin(), list.end());
    return list;
}

double any_decimal(Random& random) {
    std::vector<double> const some{0.0,
                                   -0.0,
                                   12.5,
                                   0.1,
                                   1.0 / 3,
                                   1e300,
                                   5e-324,
                                   std::numeric_limits<double>::infinity(),
                                   -7.25,
                                   1234567,
                                   0.000001,
                                   1e15,
                                   9007199254740993.0};
    return some[below(random, some.size())];
}

Value any_value(Random& random) {
    std::vector<std::int64_t> const integers{0, -1, 40, std::numeric_limits<std::int64_t>::min(),
                                             std::numeric_limits<std::int64_t>::max()};
    std::vector<std::int32_t> const days{0,
                                         20781,
                                         20782,
                                         -5,
                                         std::numeric_limits<std::int32_t>::min(),
                                         std::numeric_limits<std::int32_t>::max()};
    switch (below(random, 10)) {
        case 0:
            return Value();
        case 1:
            return below(random, 2) == 0;
        case 2:
            return integers[below(random, integers.size())];
        case 3:
            return any_decimal(random);
        case 4:
            return Date{days[below(random, days.size())]};
        case 5:
            return GeoPoint{12.6, -8.0, static_cast<double>(below(random, 9))};
        case 6:
            return RecordRef{id_from_name(std::to_string(below(random, 5)))};
        case 7:
            return BlobRef{.size_bytes = random()};
        case 8:
            return any_list(random);
        default:
            return any_text(random);
    }
}

// Some of all that an edit can be: mostly like the one before, as edits are.
std::vector<Edit> any_edits(Random& random, std::size_t count) {
    std::vector<Edit> edits;
    Edit edit;
    edit.author = id_from_name("awa");
    edit.kind = "visit";
    edit.feed = "bamako";
    std::uint64_t chain = 0;
    for (std::size_t i = 0; i < count; ++i) {
        edit.dseq = i + 1;
        if (below(random, 3) == 0)
            edit.record = id_from_name("visit" + std::to_string(below(random, 6)));
        if (below(random, 9) == 0) edit.author = id_from_name(std::to_string(below(random, 2)));
        if (below(random, 9) == 0) edit.kind = any_text(random);
        if (below(random, 9) == 0) edit.feed = any_text(random);
        if (below(random, 9) == 0) edit.stamp.bits = random();
        edit.stamp = next_stamp(
            edit.stamp, edit.stamp.wall_ms() + kStampStep_ms * static_cast<Millis>(random() % 3));
        if (below(random, 9) == 0) edit.wall_ms = static_cast<Millis>(random());
        edit.changes.clear();
        for (std::size_t changes = below(random, 4); changes > 0; --changes)
            edit.changes.push_back(
                {below(random, 5) == 0 ? any_text(random) : "q" + std::to_string(random() % 4),
                 any_value(random), random() >> (2 + below(random, 62)), below(random, 2) == 0,
                 below(random, 2) == 0});
        edit.chain = chain = next_chain(chain, edit);
        edits.push_back(edit);
    }
    return edits;
}

Bytes written(std::vector<Edit> const& edits) {
    ByteWriter out;
    write_edits(out, edits);
    return out.take();
}

Result<std::vector<Edit>> read_all(ByteView bytes) {
    ByteReader in(bytes);
    TRY(std::vector<Edit> edits, read_edits(in, Id{}, 0, 0));
    if (!in.at_end()) return Error{"trailing-bytes", ""};
    return edits;
}

// What hostile bytes decode to is an ordinary list of edits, or nothing.
bool is_harmless(ByteView bytes) {
    auto const read = read_all(bytes);
    if (!read.ok()) return true;
    auto const again = read_all(written(read.value()));
    return again.ok() && again.value() == read.value();
}

}  // namespace

TEST_CASE("EditsOfEveryShapeComeBackAsTheyWere") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        Random random(seed);
        std::vector<Edit> const edits = any_edits(random, below(random, 40));
        auto const read = read_all(written(edits));
        REQUIRE_MESSAGE(read.ok(), "seed ", seed);
        REQUIRE_MESSAGE(read.value().size() == edits.size(), "seed ", seed);
        for (std::size_t i = 0; i < edits.size(); ++i)
            REQUIRE_MESSAGE(read.value()[i] == edits[i], "seed ", seed, " edit ", i);
    }
}

TEST_CASE("MinusZeroKeepsItsSign") {
    Edit edit;
    edit.changes = {{"q", -0.0}, {"q", 0.0}};
    auto const read = read_all(written({edit}));
    REQUIRE(read.ok());
    auto const& changes = read.value().front().changes;
    CHECK(std::signbit(std::get<double>(changes[0].value)));
    CHECK_FALSE(std::signbit(std::get<double>(changes[1].value)));
}

TEST_CASE("OnlySortedListsWithoutRepeatsBecomeSets") {
    Edit edit;
    edit.dseq = 1;
    for (TextList const& list : {TextList{"a", "b"}, TextList{"b", "a"}, TextList{"a", "a"},
                                 TextList{}, TextList{"a", "b"}, TextList{"b"}})
        edit.changes.push_back({"q", list});
    auto const read = read_all(written({edit}));
    REQUIRE(read.ok());
    CHECK(read.value().front().changes == edit.changes);
}

TEST_CASE("TheSizeCountedIsTheSizeWritten") {
    Random random(5);
    EditsWriter columns;
    for (Edit const& edit : any_edits(random, 50)) {
        columns.add(edit);
        ByteWriter out;
        columns.write(out);
        CHECK(out.size() == columns.size() + 1);  // one byte of count up to 127 edits
    }
}

TEST_CASE("EditsCutAnywhereAreAnError") {
    Random random(11);
    Bytes const bytes = written(any_edits(random, 30));
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(read_all(ByteView(bytes).first(size)).ok());
}

TEST_CASE("FlippedBitsOfEditsDoNoHarm") {
    Random random(12);
    Bytes const bytes = written(any_edits(random, 25));
    for (std::size_t at = 0; at < bytes.size(); ++at)
        for (int bit = 0; bit < 8; ++bit) {
            Bytes broken = bytes;
            broken[at] ^= static_cast<std::uint8_t>(1 << bit);
            CHECK(is_harmless(broken));
        }
}

TEST_CASE("RandomBytesAsEditsDoNoHarm") {
    for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
        Random random(seed);
        Bytes bytes(1 + below(random, 80));
        // Small numbers, or nothing would get past the first column.
        for (std::uint8_t& byte : bytes)
            byte = static_cast<std::uint8_t>(below(random, 4) == 0 ? random() : below(random, 4));
        CHECK(is_harmless(bytes));
    }
}

TEST_CASE("ALongTextIsWrittenEachTimeItComes") {
    std::string const text(1000, 'k');
    Edit edit;
    edit.kind = text;
    edit.changes = {{text, text}};
    std::vector<Edit> const edits(10, edit);
    Bytes const bytes = written(edits);
    CHECK(bytes.size() > 10 * 3 * text.size());
    CHECK(read_all(bytes).value().size() == edits.size());
}

TEST_CASE("ListsBeyondTheRationOfSetsComeBackToo") {
    TextList words;
    for (char c = 'A'; c < 'A' + 50; ++c) words.push_back(std::string(1, c));
    Edit edit;
    edit.changes = {{"q", words}};
    std::vector<Edit> edits(1400, edit);
    std::uint64_t chain = 0;
    for (std::size_t i = 0; i < edits.size(); ++i) {
        edits[i].dseq = i + 1;
        edits[i].chain = chain = next_chain(chain, edits[i]);
    }
    Bytes const bytes = written(edits);
    CHECK(bytes.size() < kMaxSyncBody);
    auto const read = read_all(bytes);
    REQUIRE(read.ok());
    CHECK(read.value() == edits);
}
