#include "shared/records/records.h"

#include <doctest/doctest.h>

using namespace hub;

namespace {

Edit edit_of(char const* replica, std::uint64_t dseq, std::string text,
             char const* kind = "visit") {
    Edit edit;
    edit.replica = id_from_name(replica);
    edit.dseq = dseq;
    edit.record = id_from_name(kind);
    edit.kind = kind;
    edit.feed = "bamako";
    edit.stamp = {dseq * 1000};
    edit.changes = {{"status", std::move(text)}};
    return edit;
}

FieldRow row_of(Edit const& edit, std::uint64_t seq, std::vector<KeptValue> losers = {}) {
    return {edit.record,
            edit.kind,
            edit.feed,
            edit.changes[0].path,
            {edit.changes[0].value, origin_of(edit), seq, std::move(losers)}};
}

KeptValue lost_value() { return {std::string("autre"), {id_from_name("other"), 1, Id{}, {1}}}; }

}  // namespace

TEST_CASE("ARevisionGrowsOnlyForTheKindThatChanged") {
    Records records;
    CHECK(records.revision("visit") == 0);
    records.apply(edit_of("a", 1, "x", "request"));
    std::uint64_t const requests = records.revision("request");
    records.apply(edit_of("a", 2, "x"));
    std::uint64_t const visits = records.revision("visit");
    CHECK(visits > 0);
    CHECK(records.revision("request") == requests);
    records.confirm(row_of(edit_of("a", 2, "x"), 1));
    CHECK(records.revision("visit") > visits);
    records.clear();
    CHECK(records.revision("request") > requests);
    CHECK(records.size() == 0);
}

TEST_CASE("ARecordThatChangesItsKindMovesBothRevisions") {
    Records records;
    records.apply(edit_of("a", 1, "x"));
    std::uint64_t const before = records.revision("visit");
    FieldRow row = row_of(edit_of("a", 1, "x"), 1);
    row.kind = "request";
    records.confirm(row);
    CHECK(records.revision("visit") > before);
    CHECK(records.revision("request") > before);
    CHECK(records.of_kind("visit").empty());
    CHECK(records.of_kind("request").size() == 1);
}

TEST_CASE("ADisputedRecordIsListedUntilAPersonChose") {
    Records records;
    Edit const first = edit_of("a", 1, "x");
    records.confirm(row_of(first, 1));
    CHECK(records.disputed().empty());
    records.confirm(row_of(first, 2, {lost_value()}));
    CHECK(records.disputed() == std::set<Id>{first.record});

    Edit choice = edit_of("b", 1, "autre");
    choice.changes[0].base = 2;
    choice.changes[0].resolves = true;
    records.apply(choice);  // waits, but the person sees it done
    CHECK(records.disputed().empty());
    records.reshow(first.record, {});  // the choice was refused
    CHECK(records.disputed().size() == 1);
    records.forget_feed("bamako");
    CHECK(records.disputed().empty());
}

TEST_CASE("ARecordStaysDisputedWhileAnotherFieldIs") {
    Records records;
    FieldRow status = row_of(edit_of("a", 1, "x"), 1, {lost_value()});
    FieldRow other = status;
    other.path = "answers/x";
    other.state.seq = 2;
    records.confirm(status);
    records.confirm(other);
    status.state.losers.clear();
    status.state.seq = 3;
    records.confirm(status);
    CHECK(records.disputed().size() == 1);
    other.state.losers.clear();
    other.state.seq = 4;
    records.confirm(other);
    CHECK(records.disputed().empty());
}

TEST_CASE("AnOwnEditWithoutKnowledgeOfTheConfirmedStateIsShownAsDisputed") {
    Records records;
    records.confirm(row_of(edit_of("a", 1, "x"), 5));
    records.apply(edit_of("b", 1, "y"));
    CHECK(records.disputed().size() == 1);
}

TEST_CASE("ARecordThatOnlyWaitsIsNamedByItsOldestEdit") {
    Records records;
    Edit first = edit_of("a", 1, "x");
    Edit const second = edit_of("a", 2, "y");
    first.feed = "sikasso";
    records.apply(second);
    records.reshow(first.record, {{&first}, {&second}});  // the first waits again after a restore
    REQUIRE(records.find(first.record));
    CHECK(records.find(first.record)->feed == "sikasso");
    CHECK(text_of(records.find(first.record)->get("status")) == "y");

    records.confirm(row_of(second, 5));
    records.reshow(first.record, {{&first}});
    CHECK(records.find(first.record)->feed == "bamako");
}

TEST_CASE("ACopyOfARecordForeseesByItself") {
    Records records;
    Edit const edit = edit_of("a", 1, "x");
    records.apply(edit);
    Record const copy = *records.find(edit.record);
    records.confirm(row_of(edit, 5));
    records.reshow(edit.record, {});
    CHECK_FALSE(records.find(edit.record)->fields.at("status").pending);
    REQUIRE(copy.fields.at("status").pending);
    CHECK(text_of(copy.get("status")) == "x");
}
