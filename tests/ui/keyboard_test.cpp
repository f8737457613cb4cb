// The soft keyboard takes most of the screen, a phone is turned, a notch covers a side: what one
// works on stays in sight.
#include <doctest/doctest.h>

#include "shared/records/kinds.h"
#include "tests/ui/phone_world.h"

using namespace hub;
using namespace hub::tests;
using ui::InputKind;
using ui::Role;

namespace {

constexpr char kName[] = "Nom de la personne responsable";
constexpr char kYear[] = "Année de démarrage de l'activité";
constexpr char kSteps[] = "Étapes de fabrication du produit principal";
constexpr char kLosses[] = "Pertes estimées entre entrée et sortie (%)";
constexpr char kNeed[] = "Décrire le besoin prioritaire avec les mots de l'entreprise";

constexpr ui::Display kUpright{.width = 360, .height = 640};
constexpr ui::Display kUprightTyping{.width = 360, .height = 300};
constexpr ui::Display kTurned{.width = 640, .height = 360};
constexpr ui::Display kTurnedTyping{.width = 640, .height = 150};

struct Adviser {
    Village village;
    PhoneWorld phone{village, "Awa Diarra", "bamako", 1};

    Adviser() {
        phone.enrol();
        phone.start_visit();
        phone.tap(Role::Radio, "Oui");
    }
    ui::SemanticTable const& table() { return phone.app().semantics(); }
    ui::SemanticNode const* field(std::string const& label) {
        ui::SemanticNode const* const area = phone.node(Role::TextArea, label);
        return area ? area : phone.node(Role::TextField, label);
    }
    void go_on_to(std::string const& label) {
        for (int i = 0; i < 60 && !field(label); ++i) phone.tap("Suivant");
        REQUIRE(field(label));
    }
    void go_back_to(std::string const& label) {
        for (int i = 0; i < 60 && !field(label); ++i) phone.tap("Précédent");
        REQUIRE(field(label));
    }
    // The finger is on the field and the keyboard comes up.
    void focus(std::string const& label, ui::Display const& with_keyboard) {
        phone.app().focused(field(label)->id);
        phone.settle();
        phone.show_on(with_keyboard);
    }
    // It lies whole inside of what can be seen.
    bool in_sight(ui::SemanticNode const& node) {
        ui::Scroller const& scroller = table().scroller;
        float const top = node.scrolled ? node.rect.y - scroller.offset : node.rect.y;
        float const room = node.scrolled ? scroller.rect.height : phone.display.height;
        return top >= 0 && top + node.rect.height <= room + 0.5f;
    }
    // The first warning that holds these words.
    ui::SemanticNode const* alert(std::string const& words) {
        for (ui::SemanticNode const& node : table().nodes)
            if (node.role == Role::Alert && node.label.find(words) != std::string::npos)
                return &node;
        FAIL("no warning says " << words);
        return nullptr;
    }
    bool in_sight(Role role, std::string const& label) {
        ui::SemanticNode const* const node = phone.node(role, label);
        return node && in_sight(*node);
    }
};

}  // namespace

TEST_CASE("AboveTheKeyboardAreTheQuestionItsFaultItsFieldAndTheWayOn") {
    Adviser awa;
    for (char const* label : {kYear, kLosses, kNeed}) {
        bool const long_text = label == kNeed;
        awa.phone.show_on(kUpright);
        awa.go_on_to(label);
        for (ui::Display const& display : {kUprightTyping, kTurnedTyping}) {
            awa.focus(label, display);
            if (!long_text) awa.phone.type_on(label, label == kYear ? "1066" : "peu");
            awa.phone.pass(1'500);
            INFO(label << " on " << display.width << " x " << display.height);
            CHECK(awa.in_sight(Role::Heading, label));
            CHECK(awa.in_sight(*awa.field(label)));
            CHECK(awa.field(label)->invalid == !long_text);
            for (ui::SemanticNode const& node : awa.table().nodes)
                if (node.role == Role::Alert) CHECK(awa.in_sight(node));
            CHECK(awa.in_sight(Role::Button, "Suivant"));
            CHECK(awa.phone.node(Role::Button, "Suivant")->rect.height >= 48);
            CHECK_FALSE(awa.phone.node(Role::Navigation, "Rubriques"));
        }
        if (!long_text) awa.phone.type_on(label, "");
        awa.phone.leave(label, "");
    }
}

TEST_CASE("WhenTheFieldIsLeftAllIsThereAgain") {
    Adviser awa;
    awa.phone.show_on(kTurned);
    awa.go_on_to(kName);
    CHECK(awa.phone.node(Role::Button, "Retour"));
    awa.focus(kName, kTurnedTyping);
    CHECK_FALSE(awa.phone.node(Role::Button, "Retour"));
    CHECK(awa.phone.node(Role::Heading, "Visite · Koumba Fruits"));  // still heard
    awa.phone.app().focused(0);
    awa.phone.settle();
    awa.phone.show_on(kTurned);
    CHECK(awa.phone.node(Role::Button, "Retour"));
    CHECK(awa.phone.node(Role::Navigation, "Rubriques"));
}

TEST_CASE("NothingMovesForADateThatIsPicked") {
    Adviser awa;
    awa.phone.show_on(kTurned);
    awa.go_on_to("Date de la visite");
    awa.focus("Date de la visite", kTurned);
    CHECK(awa.phone.node(Role::Button, "Retour"));
}

TEST_CASE("WhatCannotBeSavedIsSaidAboveTheKeyboardToo") {
    Adviser awa;
    awa.go_on_to(kName);
    awa.focus(kName, kUprightTyping);
    awa.phone.storage_full = true;
    awa.phone.type_on(kName, "Koumba");
    awa.phone.pass(1'500);
    CHECK(awa.in_sight(*awa.alert("la mémoire est pleine")));
    CHECK(awa.in_sight(*awa.field(kName)));
}

TEST_CASE("ALongTextScrollsInItselfAboveTheKeyboard") {
    Adviser awa;
    awa.go_on_to(kSteps);
    std::string text;
    for (int i = 0; i < 60; ++i) text += "Laver, peler, couper. ";
    awa.phone.type_on(kSteps, text);
    float const whole = awa.field(kSteps)->rect.height;
    awa.phone.show_on(kUprightTyping);
    CHECK(awa.field(kSteps)->rect.height < kUprightTyping.height);
    CHECK(awa.in_sight(Role::Heading, kSteps));
    CHECK(awa.in_sight(*awa.field(kSteps)));
    awa.phone.leave(kSteps, text);
    awa.phone.show_on(kUpright);
    CHECK(awa.field(kSteps)->rect.height == doctest::Approx(whole));
}

TEST_CASE("WhoScrollsAwayFromHisFieldIsLeftAloneUntilItMoves") {
    Adviser awa;
    awa.phone.tap("Retour");
    awa.phone.go_home();
    awa.phone.tap("Solutions");
    awa.focus("Chercher une solution", kUprightTyping);
    std::uint32_t const revision = awa.table().scroller.revision;
    awa.phone.app().scrolled(200);
    awa.phone.type_on("Chercher une solution", "lait");
    CHECK(awa.table().scroller.revision == revision);
    ui::Display lower = kUprightTyping;
    lower.height = 260;
    awa.phone.show_on(lower);
    CHECK(awa.table().scroller.revision > revision);  // the browser is told
    CHECK(awa.in_sight(*awa.field("Chercher une solution")));
}

TEST_CASE("WhatIsReadStaysWhenThePhoneTurns") {
    Adviser awa;
    awa.phone.go_home();
    awa.phone.tap("Solutions");
    awa.phone.type("Chercher une solution", "mangue");
    ui::SemanticNode const* first = nullptr;
    for (ui::SemanticNode const& node : awa.table().nodes)
        if (node.scrolled && node.role == Role::Button) {
            first = &node;
            break;
        }
    REQUIRE(first);
    awa.phone.tap(std::string(first->label));
    ui::SemanticNode const* read = nullptr;
    for (ui::SemanticNode const& node : awa.table().nodes)
        if (node.scrolled && node.rect.y > 900 && !read) read = &node;
    REQUIRE(read);
    std::uint32_t const id = read->id;
    awa.phone.app().scrolled(read->rect.y);
    awa.phone.settle();
    auto const top = [&] {
        ui::SemanticNode const* const node = awa.table().find(id);
        return node->rect.y - awa.table().scroller.offset;
    };
    std::uint32_t const revision = awa.table().scroller.revision;
    awa.phone.show_on(kTurned);
    CHECK(awa.table().scroller.revision > revision);  // the browser is told
    CHECK(top() == doctest::Approx(0).epsilon(0.01));
    awa.phone.show_on(kUpright);
    CHECK(top() == doctest::Approx(0).epsilon(0.01));
    awa.phone.display.text_scale = 1.5f;
    awa.phone.show_on(awa.phone.display);
    CHECK(top() == doctest::Approx(0).epsilon(0.01));
}

TEST_CASE("AFieldThatIsGoneHasNoKeyboard") {
    Adviser awa;
    awa.go_on_to(kName);
    awa.focus(kName, kUprightTyping);
    CHECK_FALSE(awa.phone.node(Role::Button, "Retour"));
    awa.phone.tap("Suivant");  // to a question that is tapped; no browser says that the field went
    CHECK(awa.phone.node(Role::Button, "Retour"));
    awa.phone.tap("Précédent");
    CHECK(awa.phone.node(Role::Button, "Retour"));  // nor does it think it has the focus still
}

TEST_CASE("UnderANotchIsNothingToReadOrTap") {
    Adviser awa;
    for (char const* screen : {"Retour", "Retour", "Retour", "Plus"}) {
        for (ui::Display display : {kTurned, kUpright, ui::Display{.width = 915, .height = 412}}) {
            display.safe_left = 44;
            display.safe_right = 30;
            display.safe_bottom = 21;
            awa.phone.show_on(display);
            for (ui::SemanticNode const& node : awa.table().nodes) {
                if (node.role == Role::Group || node.role == Role::RadioGroup) continue;
                float const left = node.scrolled ? awa.table().scroller.rect.x : 0;
                INFO(node.label << " on " << display.width << " x " << display.height);
                CHECK(left + node.rect.x >= 44);
                CHECK(left + node.rect.x + node.rect.width <= display.width - 30);
                if (!node.scrolled) CHECK(node.rect.y + node.rect.height <= display.height - 21);
            }
        }
        awa.phone.show_on(kUpright);
        awa.phone.tap(screen);
    }
}

TEST_CASE("EachKindOfFieldAsksForItsOwnKeyboard") {
    Adviser awa;
    std::pair<char const*, InputKind> const kinds[] = {{"Date de la visite", InputKind::Date},
                                                       {kName, InputKind::Name},
                                                       {kYear, InputKind::Integer},
                                                       {kSteps, InputKind::Text},
                                                       {kLosses, InputKind::Decimal}};
    for (auto const& [label, kind] : kinds) {
        awa.go_on_to(label);
        CHECK(awa.field(label)->input == kind);
    }
    CHECK(awa.table().enter_key == ui::EnterKey::Next);
    while (awa.phone.node(Role::Button, "Suivant")) awa.phone.tap("Suivant");
    CHECK(awa.table().enter_key == ui::EnterKey::Done);
    PhoneWorld nobody(awa.village, "Moussa Koné", "bamako", 2);
    REQUIRE(nobody.node(Role::TextField, "Code d'inscription"));
    CHECK(nobody.node(Role::TextField, "Code d'inscription")->input == InputKind::Code);
    CHECK(nobody.app().semantics().enter_key == ui::EnterKey::Go);
}
