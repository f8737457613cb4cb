#include "shared/records/merge.h"

#include <doctest/doctest.h>

using namespace hub;

namespace {

Origin by(char const* replica, std::uint64_t dseq, std::uint64_t stamp) {
    return {.replica = id_from_name(replica), .dseq = dseq, .author = {}, .stamp = {stamp}};
}

FieldState state_of(char const* text, std::uint64_t seq = 5) {
    return {.value = std::string(text), .origin = by("a", 1, 100), .seq = seq, .losers = {}};
}

Change change_to(Value value, std::uint64_t base) {
    return {.path = "p", .value = std::move(value), .base = base};
}

}  // namespace

TEST_CASE("AChangeMadeWithKnowledgeReplaces") {
    auto const merged = merge(state_of("old"), change_to(std::string("new"), 5), by("b", 1, 1));
    CHECK(merged.outcome == Outcome::Applied);
    CHECK(text_of(merged.state.value) == "new");
    CHECK(merged.state.losers.empty());
}

TEST_CASE("ConcurrentValuesKeepTheLoserWhicheverComesFirst") {
    Change const a = change_to(std::string("A"), 1), b = change_to(std::string("B"), 1);
    FieldState start = state_of("start", 1);
    start.origin = by("c", 1, 1);
    FieldState first = merge(start, a, by("a", 2, 200)).state;
    first.seq = 2;
    FieldState second = merge(start, b, by("b", 1, 300)).state;
    second.seq = 2;
    auto const ab = merge(first, b, by("b", 1, 300));
    auto const ba = merge(second, a, by("a", 2, 200));
    CHECK(ab.outcome == Outcome::Conflict);
    CHECK(ab.state == ba.state);
    CHECK(text_of(ab.state.value) == "B");
    REQUIRE(ab.state.losers.size() == 1);
    CHECK(text_of(ab.state.losers[0].value) == "A");
}

TEST_CASE("ApplyingTwiceChangesNothing") {
    auto const once = merge(state_of("old"), change_to(std::string("late"), 1), by("b", 1, 1));
    REQUIRE(once.outcome == Outcome::Conflict);
    auto const twice = merge(once.state, change_to(std::string("late"), 1), by("b", 1, 1));
    CHECK(twice.outcome == Outcome::Unchanged);
    CHECK(twice.state == once.state);
}

TEST_CASE("OnlyAChoiceDropsTheLosers") {
    FieldState const disputed =
        merge(state_of("old"), change_to(std::string("late"), 1), by("b", 1, 1)).state;
    auto const edited = merge(disputed, change_to(std::string("x"), 5), by("c", 1, 400));
    CHECK(edited.state.losers.size() == 1);
    Change choice = change_to(std::string("late"), 5);
    choice.resolves = true;
    CHECK(merge(disputed, choice, by("c", 1, 400)).state.losers.empty());
}

TEST_CASE("ConcurrentListsAreUnited") {
    FieldState sources = state_of("", 5);
    sources.value = TextList{"forage"};
    auto const merged = merge(sources, change_to(TextList{"puits"}, 1), by("b", 1, 1));
    CHECK(merged.outcome == Outcome::Applied);
    CHECK(merged.state.value == Value(TextList{"forage", "puits"}));
}

TEST_CASE("AListUnitedWithAnothersIsNotReplacedByOneHalfOfIt") {
    FieldState mine = state_of("", 5);
    mine.value = TextList{"forage"};
    Change const theirs = change_to(TextList{"puits"}, 1);
    FieldState both = merge(mine, theirs, by("b", 1, 1)).state;
    both.seq = 6;
    Change next = change_to(TextList{"forage", "mare"}, 5);
    next.follows_own = true;
    auto const merged = merge(both, next, by("a", 2, 400));
    CHECK(merged.state.value == Value(TextList{"forage", "mare", "puits"}));
}

TEST_CASE("AChoiceDropsOnlyLosersThatThePersonSaw") {
    FieldState disputed =
        merge(state_of("mine"), change_to(std::string("late"), 1), by("b", 1, 1)).state;
    disputed.seq = 6;  // the loser came after the state that the person saw
    Change choice = change_to(std::string("mine"), 5);
    choice.resolves = true;
    choice.follows_own = true;
    CHECK(merge(disputed, choice, by("a", 2, 400)).state.losers.size() == 1);
}

TEST_CASE("AnEditOverARefusedOneIsConcurrentWithWhatStandsThere") {
    Change follower = change_to(std::string("mine"), 5);
    follower.follows_own = true;  // but the state is another's: what it followed was refused
    auto const merged = merge(state_of("theirs"), follower, by("b", 2, 400));
    CHECK(merged.outcome == Outcome::Conflict);
    CHECK(merged.state.losers.size() == 1);
}

TEST_CASE("AnOldEditUnderANewerNumberReplacesNothingNewerOfItsReplica") {
    FieldState newer = state_of("", 0);  // shown from the outbox
    newer.value = TextList{"forage", "puits"};
    newer.origin = by("a", 4, 400);
    // A damaged journal row made room: the edit was counted again, after those made later.
    auto const list = merge(newer, change_to(TextList{"forage"}, 0), by("a", 5, 100));
    CHECK(list.state.value == Value(TextList{"forage", "puits"}));

    newer.value = std::string("newer");
    auto const text = merge(newer, change_to(std::string("older"), 0), by("a", 5, 100));
    CHECK(text_of(text.state.value) == "newer");
    CHECK(text.state.losers.size() == 1);
}

TEST_CASE("TheFirstValueOfAFieldHasNoLoser") {
    Change follower = change_to(std::string("mine"), 0);
    follower.follows_own = true;
    CHECK(merge(FieldState{}, follower, by("b", 2, 400)).state.losers.empty());
}
