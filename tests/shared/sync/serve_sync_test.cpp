#include "tests/shared/sync/hub_world.h"

using namespace hub;
using namespace hub::test;

namespace {

Edit edit_of(std::string const& path, Value value) {
    Edit edit;
    edit.author = id_from_name("awa");
    edit.record = id_from_name("visit");
    edit.kind = "visit";
    edit.feed = "bamako";
    edit.stamp = next_stamp({}, kNoon);
    edit.changes = {{path, std::move(value)}};
    return edit;
}

SyncRequest request_of(std::vector<Edit> edits, std::string const& replica = "r") {
    SyncRequest request;
    request.replica = id_from_name(replica);
    std::uint64_t chain = 0, dseq = 0;
    for (Edit& edit : edits) {
        edit.replica = request.replica;
        edit.dseq = ++dseq;
        edit.stamp.bits += dseq;
        chain = edit.chain = next_chain(chain, edit);
    }
    request.edits = std::move(edits);
    return request;
}

std::string refusal_of(Edit const& edit) {
    Server server;
    SyncAnswer const answer = server.serve(write_request(request_of({edit})), "awa");
    REQUIRE(answer.verdicts.size() == 1);
    if (answer.verdicts[0].kind != VerdictKind::Quarantined) return "";
    CHECK(server.store.all_rows().empty());
    CHECK(server.store.all_logged().size() == 1);
    CHECK_FALSE(answer.verdicts[0].sentence.empty());
    return answer.verdicts[0].reason;
}

}  // namespace

TEST_CASE("EachKindOfBadEditHasItsReason") {
    Edit const good = edit_of("status", std::string("x"));
    CHECK(refusal_of(good) == "");
    Edit bad = good;
    bad.changes.clear();
    CHECK(refusal_of(bad) == "malformed-edit");
    bad = good;
    bad.changes.push_back(bad.changes[0]);
    CHECK(refusal_of(bad) == "malformed-edit");
    bad = good;
    bad.author = id_from_name("moussa");
    CHECK(refusal_of(bad) == "wrong-author");
    bad = good;
    bad.feed = "sikasso";
    CHECK(refusal_of(bad) == "wrong-feed");
    bad = good;
    bad.feed = "network";
    CHECK(refusal_of(bad) == "not-allowed");
    bad = good;
    bad.kind = "form";
    CHECK(refusal_of(bad) == "not-allowed");
}

TEST_CASE("AnEditOfAnotherKindThanItsRecordIsRefusedAndTheNextIsTaken") {
    Server server;
    Edit other = edit_of("status", std::string("y"));
    other.kind = "request";
    SyncAnswer const answer =
        server.serve(write_request(request_of({edit_of("status", std::string("x")), other,
                                               edit_of("answers/a", std::string("z"))})),
                     "awa");
    REQUIRE(answer.verdicts.size() == 3);
    CHECK(answer.verdicts[0].kind == VerdictKind::Applied);
    CHECK(answer.verdicts[1].reason == "wrong-record");
    CHECK(answer.verdicts[2].kind == VerdictKind::Applied);
}

TEST_CASE("ARepeatedRequestIsAnsweredAlikeAndChangesNothing") {
    Server server;
    Edit poison = edit_of("status", std::string("y"));
    poison.feed = "sikasso";
    Bytes const body = write_request(request_of({edit_of("status", std::string("x")), poison}));
    SyncAnswer const first = server.serve(body, "awa");
    auto const rows = server.store.all_rows();
    SyncAnswer const second = server.serve(body, "awa");
    CHECK(server.store.all_rows() == rows);
    CHECK(server.store.all_logged().size() == 2);
    REQUIRE(second.verdicts.size() == 2);
    CHECK(second.verdicts[0].kind == VerdictKind::Duplicate);
    CHECK(second.verdicts[0].first_seq == first.verdicts[0].first_seq);
    CHECK(second.verdicts[1] == first.verdicts[1]);
    CHECK(second.rows.size() == 1);  // the first answer may be lost: its row comes now
}

TEST_CASE("WhatThePhoneSaidItselfIsNotSentBack") {
    Server server;
    SyncAnswer const answer =
        server.serve(write_request(request_of({edit_of("status", std::string("x"))})), "awa");
    CHECK(answer.rows.empty());
    CHECK(answer.cursor.seqs.at("bamako") == 1);
}

TEST_CASE("OfAnEditThatStandsOnlyInPartEveryFieldIsSentBack") {
    Server server;
    server.serve(write_request(request_of({edit_of("status", std::string("x"))}, "other")), "awa");
    Edit mixed = edit_of("status", std::string("y"));  // concurrent
    mixed.changes.push_back({"answers/a", std::string("z")});
    SyncAnswer const answer = server.serve(write_request(request_of({mixed})), "awa");
    CHECK(answer.verdicts[0].kind == VerdictKind::Conflict);
    CHECK(answer.rows.size() == 2);
}

TEST_CASE("UnitedListsComeBackAsMerged") {
    Server server;
    server.serve(write_request(request_of({edit_of("list", TextList{"a"})}, "other")), "awa");
    SyncAnswer const answer =
        server.serve(write_request(request_of({edit_of("list", TextList{"b"})})), "awa");
    CHECK(answer.verdicts[0].kind == VerdictKind::Merged);
    REQUIRE(answer.rows.size() == 1);
    CHECK(answer.rows[0].state.value == Value(TextList{"a", "b"}));
}

TEST_CASE("AGapIsToldAndNothingIsTaken") {
    Server server;
    SyncRequest request = request_of({edit_of("status", std::string("x"))});
    request.dseq_before = 7;
    SyncAnswer const answer = server.serve(write_request(request), "awa");
    CHECK(answer.status == ReplicaStatus::Gap);
    CHECK(answer.known_dseq == 0);
    CHECK(answer.verdicts.empty());
    CHECK(server.store.all_logged().empty());
}

TEST_CASE("AForkIsToldWithTheLastCommonEdit") {
    Server server;
    Edit const common = edit_of("status", std::string("x"));
    server.serve(write_request(request_of({common, edit_of("a", std::string("1"))})), "awa");
    SyncAnswer const answer =
        server.serve(write_request(request_of({common, edit_of("a", std::string("2"))})), "awa");
    CHECK(answer.status == ReplicaStatus::Forked);
    CHECK(answer.known_dseq == 1);
    REQUIRE(answer.verdicts.size() == 1);
    CHECK(answer.verdicts[0].kind == VerdictKind::Duplicate);
    CHECK(server.store.all_logged().size() == 2);
}

TEST_CASE("AForkBeforeTheRequestIsNoticedWithoutEdits") {
    Server server;
    server.serve(
        write_request(request_of({edit_of("a", std::string("1")), edit_of("b", std::string("1"))})),
        "awa");
    SyncRequest request = request_of({});
    request.dseq_before = 1;
    request.chain_before = 12345;
    SyncAnswer const answer = server.serve(write_request(request), "awa");
    CHECK(answer.status == ReplicaStatus::Forked);
    CHECK(answer.known_dseq == 0);
}

TEST_CASE("PagesOfOneBudgetBringEveryRowOnce") {
    Server server;
    std::vector<Edit> edits;
    for (int i = 0; i < 40; ++i)
        edits.push_back(edit_of("answers/" + std::to_string(i), std::string(50, 'x')));
    server.serve(write_request(request_of(edits)), "awa");
    SyncRequest request;
    request.replica = id_from_name("reader");
    request.max_answer_bytes = 500;
    std::set<std::string> paths;
    std::size_t rows = 0;
    int pages = 0;
    for (bool more = true; more && pages < 50; ++pages) {
        SyncAnswer const answer = server.serve(write_request(request), "moussa");
        CHECK(write_answer(answer).size() < 2000);
        for (FieldRow const& row : answer.rows) paths.insert(row.path);
        rows += answer.rows.size();
        request.cursor = answer.cursor;
        more = answer.more;
    }
    CHECK(rows == 40);
    CHECK(paths.size() == 40);
    CHECK(pages > 5);
}

TEST_CASE("ACursorOfAnotherEpochStartsAnew") {
    Server server;
    server.serve(write_request(request_of({edit_of("status", std::string("x"))})), "awa");
    SyncRequest request;
    request.replica = id_from_name("reader");
    request.cursor = {id_from_name("old epoch"), {{"bamako", 100}}};
    SyncAnswer const answer = server.serve(write_request(request), "moussa");
    CHECK(answer.rows.size() == 1);
}

TEST_CASE("AnotherHubsRowsAreNotSent") {
    Server server;
    server.serve(write_request(request_of({edit_of("status", std::string("x"))})), "awa");
    SyncRequest request;
    request.replica = id_from_name("reader");
    SyncAnswer const answer = server.serve(write_request(request), "salif", {"network", "sikasso"});
    CHECK(answer.rows.empty());
}
