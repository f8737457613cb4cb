#include <doctest/doctest.h>

#include "shared/sync/journal.h"
#include "shared/sync/message.h"

using namespace hub;

namespace {

SyncRequest full_request() {
    Edit edit;
    edit.replica = id_from_name("replica");
    edit.dseq = 4;
    edit.author = id_from_name("author");
    edit.record = id_from_name("visit");
    edit.kind = "visit";
    edit.feed = "bamako";
    edit.stamp = next_stamp({}, 1'790'000'000'000);
    edit.wall_ms = 1'790'000'000'123;
    std::vector<Value> const values = {Value(),
                                       true,
                                       std::int64_t{-7},
                                       12.5,
                                       std::string("été"),
                                       Date{20781},
                                       TextList{"a", "b"},
                                       GeoPoint{12.6, -8.0, 5},
                                       RecordRef{id_from_name("r")},
                                       BlobRef{}};
    for (std::size_t i = 0; i < values.size(); ++i)
        edit.changes.push_back({"answers/q" + std::to_string(i), values[i], i, i == 3});
    edit.chain = next_chain(77, edit);
    SyncRequest request;
    request.replica = edit.replica;
    request.cursor = {id_from_name("epoch"), {{"bamako", 3}, {"network", 9}}};
    request.dseq_before = 3;
    request.chain_before = 77;
    request.edits = {edit};
    return request;
}

}  // namespace

TEST_CASE("ARequestComesBackAsItWasWritten") {
    SyncRequest const request = full_request();
    auto const read = read_request(write_request(request));
    REQUIRE(read.ok());
    CHECK(read.value().edits == request.edits);
    CHECK(read.value().cursor == request.cursor);
}

TEST_CASE("ARequestCutAnywhereIsAnError") {
    Bytes const body = write_request(full_request());
    for (std::size_t size = 0; size < body.size(); ++size)
        CHECK_FALSE(read_request(ByteView(body).first(size)).ok());
    Bytes longer = body;
    longer.push_back(0);
    CHECK(read_request(longer).error().code == "bad-checksum");
}

TEST_CASE("ARequestWithAnyFlippedBitIsRefused") {
    Bytes const body = write_request(full_request());
    for (std::size_t at = 0; at < body.size(); ++at)
        for (int bit = 0; bit < 8; ++bit) {
            Bytes broken = body;
            broken[at] ^= static_cast<std::uint8_t>(1 << bit);
            CHECK_FALSE(read_request(broken).ok());
        }
}

TEST_CASE("AJournalRowWithAnyFlippedBitIsRefused") {
    Bytes const row = write_row({.kind = RowKind::Edit, .payload = {1, 2, 3}});
    REQUIRE(read_row(row).ok());
    for (std::size_t at = 0; at < row.size(); ++at) {
        Bytes broken = row;
        broken[at] ^= 4;
        CHECK_FALSE(read_row(broken).ok());
    }
}
