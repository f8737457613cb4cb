// Catalogues, plurals, numbers, and the app in other languages than French.
#include <doctest/doctest.h>

#include "tests/ui/phone_world.h"
#include "ui/bidi.h"
#include "ui/drafts.h"
#include "ui/format.h"
#include "ui/languages/reorder.h"
#include "ui/texts.h"

using namespace hub;
using namespace hub::tests;
using ui::Role;

namespace {

struct Polyglot {
    Village village;
    PhoneWorld phone{village, "Awa Diarra", "bamako", 1};

    Polyglot() { phone.enrol(); }
    void speak(std::string const& name) {
        phone.tap(std::string(ui::texts::kMore));
        phone.tap(Role::Radio, name);
    }
    ui::SemanticNode const& node(Role role, std::string const& label) {
        ui::SemanticNode const* const found = phone.node(role, label);
        REQUIRE_MESSAGE(found, label << " is not on this screen:\n" << phone.dump());
        return *found;
    }
};

constexpr char kArabic[] = "العربية";

}  // namespace

TEST_CASE("EveryLanguageHasItsOwnPlurals") {
    Polyglot awa;
    CHECK(ui::counted(ui::texts::kMissing, 0) == "0 réponse manque");
    CHECK(ui::counted(ui::texts::kMissing, 1) == "1 réponse manque");
    CHECK(ui::counted(ui::texts::kMissing, 2) == "2 réponses manquent");
    awa.speak("English");
    CHECK(ui::counted(ui::texts::kMissing, 0) != ui::counted(ui::texts::kMissing, 1));
    CHECK(ui::counted(ui::texts::kMissing, 1).substr(0, 2) == "1 ");
    awa.speak(kArabic);
    // One and two have words of their own, few and many their forms; 103 is as 3, 111 as 11.
    std::string const three = ui::counted(ui::texts::kMissing, 3);
    CHECK(ui::counted(ui::texts::kMissing, 2).find("٢") == std::string::npos);
    CHECK(three.substr(0, 2) == "٣");
    CHECK(ui::counted(ui::texts::kMissing, 103).substr(6) == three.substr(2));
    CHECK(ui::counted(ui::texts::kMissing, 111).substr(6) ==
          ui::counted(ui::texts::kMissing, 11).substr(4));
    CHECK(ui::counted(ui::texts::kMissing, 1203).substr(10) == three.substr(2));
}

TEST_CASE("NumbersAndDatesAreWrittenAsTheLanguageDoes") {
    Polyglot awa;
    Date const first = date_from_iso("2026-03-01").value();
    CHECK(ui::date_words(first) == "1er mars 2026");
    CHECK(ui::count_words(1'234'567) == "1\u00A0234\u00A0567");
    CHECK(ui::decimal_words(12.5) == "12,5");
    CHECK(ui::fcfa_words(25'000) == "25\u00A0000\u00A0FCFA");
    awa.speak("English");
    CHECK(ui::date_words(first) == "1 March 2026");
    CHECK(ui::count_words(1'234'567) == "1,234,567");
    CHECK(ui::decimal_words(12.5) == "12.5");
    CHECK(ui::fcfa_words(25'000) == "25,000\u00A0FCFA");
    awa.speak(kArabic);
    CHECK(ui::date_words(first) == "١ مارس ٢٠٢٦");
    CHECK(ui::count_words(1'234'567) == "١٬٢٣٤٬٥٦٧");
    CHECK(ui::decimal_words(12.5) == "١٢٫٥");
}

TEST_CASE("AFileOfAnotherReleaseIsNotALanguage") {
    Polyglot awa;
    CHECK_FALSE(ui::speak("hub-language 1 00000000\nen\nEnglish\n").ok());
    CHECK_FALSE(ui::speak("<!doctype html>\n").ok());
    CHECK(std::string_view(ui::texts::kToday) == "Aujourd'hui");
}

TEST_CASE("AnArabicLineIsJoinedAndPutInTheOrderInWhichItIsDrawn") {
    // UAX #9; FriBidi's own answer in notes/browser.md: meem, lam-alef, seen, joined.
    CHECK(ui::reorder("سلام 123 Tchad", true) == "Tchad 123 \uFEE1\uFEFC\uFEB3");
    CHECK(ui::reorder("Tchad", false) == "Tchad");
    CHECK(ui::reorder("يُفتح", true) == ui::reorder("يفتح", true));     // no vowels
    CHECK(ui::reorder("٠ · ٤", true).find('|') != std::string::npos);  // no nought
    CHECK(ui::reorder("(سلام)", true) == "(\uFEE1\uFEFC\uFEB3)");
    CHECK(ui::reorder("\xD8", true) == "\uFFFD");
}

TEST_CASE("InArabicTheLayoutIsMirrored") {
    Polyglot awa;
    awa.phone.tap("Entreprises");
    awa.phone.tap("Koumba Fruits");
    ui::Rect const back = awa.node(Role::Button, "Retour").rect;
    awa.phone.tap("Retour");
    awa.speak(kArabic);
    CHECK(awa.phone.app().semantics().right_to_left);
    CHECK(awa.phone.app().semantics().language == "ar");
    ui::Rect const today = awa.node(Role::Button, std::string(ui::texts::kToday)).rect;
    ui::Rect const more = awa.node(Role::Button, std::string(ui::texts::kMore)).rect;
    CHECK(today.x > more.x);
    CHECK(today.x + today.width == doctest::Approx(awa.phone.display.width));
    awa.phone.tap(std::string(ui::texts::kEnterprises));
    awa.phone.tap("Koumba Fruits");
    ui::Rect const mirrored = awa.node(Role::Button, std::string(ui::texts::kBack)).rect;
    CHECK(mirrored.x == doctest::Approx(awa.phone.display.width - back.x - back.width));
}

TEST_CASE("NothingOnAnArabicScreenIsBeyondItsFonts") {
    Polyglot awa;
    awa.phone.tap("Plus");
    CHECK(awa.phone.app().semantics().writings.size() == 1);  // the name of Arabic in itself
    awa.speak(kArabic);
    for (ui::Text const place : {ui::texts::kToday, ui::texts::kEnterprises, ui::texts::kRequests,
                                 ui::texts::kSolutions, ui::texts::kMore}) {
        awa.phone.tap(std::string(place));
        CHECK_MESSAGE(awa.phone.app().semantics().writings.empty(), std::string_view(place));
    }
}

TEST_CASE("TheFormFollowsTheLanguageAndTheAnswerStays") {
    Polyglot awa;
    awa.phone.start_visit();
    awa.phone.tap(Role::Radio, "Oui");
    awa.phone.go_home();
    awa.speak("English");
    awa.phone.tap("Today");
    awa.phone.tap("Visit · Koumba Fruits");
    CHECK_FALSE(awa.phone.shows("Identité"));
    awa.phone.tap("Continue");
    for (int i = 0; i < 8 && !awa.phone.node(Role::Radio, "Yes"); ++i) awa.phone.tap("Previous");
    CHECK(awa.node(Role::Radio, "Yes").checked);
}

TEST_CASE("ANumberMayBeTypedWithTheDigitsOfTheKeyboard") {
    auto const decimal = [](std::string const& text) {
        auto const value = ui::value_from_text(QuestionType::Decimal, text);
        return value.ok() ? std::get<double>(value.value()) : -1;
    };
    Polyglot awa;
    CHECK(decimal("25.000") == 25'000);
    CHECK(decimal("12,5") == 12.5);
    awa.speak("English");
    CHECK(decimal("25,000") == 25'000);
    CHECK(decimal("12,500") == 12'500);
    CHECK(decimal("12.5") == 12.5);
    CHECK(decimal("12.525") == 12.525);
    awa.speak(kArabic);
    CHECK(decimal("١٢٫٥") == 12.5);
    CHECK(decimal("١٬٢٥٠") == 1250);
}

TEST_CASE("ALanguageThatCannotBeBroughtIsSaidAndTheOneSpokenStays") {
    Polyglot awa;
    awa.phone.online = false;
    awa.speak("English");
    CHECK(awa.phone.shows("Connectez-vous une fois"));
    awa.phone.online = true;
    awa.phone.tap(Role::Radio, "English");
    CHECK(awa.node(Role::Heading, "More").level == 1);
}

TEST_CASE("WhatTheFontsLackIsLeftToTheBrowser") {
    Polyglot awa;
    awa.phone.tap("Demandes");
    awa.phone.tap("Nouvelle demande");
    awa.phone.tap("Koumba Fruits");
    constexpr char kTitle[] = "Titre court";
    for (int i = 0; i < 9 && !awa.phone.node(Role::TextField, kTitle); ++i)
        awa.phone.tap("Suivant");
    awa.phone.type(kTitle, "Séchoir 🥭 pour Koumba");
    awa.phone.go_home();
    awa.phone.tap("Demandes");
    auto const& writings = awa.phone.app().semantics().writings;
    REQUIRE(writings.size() == 1);
    CHECK(writings[0].text.find("🥭") != std::string::npos);
    CHECK(writings[0].scrolled);
    CHECK(writings[0].rect.width > 100);
}
