#include <doctest/doctest.h>
#include <limits>

#include "shared/base/id.h"
#include "shared/base/stamp.h"

using namespace hub;

TEST_CASE("AnIdComesBackFromItsDigitsOfEitherCase") {
    Id const id = id_from_name("form/premiere-visite");
    std::string digits = to_hex(id);
    CHECK(digits.size() == 32);
    CHECK(id_from_hex(digits).value() == id);
    for (char& c : digits) c = static_cast<char>(std::toupper(c));
    CHECK(id_from_hex(digits).value() == id);
    CHECK(to_hex(Id{}) == std::string(32, '0'));
    CHECK(Id{}.is_nil());
    CHECK_FALSE(id.is_nil());
}

TEST_CASE("WhatIsNoIdIsRefused") {
    for (std::string const& text :
         {std::string(), std::string(31, 'a'), std::string(33, 'a'), std::string(31, 'a') + "g",
          std::string(31, 'a') + " ", std::string(32, '\0')})
        CHECK(id_from_hex(text).error().code == "bad-id");
}

TEST_CASE("ANameGivesTheSameIdOnEveryMachine") {
    CHECK(id_from_name("a") == id_from_name("a"));
    CHECK_FALSE(id_from_name("a") == id_from_name("b"));
    // XXH64 of nothing with seeds 0 and 1, little endian: servers of all releases agree.
    CHECK(to_hex(id_from_name("")) == "99e9d85137db46ef4bbea33613baafd5");
}

TEST_CASE("AStampIsAlwaysLaterThanTheLast") {
    Stamp last{};
    for (Millis const now : {Millis{1000}, Millis{1000}, Millis{999}, Millis{-5}, Millis{1'000'000},
                             std::numeric_limits<Millis>::min()}) {
        Stamp const next = next_stamp(last, now);
        CHECK(next > last);
        last = next;
    }
    CHECK(next_stamp({}, 1234).wall_ms() == 1234);
}

TEST_CASE("AFrozenClockCountsOnPastItsCounter") {
    Stamp stamp = next_stamp({}, 1000);
    for (int i = 0; i < 70'000; ++i) {
        Stamp const next = next_stamp(stamp, 1000);
        REQUIRE(next > stamp);
        stamp = next;
    }
    CHECK(stamp.wall_ms() == 1001);  // the counter's overflow is a later millisecond, not a repeat
}

TEST_CASE("AClockFarAheadDoesNotOverflow") {
    Stamp const far = next_stamp({}, std::numeric_limits<Millis>::max());
    CHECK(far.wall_ms() == 0xFFFFFFFFFFFF);
    CHECK(next_stamp(far, 5) > far);
}
