#include "shared/base/text.h"

#include <doctest/doctest.h>

using namespace hub;

TEST_CASE("AccentsCaseAndLigaturesAreFolded") {
    CHECK(fold("Séchoir À ŒUFS l’été ɲɛ") == "sechoir a oeufs l ete ne");
    CHECK(fold("Fɔlɔ Ŋaari Ɓ ɗ") == "folo naari b d");
    CHECK(fold("e\xcc\x81t\xc3\xa9") == "ete");  // a combining accent and a composed letter
    CHECK(fold("«\xc2\xa0Nescafé\xc2\xa0»") == "  nescafe  ");
    CHECK(fold("") == "");
}

TEST_CASE("ScriptsWithoutFoldingAreKept") {
    CHECK(fold("مانجو") == "مانجو");
    CHECK(fold("ߞߊ߲") == "ߞߊ߲");
    CHECK(words("عسل 12") == std::vector<std::string>{"عسل", "12"});
}

TEST_CASE("MalformedUtf8IsDroppedAndNothingElse") {
    CHECK(fold("abc\xff\xc3") == "abc");
    CHECK(fold("\x80\xbf"
               "a") == "a");
    CHECK(fold("a\xc3"
               "b") == "ab");  // a sequence cut by the next letter
    CHECK(fold("a\xe2\x82"
               "b") == "ab");
    CHECK(fold("\xc0\xaf") == "");  // overlong
    for (int first = 0x80; first < 0x100; ++first)
        for (int second = 0; second < 0x100; ++second) {
            std::string const text{static_cast<char>(first), static_cast<char>(second), 'z'};
            CHECK(fold(text).size() <= 4);
        }
}

TEST_CASE("OnlyHexadecimalDigitsHaveAValue") {
    std::string digits;
    for (int c = -128; c < 128; ++c)
        if (hex_value(static_cast<char>(c)) >= 0) digits += static_cast<char>(c);
    CHECK(digits == "0123456789ABCDEFabcdef");
    CHECK(hex_value('9') == 9);
    CHECK(hex_value('A') == 10);
    CHECK(hex_value('f') == 15);
}

TEST_CASE("AWordKnowsHowItIsWritten") {
    std::string const text =
        "L’Œuf se\xcc\x81"
        "ché, à 65\xff °C ɲɛ́";
    std::vector<std::string> folded, written;
    for (WrittenWord const& word : written_words(text)) {
        folded.push_back(word.folded);
        written.emplace_back(word.written);
    }
    CHECK(folded == std::vector<std::string>{"oeuf", "seche", "65", "ne"});
    CHECK(written == std::vector<std::string>{"Œuf",
                                              "se\xcc\x81"
                                              "ché",
                                              "65\xff", "ɲɛ́"});
    CHECK(words(text) == folded);
}

TEST_CASE("WordsAreTwoCharactersOrMoreInOrder") {
    CHECK(words("L'eau potable, à 65 °C") == std::vector<std::string>{"eau", "potable", "65"});
    CHECK(words("sèche-mangue/karité") == std::vector<std::string>{"seche", "mangue", "karite"});
    CHECK(words(" - . ").empty());
}

TEST_CASE("EveryFormOfOneErrorIsForgiven") {
    std::string const word = "karite";
    auto const apart = [&](std::string const& asked) {
        return one_error_apart(asked, word, Match::Whole);
    };
    CHECK(apart(word));
    for (std::size_t i = 0; i <= word.size(); ++i) {
        CHECK(apart(std::string(word).insert(i, 1, 'z')));
        if (i == word.size()) break;
        CHECK(apart(std::string(word).erase(i, 1)));
        CHECK(apart(std::string(word).replace(i, 1, "z")));
        if (i + 1 == word.size()) break;
        std::string swapped = word;
        std::swap(swapped[i], swapped[i + 1]);
        CHECK(apart(swapped));
    }
}

TEST_CASE("TwoErrorsAreTooMany") {
    for (char const* const asked :
         {"kzritz", "kari", "karitesz", "akrit", "akriet", "zzkarite", "fonio", "", "k"})
        CHECK_FALSE_MESSAGE(one_error_apart(asked, "karite", Match::Whole), asked);
    CHECK(one_error_apart("", "a", Match::Whole));
    CHECK(one_error_apart("a", "", Match::Whole));
}

TEST_CASE("TheBeginningOfALongerWordMayHoldTheError") {
    for (char const* const asked : {"pasteu", "pasteru", "pastzu", "pateur", "passteur"})
        CHECK_MESSAGE(one_error_apart(asked, "pasteurisation", Match::Beginning), asked);
    for (char const* const asked : {"pztzeu", "atseur", "pasteurisationxy"})
        CHECK_FALSE_MESSAGE(one_error_apart(asked, "pasteurisation", Match::Beginning), asked);
}
