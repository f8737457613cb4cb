#pragma once
// The language that the app speaks. Screens name a sentence by its constant (ui/texts.h, made of
// languages/fr.po at build time) and never write one themselves:
//
//   paragraph(page, texts::kNoVisit);
//   notice(page, …, fill(texts::kFoundBy, {{"words", words}}), …);
//   remark(page, {.words = counted(texts::kMissing, 3)});             // "3 réponses manquent"
//
// One language at a time for the whole program, as Dear ImGui has one context: French from the
// start, another one once speak() was given its file. Plurals follow gettext's Plural-Forms
// (https://www.gnu.org/software/gettext/manual/html_node/Plural-forms.html).
//
// A language file is lines of UTF-8: "hub-language 1 <mark of the keys>", code, name in itself,
// "ltr" or "rtl", the ten digits, decimal sign, sign between thousands, the plural form (0…9) for
// each count 0…199, then the messages in the order of fr.po, their plural forms separated by a tab.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace hub::ui {

// A sentence of the catalogue, in the language spoken now.
struct Text {
    std::uint16_t at;  // place in the catalogue
    operator std::string_view() const;
    operator std::string() const { return std::string(std::string_view(*this)); }
};
std::string operator+(std::string left, Text right);
// One that depends on a number: only counted() reads it.
struct CountedText {
    std::uint16_t at;
};

struct Part {
    std::string_view name, words;
};
// The sentence with its {names} replaced.
std::string fill(Text text, std::initializer_list<Part> parts);
// In the plural form of `count`, which also is its {count}.
std::string counted(CountedText text, std::size_t count, std::initializer_list<Part> parts = {});

// What else a language decides.
struct Tongue {
    std::string code;                // BCP 47
    std::string name;                // in itself
    bool right_to_left = false;      // the layout is mirrored
    std::string digits[10];          // UTF-8
    std::string decimal, thousands;  // signs between digits
};
Tongue const& tongue();
// ASCII digits as this language writes them.
std::string in_digits(std::string_view ascii);

std::string count_words(std::size_t count);  // "10 000", not to be broken

// From now on the language of this file; empty: French. Errors: "bad-language", and the one spoken
// stays.
Result<void> speak(std::string_view file);

// A language that can be chosen; kLanguages in ui/texts.h lists them, French first.
struct LanguageChoice {
    std::string_view code, name;  // BCP 47; in itself
};

extern std::string_view const kFrenchCatalogue;  // french.cpp, made at build time

}  // namespace hub::ui
